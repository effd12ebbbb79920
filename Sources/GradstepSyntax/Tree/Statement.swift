/// One statement of a source.
package struct Statement: Hashable, Sendable {
  /// What a statement says.
  package enum Kind: Hashable, Sendable {
    /// `z = W·x + b`, or `const t = [0, 1]`.
    case definition(name: Name, isConstant: Bool, value: Expression.ID)
    /// `f(z) = 1/(1 + exp(-z))`.
    case function(name: Name, parameters: [Name], body: Expression.ID)
    /// `f = tanh`.
    case alias(name: Name, function: Name)
    /// `W : 3×2`; a scalar has no dimensions.
    case shape(name: Name, isConstant: Bool, dimensions: [Int], range: SourceRange)
    /// An expression without a name.
    case expression(Expression.ID)
    /// `output Y`.
    case output(Name)
  }

  /// What the statement says.
  package let kind: Kind

  /// The whole statement.
  package let range: SourceRange

  /// The other sides of a chain `a = b = c`, which are worth what the value or the body is worth.
  package var sides: [Expression.ID] = []

  /// Whether "or" stands between its sides, so that each alone is the value.
  package var hasAlternatives = false

  /// Whether the statement is not written, but follows from others: the list of values that are given
  /// one by one.
  package var isImplied = false

  /// The turn of a recurrence that the statement is, where it is written once for all turns.
  package var turn: Turn?

  /// The name that the statement gives a meaning to.
  package var name: Name? {
    switch kind {
    case .definition(let name, _, _), .function(let name, _, _), .alias(let name, _),
      .shape(let name, _, _, _):
      name
    case .expression, .output: nil
    }
  }
}
