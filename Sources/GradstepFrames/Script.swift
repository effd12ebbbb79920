import GradstepGraph
import GradstepText
package import GradstepTrace

/// What the steps of a phase say and show: a phase has one, in a file of its own.
package struct Script: Sendable {
  /// The phase as renderers know it.
  package let phase: Frame.Phase
  /// What the JSON of a trace has of a step, in this order.
  package let facts: [Fact]
  /// The caption: what is said of the node at work.
  let words: @Sendable (Explainer, Node.ID, Snapshot) -> (headline: Text, lines: [Text])
  /// The caption without numbers.
  let symbols: @Sendable (Explainer, Node.ID, Snapshot) -> (headline: Text, lines: [Text])
  /// The rules of differentiation that are used.
  let reasons: @Sendable (Explainer, Node.ID, Snapshot) -> [Sentence]
  /// What changes on cards and edges, besides what is at work.
  let changes: @Sendable (inout Moment, Node.ID) -> Void
  /// Whether a node has another value or gradient than before the step.
  let isChanged: @Sendable (Node.ID, Snapshot) -> Bool

  /// Something of a step that other programs read.
  package enum Fact: Sendable {
    case value, tangent, gradient, seed, upstream, explanation, why, contributions
  }

  init(
    _ phase: Frame.Phase,
    facts: [Fact] = [],
    words: @escaping @Sendable (Explainer, Node.ID, Snapshot) -> (headline: Text, lines: [Text]),
    symbols: @escaping @Sendable (Explainer, Node.ID, Snapshot) -> (headline: Text, lines: [Text]),
    reasons: @escaping @Sendable (Explainer, Node.ID, Snapshot) -> [Sentence] = { _, _, _ in [] },
    changes: @escaping @Sendable (inout Moment, Node.ID) -> Void = { _, _ in },
    isChanged: @escaping @Sendable (Node.ID, Snapshot) -> Bool = { id, snapshot in
      id == snapshot.step.node
    }
  ) {
    self.phase = phase
    self.facts = facts
    self.words = words
    self.symbols = symbols
    self.reasons = reasons
    self.changes = changes
    self.isChanged = isChanged
  }
}

extension Step.Phase {
  /// What its steps say and show.
  package var script: Script {
    switch self {
    case .inputs: .inputs
    case .forward: .forward
    case .seed: .seed
    case .backward: .backward
    case .update: .update
    }
  }
}

extension Frame.Phase {
  /// All phases, in the order of a walk.
  package static let all = Step.Phase.allCases.map { $0.script.phase }
}
