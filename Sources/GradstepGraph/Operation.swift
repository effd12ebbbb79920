package import GradstepSyntax

/// An operation: everything that is known of it, in one entry of the table.
///
/// Every rule is required, so an entry with a missing rule does not compile.
package struct Operation: Sendable {
  /// The shape of the result.
  ///
  /// `nil` says that operands of these kinds are another operation's; an error says that they are
  /// this one's and do not fit.
  package typealias ShapeRule = @Sendable (Usage) throws(ShapeError) -> Shape?

  /// Writes the result.
  package typealias ValueRule = @Sendable (Application, _ result: MutableTensorView) -> Void

  /// Pulls upstream back through a slot and adds that to what the operand has received: Jᵀ·g.
  ///
  /// What is exactly 0 upstream carries nothing back, also through a derivative that is infinite.
  /// Each component of the contribution is worked out whole and added once.
  package typealias Pullback =
    @Sendable (
      Application, _ slot: Int, _ upstream: TensorView, _ gradient: MutableTensorView
    ) -> Void

  /// Pushes the tangent of one operand forward and adds that to the tangent of the result: J·t.
  package typealias Pushforward =
    @Sendable (
      Application, _ slot: Int, _ tangent: TensorView, _ result: MutableTensorView
    ) -> Void

  /// Says at which positions of the operand a contribution can be other than 0.
  package typealias ReachRule = @Sendable (Application, _ slot: Int) -> Range<Int>

  /// Says which derivative was taken where a slot has none; `nil` where it has one.
  package typealias KinkRule = @Sendable (Application, _ slot: Int) -> Kink?

  /// The name in listings, in JSON, and of the function where it is one.
  package let name: String
  /// How a source writes the operation.
  package let notations: [Notation]
  /// How many operands it has.
  package let arity: ClosedRange<Int>
  /// How many numbers are part of the operation itself, such as an exponent or an index.
  package let parameterCount: ClosedRange<Int>
  /// The rule by which it passes upstream on, which a step can name.
  package let rule: Rule
  /// What it does, in one sentence.
  package let summary: String
  /// The sign or the name that stands for it on a card.
  package let symbol: @Sendable (Usage) -> Formula
  /// The operation written out.
  package let formula: @Sendable (Usage) -> Formula
  /// The structure and the formulas of the local gradient of a slot.
  package let local: @Sendable (_ slot: Int, Usage) -> LocalGradient
  /// Where the operation is defined.
  package let domain: Domain
  /// Operands at which its rules are tested.
  package let samples: [Sample]

  /// The rule that gives the shape of the result, or refuses the operands.
  package let shape: ShapeRule
  /// The rule that works the result out.
  package let value: ValueRule
  /// The rule that pulls upstream back through a slot.
  package let pullback: Pullback
  /// The rule that pushes a tangent forward through a slot.
  package let pushforward: Pushforward
  /// The positions of the operand that are read; nothing is pulled back to others.
  package let reach: ReachRule
  /// The rule that tells a kink.
  package let kink: KinkRule
  /// Whether all of several components lie on one side of every kink, so that nobody sees what the
  /// operation does on the other one.
  package let isOneSided: @Sendable (Application) -> Bool
  /// Whether the local gradient has another formula for the operands, as where a function saturates or
  /// outside of its domain; only after the value rule has run.
  package let takesOtherForm: @Sendable (Application) -> Bool
  /// Whether its two operands may swap their places, so that a picture can show either one first.
  package let commutes: Bool
  /// What a step says beyond the formulas; `nil` where they say all.
  package let remark: @Sendable (Usage) -> Remark?

  /// An entry of the table, with all its rules.
  package init(
    _ name: String,
    notations: [Notation],
    arity: ClosedRange<Int>,
    parameterCount: ClosedRange<Int> = 0...0,
    rule: Rule,
    summary: String,
    symbol: @escaping @Sendable (Usage) -> Formula,
    formula: @escaping @Sendable (Usage) -> Formula,
    domain: Domain = .everywhere,
    samples: [Sample],
    shape: @escaping ShapeRule,
    value: @escaping ValueRule,
    local: @escaping @Sendable (_ slot: Int, Usage) -> LocalGradient,
    pullback: @escaping Pullback,
    pushforward: @escaping Pushforward,
    reach: @escaping ReachRule = { application, slot in 0..<application[slot].count },
    kink: @escaping KinkRule = Kink.nowhere,
    isOneSided: @escaping @Sendable (Application) -> Bool = { _ in false },
    takesOtherForm: @escaping @Sendable (Application) -> Bool = { _ in false },
    commutes: Bool = false,
    remark: @escaping @Sendable (Usage) -> Remark? = { _ in nil }
  ) {
    self.name = name
    self.notations = notations
    self.arity = arity
    self.parameterCount = parameterCount
    self.rule = rule
    self.summary = summary
    self.symbol = symbol
    self.formula = formula
    self.domain = domain
    self.samples = samples
    self.shape = shape
    self.value = value
    self.local = local
    // Where nothing flows nothing arrives, whatever a rule would make of infinities; lists, of whose
    // many slots each would look at all that flows, only hand on.
    if arity.upperBound > 2 {
      self.pullback = pullback
      self.pushforward = pushforward
    } else {
      self.pullback = { application, slot, upstream, gradient in
        if !upstream.carriesNothing { pullback(application, slot, upstream, gradient) }
      }
      self.pushforward = { application, slot, tangent, result in
        if !tangent.carriesNothing { pushforward(application, slot, tangent, result) }
      }
    }
    self.reach = reach
    self.kink = kink
    self.isOneSided = isOneSided
    self.takesOtherForm = takesOtherForm
    self.commutes = commutes
    self.remark = remark
  }

  /// The names under which a source calls the operation as a function.
  package var functionNames: [String] {
    notations.compactMap { if case .function(let name) = $0 { name } else { nil } }
  }
}

