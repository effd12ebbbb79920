import Gradstep

/// Text as it leaves the program: a terminal obeys nothing in it but what the program put there.
///
/// All text for people becomes one of these, as the streams and the screen take nothing else. What
/// is interpolated into a literal, and every run of a styled text, is spelled so that it can be
/// seen: it may have come from a file, its name, or the command line. The literal itself is the
/// program's own, with its codes.
struct Printable: Hashable, Sendable {
  /// What is written.
  private(set) var text: String

  /// Text without any, such as a document for other programs that has an escaping of its own: byte
  /// for byte what it is.
  static func data(_ text: String) -> Printable { Printable(written: text) }

  /// Text of several lines that may hold anything.
  init(lines text: String, isASCII: Bool = Environment.isASCII) {
    var spelling = Spelling(.lines, isASCII: isASCII)
    self.init(written: spelling.spell(text))
  }

  /// A line of styled text, with the codes of a terminal for its styles if wanted, and in at most so
  /// many columns.
  init(
    _ line: Text,
    isStyled: Bool,
    columns: Int? = nil,
    isASCII: Bool = Environment.isASCII
  ) {
    var spelled = Self.spelled(line, isASCII: isASCII)
    if let columns, spelled.columns > columns {
      // The mark of a cut is spelled as well.
      let mark = Printable(lines: "…", isASCII: isASCII).text
      let room = columns - mark.unicodeScalars.count
      // Cut with a mark of one column, for which there may be another one.
      spelled = room > 0 ? spelled.cut(columns: room + 1) : Text("…", .dimmed)
      spelled.runs[spelled.runs.count - 1].string = String(mark.prefix(columns))
    }
    self.init(written: TerminalText.text(spelled, isStyled: isStyled))
  }

  /// Lines of styled text, each ended by a line break.
  init(lines: [Text], isStyled: Bool, isASCII: Bool = Environment.isASCII) {
    self.init(
      written: lines.map { Printable($0, isStyled: isStyled, isASCII: isASCII).text + "\n" }
        .joined()
    )
  }

  /// A table, its columns aligned as they are spelled.
  init(_ table: Table, isStyled: Bool, isASCII: Bool = Environment.isASCII) {
    let spelled = Table(
      headings: table.headings.map { heading in
        var spelling = Spelling(.line, isASCII: isASCII)
        return spelling.spell(heading)
      },
      rows: table.rows.map { row in
        row.map { cell in
          Table.Cell(cell.lines.map { Self.spelled($0, isASCII: isASCII) })
        }
      }
    )
    self.init(
      lines: TextTable(isStyled: isStyled).lines(spelled),
      isStyled: isStyled,
      isASCII: isASCII
    )
  }

  /// Diagnostics, each with the line that it is about.
  init(
    _ diagnostics: [Diagnostic],
    _ formatter: DiagnosticFormatter,
    isStyled: Bool,
    isASCII: Bool = Environment.isASCII
  ) {
    let parts = formatter.parts(of: diagnostics).map { part in
      var spelling = Spelling(part.text == "\n" ? .lines : .line, isASCII: isASCII)
      // What stands in a source is pointed at from the line below.
      let text = part.isExcerpt ? spelling.spellInPlace(part.text) : spelling.spell(part.text)
      return DiagnosticFormatter.Part(text, part.style).string(isStyled: isStyled)
    }
    self.init(written: parts.joined() + "\n")
  }

  private static func spelled(_ line: Text, isASCII: Bool) -> Text {
    var spelling = Spelling(.line, isASCII: isASCII)
    return Text(
      line.onOneLine.runs.map { run in
        Text.Run(spelling.spell(Text.withOrdinarySpaces(run.string)), run.role)
      }
    )
  }

  private init(written text: String) {
    self.text = text
  }

  static func + (left: Printable, right: Printable) -> Printable {
    Printable(written: left.text + right.text)
  }

  static func += (left: inout Printable, right: Printable) {
    left.text += right.text
  }
}

extension Printable: ExpressibleByStringInterpolation {
  init(stringLiteral literal: String) {
    var spelling = Spelling(.program)
    self.init(written: spelling.spell(literal))
  }

  init(stringInterpolation: StringInterpolation) {
    self.init(written: stringInterpolation.text)
  }

  /// A text of the program around texts of others.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity)
    }

    /// The program's own words, with its codes.
    mutating func appendLiteral(_ literal: String) {
      var spelling = Spelling(.program)
      text += spelling.spell(literal)
    }

    /// A text that may hold anything, as a part of a line.
    mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      var spelling = Spelling(.line)
      text += spelling.spell(value.description)
    }

    mutating func appendInterpolation(_ printable: Printable) {
      text += printable.text
    }
  }
}
