/// One expression of the syntax tree, its operands given by their positions in the arena.
public struct Expression: Hashable, Sendable {
  /// A position in the arena of expressions.
  public typealias ID = Int

  /// What an expression is made of.
  public enum Kind: Hashable, Sendable {
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
    /// A function by its canonical spelling, with at least one argument.
    case call(function: String, arguments: [ID])
  }

  /// What the expression is made of.
  public internal(set) var kind: Kind

  /// The whole expression, with the brackets around it.
  public internal(set) var range: SourceRange

  /// The smallest telling part: the operator, the function's name, the opening bracket of a list.
  public let head: SourceRange

  /// The first descendant in the arena: a subtree is `first...id`.
  public let first: ID

  /// The operands in the order written.
  public var operands: [ID] {
    switch kind {
    case .number, .name, .ones: []
    case .list(let operands), .column(let operands): operands
    case .negation(let operand), .transpose(let operand), .same(let operand): [operand]
    case .choice(_, let left, let right, let then, let otherwise):
      [left, right, then, otherwise]
    case .binary(_, let left, let right): [left, right]
    case .component(let operand, let indices): [operand] + indices
    case .call(_, let arguments): arguments
    }
  }
}
