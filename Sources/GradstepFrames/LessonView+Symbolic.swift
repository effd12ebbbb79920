import GradstepGraph
import GradstepText
import GradstepTrace

extension LessonView {
  /// The steps without numbers.
  public static let symbolic = LessonView(
    name: "symbolic",
    summary: "the steps in names alone, without numbers",
    storyboard: { start, theme, _ in Storyboard(symbolsOf: start, theme: theme) },
    pictures: .steps
  )
}

extension Storyboard {
  /// The steps with names and formulas in the places of numbers.
  fileprivate init(symbolsOf start: Moment, theme: Theme) {
    let explainer = start.explainer
    let expressions = explainer.graph.nodes.indices.map(explainer.symbolicValue)
    let gradients = explainer.graph.nodes.indices.map(explainer.symbolicGradient)
    let edges = explainer.symbolicEdges
    func symbolic(_ id: Int, _ card: Frame.Card) -> Frame.Card {
      var card = card
      if card.value != nil { card.value = expressions[id] }
      if let block = card.gradient, !block.isMark { card.gradient = gradients[id] }
      return card
    }
    func symbolic(_ change: Change) -> Change {
      switch change {
      case .card(let id, let card): return .card(id, symbolic(id, card))
      case .edge(let index, var edge):
        if edge.label != nil { edge.label = edges[index] }
        return .edge(index, edge)
      }
    }
    var first = start.frame
    first.cards = first.cards.enumerated().map { symbolic($0, $1) }
    // What stands in the place of a gradient says itself that it is one.
    var theme = theme
    theme.card.markWidth = min(theme.card.markWidth, 14)
    self.init(
      start,
      first: first,
      theme: theme,
      caption: { $0.symbolicCaption },
      change: { change, _ in symbolic(change) }
    )
    diagram.mark = ""
  }
}

extension Moment {
  fileprivate var symbolicCaption: Caption { explainer.symbolicCaption(of: snapshot) }
}

extension Explainer {
  /// What a step does, in names.
  fileprivate func symbolicCaption(of snapshot: Snapshot) -> Caption {
    var caption = caption(of: snapshot)
    let script = snapshot.step.phase.script
    (caption.headline, caption.lines) = script.symbols(
      self,
      snapshot.step.node ?? graph.output,
      snapshot
    )
    return caption
  }

  /// What a node is worked out from.
  fileprivate func symbolicValue(_ id: Node.ID) -> NumberBlock {
    NumberBlock(
      text: graph.nodes[id].kind == .operation ? expression(of: id) : Text("given", .value)
    )
  }

  /// What stands for the gradient of a node, or for its tangent.
  fileprivate func symbolicGradient(_ id: Node.ID) -> NumberBlock {
    switch trace.sweep {
    case .forward: return NumberBlock(text: differential(of: id))
    case .reverse:
      let name = Formula.derivative(
        Objective(trace).name,
        by: arithmetic.name(id),
        along: .all
      )
      return NumberBlock(text: printer.text(name))
    }
  }

  /// What stands on the edges.
  fileprivate var symbolicEdges: [Text] {
    graph.nodes.indices.flatMap { id in
      graph.operands(of: id).enumerated().map { symbolicGradient(of: id, slot: $0.offset) }
    }
  }

  private func symbolicGradient(of id: Node.ID, slot: Int) -> Text {
    trace.localGradient(of: id, slot: slot)
      .map { printer.text(arithmetic.inNames($0.formula, of: id)) } ?? Text()
  }
}
