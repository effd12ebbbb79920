import GradstepLayout
import GradstepText

/// Draws signs as outlines that are filled, as letters are: any reader gives them the colour of a text.
///
/// All outlines run the same way round, so that strokes may cross.
struct SignPen {
  /// Where a sign begins on the line of type.
  let place: Point
  /// The size of type.
  let size: Double
  /// The typeface of the text around.
  let face: TextMetrics.Face
  /// Whether the text around is bold.
  let isBold: Bool

  /// How wide a stroke is, in ems: as the minus of Liberation.
  private var thickness: Double {
    switch face {
    case .serif, .serifItalic: isBold ? 0.085 : 0.05
    case .sans, .monospace: isBold ? 0.109 : 0.066
    case .sansBold: 0.109
    }
  }

  /// The radius of a full stop, in ems.
  private var dotRadius: Double { 0.035 + thickness / 2 }

  /// Writes the path of a sign, which is as wide as its face has it.
  func write(_ sign: DrawnSign, for scalar: Unicode.Scalar, to path: inout [UInt8]) {
    let name = String(scalar)
    let width = TextMetrics.width(of: name, face: .serif, size: 1)
    let room = TextMetrics.width(of: name, face: face, size: 1)
    // A column of a typewriter face is narrower than most signs.
    let scale = min(1, room / width)
    func point(_ point: Point) -> Point {
      let x = (point.x - width / 2) * scale + room / 2
      return Point(x: place.x + size * x, y: place.y - size * point.y)
    }
    for stroke in sign.strokes {
      switch stroke {
      case .dot(let center):
        let radius = size * dotRadius
        ellipse(point(center), Point(x: radius, y: radius), isReversed: false, to: &path)
      case .line(let points): line(points.map(point), to: &path)
      case .ring(let center, let radius, .both):
        // A circle stays one.
        let height = radius.x == radius.y ? scale * radius.y : radius.y
        let (radius, half) = (Point(x: scale * radius.x, y: height), thickness / 2)
        for (reach, isReversed) in [(half, false), (-half, true)] {
          let outline = size * (radius + Point(x: reach, y: reach))
          ellipse(point(center), outline, isReversed: isReversed, to: &path)
        }
      case .ring(let center, let radius, let side):
        let radius = size * Point(x: scale * radius.x, y: radius.y)
        bow(point(center), radius, side == .left ? -1 : 1, to: &path)
      }
    }
  }

  private func ellipse(
    _ center: Point,
    _ radius: Point,
    isReversed: Bool,
    to path: inout [UInt8]
  ) {
    path.add("M")
    path.write(center - Point(x: radius.x, y: 0))
    for way in [2 * radius.x, -2 * radius.x] {
      arc(radius, isReversed: isReversed, to: Point(x: way, y: 0), &path)
    }
    path.add("z")
  }

  /// The half of a ring to the right, or to the left with a negative direction.
  private func bow(
    _ center: Point,
    _ radius: Point,
    _ direction: Double,
    to path: inout [UInt8]
  ) {
    let half = size * thickness / 2
    let (outer, inner) = (radius + Point(x: half, y: half), radius - Point(x: half, y: half))
    path.add("M")
    path.write(center - Point(x: 0, y: direction * outer.y))
    arc(outer, isReversed: false, to: Point(x: 0, y: 2 * direction * outer.y), &path)
    path.add("v")
    path.write(-2 * direction * half)
    arc(inner, isReversed: true, to: Point(x: 0, y: -2 * direction * inner.y), &path)
    path.add("z")
  }

  private func arc(_ radius: Point, isReversed: Bool, to end: Point, _ path: inout [UInt8]) {
    path.add("a")
    path.write(radius)
    path.add(isReversed ? " 0 0 0 " : " 0 0 1 ")
    path.write(end)
  }

  /// What a broad pen leaves behind; its corners are pointed.
  private func line(_ points: [Point], to path: inout [UInt8]) {
    let ways = zip(points, points.dropFirst()).map { ($1 - $0).normalized ?? .zero }
    let sides = points.indices.map { index in
      let before = (index > 0 ? ways[index - 1] : ways[index]).perpendicular
      let behind = (index < ways.count ? ways[index] : ways[index - 1]).perpendicular
      return size * thickness / (1 + before.dot(behind)) * (before + behind)
    }
    let outline =
      zip(points, sides).map { $0 - 0.5 * $1 }
      + zip(points, sides).reversed().map { $0 + 0.5 * $1 }
    for (position, point) in outline.enumerated() {
      path.add(position == 0 ? "M" : "L")
      path.write(point)
    }
    path.add("z")
  }
}
