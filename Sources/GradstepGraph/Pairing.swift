/// How the components of an operand go with those of a result.
package enum Pairing: Hashable, Sendable {
  /// Each component goes with the one at its place.
  case each
  /// The one number goes with every component.
  case everywhere
  /// The operand goes with each row.
  case rows
  /// The operand goes with each column.
  case columns

  /// How an operand goes with a result; `nil` where it does not, or could in two ways.
  ///
  /// A vector, and a matrix of one row, goes with each row of as many components; a vector, and a
  /// matrix of one column, with each column.
  @inline(__always)
  package init?(of operand: Shape, in result: Shape) {
    if operand == result {
      self = .each
    } else if operand.isScalarLike {
      self = .everywhere
    } else {
      let ways = Self.ways(of: operand, in: result)
      guard ways.count == 1 else { return nil }
      self = ways[0]
    }
  }

  /// The ways in which a value of another shape goes with the rows or columns of a matrix.
  static func ways(of operand: Shape, in result: Shape) -> [Pairing] {
    guard result.rank == 2, operand.rank > 0, !operand.isScalarLike else { return [] }
    let isRow = operand.rank == 1 || operand.rows == 1
    let isColumn = operand.rank == 1 || operand.columns == 1
    return (isRow && operand.count == result.columns ? [.rows] : [])
      + (isColumn && operand.count == result.rows ? [.columns] : [])
  }

  /// The position in the operand of what goes with a position of the result.
  @inline(__always)
  package func component(at index: Int, columns: Int) -> Int {
    switch self {
    case .each: index
    case .everywhere: 0
    case .rows: index % columns
    case .columns: index / columns
    }
  }

  /// The positions of a result that a component of the operand goes with.
  func positions(of component: Int, in result: Shape) -> StrideTo<Int> {
    switch self {
    case .each: stride(from: component, to: component + 1, by: 1)
    case .everywhere: stride(from: 0, to: result.count, by: 1)
    case .rows: stride(from: component, to: result.count, by: result.columns)
    case .columns:
      stride(from: component * result.columns, to: (component + 1) * result.columns, by: 1)
    }
  }
}
