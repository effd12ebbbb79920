package import GradstepFrames

/// The way in which a picture runs from the operands to the output.
package enum Direction: String, Hashable, Sendable, CaseIterable {
  /// Operands on the left.
  case leftToRight = "LR"
  /// Operands above.
  case topToBottom = "TB"
}

extension Diagram.Card {
  /// The whole card in a picture that runs in a direction.
  package func size(in direction: Direction) -> Size {
    switch direction {
    case .leftToRight: size
    case .topToBottom: turnedSize ?? size
    }
  }
}
