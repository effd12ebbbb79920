package import GradstepGraph

/// A chain of equalities: `v = W·x = [[1, 2]]·[3, 4] = 11`; of an update `w ← w − η·g = …`.
package struct Equation: Hashable, Sendable {
  /// What stands on the left of the first sign.
  package var left: Formula
  /// What follows, each with the sign before it.
  package var sides: [Side]
  /// What is said of it; empty where nothing is.
  package var note: Sentence
  /// Whether what stands on the left is worth the first side from then on, and not already.
  package var isUpdate = false

  /// What stands between two sides.
  package enum Sign: String, Hashable, Sendable {
    /// The same, to the last digit printed.
    case equal = "="
    /// The same but for rounding.
    case near = "≈"
    /// The same from then on.
    case becomes = "←"

    package init(isExact: Bool) { self = isExact ? .equal : .near }
  }

  /// One more way to write what stands on the left.
  package struct Side: Hashable, Sendable {
    /// Whether it is what stands before it, to the last digit printed, or but for rounding.
    package var isExact: Bool
    /// The formula or the numbers.
    package var formula: Formula

    /// A side with the sign before it.
    package init(isExact: Bool, formula: Formula) {
      self.isExact = isExact
      self.formula = formula
    }
  }

  /// An equation that has no right side yet.
  package init(_ left: Formula, note: Sentence = "", isUpdate: Bool = false) {
    self.left = left
    sides = []
    self.note = note
    self.isUpdate = isUpdate
  }

  /// The equation with one more side, unless that repeats the last one.
  package func equal(to formula: Formula, isExact: Bool = true) -> Equation {
    guard formula != sides.last?.formula else { return self }
    var equation = self
    equation.sides.append(Side(isExact: isExact, formula: formula))
    return equation
  }

  /// A side as it is printed, with the sign before it.
  package struct Line<Print> {
    package var sign: Sign
    package var line: Print
  }

  /// The sides as they are printed; of those that read alike the last.
  package func lines<Print>(
    _ printed: (Formula) -> Print,
    isSame: (Print, Print) -> Bool
  ) -> [Line<Print>] {
    sides.enumerated().reduce(into: []) { lines, side in
      let sign = isUpdate && side.offset == 0 ? .becomes : Sign(isExact: side.element.isExact)
      var next = Line(sign: sign, line: printed(side.element.formula))
      if let last = lines.last, isSame(last.line, next.line) {
        lines.removeLast()
        if last.sign != .equal { next.sign = last.sign }
      }
      lines.append(next)
    }
  }
}
