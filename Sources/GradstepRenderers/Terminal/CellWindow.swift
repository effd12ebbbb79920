import GradstepFrames
import GradstepLayout
import GradstepText

/// The visible part of a grid of cells.
struct CellWindow {
  let columns: Range<Int>
  let rows: Range<Int>
  private let characters: BoxCharacters
  private var cells: [Cell]

  /// What a cell shows: lines, or a sign in front of them.
  private struct Cell {
    var arms = BoxCharacters.Arms()
    /// The operands whose lines run through the cell.
    var horizontal: Int?
    var vertical: Int?
    /// The strongest emphasis of all lines.
    var emphasis: Frame.Emphasis?
    /// A sign; empty in a cell that the sign before it fills as well.
    var sign: String?
    var role = Text.Role.plain
  }

  init(columns: Range<Int>, rows: Range<Int>, characters: BoxCharacters) {
    self.columns = columns
    self.rows = rows
    self.characters = characters
    cells = Array(repeating: Cell(), count: columns.count * rows.count)
  }

  private func position(_ column: Int, _ row: Int) -> Int? {
    guard columns.contains(column), rows.contains(row) else { return nil }
    return (row - rows.lowerBound) * columns.count + column - columns.lowerBound
  }

  // MARK: - Lines

  /// Draws a stretch of a line under all signs; one that is pointed does not touch where it ends.
  mutating func draw(
    _ run: CellRun,
    isHorizontal: Bool,
    isPointed: Bool,
    _ emphasis: Frame.Emphasis
  ) {
    let weight = emphasis == .current ? BoxCharacters.Weight.heavy : .light
    let last = run.cells.upperBound - (isPointed ? 1 : 0)
    let visible = isHorizontal ? columns : rows
    for cell in (run.cells.lowerBound..<last + 1).clamped(to: visible) {
      guard
        let position = isHorizontal ? position(cell, run.line) : position(run.line, cell)
      else { continue }
      let before = cell > run.cells.lowerBound ? weight : .none
      let after = cell < last ? weight : .none
      let arms =
        isHorizontal
        ? BoxCharacters.Arms(left: before, right: after)
        : BoxCharacters.Arms(up: before, down: after)
      self.cells[position].arms = self.cells[position].arms.union(arms)
      self.cells[position].emphasis = emphasis.stronger(self.cells[position].emphasis)
      if isHorizontal {
        self.cells[position].horizontal = run.operand
      } else {
        self.cells[position].vertical = run.operand
      }
    }
  }

  /// Puts an arrowhead in a cell.
  mutating func put(
    _ character: Character,
    at place: (column: Int, row: Int),
    _ emphasis: Frame.Emphasis
  ) {
    put(String(character), columns: 1, at: place, emphasis.role)
  }

  private mutating func put(
    _ sign: String,
    columns: Int,
    at place: (column: Int, row: Int),
    _ role: Text.Role
  ) {
    let positions = (place.column..<place.column + columns).compactMap { position($0, place.row) }
    for (number, position) in positions.enumerated() {
      // Half of a wide character cannot be shown.
      let isWhole = positions.count == columns
      cells[position].sign = isWhole ? number == 0 ? sign : "" : " "
      cells[position].role = role
    }
  }

  // MARK: - Boxes

  /// Draws the box of a card, joined to the lines that begin and end in its border.
  mutating func draw(
    _ box: CellRectangle,
    label: CardLabel,
    outline: BoxCharacters.Outline,
    _ state: Frame.Card
  ) {
    let emphasis = state.emphasis
    let (left, right) = (box.columns.lowerBound, box.columns.upperBound - 1)
    let (top, bottom) = (box.rows.lowerBound, box.rows.upperBound - 1)
    for row in box.rows.clamped(to: rows) {
      for column in box.columns.clamped(to: columns) {
        guard let position = position(column, row) else { continue }
        let isSide = column == left || column == right
        let isEdge = row == top || row == bottom
        guard isSide || isEdge else {
          put(" ", columns: 1, at: (column, row), .plain)
          continue
        }
        let border = BoxCharacters.Arms(
          left: isEdge && column > left ? .light : .none,
          right: isEdge && column < right ? .light : .none,
          up: isSide && row > top ? .light : .none,
          down: isSide && row < bottom ? .light : .none
        )
        let sign = characters.border(outline, border, joining: cells[position].arms)
        put(sign, at: (column, row), emphasis)
      }
    }
    let row = (top + bottom) / 2
    var column = left + (box.columns.count - label.columns) / 2
    for sign in label.signs {
      put(sign.string, columns: sign.columns, at: (column, row), emphasis.role(of: sign.role))
      column += sign.columns
    }
    guard let arrival = state.arrival else { return }
    // In the lower border, which no line crosses.
    for (offset, sign) in CardLabel.mark(arrival).enumerated() {
      let place = (left + 1 + offset, bottom)
      put(String(sign), columns: 1, at: place, emphasis.role(of: .gradient))
    }
  }

  // MARK: - Text

  /// The rows as text, without blanks at their ends.
  var lines: [Text] {
    rows.indices.map { row in
      let start = (row - rows.startIndex) * columns.count
      return line(cells[start..<start + columns.count])
    }
  }

  private func line(_ cells: ArraySlice<Cell>) -> Text {
    var runs: [Text.Run] = []
    func add(_ string: String, _ role: Text.Role) {
      if let last = runs.last, last.role == role {
        runs[runs.count - 1].string += string
      } else {
        runs.append(Text.Run(string, role))
      }
    }
    var blanks = 0
    for cell in cells {
      guard let (sign, role) = shown(cell) else {
        blanks += 1
        continue
      }
      if blanks > 0 {
        // A blank means nothing, but it need not part what means the same.
        add(String(repeating: " ", count: blanks), runs.last?.role == role ? role : .plain)
        blanks = 0
      }
      if !sign.isEmpty { add(sign, role) }
    }
    return Text(runs)
  }

  /// The sign in a cell, and what it means; `nil` for a blank.
  private func shown(_ cell: Cell) -> (sign: String, role: Text.Role)? {
    if let sign = cell.sign { return sign == " " ? nil : (sign, cell.role) }
    guard let emphasis = cell.emphasis else { return nil }
    let isCrossing = cell.arms.isCross && cell.horizontal != cell.vertical
    let sign = isCrossing ? characters.crossing(cell.arms) : characters.joint(cell.arms)
    return (String(sign), emphasis.role)
  }
}

extension Frame.Emphasis {
  /// The stronger one of two.
  fileprivate func stronger(_ other: Frame.Emphasis?) -> Frame.Emphasis {
    switch (self, other) {
    case (.current, _), (_, .current): .current
    case (.done, _), (_, .done): .done
    case (.pending, _): .pending
    }
  }

  /// What lines and outlines that stand out in this way mean.
  fileprivate var role: Text.Role {
    switch self {
    case .pending: .dimmed
    case .current: .current
    case .done: .plain
    }
  }

  /// What a label that means something by itself means on a card that stands out in this way.
  fileprivate func role(of label: Text.Role) -> Text.Role {
    self == .done ? label : role
  }
}
