public import GradstepGraph

/// A chain of equalities: `v = W·x = [[1, 2]]·[3, 4] = 11`.
public struct Equation: Hashable, Sendable {
  /// What stands on the left of the first sign.
  public var left: Formula
  /// What follows, each with the sign before it.
  public var sides: [Side]
  /// What is said of it; empty where nothing is.
  public var note: Sentence

  /// One more way to write what stands on the left.
  public struct Side: Hashable, Sendable {
    /// Whether it is what stands before it, to the last digit printed, or but for rounding.
    public var isExact: Bool
    /// The formula or the numbers.
    public var formula: Formula

    /// A side with the sign before it.
    public init(isExact: Bool, formula: Formula) {
      self.isExact = isExact
      self.formula = formula
    }
  }

  /// An equation that has no right side yet.
  package init(_ left: Formula, note: Sentence = "") {
    self.left = left
    sides = []
    self.note = note
  }

  /// The equation with one more side, unless that repeats the last one.
  package func equal(to formula: Formula, isExact: Bool = true) -> Equation {
    guard formula != sides.last?.formula else { return self }
    var equation = self
    equation.sides.append(Side(isExact: isExact, formula: formula))
    return equation
  }

  /// A side as it is printed.
  package struct Line<Print> {
    package var isExact: Bool
    package var line: Print
  }

  /// The sides as they are printed; of those that read alike the last.
  package func lines<Print>(
    _ printed: (Formula) -> Print,
    isSame: (Print, Print) -> Bool
  ) -> [Line<Print>] {
    sides.reduce(into: []) { lines, side in
      var next = Line(isExact: side.isExact, line: printed(side.formula))
      if let last = lines.last, isSame(last.line, next.line) {
        lines.removeLast()
        next.isExact = next.isExact && last.isExact
      }
      lines.append(next)
    }
  }
}
