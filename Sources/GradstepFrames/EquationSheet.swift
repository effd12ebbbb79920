/// Equations under headings: what a document shows of a trace, its formulas as unbroken LaTeX.
public struct EquationSheet: Hashable, Sendable {
  /// The parts in reading order; none is empty.
  public var sections: [Section]

  /// A sheet of parts, without those that have no equation.
  public init(_ sections: [Section]) {
    self.sections = sections.filter { !$0.equations.isEmpty }
  }

  /// Equations that belong together.
  public struct Section: Hashable, Sendable {
    /// What stands above them, as text of LaTeX; empty where nothing does.
    public var heading: String
    /// The equations in reading order.
    public var equations: [Equation]

    /// Equations under a heading.
    public init(_ heading: String, _ equations: [Equation]) {
      self.heading = heading
      self.equations = equations
    }
  }
}

/// A chain of equalities: `v = W·x = …`.
public struct Equation: Hashable, Sendable {
  /// What stands on the left of the first sign.
  public var left: String
  /// What follows, each with its sign.
  public var terms: [Term]
  /// What is said of it, as text of LaTeX; empty where nothing is.
  public var note: String

  /// One more way to write what stands on the left.
  public struct Term: Hashable, Sendable {
    /// Whether it is the same to the last digit shown, or but for rounding.
    public var isExact: Bool
    /// The formula or the numbers.
    public var formula: String
  }

  /// An equation that has no right side yet.
  init(_ left: String, note: String = "") {
    self.left = left
    terms = []
    self.note = note
  }

  /// The equation with one more term, unless that repeats the last one.
  func equal(to formula: String, isExact: Bool = true) -> Equation {
    guard formula != terms.last?.formula else { return self }
    var equation = self
    equation.terms.append(Term(isExact: isExact, formula: formula))
    return equation
  }
}
