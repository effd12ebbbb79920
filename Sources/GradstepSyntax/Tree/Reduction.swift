/// What is made of the values that an expression has as its index runs.
package enum Reduction: String, Hashable, Sendable, CaseIterable {
  case sum
  case product
  case mean
  case maximum
  case minimum
  /// The values side by side: `h_i = …` for all i.
  case stack

  /// The function that does the same to a vector, by its canonical spelling.
  package var function: String? {
    switch self {
    case .sum: "sum"
    case .product: "prod"
    case .mean: "mean"
    case .maximum: "max"
    case .minimum: "min"
    case .stack: nil
    }
  }

  /// The reduction that a function stands for where it has an index below it: `\max_j`.
  init?(function: String) {
    // Some write the letters for the signs.
    switch function {
    case "Σ":
      self = .sum
      return
    case "Π":
      self = .product
      return
    default: break
    }
    guard let reduction = Self.allCases.first(where: { $0.function == function }) else {
      return nil
    }
    self = reduction
  }
}
