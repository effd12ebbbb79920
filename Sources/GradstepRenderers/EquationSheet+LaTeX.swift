public import GradstepFrames

extension EquationSheet {
  /// The sheet as an `align` environment, for a document that loads amsmath alone.
  public var latex: String {
    let equations = sections.flatMap(\.equations)
    let left = equations.map { EquationLines.leftWidth(of: $0, within: Self.lineWidth) }.max() ?? 0
    let lines = EquationLines(left: left, width: Self.lineWidth - left)
    // A section ends in `\\` but for the last one: nothing may follow the last line.
    let body = sections.map { section in
      let heading = section.heading.isEmpty ? "" : "\\intertext{\(section.heading)}\n"
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

  /// The width of the text of an article on A4, less the number of an equation, in em.
  private static let lineWidth = 31.0
}
