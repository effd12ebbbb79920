package import GradstepFrames
package import GradstepLayout
package import GradstepText

/// The graph as a terminal shows it: boxes and lines in a grid of cells.
///
/// Only what is drawn is kept, not the grid, so that a large graph costs what its lines cost.
package struct TerminalGraph: Sendable {
  /// The width of the whole grid.
  package let columns: Int
  /// The height of the whole grid.
  package let rows: Int

  let metrics: CellMetrics
  let characters: BoxCharacters
  let cards: [Diagram.Card]
  let labels: [CardLabel]
  let boxes: [CellRectangle]
  /// The cards of each rank, from top to bottom.
  let cardsOfRanks: [[Int]]
  /// The columns of each rank.
  let rankColumns: [Range<Int>]
  let horizontal: CellRuns
  let vertical: CellRuns
  /// The diagram's edges in the order that stretches refer to.
  let edgeOrder: [Int]

  /// Draws a diagram from left to right.
  ///
  /// - Parameters:
  ///   - diagram: What to draw, best as `Diagram.inCells` makes it.
  ///   - layout: Where Graphviz put the cards from left to right: their ranks, their order, and the
  ///     ways between them.
  ///   - isASCII: Whether to do without all signs that an old terminal may lack.
  ///   - isTight: Whether to leave out air in boxes and between them, so that more fits.
  package init(_ diagram: Diagram, layout: Layout, isASCII: Bool, isTight: Bool = false) {
    let metrics = CellMetrics(isTight: isTight)
    let labels = diagram.cards.map { CardLabel($0, isASCII: isASCII) }
    let heights = diagram.operandCounts.map { CellMetrics.rows(operands: $0) }
    let ranks = CellRanks(diagram, layout: layout, heights: heights)
    let edges = CellEdges(diagram, ranks: ranks)
    let router = CellRouter(
      diagram,
      ranks: ranks,
      edges: edges,
      widths: labels.map(metrics.columns),
      metrics: metrics
    )

    // Lines may run above all cards and below them.
    let lines = router.horizontal.map { $0.line }
    let ends = ranks.members.joined().map { $0.end } + lines.map { $0 + 1 }
    let first = (ranks.members.joined().map { $0.start } + lines).min() ?? 0
    columns = router.rankColumns.last?.upperBound ?? 0
    rows = (ends.max() ?? first) - first
    horizontal = CellRuns(router.horizontal.map { $0.moved(line: -first, cells: 0) })
    vertical = CellRuns(router.vertical.map { $0.moved(line: 0, cells: -first) })
    boxes = diagram.cards.indices.map { card in
      let member = ranks[card, ranks.numbers[card]]
      return CellRectangle(
        columns: router.columns(ofCard: card),
        rows: member.start - first..<member.end - first
      )
    }
    self.metrics = metrics
    self.labels = labels
    characters = BoxCharacters(isASCII: isASCII)
    cards = diagram.cards
    cardsOfRanks = ranks.members.map { $0.filter { !$0.isLine }.map { $0.card } }
    rankColumns = router.rankColumns
    edgeOrder = edges.order
  }

  /// The cells of a card's box, its border included.
  package func box(ofCard card: Int) -> CellRectangle {
    boxes[card]
  }

  /// The rows of the visible part, with what is done, at work and to come told apart.
  ///
  /// A row ends with its last sign; the work depends on the size of the part and not of the graph.
  /// The box of a card whose numbers are asked for has a `?` in its border.
  package func lines(
    _ frame: Frame,
    columns: Range<Int>,
    rows: Range<Int>,
    askedCard: Int? = nil
  ) -> [Text] {
    var window = CellWindow(columns: columns, rows: rows, characters: characters)
    let arrowheads = drawLines(frame, in: &window)
    drawBoxes(frame, in: &window)
    if let askedCard {
      let box = boxes[askedCard]
      window.put("?", at: (box.columns.upperBound - 2, box.rows.lowerBound), .current)
    }
    for head in arrowheads { window.put(head.sign, at: head.place, head.emphasis) }
    return window.lines
  }

  // MARK: - Lines

  private typealias Arrowhead = (
    sign: Character, place: (column: Int, row: Int), emphasis: Frame.Emphasis
  )

  private func drawLines(_ frame: Frame, in window: inout CellWindow) -> [Arrowhead] {
    let emphasis = EdgeEmphasis(frame, order: edgeOrder)
    var arrowheads: [Arrowhead] = []
    func draw(_ run: CellRun, isHorizontal: Bool) {
      let emphasis = emphasis[run]
      let isLive = emphasis == .current && frame.phase.flow == .toOperand
      let isPointed = run.endsAtCard && !isLive
      window.draw(run, isHorizontal: isHorizontal, isPointed: isPointed, emphasis)
      func addHead(at cell: Int) {
        let place = isHorizontal ? (cell, run.line) : (run.line, cell)
        let sign = characters.arrowhead(isBackward: isLive)
        arrowheads.append((sign, place, emphasis))
      }
      if isPointed { addHead(at: run.cells.upperBound - 1) }
      if run.beginsAtCard, isLive { addHead(at: run.cells.lowerBound + metrics.stub) }
    }
    for row in window.rows {
      for run in horizontal.runs(on: row, in: window.columns) { draw(run, isHorizontal: true) }
    }
    for column in window.columns {
      for run in vertical.runs(on: column, in: window.rows) { draw(run, isHorizontal: false) }
    }
    return arrowheads
  }

  // MARK: - Boxes

  private func drawBoxes(_ frame: Frame, in window: inout CellWindow) {
    let firstRank = rankColumns.firstPosition { $0.upperBound > window.columns.lowerBound }
    let lastRank = rankColumns.firstPosition { $0.lowerBound >= window.columns.upperBound }
    for cards in cardsOfRanks[firstRank..<max(firstRank, lastRank)] {
      let first = cards.firstPosition { boxes[$0].rows.upperBound > window.rows.lowerBound }
      let visible = cards[first...].prefix {
        boxes[$0].rows.lowerBound < window.rows.upperBound
      }
      for card in visible {
        window.draw(
          boxes[card],
          label: labels[card],
          outline: outline(ofCard: card, frame.cards[card].emphasis),
          frame.cards[card]
        )
      }
    }
  }

  private func outline(
    ofCard card: Int,
    _ emphasis: Frame.Emphasis
  ) -> BoxCharacters.Outline {
    if emphasis == .current { return .heavy }
    if cards[card].isOutput { return .double }
    switch cards[card].kind {
    case .variable: return .rounded
    case .constant: return .dashed
    case .operation: return .single
    }
  }
}

extension CellRun {
  /// The stretch somewhere else.
  fileprivate func moved(line lines: Int, cells offset: Int) -> CellRun {
    var run = self
    run.line += lines
    run.cells = cells.lowerBound + offset...cells.upperBound + offset
    return run
  }
}
