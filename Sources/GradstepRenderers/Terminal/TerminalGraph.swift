public import GradstepFrames
public import GradstepText

/// The graph as a terminal shows it: boxes and lines in a grid of cells.
///
/// Only what is drawn is kept, not the grid, so that a large graph costs what its lines cost.
public struct TerminalGraph: Sendable {
  /// The width of the whole grid.
  public let columns: Int
  /// The height of the whole grid.
  public let rows: Int

  let metrics: CellMetrics
  let characters: BoxCharacters
  let cards: [Diagram.Card]
  let labels: [CardLabel]
  let boxes: [CellRectangle]
  /// The cards of each rank, in order across.
  let cardsOfRanks: [[Int]]
  /// The cells of each rank along the picture.
  let rankCells: [Range<Int>]
  let horizontal: CellRuns
  let vertical: CellRuns
  /// The diagram's edges in the order that stretches refer to.
  let edgeOrder: [Int]

  /// Draws a diagram.
  ///
  /// - Parameters:
  ///   - diagram: What to draw, best as `Diagram.inCells` makes it.
  ///   - layout: Where Graphviz put the cards: their ranks, their order, and the ways between them.
  ///   - isASCII: Whether to do without all signs that an old terminal may lack.
  ///   - isTight: Whether to leave out air in boxes and between them, so that more fits.
  public init(_ diagram: Diagram, layout: Layout, isASCII: Bool, isTight: Bool = false) {
    let metrics = CellMetrics(layout.direction, isTight: isTight)
    let isTurned = layout.direction == .topToBottom
    let labels = diagram.cards.map { CardLabel($0, isASCII: isASCII) }
    let counts = diagram.operandCounts
    let widths = zip(labels, counts).map { metrics.columns($0, operands: $1) }
    let heights = counts.map { metrics.rows(operands: $0) }
    let ranks = CellRanks(
      diagram,
      layout: layout,
      sizes: isTurned ? widths : heights,
      gap: metrics.cardGap
    )
    let edges = CellEdges(diagram, ranks: ranks, layout.direction)
    let router = CellRouter(
      diagram,
      ranks: ranks,
      edges: edges,
      lengths: isTurned ? heights : widths,
      metrics: metrics
    )

    // Lines may run beyond the cards on both sides.
    let lines = router.along.map(\.line)
    let ends = ranks.members.joined().map { $0.end - 1 } + lines
    let first = (ranks.members.joined().map(\.start) + lines).min() ?? 0
    let across = (ends.max() ?? first - 1) + 1 - first
    let along = router.rankCells.last?.upperBound ?? 0
    let alongRuns = CellRuns(router.along.map { $0.moved(line: -first, cells: 0) })
    let acrossRuns = CellRuns(router.across.map { $0.moved(line: 0, cells: -first) })
    let boxes = diagram.cards.indices.map { card in
      let member = ranks[card, ranks.numbers[card]]
      let side = member.start - first..<member.end - first
      return isTurned
        ? CellRectangle(columns: side, rows: router.cells(ofCard: card))
        : CellRectangle(columns: router.cells(ofCard: card), rows: side)
    }
    self.metrics = metrics
    self.labels = labels
    self.boxes = boxes
    characters = BoxCharacters(isASCII: isASCII)
    cards = diagram.cards
    cardsOfRanks = ranks.members.map { $0.filter { !$0.isLine }.map(\.card) }
    rankCells = router.rankCells
    edgeOrder = edges.order
    (columns, rows) = isTurned ? (across, along) : (along, across)
    (horizontal, vertical) = isTurned ? (acrossRuns, alongRuns) : (alongRuns, acrossRuns)
  }

  /// The cells of a card's box, its border included.
  public func box(ofCard card: Int) -> CellRectangle {
    boxes[card]
  }

  /// The rows of the visible part, with what is done, at work and to come told apart.
  ///
  /// A row ends with its last sign; the work depends on the size of the part and not of the graph.
  /// The box of a card whose numbers are asked for has a `?` in its border.
  public func lines(
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
      let isLive = emphasis == .current && frame.phase == .backward
      let isPointed = run.endsAtCard && !isLive
      window.draw(run, isHorizontal: isHorizontal, isPointed: isPointed, emphasis)
      func addHead(at cell: Int) {
        let place = isHorizontal ? (cell, run.line) : (run.line, cell)
        let sign = characters.arrowhead(metrics.direction, isBackward: isLive)
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
    let isTurned = metrics.direction == .topToBottom
    let (along, across) =
      isTurned ? (window.rows, window.columns) : (window.columns, window.rows)
    let firstRank = rankCells.firstPosition { $0.upperBound > along.lowerBound }
    let lastRank = rankCells.firstPosition { $0.lowerBound >= along.upperBound }
    for cards in cardsOfRanks[firstRank..<max(firstRank, lastRank)] {
      func cells(_ card: Int) -> Range<Int> { isTurned ? boxes[card].columns : boxes[card].rows }
      let first = cards.firstPosition { cells($0).upperBound > across.lowerBound }
      let visible = cards[first...].prefix { cells($0).lowerBound < across.upperBound }
      for card in visible {
        window.draw(
          boxes[card],
          label: labels[card],
          outline: outline(ofCard: card, frame.cards[card].emphasis),
          markRoom: metrics.markRoom(labels[card]),
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
