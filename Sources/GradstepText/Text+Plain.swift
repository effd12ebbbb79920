import GradstepSyntax

extension Text {
  /// The text without its styles, raised and lowered parts written with Unicode where it can.
  ///
  /// No-break spaces become ordinary ones, which a search finds.
  package var plain: String {
    Self.withOrdinarySpaces(onOneLine.runs.map { $0.string }.joined())
  }

  /// A string with ordinary spaces in place of those that no line ends at.
  package static func withOrdinarySpaces(_ string: String) -> String {
    string.replacing(scalars: "\u{A0}", with: " ")
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
    guard script != .baseline else { return Array(stretch) }
    let translated = stretch.map { run in
      script == .superscript ? ScriptTable.raising(run.string) : ScriptTable.lowering(run.string)
    }
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
}
