/// One expression of the syntax tree, its operands given by their positions in the arena.
package struct Expression: Hashable, Sendable {
  /// A position in the arena of expressions.
  package typealias ID = Int

  /// What an expression is made of.
  package enum Kind: Hashable, Sendable {
    case number(Double)
    /// A value, by its canonical spelling.
    case name(String)
    /// `𝟏`: as many ones as what stands beside it needs.
    case ones
    case list([ID])
    /// Scalars, vectors or matrices one below another, as in `[h; x]`.
    case column([ID])
    /// The operand as it is, under signs that cancel each other.
    case same(ID)
    /// The third operand where the first and the second compare so, else the fourth.
    case choice(Comparison, ID, ID, then: ID, otherwise: ID)
    case negation(ID)
    case binary(BinaryOperator, ID, ID)
    case transpose(ID)
    /// Components of an operand, by indices counted from 1.
    case component(ID, [ID])
    /// The indices from one to another, both included; all from or to the end where one is left out.
    case slice(ID?, ID?)
    /// A component or a power: which of the two hangs on whether the operand has components.
    case superscript(ID, ID)
    /// A size of the operand, as code asks for it: `x.shape[0]`.
    case size(ID, Dimension)
    /// An index, before the expression in which it runs.
    case binder(Binder)
    /// What is made of an expression as an index runs.
    case reduction(Reduction, binder: ID, body: ID)
    /// A function by its canonical spelling, with at least one argument.
    case call(function: String, arguments: [ID])
    /// A function of code along an axis of its operand.
    case along(AxisCall, ID)
    /// An argument with the name of its parameter.
    case keyword(String, ID)
    /// The lines of a function of code, of which the last is its value.
    case block([ID], ID)
    /// A line that gives a name of the function a value; by default where no argument does.
    case local(String, ID, isDefault: Bool)
    /// The components of a name that take a new value.
    case place(ID, [ID])
    /// A value with another one in the place of some components: the sum of both under `+=`.
    case replacement(place: ID, sign: BinaryOperator?, ID)
  }

  /// What the expression is made of.
  package internal(set) var kind: Kind

  /// The whole expression, with the brackets around it.
  package internal(set) var range: SourceRange

  /// The smallest telling part: the operator, the function's name, the opening bracket of a list.
  package let head: SourceRange

  /// The first descendant in the arena: a subtree is `first...id`.
  package let first: ID

  /// The operands in the order written.
  package var operands: [ID] {
    switch kind {
    case .number, .name, .ones: []
    case .list(let operands), .column(let operands): operands
    case .negation(let operand), .transpose(let operand), .same(let operand), .size(let operand, _):
      [operand]
    case .choice(_, let left, let right, let then, let otherwise):
      [left, right, then, otherwise]
    case .binary(_, let left, let right): [left, right]
    case .component(let operand, let indices), .place(let operand, let indices):
      [operand] + indices
    case .along(_, let operand), .keyword(_, let operand), .local(_, let operand, _): [operand]
    case .block(let lines, let value): lines + [value]
    case .replacement(let place, _, let value): [place, value]
    case .slice(let lower, let upper): [lower, upper].compactMap { $0 }
    case .superscript(let operand, let index): [operand, index]
    case .binder(let binder):
      [binder.lower, binder.upper, binder.excluded, binder.members].compactMap { $0 }
        + binder.conditions.joined().flatMap { [$0.left, $0.right] }
    case .reduction(_, let binder, let body): [binder, body]
    case .call(_, let arguments): arguments
    }
  }
}
