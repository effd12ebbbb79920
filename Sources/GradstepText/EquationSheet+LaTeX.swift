import GradstepGraph

extension EquationSheet {
  /// The sheet as an `align` environment, for a document that loads amsmath alone.
  package var latex: String {
    let printer = LaTeXPrinter(format: format)
    let lefts = sections.flatMap { $0.equations }.map {
      EquationLines.leftWidth(of: printer.latex($0.left), within: Self.lineWidth)
    }
    let left = lefts.max() ?? 0
    let lines = EquationLines(printer: printer, left: left, width: Self.lineWidth - left)
    // A section ends in `\\` but for the last one: nothing may follow the last line.
    let body = sections.map { section in
      let heading =
        section.heading.isEmpty ? "" : "\\intertext{\(printer.text(section.heading))}\n"
      return heading + section.equations.map(lines.text).joined(separator: " \\\\\n")
    }
    return """
      % For a document with \\usepackage{amsmath}. Write align* for equations without numbers, and
      % \\allowdisplaybreaks before it to let a long one go on over the page.
      \\begin{align}
      \(body.joined(separator: " \\\\\n"))
      \\end{align}

      """
  }

  /// One of the equations on a line.
  package func latex(of equation: Equation) -> String {
    let printer = LaTeXPrinter(format: format)
    let sides = printer.sides(equation).map { " \($0.sign.latex) \($0.line)" }
    return printer.latex(equation.left) + sides.joined() + printer.note(of: equation)
  }

  /// The width of the text of an article on A4, less the number of an equation, in em.
  private static let lineWidth = 31.0
}

extension Equation.Sign {
  /// The sign in LaTeX.
  var latex: String {
    switch self {
    case .equal: "="
    case .near: "\\approx"
    case .becomes: "\\leftarrow"
    }
  }
}
