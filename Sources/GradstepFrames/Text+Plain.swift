extension Text {
  /// The text without its styles, raised and lowered parts written with Unicode where it can.
  ///
  /// No-break spaces become ordinary ones, which a search finds.
  public var plain: String {
    // Neighbours with one script are raised or lowered as one.
    let stretches = runs.reduce(into: [(string: String, script: Script)]()) { stretches, run in
      if let last = stretches.last, last.script == run.script {
        stretches[stretches.count - 1].string += run.string
      } else {
        stretches.append((run.string, run.script))
      }
    }
    let text = stretches.map { string, script in
      switch script {
      case .baseline: string
      case .superscript: Self.raised(string)
      case .subscript: Self.lowered(string)
      }
    }.joined()
    return String(text.map { $0 == "\u{A0}" ? " " : $0 })
  }

  /// The character that stands raised as `character`, if that is a raised one.
  static func baseline(ofRaised character: Character) -> Character? {
    superscripts.first { $0.value == character }?.key
  }

  /// The character that stands lowered as `character`, if that is a lowered one.
  static func baseline(ofLowered character: Character) -> Character? {
    subscripts.first { $0.value == character }?.key
  }

  private static func raised(_ string: String) -> String {
    translate(string, superscripts) ?? "^(\(string))"
  }

  private static func lowered(_ string: String) -> String {
    translate(string, subscripts) ?? "_\(string)"
  }

  private static func translate(_ string: String, _ table: [Character: Character]) -> String? {
    let translated = string.compactMap { table[$0] }
    return translated.count == string.count ? String(translated) : nil
  }

  private static let superscripts: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹", "−": "⁻", "T": "ᵀ",
  ]

  private static let subscripts: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈",
    "9": "₉",
  ]
}