/// A way in which a source writes an operation.
package enum Notation: Hashable, Sendable {
  /// `tanh(x)`
  case function(String)
  /// `a + b`
  case infix(BinaryOperator)
  /// `-x`
  case negation
  /// `x'`
  case transpose
  /// `x[2]`
  case component
  /// `A[1, :]`
  case row
  /// `A[:, 2]`
  case column
  /// `x[1:3]`
  case slice
  /// `u` where `a < b` holds, and `v` elsewhere; the operands are `a`, `b`, `u` and `v`.
  case choice(Comparison)
  /// `[a, b]`
  case list

  /// The numbers of the operation that the way of writing says by itself.
  var parameters: [Double] {
    guard case .choice(let comparison) = self else { return [] }
    return Comparison.allCases.firstIndex(of: comparison).map { [Double($0)] } ?? []
  }
}

/// Operands and parameters at which an operation's rules are tested.
package struct Sample: Hashable, Sendable {
  /// The operands, by slot.
  package let operands: [Tensor]
  /// The parameters of the operation.
  package let parameters: [Double]

  /// Operands and parameters that go together.
  package init(_ operands: [Tensor], parameters: [Double] = []) {
    self.operands = operands
    self.parameters = parameters
  }
}

/// Operands whose shapes do not fit an operation.
package struct ShapeError: Error, Hashable, Sendable {
  /// A way out, and what to write instead of the whole expression where that can be said.
  package struct Solution: Hashable, Sendable {
    /// What to do, in a few words.
    package let summary: String
    /// What to write, with `{0}`, `{1}` for the operands; `nil` where that cannot be said.
    package let replacement: String?

    /// A way out, in words or as something to write.
    package init(_ summary: String, replacement: String? = nil) {
      self.summary = summary
      self.replacement = replacement
    }
  }

  /// The rule that is broken and what was understood, with `{0}`, `{1}` for the operands.
  package let summary: String
  /// The operand that is wrong, where it is one.
  package let slot: Int?
  /// Ways out, with `{0}`, `{1}` for the operands, and `{0*}`, `{1*}` for operands as factors.
  package let solutions: [Solution]

  /// A mistake in the shapes, with its ways out.
  package init(_ summary: String, slot: Int? = nil, solutions: [Solution] = []) {
    self.summary = summary
    self.slot = slot
    self.solutions = solutions
  }
}
