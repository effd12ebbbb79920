import CGraphviz
import GradstepLayout

/// What Graphviz made of a `LayoutDocument`, read from its structures.
///
/// Its coordinates have their origin bottom left; here it is top left.
struct Drawing {
  /// The middles of nodes, by the number that is their name.
  private(set) var centers: [Int: Point] = [:]
  /// The ways of edges, by the number that is their key.
  private(set) var curves: [Int: Curve] = [:]
  /// The rectangles of clusters, by the number in their name.
  private(set) var groups: [Int: Rectangle] = [:]

  init(_ graph: UnsafeMutablePointer<Agraph_t>) {
    let height = graphBounds(graph).UR.y
    var node = agfstnode(graph)
    while let current = node {
      if let number = number(current) { centers[number] = Point(nodeCenter(current), height) }
      var edge = agfstout(graph, current)
      while let outgoing = edge {
        if let number = number(outgoing) { curves[number] = curve(outgoing, height) }
        edge = agnxtout(graph, outgoing)
      }
      node = agnxtnode(graph, current)
    }
    readGroups(in: graph, height)
  }

  private mutating func readGroups(in graph: UnsafeMutablePointer<Agraph_t>, _ height: Double) {
    var open = [graph]
    while let parent = open.popLast() {
      var group = agfstsubg(parent)
      while let current = group {
        let bounds = graphBounds(current)
        if let number = number(current) {
          groups[number] = Rectangle(
            from: Point(bounds.LL, height),
            to: Point(bounds.UR, height)
          )
        }
        open.append(current)
        group = agnxtsubg(current)
      }
    }
  }

  /// The number in the name of a node, edge or cluster.
  private func number(_ part: UnsafeMutableRawPointer) -> Int? {
    agnameof(part).flatMap { Int(String(cString: $0).drop { !$0.isNumber }) }
  }

  private func curve(_ edge: UnsafeMutablePointer<Agedge_t>, _ height: Double) -> Curve? {
    guard let splines = edgeSplines(edge)?.pointee, splines.size > 0 else { return nil }
    let spline = splines.list[0]
    let points = (0..<Int(spline.size)).map { Point(spline.list[$0], height) }
    return points.count % 3 == 1 ? Curve(points: points) : nil
  }
}

extension Point {
  fileprivate init(_ point: pointf, _ height: Double) {
    self.init(x: point.x, y: height - point.y)
  }
}
