import GradstepSyntax

/// Text in the columns of a terminal.
extension Text {
  /// How many columns of a terminal the text takes, with raised and lowered parts on the line.
  package var columns: Int {
    onOneLine.runs.reduce(0) { $0 + $1.string.columns }
  }

  /// The text in at most so many columns, `…` at its end where something is left out.
  package func cut(columns: Int) -> Text {
    let line = onOneLine
    guard line.columns > columns else { return line }
    guard columns > 0 else { return Text() }
    // A character that is wider than the room for it is left out as well.
    let kept = line.pieces(columns: columns - 1).first ?? Text()
    return (kept.columns < columns ? kept : Text()) + Text("…", .dimmed)
  }

  /// The text in exactly so many columns: cut, or filled with blanks.
  package func padded(columns: Int) -> Text {
    let text = cut(columns: columns)
    let blanks = columns - text.columns
    return blanks > 0 ? text + Text(String(repeating: " ", count: blanks)) : text
  }

  /// The text in pieces of at most so many columns, broken between characters.
  ///
  /// A character that is wider than a piece stands alone.
  package func pieces(columns: Int) -> [Text] {
    var pieces: [Text] = []
    var piece = Text()
    var width = 0
    for run in runs {
      var string = ""
      for character in run.string {
        let size = character.columns
        if width + size > columns, width > 0 {
          if !string.isEmpty { piece.runs.append(Run(string, run.role, script: run.script)) }
          pieces.append(piece)
          (piece, string, width) = (Text(), "", 0)
        }
        string.append(character)
        width += size
      }
      if !string.isEmpty { piece.runs.append(Run(string, run.role, script: run.script)) }
    }
    return pieces + [piece]
  }
}
