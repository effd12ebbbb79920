import GradstepGraph

/// Breaks equations into the lines of an `align` environment, at signs where it can.
struct EquationLines {
  let printer: LaTeXPrinter
  /// The room on the left of the alignment, in em.
  let left: Double
  /// The room on the right of it.
  let width: Double

  /// The part of a line that a left side may take.
  private static let largestLeft = 0.3

  /// The width of a left side; 0 where it is so long that it has a line of its own.
  static func leftWidth(of left: String, within line: Double) -> Double {
    let width = LaTeXRuler.width(of: left)
    return width <= largestLeft * line ? width : 0
  }

  /// The lines of an equation, each with one `&`; the last one bears its number.
  func text(_ equation: Equation) -> String {
    var paragraph = Paragraph(width: width)
    let name = printer.latex(equation.left)
    let hangs = LaTeXRuler.width(of: name) > left
    if hangs { paragraph.breakLine(isIndented: true) }
    for (position, side) in printer.sides(equation).enumerated() {
      let chunk = side.sign.latex + " " + side.line
      let size = LaTeXRuler.width(of: chunk)
      if position > 0, size > paragraph.room { paragraph.breakLine() }
      guard size > paragraph.room else {
        paragraph.add(chunk, size, after: " ")
        continue
      }
      for (index, piece) in Self.pieces(of: chunk).enumerated() {
        let size = LaTeXRuler.width(of: piece)
        if index > 0, size > paragraph.room { paragraph.breakLine(isIndented: true) }
        paragraph.add(piece, size)
      }
    }
    let note = printer.note(of: equation)
    if !note.isEmpty {
      let size = LaTeXRuler.width(of: note)
      if size > paragraph.room { paragraph.breakLine() }
      paragraph.add(note, size, after: " ")
    }
    let rights = hangs ? [name] + paragraph.lines.dropFirst() : paragraph.lines
    return ((hangs ? "" : "\(name) ") + "&")
      + rights.joined(separator: " \\notag \\\\\n&")
  }

  /// Lines that are filled one after another.
  private struct Paragraph {
    let width: Double
    /// What is left of the last line, in em.
    private(set) var room: Double
    private(set) var lines = [""]

    init(width: Double) {
      self.width = width
      room = width
    }

    mutating func breakLine(isIndented: Bool = false) {
      while lines[lines.count - 1].last == " " { lines[lines.count - 1].removeLast() }
      lines.append(isIndented ? "\\quad " : "")
      room = width - (isIndented ? 1 : 0)
    }

    /// Puts a piece of some width on the last line; between it and others stands a blank.
    mutating func add(_ piece: String, _ size: Double, after blank: String = "") {
      let isFirst = lines[lines.count - 1].isEmpty || lines[lines.count - 1].hasSuffix(" ")
      lines[lines.count - 1] += isFirst ? piece : blank + piece
      room -= size
    }
  }

  /// A formula cut before its signs of addition and behind its commas, where nothing that must stay
  /// on one line is open.
  static func pieces(of formula: String) -> [String] {
    var pieces: [String] = []
    let utf8 = Array(formula.utf8)
    var depth = 0
    var rest = utf8[...]
    var start = rest.startIndex
    // The two bytes before the place, if they belong to the piece.
    var before: (UInt8, UInt8) = (0, 0)
    let blank = UInt8(ascii: " ")
    while let byte = rest.first {
      if byte == UInt8(ascii: "\\") {
        if starts(rest, "\\left") || starts(rest, "\\begin{") { depth += 1 }
        if starts(rest, "\\right") || starts(rest, "\\end{") { depth -= 1 }
      }
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      let isSum = starts(rest, "+ ") || starts(rest, "- ")
      let isBehindComma = before == (UInt8(ascii: ","), blank)
      if depth == 0, isSum && before.1 == blank || isBehindComma {
        pieces.append(String(decoding: utf8[start..<rest.startIndex], as: UTF8.self))
        start = rest.startIndex
        before = (0, 0)
      }
      before = (before.1, byte)
      rest.removeFirst()
    }
    return pieces + [String(decoding: utf8[start...], as: UTF8.self)]
  }

  private static func starts(_ text: ArraySlice<UInt8>, _ prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { text.starts(with: $0) }
  }
}
