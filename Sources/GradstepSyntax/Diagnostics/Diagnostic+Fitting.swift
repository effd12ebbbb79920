/// Edits of text that stands in the braces of LaTeX.
extension Diagnostic {
  /// The diagnostic with edits that leave the braces of the text in pairs, and name values as the text
  /// does: `v⁺` is what `v` stands for behind `v ← …`.
  ///
  /// An expression reaches from its first sign to its last; in `\frac{a}{b}` that can be a brace that
  /// the command needs, and in `\mathbf{a}` one half of a pair.
  package func fitted(to sources: [Source]) -> Diagnostic {
    guard solutions.contains(where: { !$0.replacements.isEmpty }) else { return self }
    var fitted = self
    fitted.solutions = solutions.map { solution in
      Solution(
        summary: solution.replacements.isEmpty
          ? solution.summary : solution.summary.withoutTurnsOfNames,
        replacements: solution.replacements.map { $0.fitted(to: sources[$0.range.source].utf8) }
      )
    }
    return fitted
  }
}

extension Diagnostic.Replacement {
  private static let (opening, closing) = (UInt8(ascii: "{"), UInt8(ascii: "}"))

  fileprivate func fitted(to text: [UInt8]) -> Self {
    // A single sign is meant as it stands.
    guard range.bytes.count > 1, !self.text.isEmpty else { return self }
    let written = self.text.withoutTurnsOfNames
    var (start, end) = (range.bytes.lowerBound, range.bytes.upperBound)
    var (opened, unopened) = Self.unpaired(in: start..<end, of: text)
    while unopened > 0, start > 0 {
      start -= 1
      if Self.isBrace(start, of: text) { unopened += text[start] == Self.opening ? -1 : 1 }
    }
    while opened > 0, end < text.count {
      if Self.isBrace(end, of: text) { opened += text[end] == Self.opening ? 1 : -1 }
      end += 1
    }
    let isInBraces =
      text[start] == Self.opening && text[end - 1] == Self.closing
      && Self.unpaired(in: (start + 1)..<(end - 1), of: text) == (0, 0)
    // A command that only sets its braces in another type goes with them.
    let command = Self.command(before: start, in: text)
    let isArgument =
      isInBraces && !LaTeXCommand.setsType(String(decoding: text[command], as: UTF8.self))
    if !isArgument, text[start] == Self.opening { start = command.lowerBound }
    return Self(
      range: SourceRange(source: range.source, bytes: start..<end),
      text: isArgument ? "{\(written)}" : written
    )
  }

  /// How many braces are opened and not closed, and closed and not opened.
  private static func unpaired(
    in range: Range<Int>,
    of text: [UInt8]
  ) -> (opened: Int, unopened: Int) {
    var (opened, unopened) = (0, 0)
    for position in range where isBrace(position, of: text) {
      if text[position] == opening {
        opened += 1
      } else if opened > 0 {
        opened -= 1
      } else {
        unopened += 1
      }
    }
    return (opened, unopened)
  }

  /// Whether a byte is a brace, and not one that is shown, as in `\{`.
  private static func isBrace(_ position: Int, of text: [UInt8]) -> Bool {
    (text[position] == opening || text[position] == closing)
      && (position == 0 || text[position - 1] != UInt8(ascii: "\\"))
  }

  /// The command that the braces at a position belong to; empty where none does.
  private static func command(before position: Int, in text: [UInt8]) -> Range<Int> {
    var start = position
    while start > 0, UnicodeScalar(text[start - 1]).isASCIILetter { start -= 1 }
    let isCommand = start > 0 && start < position && text[start - 1] == UInt8(ascii: "\\")
    return isCommand ? start - 1..<position : position..<position
  }
}

extension String {
  /// The text with names as the source writes them, without what counts their values.
  fileprivate var withoutTurnsOfNames: String {
    var isTurn = false
    return String(
      unicodeScalars.filter { scalar in
        isTurn = scalar == "⁺" || isTurn && ScriptTable.raised[scalar]?.isDecimalDigit == true
        return !isTurn
      }
    )
  }
}
