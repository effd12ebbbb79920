package import GradstepGraph

/// The numbers of one value, as a card shows them: rows of one width, columns aligned.
package struct NumberBlock: Hashable, Sendable {
  /// The rows, all of one width in a monospaced face; blanks are no-break spaces.
  package let rows: [String]
  /// Whether brackets stand around the rows: a scalar has none.
  package let isBracketed: Bool

  /// How many rows and columns are shown; of a larger value the middle is left out.
  package static let largestSide = 6

  /// The numbers of a value, with no more rows and columns than `largestSide`.
  package init(_ tensor: Tensor, format: NumberFormat, largestSide: Int = Self.largestSide) {
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
    rows = lines.map { $0.joined(separator: "\u{A0}\u{A0}") }
  }

  /// A mark in place of numbers.
  package init(mark: String) {
    rows = [mark]
    isBracketed = false
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
