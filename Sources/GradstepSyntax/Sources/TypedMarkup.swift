/// Marks of pages that stand for signs: `&lt;`, `<sub>i</sub>`, and the old switches of fonts, as in
/// `{\bf x}`.
enum TypedMarkup {
  /// What stands for other text at a place, with how long it is; nothing where nothing does.
  static func text(at cursor: SourceCursor, behind byte: UInt8?) -> (count: Int, text: String)? {
    switch cursor.current {
    case "&": entity(at: cursor)
    case "<": tag(at: cursor)
    case "{": font(at: cursor, behind: byte)
    default: nil
    }
  }

  private static func entity(at cursor: SourceCursor) -> (Int, String)? {
    var end = cursor
    end.advance()
    let start = end.offset
    end.skip { $0.isASCIILetter }
    let word = end.text(from: start)
    guard end.current == ";",
      let sign = entities[word] ?? LaTeXCommand.letters[word].map(String.init)
    else { return nil }
    return (end.offset + 1 - cursor.offset, sign)
  }

  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "le": "≤", "ge": "≥", "ne": "≠", "nbsp": " ", "times": "×",
    "middot": "·", "sdot": "⋅", "minus": "−", "sum": "∑", "prod": "∏", "radic": "√", "prime": "′",
    "larr": "←", "rarr": "→", "isin": "∈", "infin": "∞", "quot": "\"",
  ]

  private static func tag(at cursor: SourceCursor) -> (Int, String)? {
    for (tag, text) in tags where cursor.hasPrefix(tag) { return (tag.utf8CodeUnitCount, text) }
    return nil
  }

  private static let tags: [(StaticString, String)] = [
    ("<sub>", "_{"), ("</sub>", "}"), ("<sup>", "^{"), ("</sup>", "}"), ("<i>", ""), ("</i>", ""),
    ("<b>", ""), ("</b>", ""), ("<em>", ""), ("</em>", ""), ("<br>", "\n"), ("<br/>", "\n"),
  ]

  /// `{\rm margin}`, which is `\mathrm{margin}`; below and above a name it is read as it is.
  private static func font(at cursor: SourceCursor, behind byte: UInt8?) -> (Int, String)? {
    guard byte != UInt8(ascii: "_"), byte != UInt8(ascii: "^") else { return nil }
    var end = cursor
    end.advance()
    end.skip { $0 == " " }
    guard end.current == "\\" else { return nil }
    let word = LaTeXCommand.word(at: end)
    guard let font = switches[word] else { return nil }
    end.offset += 1 + word.utf8.count
    end.skip { $0 == " " }
    guard end.current?.isASCIILetter == true || end.current == "\\" else { return nil }
    return (end.offset - cursor.offset, "\\\(font){")
  }

  private static let switches = [
    "rm": "mathrm", "bf": "mathbf", "it": "mathit", "sf": "mathsf", "tt": "mathtt",
    "cal": "mathcal",
    "em": "mathit", "sl": "mathit",
  ]
}
