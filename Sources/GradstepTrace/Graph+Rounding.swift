import GradstepGraph

extension Graph {
  /// By what part a value of a node may be rounded: where it is a sum of many terms, each addition
  /// does its part, and of so many roundings about the square root adds up.
  func roundingUnit(of id: Node.ID) -> Double {
    let longest = operands(of: id).map { shape(of: $0).count }.max() ?? 0
    let isSum = longest >= Self.longSum && local(0, of: id).structure.isDense
    return Double.ulpOfOne * (isSum ? Double(longest).squareRoot() : 1)
  }

  /// Shorter sums round no further than what is counted for their terms.
  private static let longSum = 64
}

extension Structure {
  /// Whether each component may depend on all of the operand's.
  var isDense: Bool {
    switch self {
    case .dense, .rightFactor, .leftFactor: true
    case .identity, .scalarMultiple, .diagonal: false
    }
  }
}
