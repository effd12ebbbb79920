package import GradstepFrames

/// Where edges cross that come from different cards.
///
/// Those of one card meet there anyway, and which of them is which is told by their other ends.
package struct Crossings: Sendable {
  /// The two edges of each crossing; edges that cross twice are there twice.
  package private(set) var pairs: [Pair] = []

  /// Two edges, the one that comes first in the diagram first.
  package struct Pair: Hashable, Sendable {
    package let first: Int
    package let second: Int
  }

  /// How many there are.
  package var count: Int { pairs.count }

  /// The crossings of curves that stand for edges.
  package init(of curves: [Curve], edges: [Diagram.Edge]) {
    let lines = curves.map { $0.polyline }
    let bounds = curves.map { $0.bounds }
    for first in edges.indices {
      let ends = (operand: edges[first].operand, operation: edges[first].operation)
      for second in (first + 1)..<max(edges.count, first + 1)
      where edges[second].operand != ends.operand && edges[second].operand != ends.operation
        && edges[second].operation != ends.operand && bounds[first].meets(bounds[second])
      {
        let count = Self.count(of: lines[first], lines[second])
        pairs += Array(repeating: Pair(first: first, second: second), count: count)
      }
    }
  }

  private static func count(of one: [Point], _ other: [Point]) -> Int {
    let others = Segment.all(through: other)
    return Segment.all(through: one).reduce(0) { count, line in
      count + others.count { line.crosses($0) }
    }
  }
}

/// A straight line between two points.
struct Segment {
  let start: Point
  let end: Point

  /// The lines that join points one after another.
  static func all(through points: [Point]) -> [Segment] {
    zip(points, points.dropFirst()).map { Segment(start: $0, end: $1) }
  }

  /// Whether two lines cross: each has the ends of the other one on both sides.
  func crosses(_ other: Segment) -> Bool { parts(other) && other.parts(self) }

  private func parts(_ other: Segment) -> Bool {
    let normal = (end - start).perpendicular
    return (other.start - start).dot(normal) * (other.end - start).dot(normal) < 0
  }
}

extension Rectangle {
  /// Whether the two have a point in common: the bounds of a straight line have no area.
  fileprivate func meets(_ other: Rectangle) -> Bool {
    minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
  }
}
