package import GradstepGraph

/// The entries of a value as tinted cells: the sign of each and how large it is beside the largest.
package struct HeatMap: Hashable, Sendable {
  /// What stands for an entry.
  package enum Cell: Hashable, Sendable {
    /// From −`deepest` to `deepest`.
    case tint(Int)
    /// The entry is no finite number.
    case notFinite
    /// The entry is in the middle of a large value, which is left out.
    case leftOut
  }

  /// The cells in rows.
  package let cells: [[Cell]]
  /// The number that the deepest tint stands for.
  package let scale: String

  /// How many tints there are of each sign.
  package static let deepest = 8

  /// How many rows and columns are shown; of a larger value the middle is left out.
  package static let largestSide = 24

  /// The cells of a value.
  package init(_ tensor: Tensor, format: NumberFormat) {
    let largest = tensor.elements.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let columns = NumberBlock.shown(tensor.shape.columns, Self.largestSide)
    cells = NumberBlock.shown(tensor.shape.rows, Self.largestSide).map { row in
      columns.map { column in
        guard let row, let column else { return .leftOut }
        return Self.cell(tensor.elements[row * tensor.shape.columns + column], of: largest)
      }
    }
    scale = (largest == 0 ? "" : "±") + format.string(largest)
  }

  /// Whatever is not 0 has a tint.
  private static func cell(_ number: Double, of largest: Double) -> Cell {
    guard number.isFinite else { return .notFinite }
    guard number != 0 else { return .tint(0) }
    let size = max(1, Int((Double(deepest) * abs(number / largest)).rounded()))
    return .tint(number < 0 ? -size : size)
  }
}
