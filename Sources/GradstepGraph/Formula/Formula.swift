package import GradstepSyntax

/// A formula of the operation table: an expression tree with places for the operands.
///
/// The table writes it with the operators of Swift, as in `.y * (1 - .y)`. The same formula is shown
/// with names and with numbers put in, printed as text and as LaTeX, and worked out exactly.
package indirect enum Formula: Hashable, Sendable {
  /// A number that is part of the formula.
  case number(Double)
  /// A place that is filled with a name or a number.
  case place(Place)
  /// What fills one.
  case term(Term)
  /// A letter with a meaning of its own, such as `I` and `π`, or the sign of an operation.
  case symbol(String)
  /// An operand that is left open, as in `diag( )`.
  case blank
  case negative(Formula)
  case binary(Formula, Sign, Formula)
  case power(Formula, Formula)
  case transposed(Formula)
  /// A letter or a value with indices below it: `e_(2)`.
  case lowered(Formula, [Formula])
  /// A part of a value: `g[2, :]`.
  case part(Formula, [Index])
  /// A function of formulas; without a name a list of them in round brackets.
  case call(String, [Formula])
  /// A list in square brackets; of one relation it is 1 where that holds, and 0 elsewhere.
  case list([Formula])
  case relation(Formula, Comparison, Formula)
  case magnitude(Formula)
  case norm(Formula, order: Formula?)
  case root(Formula)
  /// The first of two values where a relation holds, and the other elsewhere.
  case choice(if: Formula, Formula, else: Formula)
  /// A sum or a product over indices: `Σ_(i) …`.
  case series(Series, over: [Formula], Formula)
  /// What a small change of a value is: `dx`.
  case differential(Formula)
  /// One value differentiated by another.
  case derivative(Formula, by: Formula, along: Paths)
  /// A formula in round brackets, which a printer puts around it where they are needed.
  case brackets(Formula)

  /// What a place stands for.
  package enum Place: Hashable, Sendable {
    case operand(Int)
    case result
    case upstream
    /// The tangent of the operand at work.
    case tangent
    /// The tangent of the operand at work, the columns of a matrix one below another.
    case tangentVector
  }

  /// What fills a place: what a source calls a value, or its numbers.
  package enum Term: Hashable, Sendable {
    /// A name, as a source writes it.
    case name(String)
    /// Numbers as a source writes them, and what they are.
    case constant(Constant, Tensor)
    /// A component of what has a name, with its indices counted from 1.
    case component(String, [Int])
    /// Numbers of the forward pass.
    case value(Tensor)
    /// Numbers of what flows besides: gradients and tangents.
    case flow(Tensor)
  }

  /// What is differentiated along.
  package enum Paths: Hashable, Sendable {
    /// One operation: `∂y/∂x`.
    case operation
    /// All paths from one value to the other: `dy/dx`.
    case all
  }

  /// A sign between two formulas.
  package enum Sign: Character, Hashable, Sendable {
    case plus = "+"
    case minus = "−"
    case dot = "·"
    case hadamard = "⊙"
    case slash = "/"
    case kronecker = "⊗"
  }

  /// Which part of a value is taken.
  package enum Index: Hashable, Sendable {
    case at(Formula)
    case through(Int, Int)
    case all
  }

  /// What a series does with its terms.
  package enum Series: Character, Hashable, Sendable {
    case sum = "Σ"
    case product = "Π"
  }
}

/// The places, by the letters of a textbook.
extension Formula {
  /// The place of an operand.
  package static func operand(_ slot: Int) -> Formula { .place(.operand(slot)) }

  /// The only operand, or the first of several.
  package static let x = Formula.operand(0)
  /// The first operand.
  package static let a = Formula.operand(0)
  /// The second operand.
  package static let b = Formula.operand(1)
  /// The result.
  package static let y = Formula.place(.result)
  /// The upstream gradient.
  package static let g = Formula.place(.upstream)
  /// The tangent of the operand at work.
  package static let t = Formula.place(.tangent)
  /// The identity.
  package static let identity = Formula.symbol("I")
}

extension Formula: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  /// A whole number.
  package init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// A number.
  package init(floatLiteral value: Double) { self = .number(value) }
}

/// Binds looser than a product and tighter than a sum, as in `xᵀ/3 ⊗ I`.
precedencegroup KroneckerPrecedence {
  higherThan: AdditionPrecedence
  lowerThan: MultiplicationPrecedence
  associativity: left
}

infix operator ⊗ : KroneckerPrecedence
infix operator ⊙ : MultiplicationPrecedence

extension Formula {
  package static func + (left: Formula, right: Formula) -> Formula { .binary(left, .plus, right) }
  package static func - (left: Formula, right: Formula) -> Formula { .binary(left, .minus, right) }
  package static func * (left: Formula, right: Formula) -> Formula { .binary(left, .dot, right) }
  package static func / (left: Formula, right: Formula) -> Formula { .binary(left, .slash, right) }
  package static func ⊙ (left: Formula, right: Formula) -> Formula {
    .binary(left, .hadamard, right)
  }
  package static func ⊗ (left: Formula, right: Formula) -> Formula {
    .binary(left, .kronecker, right)
  }
  package static prefix func - (operand: Formula) -> Formula { .negative(operand) }

  var squared: Formula { .power(self, 2) }

  /// A function of formulas.
  static func call(_ name: String, _ arguments: Formula...) -> Formula { .call(name, arguments) }

  /// A function of whole numbers, such as the sizes of a matrix.
  static func call(_ name: String, sizes: [Int]) -> Formula {
    .call(name, sizes.map { .number(Double($0)) })
  }

  /// The numbers of a value in another shape.
  static func reshape(_ value: Formula, _ sizes: [Int]) -> Formula {
    .call("reshape", [value] + sizes.map { .number(Double($0)) })
  }

  /// 1 where a relation holds, and 0 elsewhere.
  static func holds(_ left: Formula, _ comparison: Comparison, _ right: Formula) -> Formula {
    .list([.relation(left, comparison, right)])
  }

  /// The components at whole numbers, counted from 1.
  subscript(indices: Int...) -> Formula { self[indices] }

  /// The components at whole numbers, counted from 1.
  subscript(indices: [Int]) -> Formula {
    .part(self, indices.map { .at(.number(Double($0))) })
  }

  /// A vector or a matrix that is 1 at one place and 0 elsewhere.
  static func unit(_ indices: Int...) -> Formula { unit(indices) }

  /// A vector or, with two indices, a matrix that is 1 at one place and 0 elsewhere.
  static func unit(_ indices: [Int]) -> Formula {
    .lowered(.symbol(indices.count > 1 ? "E" : "e"), indices.map { .number(Double($0)) })
  }
}
