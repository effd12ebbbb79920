/// The shape of a value: a scalar, a column vector, or a matrix.
package struct Shape: Hashable, Sendable {
  /// 0 for a scalar, 1 for a vector, 2 for a matrix.
  package let rank: Int
  /// The number of rows; 1 for a scalar, the number of components for a vector.
  package let rows: Int
  /// The number of columns; 1 for a scalar and a vector.
  package let columns: Int

  private init(rank: Int, rows: Int, columns: Int) {
    self.rank = rank
    self.rows = rows
    self.columns = columns
  }

  /// A single number.
  package static let scalar = Shape(rank: 0, rows: 1, columns: 1)

  /// A column of `count` components.
  package static func vector(_ count: Int) -> Shape {
    Shape(rank: 1, rows: count, columns: 1)
  }

  /// A matrix, stored row by row.
  package static func matrix(_ rows: Int, _ columns: Int) -> Shape {
    Shape(rank: 2, rows: rows, columns: columns)
  }

  /// How many numbers a value of this shape has.
  package var count: Int { rows.saturatingMultiplied(by: columns) }

  /// Whether the value counts as a scalar wherever one is wanted.
  package var isScalarLike: Bool { rows == 1 && columns == 1 }

  /// The sizes along each axis: `[]`, `[n]` or `[m, n]`.
  package var dimensions: [Int] {
    switch rank {
    case 0: []
    case 1: [rows]
    default: [rows, columns]
    }
  }

  /// Whether a value read row by row into the other shape is the same column by column, too.
  package func isStacked(as other: Shape) -> Bool {
    rows == other.rows && columns == other.columns
      || [self, other].allSatisfy { $0.rows == 1 || $0.columns == 1 }
  }

  /// What a sentence says of the indices that a component has.
  var indices: String {
    switch rank {
    case 0: "no index"
    case 1: "one index"
    default: "a row and a column"
    }
  }

  /// What a sentence says of a value of this shape, after its name: `is 3×2`, `has 3 components`.
  package var predicate: String {
    switch rank {
    case 0: "is a scalar"
    case 1: rows == 1 ? "has 1 component" : "has \(rows) components"
    default: "is \(rows)×\(columns)"
    }
  }
}

extension Int {
  /// The product, or the largest number where it is beyond that: sizes are multiplied before they are
  /// found to be too large, and a page counts in 32 bits.
  func saturatingMultiplied(by other: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? .max : product
  }
}

extension Shape: CustomStringConvertible {
  /// `scalar`, `3` or `3×2`.
  package var description: String {
    dimensions.isEmpty ? "scalar" : dimensions.map(String.init).joined(separator: "×")
  }
}
