/// The wish for the way in which a picture runs.
public enum DirectionChoice: String, Hashable, Sendable, CaseIterable {
  /// Left to right where that is narrow enough for a column of notes, top to bottom otherwise.
  case auto
  /// Operands on the left.
  case leftToRight = "LR"
  /// Operands above.
  case topToBottom = "TB"

  /// The greatest width in points that `auto` lets run from left to right.
  public static let columnWidth = 900.0

  /// The one direction that was wished for; nil where the picture decides.
  package var direction: Direction? {
    switch self {
    case .auto: nil
    case .leftToRight: .leftToRight
    case .topToBottom: .topToBottom
    }
  }
}
