/// What is wrong with an answer, the most plausible mistakes first.
package enum Mistake: String, Hashable, Sendable, CaseIterable {
  /// The local gradient without what comes from further on.
  case upstreamForgotten = "upstream forgotten"
  /// A contribution in the place of what had arrived, and not added to it.
  case replaced = "replaced instead of added"
  /// A factor, or the whole, that should be transposed or should not.
  case transposeMissing = "transpose missing"
  /// The derivative taken at the result of the function.
  case derivativeAtOutput = "derivative at the output"
  /// The operand put into a derivative that is written with the result.
  case derivativeAtInput = "derivative at the input"
  /// The function itself in the place of its derivative.
  case functionNotDifferentiated = "function not differentiated"
  /// Upstream and the local gradient added up, and not multiplied.
  case addedForMultiplied = "added instead of multiplied"
  /// The right answer multiplied by upstream already.
  case tooFar = "a step too far"
  /// The wrong sign.
  case sign = "sign"
  /// The operands in each other's place.
  case operandsSwapped = "operands swapped"
  /// Twice too much.
  case double = "factor 2 too many"
  /// Half of what is right.
  case half = "factor 2 missing"
  /// Upstream passed on as it came.
  case localGradientForgotten = "local gradient forgotten"
  /// What had arrived before, and nothing added to it.
  case nothingAdded = "nothing added"
  /// Right to two digits and rounded too early.
  case rounding = "too few digits"
  /// Another shape than what is asked for.
  case shape = "shape"
  /// None of these.
  case unknown = "no known mistake"
}
