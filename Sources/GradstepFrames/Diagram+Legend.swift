package import GradstepText

extension Diagram {
  /// What colours and outlines mean, in a line: of what the diagram has.
  package var legend: Text {
    let isWired = cards.contains { if case .gate = $0.form { true } else { false } }
    let isHeat = theme.card.measure.isHeat
    let flow = mark == "d" ? "tangent" : "gradient"
    var items: [Text] = [
      Text(isWired ? "value above the wire" : "value", .value),
      Text(mark.isEmpty ? flow : "\(mark) \(flow)\(isWired ? " below it" : "")", .gradient),
      "heavy outline: at work", "pale: to come",
    ]
    if cards.contains(where: { $0.kind == .constant }) { items.append("dashed: constant") }
    if cards.contains(where: { $0.isOutput }) { items.append("double outline: output") }
    if cards.contains(where: { $0.largestPart != nil }) {
      items.append(Text("\(Arrival.opening)… 1/2", .gradient) + ": 1 of 2 parts has arrived")
    }
    if isHeat {
      items += ["large squares: positive", "small squares: negative", "±n: the deepest tint"]
    }
    // A line ends between items alone.
    return items.map { $0.unbroken }.joined(by: "\u{A0}· ")
  }
}
