package import GradstepGraph

/// The numbers of one value, as a card shows them: rows of one width, columns aligned.
package struct NumberBlock: Hashable, Sendable {
  /// The rows, all of one width in a monospaced face; blanks are no-break spaces.
  package let rows: [String]
  /// Whether brackets stand around the rows: a scalar has none.
  package let isBracketed: Bool
  /// Mathematics in the place of numbers; there are no rows then.
  package let text: Text?
  /// Cells in the place of numbers; there are no rows then.
  package let heat: HeatMap?
  /// Whether a mark stands in the place of numbers.
  package let isMark: Bool

  /// How many rows and columns are shown; of a larger value the middle is left out.
  package static let largestSide = 6

  /// How much of a value is shown, and how closely.
  package struct Measure: Hashable, Sendable {
    /// How many rows and columns are shown.
    package var largestSide = NumberBlock.largestSide
    /// The blanks between columns.
    package var columnGap = 2
    /// Whether vectors and matrices are shown as tinted cells.
    package var isHeat = false

    /// The usual measure, but for what is named.
    package init(largestSide: Int = NumberBlock.largestSide, columnGap: Int = 2) {
      self.largestSide = largestSide
      self.columnGap = columnGap
    }
  }

  /// The numbers of a value, as much of them as a measure shows.
  package init(_ tensor: Tensor, format: NumberFormat, measure: Measure = Measure()) {
    (text, isMark) = (nil, false)
    guard !measure.isHeat || tensor.shape.rank == 0 else {
      (heat, rows, isBracketed) = (HeatMap(tensor, format: format), [], false)
      return
    }
    heat = nil
    let largestSide = measure.largestSide
    isBracketed = tensor.shape.rank > 0
    let shownRows = Self.shown(tensor.shape.rows, largestSide)
    var lines = [[String]](repeating: [], count: shownRows.count)
    for column in Self.shown(tensor.shape.columns, largestSide) {
      guard let column else {
        for row in lines.indices { lines[row].append(shownRows[row] == nil ? "⋱" : "⋯") }
        continue
      }
      let cells = format.column(
        shownRows.compactMap { $0 }.map { tensor.elements[$0 * tensor.shape.columns + column] }
      )
      var rest = cells[...]
      for row in lines.indices {
        lines[row].append(
          shownRows[row] == nil ? Self.centered("⋮", cells[0].count) : rest.removeFirst()
        )
      }
    }
    let gap = String(repeating: "\u{A0}", count: measure.columnGap)
    rows = lines.map { $0.joined(separator: gap) }
  }

  /// A mark in place of numbers.
  package init(mark: String) {
    rows = [mark]
    (isBracketed, isMark, text, heat) = (false, true, nil, nil)
  }

  /// Mathematics in place of numbers.
  package init(text: Text) {
    rows = []
    (isBracketed, isMark, self.text, heat) = (false, false, text, nil)
  }

  /// The positions that are shown; `nil` for those that are left out.
  package static func shown(_ count: Int, _ largestSide: Int = largestSide) -> [Int?] {
    count <= largestSide
      ? (0..<count).map(Optional.some)
      : (0..<largestSide - 2).map(Optional.some) + [nil, count - 1]
  }

  /// The rows of a value with its numbers as they are written, and with marks of what is left out:
  /// in a row, in a column, and where both are.
  static func rows(
    of tensor: Tensor,
    leftOut marks: (inRow: String, inColumn: String, inBoth: String),
    _ written: (Double) -> String
  ) -> [[String]] {
    let columns = shown(tensor.shape.columns)
    return shown(tensor.shape.rows).map { row in
      columns.map { column in
        switch (row, column) {
        case (let row?, let column?): written(tensor.elements[row * tensor.shape.columns + column])
        case (.some, nil): marks.inRow
        case (nil, .some): marks.inColumn
        case (nil, nil): marks.inBoth
        }
      }
    }
  }

  private static func centered(_ mark: String, _ width: Int) -> String {
    let before = (width - 1) / 2
    return String(repeating: "\u{A0}", count: before) + mark
      + String(repeating: "\u{A0}", count: width - 1 - before)
  }
}
