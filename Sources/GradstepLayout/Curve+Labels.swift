import GradstepFrames

/// How a curve and its label belong together.
extension Curve {
  /// The straight line that leads from a label that stands far from the curve to its nearest point;
  /// `nil` where everybody sees that they belong together.
  ///
  /// - Parameters:
  ///   - place: The room of the label.
  ///   - tolerance: How many times as wide as its letters that is.
  /// - Returns: Where the line begins at the letters, and where it ends on the curve.
  package func leader(
    to place: Rectangle,
    tolerance: Double
  ) -> (label: Point, curve: Point)? {
    guard place.width > 0 else { return nil }
    let size = Size(width: place.width / tolerance, height: place.height)
    let label = Rectangle(center: place.center, size: size)
    let nearest = samples.map { $0.point }.min { label.distance(to: $0) < label.distance(to: $1) }
    guard let nearest, label.distance(to: nearest) > Self.farthest else { return nil }
    return (label.nearestBorderPoint(to: nearest), nearest)
  }

  /// How far from its edge a label may stand without a line that leads there.
  static let farthest = 24.0

  /// What is left of the curve before and behind a label that stands on it; `nil` where it does not.
  package func interrupted(by label: Rectangle) -> (before: Curve, behind: Curve)? {
    let hole = label.insetBy(-Self.gap)
    guard label.width > 0, !hole.contains(start), !hole.contains(end) else { return nil }
    let samples = samples
    guard let first = samples.firstIndex(where: { hole.contains($0.point) }),
      let last = samples.lastIndex(where: { hole.contains($0.point) })
    else { return nil }
    let entry = border(of: hole, between: samples[first - 1], samples[first])
    let exit = border(of: hole, between: samples[last + 1], samples[last])
    return (head(to: entry), reversed.head(to: mirrored(exit)).reversed)
  }

  /// How far a curve ends from a label that stands on it.
  private static let gap = 2.0

  /// A place on the curve: which piece, and the parameter from 0 to 1.
  private typealias Place = (piece: Int, parameter: Double)

  /// Points along the curve, close together: the smallest label is three times as high as they are apart.
  private var samples: [(place: Place, point: Point)] {
    var samples: [(place: Place, point: Point)] = [(place: (0, 0), point: start)]
    for (index, piece) in pieces.enumerated() {
      // The points of a bent piece are up to three times as far apart as if they were even.
      let count = max(8, Int((piece.length() / 2).rounded(.up)))
      for step in 1...count {
        let parameter = Double(step) / Double(count)
        samples.append((place: (index, parameter), point: piece.point(parameter)))
      }
    }
    return samples
  }

  /// Where the curve passes the border of a rectangle, between a sample outside and one inside.
  private func border(
    of rectangle: Rectangle,
    between outside: (place: Place, point: Point),
    _ inside: (place: Place, point: Point)
  ) -> Place {
    let piece = max(outside.place.piece, inside.place.piece)
    // The end of a piece is the start of the next one.
    func parameter(_ place: Place) -> Double { place.piece == piece ? place.parameter : 0 }
    var (outer, inner) = (parameter(outside.place), parameter(inside.place))
    for _ in 0..<12 {
      let middle = (outer + inner) / 2
      if rectangle.contains(pieces[piece].point(middle)) { inner = middle } else { outer = middle }
    }
    return (piece, outer)
  }

  /// The curve from its start to a place.
  private func head(to place: Place) -> Curve {
    let last = pieces[place.piece].split(at: place.parameter).before
    return Curve(
      points: points[...(3 * place.piece)] + [last.startControl, last.endControl, last.end]
    )
  }

  /// The same place on the reversed curve.
  private func mirrored(_ place: Place) -> Place {
    (pieces.count - 1 - place.piece, 1 - place.parameter)
  }
}
