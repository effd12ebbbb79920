import GradstepGraph

extension Graph {
  /// By what part a value of a node may be rounded: where it is a sum of many terms, each addition
  /// does its part, and of so many roundings about the square root adds up.
  func roundingUnit(of id: Node.ID) -> Double {
    let longest = operands(of: id).map { shape(of: $0).count }.max() ?? 0
    let isSum = longest >= Self.longSum && isDense(id)
    return Double.ulpOfOne * (isSum ? Double(longest).squareRoot() : 1)
  }

  /// Whether each component may depend on all of an operand's.
  private func isDense(_ id: Node.ID) -> Bool {
    guard let operation = operation(of: id) else { return false }
    switch operation.local(0, usage(of: id)).structure {
    case .dense, .rightFactor, .leftFactor: return true
    case .identity, .scalarMultiple, .diagonal: return false
    }
  }

  /// Shorter sums round no further than what is counted for their terms.
  private static let longSum = 64
}
