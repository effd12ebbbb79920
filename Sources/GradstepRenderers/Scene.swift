package import GradstepFrames
import GradstepLayout
import GradstepText

/// All marks of a figure: the one place that knows where things of a card, an edge and a caption
/// stand.
///
/// It is shown one frame after the other, and a part that stays the same keeps its revision, so that
/// whoever has written it need not write it again.
package struct Scene: Sendable {
  /// What all figures of the lesson share.
  package let picture: Picture
  /// The part of the lesson that the step belongs to.
  package private(set) var phase = Frame.Phase.all[0]
  /// The lesson and the step.
  package private(set) var title = ""
  /// The step in words.
  package private(set) var description = ""
  /// The caption, in the coordinates of the canvas; all else stands in those of the layout.
  package private(set) var caption: [Mark] = []
  /// The frames around calls, outer ones first; they never change.
  package let groups: [Part]
  /// The edges in the order of the diagram.
  package private(set) var edges: [Part]
  /// The cards in the order of the diagram.
  package private(set) var cards: [Part]

  /// A part of a picture with a name of its own.
  package struct Part: Sendable {
    /// The position among all parts of the scene.
    let number: Int
    /// What the part is.
    package let layer: Layer
    /// How often the part has changed.
    fileprivate(set) var revision = 0
    /// A name that no other part has.
    package let id: String
    /// What a card is; `nil` for other parts.
    package var kind: Diagram.Kind?
    /// Whether the walk backward starts here.
    package var isOutput = false
    /// How the part stands out.
    package fileprivate(set) var emphasis = Frame.Emphasis.done
    /// The part of the lesson that it stands out in.
    package fileprivate(set) var phase = Frame.Phase.all[0]
    /// What is said of it in words.
    package fileprivate(set) var title: String?
    /// What it is drawn with.
    package fileprivate(set) var marks: [Mark]
  }

  /// What a part can be.
  package enum Layer: Sendable {
    case group, edge, card
  }

  private var last: Frame?
  /// What never changes: outlines and heads of cards, and edges at rest.
  private let heads: [[Mark]]
  private let restingEdges: [[Mark]]

  /// The scene of a picture before the first frame.
  package init(_ picture: Picture) {
    self.picture = picture
    let (diagram, layout) = (picture.diagram, picture.layout)
    let groupCount = diagram.groups.count
    groups = diagram.groups.indices.map { index in
      Part(number: index, layer: .group, id: "group-\(index)", marks: picture.marks(ofGroup: index))
    }
    heads = diagram.cards.indices.map { picture.marks(ofHead: $0) }
    restingEdges = layout.curves.indices.map { picture.marks(ofEdge: $0, flow: nil) }
    edges = diagram.edges.enumerated().map { index, edge in
      let (operand, operation) = (diagram.cards[edge.operand].id, diagram.cards[edge.operation].id)
      return Part(
        number: groupCount + index,
        layer: .edge,
        id: "edge-\(operand)-\(operation)-\(edge.slot)",
        marks: []
      )
    }
    let edgeCount = edges.count
    cards = diagram.cards.enumerated().map { index, card in
      Part(
        number: groupCount + edgeCount + index,
        layer: .card,
        id: "node-\(card.id)",
        kind: card.kind,
        isOutput: card.isOutput,
        marks: []
      )
    }
  }

  /// The groups, the edges and the cards in the order in which they are painted: live edges behind
  /// the others, so that no pale one crosses them.
  func forEachPart(_ body: (Part) -> Void) {
    for group in groups { body(group) }
    for edge in edges where !edge.isLive { body(edge) }
    for edge in edges where edge.isLive { body(edge) }
    for card in cards { body(card) }
  }

  /// Shows a frame of the lesson in place of the last one.
  package mutating func show(_ frame: Frame) {
    phase = frame.phase
    let subject =
      frame.caption.title
      ?? "Step \(frame.index) of \(picture.stepCount - 1), \(frame.phase.name)"
    title = "\(picture.title): \(subject)"
    description = frame.description(in: picture.diagram)
    caption = picture.marks(ofCaption: frame.index)
    let isSamePhase = last?.phase == frame.phase
    func isChanged(_ isEqual: Bool, _ emphasis: Frame.Emphasis) -> Bool {
      !isEqual || emphasis == .current && !isSamePhase
    }
    for (index, state) in frame.edges.enumerated()
    where isChanged(last?.edges[index] == state, state.emphasis) {
      let isLive = state.emphasis == .current
      let marks =
        isLive || state.label != nil
        ? picture.marks(ofEdge: index, flow: isLive ? phase.flow : nil, local: state.label)
        : restingEdges[index]
      edges[index].change(marks, state.emphasis, phase)
    }
    for (index, state) in frame.cards.enumerated()
    where isChanged(last?.cards[index] == state, state.emphasis) {
      let card = picture.diagram.cards[index]
      cards[index].title = state.arrival.map {
        "\(card.name.plain): \($0.words) contributions have arrived"
      }
      let marks =
        (state.emphasis == .current ? [picture.halo(ofCard: index)] : [])
        + heads[index] + picture.marks(ofNumbers: state, card: index)
      cards[index].change(marks, state.emphasis, phase)
    }
    last = frame
  }
}

extension Scene.Part {
  /// Whether it is an edge at work, which is painted behind the others.
  package var isLive: Bool { layer == .edge && emphasis == .current }

  /// The part as it is, with other marks and another title.
  func with(_ marks: [Mark], title: String?) -> Self {
    var part = self
    (part.marks, part.title) = (marks, title)
    return part
  }

  /// The part as it is, but standing out in another way.
  func with(_ emphasis: Frame.Emphasis) -> Self {
    var part = self
    part.emphasis = emphasis
    return part
  }

  fileprivate mutating func change(
    _ marks: [Mark],
    _ emphasis: Frame.Emphasis,
    _ phase: Frame.Phase
  ) {
    self.marks = marks
    self.emphasis = emphasis
    self.phase = phase
    revision += 1
  }
}

/// What has been written of the parts of a scene, each kept until it changes.
package struct PartBytes: Sendable {
  private var kept: [(revision: Int, bytes: [UInt8])] = []

  /// Nothing yet.
  package init() {}

  /// Writes a part, or what was written of it when it was the same.
  package mutating func write(
    _ part: Scene.Part,
    to file: inout [UInt8],
    _ write: (Scene.Part, inout [UInt8]) -> Void
  ) {
    while kept.count <= part.number { kept.append((-1, [])) }
    if kept[part.number].revision != part.revision {
      var bytes: [UInt8] = []
      write(part, &bytes)
      kept[part.number] = (part.revision, bytes)
    }
    file += kept[part.number].bytes
  }
}
