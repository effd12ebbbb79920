/// The point of an arrow at one end of a curve.
struct Arrowhead {
  /// The measures of an arrow in points.
  struct Measures {
    let length: Double
    let width: Double

    static let thin = Measures(length: 8, width: 6.5)
    static let heavy = Measures(length: 11, width: 9)
  }

  /// The tip and the two corners behind it.
  let corners: [Point]
  /// The curve, cut so that its line ends within the arrow and never shows at its tip.
  let line: Curve

  /// An arrow at the end of a curve, or at its start.
  init(on curve: Curve, atStart: Bool, _ measures: Measures) {
    let cut = measures.length - 1
    line = curve.trimmed(atStart: atStart ? cut : 0, atEnd: atStart ? 0 : cut)
    let (tip, base) = atStart ? (curve.start, line.start) : (curve.end, line.end)
    let direction = (tip - base).normalized ?? Point(x: 0, y: 1)
    let foot = tip - measures.length * direction
    let side = measures.width / 2 * direction.perpendicular
    corners = [tip, foot + side, foot - side]
  }
}
