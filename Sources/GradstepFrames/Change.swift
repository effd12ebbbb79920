/// What a step changes in the picture: a card or an edge, with what it shows from then on.
package enum Change: Hashable, Sendable {
  /// A card of the diagram, by its position.
  case card(Int, Frame.Card)
  /// An edge of the diagram, by its position.
  case edge(Int, Frame.Edge)

  /// Makes the change.
  func apply(to cards: inout [Frame.Card], _ edges: inout [Frame.Edge]) {
    switch self {
    case .card(let id, let card): cards[id] = card
    case .edge(let index, let edge): edges[index] = edge
    }
  }
}

extension Frame {
  /// What another frame shows anew.
  func changes(to other: Frame) -> [Change] {
    let cards = other.cards.indices.filter { self.cards[$0] != other.cards[$0] }
      .map { Change.card($0, other.cards[$0]) }
    let edges = other.edges.indices.filter { self.edges[$0] != other.edges[$0] }
      .map { Change.edge($0, other.edges[$0]) }
    return cards + edges
  }
}
