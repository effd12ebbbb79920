public import GradstepText

/// The finished picture-to-be of the graph after a step: text and emphasis, nothing left to compute.
public struct Frame: Hashable, Sendable {
  /// The position of the step in the lesson.
  public var index: Int
  /// The part of the lesson that the step belongs to.
  public var phase: Phase
  /// What the step is and does.
  public var caption: Caption
  /// What each card of the diagram shows.
  public var cards: [Card]
  /// What each edge of the diagram shows.
  public var edges: [Edge]

  /// The part of the lesson that a frame belongs to.
  public enum Phase: String, Hashable, Sendable, CaseIterable {
    case inputs
    case forward
    case seed
    case backward
    case update
  }

  /// What a card shows.
  public struct Card: Hashable, Sendable {
    /// The value; `nil` before the walk forward has come here.
    public var value: NumberBlock?
    /// What has arrived of the gradient, or the tangent where tangents flow; `nil` before.
    public var gradient: NumberBlock?
    /// How much of the gradient has arrived; `nil` where nothing has, or everything.
    public var arrival: Arrival?
    /// How the card stands out.
    public var emphasis: Emphasis

    /// A card in one of its states.
    public init(
      value: NumberBlock? = nil,
      gradient: NumberBlock? = nil,
      arrival: Arrival? = nil,
      emphasis: Emphasis
    ) {
      self.value = value
      self.gradient = gradient
      self.arrival = arrival
      self.emphasis = emphasis
    }
  }

  /// What an edge shows.
  public struct Edge: Hashable, Sendable {
    /// The local gradient; `nil` but where upstream is pulled back along the edge.
    public var label: Text?
    /// How the edge stands out.
    public var emphasis: Emphasis

    /// An edge in one of its states.
    public init(label: Text?, emphasis: Emphasis) {
      self.label = label
      self.emphasis = emphasis
    }
  }

  /// The step in words, with the gradients of which a part has arrived.
  ///
  /// - Parameter diagram: the diagram that the frame is of
  /// - Returns: one line of plain text
  public func description(in diagram: Diagram) -> String {
    let parts = zip(diagram.cards, cards).compactMap { card, state in
      state.arrival.map { "\(card.name.plain) (\($0.words))" }
    }
    guard !parts.isEmpty else { return caption.explanation }
    return caption.explanation + "; a part of the gradient has arrived at "
      + parts.joined(separator: ", ")
  }

  /// How a part of the picture stands out.
  public enum Emphasis: String, Hashable, Sendable, CaseIterable {
    /// To come.
    case pending
    /// At work in this step.
    case current
    /// Done.
    case done
  }
}
