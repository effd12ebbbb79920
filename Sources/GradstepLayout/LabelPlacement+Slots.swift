import GradstepFrames
import GradstepText

/// Numbers that say which slot an edge leads into.
extension LabelPlacement {
  /// The numbers at the edges of cards, where the operands arrive in another order than that of their
  /// slots; labels that are placed later keep clear of them.
  mutating func slots(of swapped: Set<Int>) -> [Layout.Slot] {
    guard !swapped.isEmpty else { return [] }
    var slots: [Layout.Slot] = []
    for first in diagram.edges.indices.dropLast() {
      let (one, other) = (diagram.edges[first], diagram.edges[first + 1])
      guard one.slot == 0, swapped.contains(one.operation), other.operation == one.operation,
        curves[first + 1].arrives(before: curves[first], direction)
      else { continue }
      for edge in [first, first + 1] {
        let place = placeOfSlot(edge)
        obstacles.insert(.caption(place))
        slots.append(Layout.Slot(edge: edge, place: place))
      }
    }
    return slots
  }

  /// Beside the edge near its tip, on the side where no other edge of the operation is if there is
  /// room: a number between two edges could be either one's.
  private func placeOfSlot(_ edge: Int) -> Rectangle {
    let curve = curves[edge]
    let type = diagram.theme.type.label
    let number = Text(String(diagram.edges[edge].slot + 1))
    let size = Size(width: TextMetrics.width(of: number, size: type) + 2, height: type)
    let length = curve.length
    var best = (penalty: Double.infinity, place: Rectangle(center: curve.end, size: size))
    for (isOuter, reach) in [(true, Self.slotReach), (false, Self.slotReach), (true, length)] {
      for distance in stride(from: Self.tipLength, through: min(reach, length), by: 3) {
        let (point, heading) = curve.point(atLength: length - distance)
        let leadsOut = heading.perpendicular.dot(outerSide(of: edge, at: point)) >= 0
        let normal = (leadsOut == isOuter ? 1 : -1) * heading.perpendicular
        let place = Rectangle(touching: point, at: Self.slotDistance, towards: normal, size: size)
        let penalty = obstacles.penalty(of: place, owner: owner(edge))
        guard penalty < best.penalty else { continue }
        best = (penalty, place)
        if penalty == 0 { return place }
      }
    }
    return best.place
  }

  /// What the tip of an edge at work takes.
  private static let tipLength = 14.0
  private static let slotDistance = 3.5
  /// So near to the tip both sides are tried.
  private static let slotReach = 40.0
}
