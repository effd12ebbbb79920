package import GradstepFrames

extension [Rectangle] {
  /// Draws the borders of neighbouring groups so far apart that nobody takes them for one.
  ///
  /// Graphviz keeps cards of groups apart, and lets their borders touch. What is missing is taken from
  /// the room between the borders and the cards, of which there is more.
  package mutating func keepApart(_ groups: [Diagram.Group]) {
    for first in indices {
      for second in indices[(first + 1)...]
      where groups[first].parent == groups[second].parent && self[first].width > 0
        && self[second].width > 0
      {
        let (one, other) = (self[first], self[second])
        let gaps = (
          x: Swift.max(one.minX, other.minX) - Swift.min(one.maxX, other.maxX),
          y: Swift.max(one.minY, other.minY) - Swift.min(one.maxY, other.maxY)
        )
        // What stands aslant of another one is as far from it as the wider gap.
        let lack = (Self.groupGap - Swift.max(gaps.x, gaps.y)) / 2
        guard lack > 0, Swift.max(gaps.x, gaps.y) >= 0 else { continue }
        if gaps.x >= gaps.y {
          let isLeft = one.midX < other.midX
          self[first].cut(lack, atStart: !isLeft, isHorizontal: true)
          self[second].cut(lack, atStart: isLeft, isHorizontal: true)
        } else {
          let isAbove = one.midY < other.midY
          self[first].cut(lack, atStart: !isAbove, isHorizontal: false)
          self[second].cut(lack, atStart: isAbove, isHorizontal: false)
        }
      }
    }
  }

  /// The least room between the borders of two groups, in points.
  private static var groupGap: Double { 8 }
}

extension Rectangle {
  /// Moves a side inwards: the left or the upper one, or the one opposite.
  fileprivate mutating func cut(_ amount: Double, atStart: Bool, isHorizontal: Bool) {
    if isHorizontal {
      if atStart { x += amount }
      width -= amount
    } else {
      if atStart { y += amount }
      height -= amount
    }
  }
}
