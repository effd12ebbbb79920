import GradstepFrames
import GradstepLayout

extension Album {
  /// The elements, with those that show on the same pages as one where nobody sees that.
  ///
  /// An element is painted earlier then, and passes others: those that never show with it, and those
  /// that it does not touch.
  static func joined(_ elements: [Element], _ theme: Theme) -> [Element] {
    var joined: [(element: Element, bounds: [Rectangle])] = []
    var places: [PageSet: Int] = [:]
    for element in elements {
      let bounds = element.drawings[0].part.marks.map { $0.bounds(theme) }
      let known = places[element.pages]
      if let known, joined.count - known < reach,
        !joined[(known + 1)...].contains(where: { other in
          other.element.pages.meets(element.pages) && touch(other.bounds, bounds)
        })
      {
        joined[known].element.add(element.drawings[0])
        joined[known].bounds += bounds
      } else {
        places[element.pages] = joined.count
        joined.append((element, bounds))
      }
    }
    return joined.map { $0.element }
  }

  /// How many elements one passes at most: the time of many cards is not to grow with their square.
  private static let reach = 500

  private static func touch(_ bounds: [Rectangle], _ others: [Rectangle]) -> Bool {
    bounds.contains { box in others.contains { $0.intersects(box) } }
  }
}

extension Album.Element {
  /// Adds marks, to a part itself where it is the same in the same dress.
  fileprivate mutating func add(_ drawing: Album.Drawing) {
    let (last, part) = (drawings[drawings.count - 1], drawing.part)
    guard last.part.number == part.number, last.part.isDressed(like: part),
      last.pending == drawing.pending
    else {
      drawings.append(drawing)
      return
    }
    drawings[drawings.count - 1].part = last.part.with(
      last.part.marks + part.marks,
      title: last.part.title ?? part.title
    )
  }
}

extension Mark {
  /// What the mark lies in, in any typeface and with its line.
  fileprivate func bounds(_ theme: Theme) -> Rectangle {
    switch self {
    case .text(let line):
      let (size, width) = (theme.size(of: line.role), line.width ?? line.naturalWidth(theme))
      let spare = width * (theme.labelTolerance - 1)
      return Rectangle(
        x: line.start(theme) - spare,
        y: line.place.y - size,
        width: width + 2 * spare,
        height: 1.4 * size
      )
    case .box(_, let box, _):
      return box.insetBy(-max(theme.lines.current, theme.lines.halo) / 2)
    case .path(_, let path):
      return Rectangle(around: path.points).insetBy(-theme.lines.current / 2)
    case .tiles(_, let boxes, _):
      return boxes.dropFirst().reduce(boxes[0]) { $0.union($1) }
    case .group(_, let marks):
      let boxes = marks.map { $0.bounds(theme) }
      return boxes.reduce(boxes[0]) { $0.union($1) }
    }
  }
}

extension Rectangle {
  /// The smallest rectangle with all points; Béziers stay between theirs.
  fileprivate init(around points: [Point]) {
    self.init(from: points[0], to: points[0])
    for point in points.dropFirst() { self = union(Rectangle(from: point, to: point)) }
  }
}
