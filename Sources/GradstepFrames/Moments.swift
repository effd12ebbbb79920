import GradstepGraph
import GradstepTrace

/// Any moment of a lesson, a few steps away from one of those that are kept.
///
/// A walk through the whole lesson finds the room that its diagram needs, and keeps some moments on
/// the way; whoever steps on pays for a step, and whoever jumps for a short walk.
package struct Moments: Sendable {
  /// The moment at the place.
  package private(set) var current: Moment
  /// What all frames share.
  package let diagram: Diagram
  /// Moments in the order of their steps, the first and the last of all among them.
  private var kept: [Moment]

  /// How many moments are kept besides the last one.
  private static let keptCount = 32

  /// The first moment of a lesson, with the ways to the others.
  package init(_ start: Moment) {
    current = start
    kept = [start]
    var sizes = CardSizes(start.frame, theme: .auto)
    let last = start.snapshot.course.steps.count - 1
    let distance = max(1, last / Self.keptCount)
    var moment = start
    while moment.advance() {
      sizes.widen(for: moment.changes)
      let index = moment.snapshot.step.index
      if index.isMultiple(of: distance) || index == last { kept.append(moment) }
    }
    diagram = sizes.diagram(of: start)
  }

  /// Moves to a step; one that lies outside of the course becomes its first or its last.
  package mutating func move(to index: Int) {
    var nearest = current
    for moment in kept where moment.distance(to: index) < nearest.distance(to: index) {
      nearest = moment
    }
    current = nearest
    current.move(to: index)
  }

  /// The captions of at most so many steps, those that seem to be the longest.
  package func longCaptions(atMost count: Int) -> [Caption] {
    let course = current.snapshot.course
    let sizes = course.steps.map { step in step.node.map(course.graph.numberCount) ?? .max }
    let longest = course.steps.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    var moments = self
    return longest.prefix(count).sorted().map { index in
      moments.move(to: index)
      return moments.current.caption
    }
  }
}

extension Moment {
  /// How many steps away a step is.
  fileprivate func distance(to index: Int) -> Int { abs(snapshot.step.index - index) }
}

extension Graph {
  /// How many numbers a caption may say of a node and its operands.
  fileprivate func numberCount(_ id: Node.ID) -> Int {
    operands(of: id).reduce(min(shape(of: id).count, Self.mostNumbers)) {
      $0 + 1 + min(shape(of: $1).count, Self.mostNumbers)
    }
  }

  private static var mostNumbers: Int { 36 }
}
