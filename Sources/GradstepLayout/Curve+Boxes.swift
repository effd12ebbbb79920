extension Curve {
  /// The curve from the border of one box to the border of another one.
  ///
  /// What lies inside the boxes is cut off, and an end that does not reach its box, or touches it
  /// where the corner is round, is moved there.
  package func joining(_ first: Rectangle, _ last: Rectangle) -> Curve {
    leaving(first).reversed.leaving(last).reversed
  }

  /// The curve with its start on the border of a box and all else outside.
  private func leaving(_ box: Rectangle) -> Curve {
    let outside = droppingFirst(inside: box)
    let border = box.nearestBorderPoint(to: outside.start).keepingClear(ofCornersOf: box)
    // All of the curve moves a little, less and less towards its end, so that it gets no kink.
    let offset = border - outside.start
    let last = Double(max(outside.points.count - 1, 1))
    return Curve(
      points: outside.points.enumerated().map { index, point in
        point + (1 - Double(index) / last) * offset
      }
    )
  }

  private func droppingFirst(inside box: Rectangle) -> Curve {
    guard let crossing = pieces.firstIndex(where: { !box.contains($0.end) }) else { return self }
    let piece = pieces[crossing]
    var rest = Array(points[(3 * crossing)...])
    if box.contains(piece.start) {
      var inside = 0.0
      var outside = 1.0
      for _ in 0..<30 {
        let middle = (inside + outside) / 2
        if box.contains(piece.point(middle)) { inside = middle } else { outside = middle }
      }
      let after = piece.split(at: outside).after
      rest.replaceSubrange(
        0..<4,
        with: [after.start, after.startControl, after.endControl, after.end]
      )
    }
    return Curve(points: rest)
  }
}

extension Point {
  /// A point of a box's border moved along it, away from the corners, which may be round.
  fileprivate func keepingClear(ofCornersOf box: Rectangle) -> Point {
    let clearance = min(8, box.width / 4, box.height / 4)
    var point = self
    if point.y == box.minY || point.y == box.maxY {
      point.x = min(max(x, box.minX + clearance), box.maxX - clearance)
    } else {
      point.y = min(max(y, box.minY + clearance), box.maxY - clearance)
    }
    return point
  }
}
