package import GradstepGraph

/// Equations under headings: what a document shows of a trace.
package struct EquationSheet: Hashable, Sendable {
  /// The parts in reading order; none is empty.
  package var sections: [Section]
  /// How numbers are printed.
  package var format: NumberFormat

  /// A sheet of parts, without those that have no equation.
  package init(_ sections: [Section], format: NumberFormat) {
    self.sections = sections.filter { !$0.equations.isEmpty }
    self.format = format
  }

  /// Equations that belong together.
  package struct Section: Hashable, Sendable {
    /// What stands above them; empty where nothing does.
    package var heading: Sentence
    /// The equations in reading order.
    package var equations: [Equation]

    /// Equations under a heading.
    package init(_ heading: Sentence, _ equations: [Equation]) {
      self.heading = heading
      self.equations = equations
    }
  }
}
