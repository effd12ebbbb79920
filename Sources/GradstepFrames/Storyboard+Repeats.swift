import GradstepText

/// Leaves that are used in many places.
extension Storyboard {
  /// The same steps, with a small card for each further use of a leaf, where that use is.
  ///
  /// The first use keeps the card with the numbers. The small cards say the name alone, and stay pale.
  package var repeatingLeaves: Storyboard {
    var diagram = diagram
    var repeats: [[Int]: Int] = [:]
    var keepers: [Int: Int] = [:]
    for index in diagram.edges.indices {
      let (operand, operation) = (diagram.edges[index].operand, diagram.edges[index].operation)
      guard diagram.cards[operand].kind != .operation else { continue }
      guard keepers[operand, default: operation] != operation else {
        keepers[operand] = operation
        continue
      }
      let use = [operand, operation]
      if repeats[use] == nil {
        repeats[use] = diagram.cards.count
        let number = diagram.cards.count - self.diagram.cards.count + 1
        diagram.cards.append(diagram.repeated(operand, number, for: operation))
      }
      diagram.edges[index].operand = repeats[use] ?? operand
    }
    let count = diagram.cards.count - self.diagram.cards.count
    var start = start
    start.cards += Array(repeating: Frame.Card(emphasis: .pending), count: count)
    return Storyboard(diagram: diagram, captions: captions, start: start, pages: pages)
  }
}

extension Diagram {
  /// A small card for another use of a leaf.
  fileprivate func repeated(_ leaf: Int, _ number: Int, for operation: Int) -> Card {
    var card = cards[leaf]
    card.id += "-again-\(number)"
    card.group = cards[operation].group
    // A number of the formula is small already.
    guard card.form != .word else { return card }
    card.makeWord(theme)
    return card
  }
}
