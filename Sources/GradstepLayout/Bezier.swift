/// One piece of a curve: a cubic Bézier.
struct Bezier: Hashable, Sendable {
  var start: Point
  var startControl: Point
  var endControl: Point
  var end: Point

  /// The point at a parameter from 0 to 1.
  func point(_ t: Double) -> Point {
    let s = 1 - t
    return (s * s * s) * start + (3 * s * s * t) * startControl
      + (3 * s * t * t) * endControl + (t * t * t) * end
  }

  /// The derivative of the point with respect to the parameter.
  func velocity(_ t: Double) -> Point {
    let s = 1 - t
    return (3 * s * s) * (startControl - start) + (6 * s * t) * (endControl - startControl)
      + (3 * t * t) * (end - endControl)
  }

  /// The direction of travel, of length 1, also at an end that its control point coincides with.
  func direction(_ t: Double) -> Point {
    velocity(t).normalized
      ?? (t < 0.5 ? endControl - start : end - startControl).normalized
      ?? (end - start).normalized
      ?? Point(x: 1, y: 0)
  }

  /// The length from the start to a parameter.
  func length(to t: Double = 1) -> Double {
    // Five points of Gauss and Legendre on each half are good to a thousandth of a point.
    var length = 0.0
    for half in [0.25, 0.75] {
      for (node, weight) in Self.quadrature {
        length += weight * velocity(t * (half + node / 4)).magnitude
      }
    }
    return length * t / 4
  }

  /// The parameter at a distance from the start, measured along the piece.
  func parameter(atLength distance: Double) -> Double {
    let whole = length()
    guard distance > 0, whole > 0 else { return 0 }
    guard distance < whole else { return 1 }
    // Halving bounds the steps of Newton's method, which alone may leave the piece.
    var low = 0.0
    var high = 1.0
    var t = distance / whole
    for _ in 0..<20 {
      let excess = length(to: t) - distance
      if abs(excess) < 1e-4 { break }
      if excess > 0 { high = t } else { low = t }
      let next = t - excess / velocity(t).magnitude
      t = low < next && next < high ? next : (low + high) / 2
    }
    return t
  }

  /// The two pieces before and after a parameter, by de Casteljau.
  func split(at t: Double) -> (before: Bezier, after: Bezier) {
    let a = start.interpolated(to: startControl, t)
    let b = startControl.interpolated(to: endControl, t)
    let c = endControl.interpolated(to: end, t)
    let ab = a.interpolated(to: b, t)
    let bc = b.interpolated(to: c, t)
    let middle = ab.interpolated(to: bc, t)
    return (
      Bezier(start: start, startControl: a, endControl: ab, end: middle),
      Bezier(start: middle, startControl: bc, endControl: c, end: end)
    )
  }

  /// How many straight lines stay within half a point of the piece.
  var lineCount: Int {
    // The distance from a chord is at most an eighth of the second derivative times its square.
    let bend = max(
      (start - 2 * startControl + endControl).magnitude,
      (startControl - 2 * endControl + end).magnitude
    )
    return min(max(Int((6 * bend / 8 / 0.5).squareRoot().rounded(.up)), 1), 64)
  }

  private static let quadrature = [
    (0.0, 0.568_888_888_888_889),
    (-0.538_469_310_105_683, 0.478_628_670_499_366), (0.538_469_310_105_683, 0.478_628_670_499_366),
    (-0.906_179_845_938_664, 0.236_926_885_056_189), (0.906_179_845_938_664, 0.236_926_885_056_189),
  ]
}
