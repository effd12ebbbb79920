public import GradstepGraph

/// Equations under headings: what a document shows of a trace.
public struct EquationSheet: Hashable, Sendable {
  /// The parts in reading order; none is empty.
  public var sections: [Section]
  /// How numbers are printed.
  public var format: NumberFormat

  /// A sheet of parts, without those that have no equation.
  public init(_ sections: [Section], format: NumberFormat) {
    self.sections = sections.filter { !$0.equations.isEmpty }
    self.format = format
  }

  /// Equations that belong together.
  public struct Section: Hashable, Sendable {
    /// What stands above them; empty where nothing does.
    public var heading: Sentence
    /// The equations in reading order.
    public var equations: [Equation]

    /// Equations under a heading.
    public init(_ heading: Sentence, _ equations: [Equation]) {
      self.heading = heading
      self.equations = equations
    }
  }
}
