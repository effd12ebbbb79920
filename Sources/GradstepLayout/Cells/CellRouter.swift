package import GradstepFrames

/// Turns ranks into cells: the columns of the ranks and of the channels between them, and every
/// stretch of every line.
package struct CellRouter {
  /// The columns of each rank.
  package private(set) var rankColumns: [Range<Int>] = []
  package private(set) var horizontal: [CellRun] = []
  package private(set) var vertical: [CellRun] = []

  private let diagram: Diagram
  private let ranks: CellRanks
  private let edges: CellEdges
  /// How many columns each card takes.
  private let widths: [Int]
  private let metrics: CellMetrics

  package init(
    _ diagram: Diagram,
    ranks: CellRanks,
    edges: CellEdges,
    widths: [Int],
    metrics: CellMetrics
  ) {
    self.metrics = metrics
    self.diagram = diagram
    self.ranks = ranks
    self.edges = edges
    self.widths = widths
    var channels: [(lines: [Line], turns: [Channel.Turn?])] = []
    var start = 0
    for (rank, members) in ranks.members.enumerated() {
      let width = members.map { $0.isLine ? 1 : widths[$0.card] }.max() ?? 0
      rankColumns.append(start..<start + width)
      let operands = members.map { $0.card }.filter { ranks.lastRanks[$0] > rank }
      let lines = operands.map { line(from: $0, behind: rank) }
      let channel = Channel(lines.map { $0.wire })
      channels.append((lines, channel.turns))
      start += width + metrics.rankGap(tracks: channel.trackCount)
    }
    for (rank, channel) in channels.enumerated() {
      for (line, turn) in zip(channel.lines, channel.turns) { draw(line, turn, behind: rank) }
    }
  }

  /// The columns of a card: the last ones of its rank, so that its line begins where the others on
  /// the rank do.
  package func columns(ofCard card: Int) -> Range<Int> {
    let end = rankColumns[ranks.numbers[card]].upperBound
    return end - widths[card]..<end
  }

  // MARK: - Lines

  /// What becomes of the line of an operand between one rank and the next.
  fileprivate struct Line {
    var operand: Int
    var wire: Channel.Wire
    /// For each end, the edge that enters an operation there, as a position in the order of edges;
    /// `nil` where the line goes on.
    var entries: [Int?]
    /// The edges that enter operations.
    var entering: Range<Int>
    /// The edges that go on beyond the next rank.
    var passing: Range<Int>
  }

  private func line(from operand: Int, behind rank: Int) -> Line {
    let all = edges.order[edges.ofOperand[operand]]
    func rankOfOperation(_ edge: Int) -> Int { ranks.numbers[diagram.edges[edge].operation] }
    let first = all.firstPosition { rankOfOperation($0) > rank }
    let last = all.firstPosition { rankOfOperation($0) > rank + 1 }
    var ends = (first..<last).map { position in
      (row: edges.entries[edges.order[position]], entry: Optional(position))
    }
    if last < all.endIndex {
      let row = ranks.exit(of: operand, from: rank + 1)
      ends.insert((row, nil), at: ends.firstPosition { $0.row > row })
    }
    return Line(
      operand: operand,
      wire: Channel.Wire(start: ranks.exit(of: operand, from: rank), ends: ends.map { $0.row }),
      entries: ends.map { $0.entry },
      entering: first..<last,
      passing: last..<all.endIndex
    )
  }

  private mutating func draw(_ line: Line, _ turn: Channel.Turn?, behind rank: Int) {
    let begins = ranks.numbers[line.operand] == rank
    let arrival = begins ? rankColumns[rank].upperBound - 1 : rankColumns[rank].lowerBound
    var run = CellRun(
      line: line.wire.start,
      cells: arrival...arrival,
      operand: line.operand,
      edges: line.entering,
      moreEdges: line.passing,
      beginsAtCard: begins
    )
    guard let turn else {
      run.cells = arrival...departure(of: line.entries[0], behind: rank)
      run.endsAtCard = line.entries[0] != nil
      horizontal.append(run)
      return
    }
    let tracks = rankColumns[rank].upperBound + metrics.stub
    let track = tracks + turn.track
    run.cells = arrival...tracks + (turn.firstTrack ?? turn.track)
    horizontal.append(run)
    run.beginsAtCard = false
    if let firstTrack = turn.firstTrack {
      run.line = tracks + firstTrack
      run.cells = min(line.wire.start, turn.start)...max(line.wire.start, turn.start)
      vertical.append(run)
      run.line = turn.start
      run.cells = tracks + firstTrack...track
      horizontal.append(run)
    }
    for (end, entry) in zip(line.wire.ends, line.entries) {
      horizontal.append(
        CellRun(
          line: end,
          cells: track...departure(of: entry, behind: rank),
          operand: line.operand,
          edges: entry.map { $0..<$0 + 1 } ?? 0..<0,
          moreEdges: entry == nil ? line.passing : 0..<0,
          endsAtCard: entry != nil
        )
      )
    }
    drawTrunk(of: line, from: turn.start, track: track)
  }

  /// The column in which a line leaves a channel: on the border of a card, or where a rank begins.
  private func departure(of entry: Int?, behind rank: Int) -> Int {
    entry.map { columns(ofCard: diagram.edges[edges.order[$0]].operation).lowerBound }
      ?? rankColumns[rank + 1].lowerBound
  }

  /// The stretches on a track, each shared by the edges that have not left it yet.
  private mutating func drawTrunk(of line: Line, from start: Int, track: Int) {
    let ends = line.wire.ends
    let after = ends.firstPosition { $0 > start }
    let before = ends.firstPosition { $0 >= start }
    for number in 0..<before {
      let next = number + 1 < before ? ends[number + 1] : start
      vertical.append(line.run(on: track, ends[number]...next, ends: 0...number))
    }
    for number in after..<ends.count {
      let last = number > after ? ends[number - 1] : start
      vertical.append(line.run(on: track, last...ends[number], ends: number...ends.count - 1))
    }
  }
}

extension CellRouter.Line {
  /// The stretch that leads to some of the ends.
  fileprivate func run(
    on track: Int,
    _ cells: ClosedRange<Int>,
    ends: ClosedRange<Int>
  ) -> CellRun {
    // At most one of the ends is no entry, and the entries follow each other.
    let first = entries[ends.lowerBound] ?? (ends.count > 1 ? entries[ends.lowerBound + 1] : nil)
    let last = entries[ends.upperBound] ?? (ends.count > 1 ? entries[ends.upperBound - 1] : nil)
    let entering = first.flatMap { first in last.map { first..<$0 + 1 } } ?? 0..<0
    let count = ends.count
    return CellRun(
      line: track,
      cells: cells,
      operand: operand,
      edges: entering,
      moreEdges: entering.count < count ? passing : 0..<0
    )
  }
}
