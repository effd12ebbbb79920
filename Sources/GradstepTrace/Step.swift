public import GradstepGraph

/// One event of a trace.
public struct Step: Hashable, Sendable {
  /// The part of the lesson that a step belongs to.
  public enum Phase: String, Hashable, Sendable, CaseIterable {
    /// The leaves have their values.
    case inputs
    /// An operation gets its value.
    case forward
    /// The output gets its gradient.
    case seed
    /// An operation passes its gradient on to its operands.
    case backward
    /// A variable goes a part of its gradient down.
    case update
  }

  /// The position of the step in its course.
  public let index: Int
  /// The part of the lesson that the step belongs to.
  public let phase: Phase
  /// The node at work; `nil` for the inputs.
  public let node: Node.ID?
}
