import GradstepFrames

/// Breaks equations into the lines of an `align` environment, at signs where it can.
struct EquationLines {
  /// The room on the left of the alignment, in em.
  let left: Double
  /// The room on the right of it.
  let width: Double

  /// The part of a line that a left side may take.
  private static let largestLeft = 0.3

  /// The width of an equation's left side; 0 where it is so long that it has a line of its own.
  static func leftWidth(of equation: Equation, within line: Double) -> Double {
    let width = LaTeXRuler.width(of: equation.left)
    return width <= largestLeft * line ? width : 0
  }

  /// The lines of an equation, each with one `&`; the last one bears its number.
  func text(_ equation: Equation) -> String {
    var paragraph = Paragraph(width: width)
    let hangs = LaTeXRuler.width(of: equation.left) > left
    if hangs { paragraph.breakLine(isIndented: true) }
    for (position, term) in equation.terms.enumerated() {
      let chunk = (term.isExact ? "= " : "\\approx ") + term.formula
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
    if !equation.note.isEmpty {
      let note = "\\quad\\text{(\(equation.note))}"
      let size = LaTeXRuler.width(of: note)
      if size > paragraph.room { paragraph.breakLine() }
      paragraph.add(note, size, after: " ")
    }
    let rights = hangs ? [equation.left] + paragraph.lines.dropFirst() : paragraph.lines
    return ((hangs ? "" : "\(equation.left) ") + "&")
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
    var piece = ""
    var depth = 0
    var rest = formula[...]
    while let character = rest.first {
      if rest.hasPrefix("\\left") || rest.hasPrefix("\\begin{") { depth += 1 }
      if rest.hasPrefix("\\right") || rest.hasPrefix("\\end{") { depth -= 1 }
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      let isSum = rest.hasPrefix("+ ") || rest.hasPrefix("- ")
      if depth == 0, isSum && piece.hasSuffix(" ") || piece.hasSuffix(", ") {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
      rest.removeFirst()
    }
    return pieces + [piece]
  }
}
