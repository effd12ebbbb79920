extension Text {
  /// The text without its styles, raised and lowered parts written with Unicode where it can.
  ///
  /// No-break spaces become ordinary ones, which a search finds.
  package var plain: String {
    Self.withOrdinarySpaces(onOneLine.runs.map { $0.string }.joined())
  }

  /// A string with ordinary spaces in place of those that no line ends at.
  package static func withOrdinarySpaces(_ string: String) -> String {
    guard string.unicodeScalars.contains("\u{A0}") else { return string }
    var result = String.UnicodeScalarView()
    for scalar in string.unicodeScalars { result.append(scalar == "\u{A0}" ? " " : scalar) }
    return String(result)
  }

  /// The text with raised and lowered parts on the line, written with Unicode where it can.
  package var onOneLine: Text {
    var line = Text()
    var rest = runs[...]
    while let script = rest.first?.script {
      // Neighbours with one script are raised or lowered as one.
      var stretch = rest.prefix { $0.script == script }
      // A transpose is one of all that stands before it.
      let transpose = stretch.dropFirst().firstIndex { $0.string == "T" }
      if script == .superscript, let transpose { stretch = stretch[..<transpose] }
      rest = rest.dropFirst(stretch.count)
      line.runs += Self.onOneLine(stretch, script)
    }
    return line
  }

  private static func onOneLine(_ stretch: ArraySlice<Run>, _ script: Script) -> [Run] {
    let table =
      switch script {
      case .baseline: [:] as [Character: Character]
      case .superscript: superscripts
      case .subscript: subscripts
      }
    guard script != .baseline else { return Array(stretch) }
    let translated = stretch.map { translate($0.string, table) }
    if translated.allSatisfy({ $0 != nil }) {
      return zip(stretch, translated).map { Run($1 ?? "", $0.role) }
    }
    let text = stretch.map { $0.string }.joined()
    let brackets: [(Character, Character)] = [("(", ")"), ("[", "]"), ("⟨", "⟩")]
    let isBracketed = brackets.contains { opening, closing in
      text.first == opening && text.last == closing && !text.dropFirst().contains(opening)
    }
    // `W^(1)` has its brackets, `x^*` needs none, and `h_{t−1}` is no difference.
    let isSign = text.count == 1 && !text.contains { ":,;=".contains($0) }
    let isWord = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "′" }
    let (opening, closing) =
      switch script {
      case .superscript: isBracketed || isSign ? ("^", "") : ("^(", ")")
      case .subscript: isWord || isSign ? ("_", "") : ("_{", "}")
      case .baseline: ("", "")
      }
    let plain = stretch.map { Run($0.string, $0.role) }
    return [Run(opening)] + plain + (closing.isEmpty ? [] : [Run(closing)])
  }

  /// The character that stands raised as `character`, if that is a raised one.
  package static func baseline(ofRaised character: Character) -> Character? {
    character.isASCII ? nil : baselinesOfRaised[character]
  }

  private static func translate(_ string: String, _ table: [Character: Character]) -> String? {
    let translated = string.compactMap { table[$0] }
    return translated.count == string.count ? String(translated) : nil
  }

  private static let baselinesOfRaised = Dictionary(
    uniqueKeysWithValues: superscripts.map { ($0.value, $0.key) }
  )

  private static let superscripts: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹", "−": "⁻", "T": "ᵀ",
  ]

  private static let subscripts: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈",
    "9": "₉",
  ]
}
