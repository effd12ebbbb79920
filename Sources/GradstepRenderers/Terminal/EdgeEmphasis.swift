import GradstepFrames
import GradstepLayout

/// How the edges of a frame stand out, many at once.
struct EdgeEmphasis {
  /// For each position in the order of edges, how many before it are at work, and how many done.
  private var counts: [(current: Int, done: Int)] = [(0, 0)]

  init(_ frame: Frame, order: [Int]) {
    counts.reserveCapacity(order.count + 1)
    var (current, done) = (0, 0)
    for edge in order {
      switch frame.edges[edge].emphasis {
      case .pending: break
      case .current: current += 1
      case .done: done += 1
      }
      counts.append((current, done))
    }
  }

  /// How a stretch stands out: as the strongest of its edges.
  subscript(run: CellRun) -> Frame.Emphasis {
    let ranges = [run.edges, run.moreEdges]
    if ranges.contains(where: { counts[$0.lowerBound].current < counts[$0.upperBound].current }) {
      return .current
    }
    return ranges.contains { counts[$0.lowerBound].done < counts[$0.upperBound].done }
      ? .done : .pending
  }
}
