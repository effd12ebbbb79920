package import GradstepGraph

/// One event of a trace.
package struct Step: Hashable, Sendable {
  /// The part of the lesson that a step belongs to.
  package enum Phase: String, Hashable, Sendable, CaseIterable {
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
  package let index: Int
  /// The part of the lesson that the step belongs to.
  package let phase: Phase
  /// The node at work; `nil` for the inputs.
  package let node: Node.ID?
}
