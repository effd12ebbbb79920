import GradstepLayout
import GradstepText

/// A sign that common fonts lack, as the strokes of a pen.
///
/// A reader that finds a sign in none of its fonts leaves it out or draws a box, and one that finds it
/// in another font moves all that follows; what is drawn looks the same everywhere. Lengths are in
/// ems, from where the sign begins on the line of type; `y` runs upwards.
struct DrawnSign: Sendable {
  /// One movement of the pen.
  enum Stroke: Sendable {
    /// Straight lines from point to point.
    case line([Point])
    /// A full stop.
    case dot(Point)
    /// All of an ellipse, or the half of it to the right or to the left.
    case ring(Point, radius: Point, Side = .both)
  }

  /// Which half of an ellipse is drawn.
  enum Side: Sendable {
    case both, left, right
  }

  /// What the sign is drawn with.
  let strokes: [Stroke]

  /// Whether a sign is one of those that are drawn.
  static func isDrawn(_ sign: Unicode.Scalar) -> Bool { strokes(sign) != nil }

  /// The strokes of a sign; `nil` where fonts have it, or nothing but letters would do.
  init?(_ sign: Unicode.Scalar) {
    guard let strokes = Self.strokes(sign) else { return nil }
    self.strokes = strokes
  }

  /// The height on which signs between terms are centred, that of minus in Liberation and in Times.
  private static let axis = 0.33

  // MARK: - Signs

  private static func strokes(_ sign: Unicode.Scalar) -> [Stroke]? {
    switch sign {
    case "⋯": [dot(0.17, axis), dot(0.5, axis), dot(0.83, axis)]
    case "⋮": [dot(0.5, axis + 0.27), dot(0.5, axis), dot(0.5, axis - 0.27)]
    case "⋱": [dot(0.2, axis + 0.27), dot(0.5, axis), dot(0.8, axis - 0.27)]
    case "⋅": [dot(0.159, axis)]
    case "⊙": [circle, dot(middle, axis)]
    case "⊕": [circle, dash(0.13, 0.71, axis), bar(middle, 0.04, 0.62)]
    case "⊖": [circle, dash(0.13, 0.71, axis)]
    case "⊗": [circle, line((0.22, 0.13), (0.62, 0.53)), line((0.22, 0.53), (0.62, 0.13))]
    case "∘": [ring(0.313, axis, 0.15, 0.15)]
    case "‖": [bar(0.17, -0.05, 0.7), bar(0.33, -0.05, 0.7)]
    case "ℝ": doubleStruckR
    default: script(sign) ?? bracket(sign) ?? logic(sign)
    }
  }

  private static let middle = 0.419
  private static let circle = ring(middle, axis, 0.29, 0.29)

  /// Two stems between a head and a foot, a bowl and a leg.
  private static let doubleStruckR = [
    bar(0.14, 0, 0.69), bar(0.3, 0, 0.69),
    dash(0.06, 0.46, 0.665), dash(0.06, 0.38, 0.025), dash(0.3, 0.46, 0.335),
    Stroke.ring(Point(x: 0.46, y: 0.5), radius: Point(x: 0.2, y: 0.165), .right),
    line((0.44, 0.335), (0.7, 0)),
  ]

  /// Raised and lowered signs.
  private static func script(_ sign: Unicode.Scalar) -> [Stroke]? {
    switch sign {
    case "⁰": [ring(0.2, raised, 0.12, 0.18)]
    case "⁺": plus(raised)
    case "⁻": [dash(0.08, 0.448, raised)]
    case "⁼": equals(raised)
    case "⁽": [bow(0.18, raised, .left)]
    case "⁾": [bow(0.07, raised, .right)]
    case "₊": plus(lowered)
    case "₋": [dash(0.08, 0.448, lowered)]
    case "₌": equals(lowered)
    case "₍": [bow(0.18, lowered, .left)]
    case "₎": [bow(0.07, lowered, .right)]
    default: nil
    }
  }

  /// The middles of raised and of lowered digits.
  private static let (raised, lowered) = (0.47, 0.06)

  private static func plus(_ y: Double) -> [Stroke] {
    [dash(0.08, 0.448, y), bar(0.264, y - 0.18, y + 0.18)]
  }

  private static func equals(_ y: Double) -> [Stroke] {
    [dash(0.08, 0.448, y + 0.07), dash(0.08, 0.448, y - 0.07)]
  }

  private static func bow(_ x: Double, _ y: Double, _ side: Side) -> Stroke {
    .ring(Point(x: x, y: y), radius: Point(x: 0.1, y: 0.24), side)
  }

  private static func bracket(_ sign: Unicode.Scalar) -> [Stroke]? {
    let (top, bottom) = (0.72, -0.14)
    return switch sign {
    case "⌈": [line((0.14, bottom), (0.14, top), (0.33, top))]
    case "⌉": [line((0.06, top), (0.25, top), (0.25, bottom))]
    case "⌊": [line((0.14, top), (0.14, bottom), (0.33, bottom))]
    case "⌋": [line((0.06, bottom), (0.25, bottom), (0.25, top))]
    case "⟨": [line((0.29, top), (0.11, (top + bottom) / 2), (0.29, bottom))]
    case "⟩": [line((0.1, top), (0.28, (top + bottom) / 2), (0.1, bottom))]
    default: nil
    }
  }

  /// A bow with three lines.
  private static let arms = [
    Stroke.ring(Point(x: 0.45, y: axis), radius: Point(x: 0.3, y: 0.27), .left),
    dash(0.45, 0.74, axis + 0.27), dash(0.15, 0.74, axis), dash(0.45, 0.74, axis - 0.27),
  ]

  private static func logic(_ sign: Unicode.Scalar) -> [Stroke]? {
    switch sign {
    case "∈": arms
    case "∉": arms + [line((0.28, -0.07), (0.6, 0.73))]
    case "∅": [ring(0.435, axis, 0.26, 0.26), line((0.2, 0), (0.67, 0.66))]
    case "∇": [line((0.05, 0.63), (0.62, 0.63), (0.335, 0.04), (0.05, 0.63), (0.62, 0.63))]
    case "∀": [line((0.05, 0.66), (0.342, 0.02), (0.634, 0.66)), dash(0.16, 0.524, 0.42)]
    case "∃":
      [
        line((0.1, 0.63), (0.53, 0.63), (0.53, 0.025), (0.1, 0.025)),
        dash(0.14, 0.53, axis),
      ]
    case "⊤": [dash(0.13, 0.74, 0.63), bar(0.435, 0, 0.63)]
    case "⊥": [dash(0.13, 0.74, 0.025), bar(0.435, 0.025, 0.66)]
    case "⇒":
      [
        dash(0.09, 0.66, axis + 0.08), dash(0.09, 0.66, axis - 0.08),
        line((0.54, axis + 0.22), (0.74, axis), (0.54, axis - 0.22)),
      ]
    default: nil
    }
  }

  // MARK: - Strokes

  private static func dot(_ x: Double, _ y: Double) -> Stroke { .dot(Point(x: x, y: y)) }

  private static func ring(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Stroke {
    .ring(Point(x: x, y: y), radius: Point(x: width, y: height))
  }

  private static func line(_ points: (Double, Double)...) -> Stroke {
    .line(points.map { Point(x: $0.0, y: $0.1) })
  }

  private static func dash(_ left: Double, _ right: Double, _ y: Double) -> Stroke {
    line((left, y), (right, y))
  }

  private static func bar(_ x: Double, _ bottom: Double, _ top: Double) -> Stroke {
    line((x, bottom), (x, top))
  }
}
