import GradstepFrames
import GradstepLayout
import GradstepText

/// Tinted cells in the places of numbers.
extension Picture {
  /// The cells of a value from their top left corner, and the number of the deepest tint below them.
  func marks(of heat: HeatMap, x: Double, y: Double) -> [Mark] {
    let (side, size) = (theme.side(ofCellsOf: heat), theme.size(ofCells: heat))
    var tiles: [Int: [Rectangle]] = [:]
    var crosses: [Mark] = []
    var dots: [Rectangle] = []
    for (row, cells) in heat.cells.enumerated() {
      for (column, cell) in cells.enumerated() {
        let (left, top) = (x + Double(column) * side, y + Double(row) * side)
        let box = Rectangle(x: left, y: top, width: side, height: side)
        switch cell {
        case .tint(0): continue
        case .tint(let tint):
          tiles[tint, default: []].append(box)
        case .notFinite: crosses += self.crosses(in: box.insetBy(0.25 * side))
        case .leftOut: dots.append(box)
        }
      }
    }
    let tinted = tiles.keys.sorted().map { tint in
      let depth = theme.card.deepestTint * Double(abs(tint)) / Double(HeatMap.deepest)
      return Mark.tiles(tint < 0 ? .negative : .positive, tiles[tint] ?? [], depth: depth)
    }
    let grid = Rectangle(x: x, y: y, width: size.width, height: size.height)
    let scale = Mark.Line(
      text: Text(heat.scale),
      role: .number,
      place: Point(x: x, y: y + size.height + theme.card.lineBaseline),
      width: theme.numberWidth(of: heat.scale)
    )
    return tinted + (dots.isEmpty ? [] : [.tiles(.leftOut, dots, depth: 1)]) + crosses
      + [.box(.grid, grid, radius: 0), .text(scale)]
  }

  private func crosses(in box: Rectangle) -> [Mark] {
    let (left, right) = (box.minX, box.maxX)
    return [(box.minY, box.maxY), (box.maxY, box.minY)].map { ends in
      .path(.notFinite, .lines([Point(x: left, y: ends.0), Point(x: right, y: ends.1)]))
    }
  }
}
