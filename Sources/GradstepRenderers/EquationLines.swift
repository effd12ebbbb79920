import GradstepFrames

/// Breaks equations into the lines of an `align` environment, at signs where it can.
struct EquationLines {
  /// The room on the right of the alignment, in em.
  let width: Double

  /// The lines of an equation, each with one `&`; the last one bears its number.
  func text(_ equation: Equation) -> String {
    var lines = [""]
    var room = width
    func breakLine(indent: Bool) {
      lines.append(indent ? "\\quad " : "")
      room = width - (indent ? 1 : 0)
    }
    func add(_ piece: String) {
      lines[lines.count - 1] += piece
      room -= LaTeXRuler.width(of: piece)
    }
    for (position, term) in equation.terms.enumerated() {
      let chunk = (term.isExact ? "= " : "\\approx ") + term.formula
      let size = LaTeXRuler.width(of: chunk)
      if position > 0, size > room { breakLine(indent: false) }
      guard size > room else {
        add(lines[lines.count - 1].isEmpty ? chunk : " \(chunk)")
        continue
      }
      for (index, piece) in Self.pieces(of: chunk).enumerated() {
        if index > 0, LaTeXRuler.width(of: piece) > room { breakLine(indent: true) }
        add(piece)
      }
    }
    if !equation.note.isEmpty {
      let note = "\\quad\\text{(\(equation.note))}"
      if LaTeXRuler.width(of: note) > room { breakLine(indent: false) }
      add(lines[lines.count - 1].isEmpty ? note : " \(note)")
    }
    let first = "\(equation.left) &\(lines[0])"
    return ([first] + lines.dropFirst().map { "&\($0)" }).map(Self.trimmed)
      .joined(separator: " \\notag \\\\\n")
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
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
