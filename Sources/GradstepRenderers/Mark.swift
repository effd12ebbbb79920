package import GradstepFrames
package import GradstepLayout
package import GradstepText

/// What a picture is made of; places are in points from the top left corner, `y` runs downwards.
package enum Mark: Hashable, Sendable {
  /// A line of text.
  case text(Line)
  /// A line through points.
  case path(Role, Path)
  /// A rectangle, and how round its corners are.
  case box(Role, Rectangle, radius: Double)
  /// Cells of one tint, 0 for none and 1 for the full colour.
  case tiles(Role, [Rectangle], depth: Double)
  /// Marks that mean one thing together: the numbers of a value or of a gradient.
  case group(Role, [Mark])

  /// What a mark is, which decides how it looks.
  package enum Role: String, Hashable, Sendable, CaseIterable {
    /// The lines of a caption.
    case header, headline, line
    /// The head of a card.
    case name, symbol, sign, shape
    /// A part of a card, with its name and its numbers.
    case row
    /// Numbers, one row of them, and a formula in their place.
    case value, gradient, number, expression
    /// What stands before a gradient, and behind one that has arrived in part.
    case mark, count
    /// What stands before a gradient that is to come, and what keeps its place.
    case awaited, place
    /// The local gradient of an edge, and what leads from there to the edge.
    case local, leader
    /// The caption of a group, and the number of the slot of an edge.
    case label
    /// The outline of a card, the second one of an output, and what shines around one at work.
    case box, inner, halo
    /// The line below the head of a card.
    case rule
    /// Brackets around numbers, and the one before a gradient that has arrived in part.
    case bracket, opening
    /// The outline of a group.
    case frame
    /// The outline of tinted cells, the cells of each sign, one that has no finite number, and one of
    /// those that are left out.
    case grid, positive, negative, notFinite, leftOut
    /// The way of an edge, and its tip; the part of an edge that belongs to a gate.
    case edge, tip, wire

    /// The typeface; `nil` for mathematics, which is set in serifs, names in italics.
    package var face: TextMetrics.Face? {
      switch self {
      case .header: .sans
      case .symbol, .sign: .sansBold
      case .shape, .number: .monospace
      default: nil
      }
    }
  }

  /// A line of text at a place.
  package struct Line: Hashable, Sendable {
    /// What it says.
    package var text: Text
    /// What it is.
    package var role: Role
    /// Where its anchor stands, on the line of type.
    package var place: Point
    /// Which point of it stands there.
    package var anchor = Anchor.start
    /// The width that it is to have, whatever the typeface; `nil` where it has its own.
    package var width: Double?
  }

  /// Which point of a text stands at its place.
  package enum Anchor: String, Sendable {
    case start, middle, end
  }

  /// A line through points.
  package enum Path: Hashable, Sendable {
    /// Cubic Béziers, as `Curve` holds them.
    case curve([Point])
    /// Straight lines.
    case lines([Point])
    /// The outline of an area.
    case polygon([Point])

    /// The points in order.
    package var points: [Point] {
      switch self {
      case .curve(let points), .lines(let points), .polygon(let points): points
      }
    }
  }
}

extension [UInt8] {
  /// Appends both coordinates, with a comma between them.
  mutating func write(_ point: Point) {
    write(point.x)
    add(",")
    write(point.y)
  }
}

extension Written.StringInterpolation {
  /// Both coordinates, with a comma between them.
  mutating func appendInterpolation(_ point: Point) { bytes.write(point) }
}

extension Mark.Line {
  /// The width that the text has in the faces that are known.
  package func naturalWidth(_ theme: Theme) -> Double {
    let size = theme.size(of: role)
    return role.face.map { TextMetrics.width(of: text, face: $0, size: size) }
      ?? TextMetrics.width(of: text, size: size)
  }

  /// How many characters it has, each a column of its own where its width is stated.
  var scalarCount: Int { text.runs.reduce(0) { $0 + $1.string.unicodeScalars.count } }

  /// Where the text begins.
  package func start(_ theme: Theme) -> Double {
    switch anchor {
    case .start: place.x
    // What grows to the right in wider faces stands a little to the left in narrow ones.
    case .middle where role == .local:
      place.x - naturalWidth(theme) / 2 - naturalWidth(theme) * (theme.labelTolerance - 1) / 4
    case .middle: place.x - naturalWidth(theme) / 2
    case .end: place.x - naturalWidth(theme)
    }
  }

  /// The middle of the text.
  package func center(_ theme: Theme) -> Point {
    // Letters without ascent are about half as high as their type.
    let y = place.y - 0.32 * theme.size(of: role)
    return Point(x: anchor == .middle ? place.x : start(theme) + naturalWidth(theme) / 2, y: y)
  }
}
