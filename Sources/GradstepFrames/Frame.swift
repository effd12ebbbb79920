package import GradstepText

/// The finished picture-to-be of the graph after a step: text and emphasis, nothing left to compute.
package struct Frame: Hashable, Sendable {
  /// The position of the step in the lesson.
  package var index: Int
  /// The part of the lesson that the step belongs to.
  package var phase: Phase
  /// What the step is and does.
  package var caption: Caption
  /// What each card of the diagram shows.
  package var cards: [Card]
  /// What each edge of the diagram shows.
  package var edges: [Edge]

  /// The part of the lesson that a frame belongs to.
  package struct Phase: Hashable, Sendable {
    /// What it is called.
    package let name: String
    /// What is at work: values or gradients.
    package let tint: Text.Role
    /// Which way it runs along edges; `nil` where it stays.
    package let flow: Flow?
  }

  /// Which way things run along the edges at work.
  package enum Flow: Sendable {
    case toOperation, toOperand
  }

  /// What a card shows.
  package struct Card: Hashable, Sendable {
    /// The value; `nil` before the walk forward has come here.
    package var value: NumberBlock?
    /// What has arrived of the gradient, or the tangent where tangents flow; `nil` before.
    package var gradient: NumberBlock?
    /// How much of the gradient has arrived; `nil` where nothing has, or everything.
    package var arrival: Arrival?
    /// What its parts show.
    package var parts: [Part] = []
    /// How the card stands out.
    package var emphasis: Emphasis

    /// What a part of a card shows.
    package struct Part: Hashable, Sendable {
      /// What is at work, or what the card stands for where nothing is; `nil` where the part has a name.
      package var name: Text?
      /// As of a card.
      package var value: NumberBlock?, gradient: NumberBlock?
      /// As of a card.
      package var arrival: Arrival?
    }
  }

  /// What an edge shows.
  package struct Edge: Hashable, Sendable {
    /// The local gradient; `nil` but where upstream is pulled back along the edge.
    package var label: Text?
    /// How the edge stands out.
    package var emphasis: Emphasis
  }

  /// The step in words, with the gradients of which a part has arrived.
  ///
  /// - Parameter diagram: the diagram that the frame is of
  /// - Returns: one line of plain text
  package func description(in diagram: Diagram) -> String {
    let parts = zip(diagram.cards, cards).compactMap { card, state in
      state.arrival.map { "\(card.name.plain) (\($0.words))" }
    }
    guard !parts.isEmpty else { return caption.explanation }
    return caption.explanation + "; a part of the gradient has arrived at "
      + parts.joined(separator: ", ")
  }

  /// How a part of the picture stands out.
  package enum Emphasis: String, Hashable, Sendable, CaseIterable {
    /// To come.
    case pending
    /// At work in this step.
    case current
    /// Done.
    case done
  }
}
