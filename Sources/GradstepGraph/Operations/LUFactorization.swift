/// A square matrix as P·A·Q = L·U, by elimination with pivoting.
///
/// Golub and Van Loan, Matrix Computations, sections 3.4 and 3.4.8.
struct LUFactorization<Number: EliminationNumber> {
  /// Where the next pivot is looked for.
  enum Pivoting {
    /// In the column: as fast as elimination can be.
    case partial
    /// In all that is left: the rank is known at the end.
    case complete
  }

  private let size: Int
  /// L below the diagonal, where its own is all ones, and U on it and above; row by row.
  private var factors: [Number]
  /// The row and the column of A that each row and column of the factors comes from.
  private var rows: [Int]
  private var columns: [Int]
  /// −1 where an odd number of rows and columns was exchanged.
  private var sign = 1.0

  /// Factors a matrix, given row by row.
  ///
  /// An element counts as 0 where it is less than `uncertainty` times what it was worked out from.
  init(_ elements: [Double], size: Int, uncertainty: Double, pivoting: Pivoting) {
    self.size = size
    factors = elements.map(Number.init)
    rows = Array(0..<size)
    columns = rows
    for k in 0..<size {
      choosePivot(k, uncertainty, pivoting)
      eliminate(k)
    }
  }

  private mutating func eliminate(_ k: Int) {
    let pivot = factors[k * size + k]
    guard pivot.rounded != 0 else { return }
    let size = size
    factors.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for i in k + 1..<size where base[i * size + k].rounded != 0 {
        let multiple = base[i * size + k] / pivot
        base[i * size + k] = multiple
        Number.subtract(
          multiple,
          times: base + (k * size + k + 1),
          from: base + (i * size + k + 1),
          count: size - k - 1
        )
      }
    }
  }

  // MARK: - Pivots

  private mutating func choosePivot(_ k: Int, _ uncertainty: Double, _ pivoting: Pivoting) {
    movePivot(to: k, pivoting)
    guard isRounding(k, k, k, uncertainty) else { return }
    // What is less than its own rounding is 0: the matrix of the numbers 1 to 9 is singular.
    for i in k..<size {
      for j in k..<(pivoting == .complete ? size : k + 1) where isRounding(i, j, k, uncertainty) {
        factors[i * size + j] = Number(0)
      }
    }
    movePivot(to: k, pivoting)
  }

  private mutating func movePivot(to k: Int, _ pivoting: Pivoting) {
    var (row, column) = (k, k)
    var largest = factors[k * size + k].rounded.magnitude
    for i in k..<size {
      for j in k..<(pivoting == .complete ? size : k + 1) {
        let magnitude = factors[i * size + j].rounded.magnitude
        if magnitude > largest { (row, column, largest) = (i, j, magnitude) }
      }
    }
    if row != k {
      for j in 0..<size { factors.swapAt(k * size + j, row * size + j) }
      rows.swapAt(k, row)
      sign = -sign
    }
    if column != k {
      for i in 0..<size { factors.swapAt(i * size + k, i * size + column) }
      columns.swapAt(k, column)
      sign = -sign
    }
  }

  /// Whether an element is no more than what rounding leaves of the numbers it was worked out from.
  private func isRounding(_ i: Int, _ j: Int, _ step: Int, _ uncertainty: Double) -> Bool {
    let magnitude = factors[i * size + j].rounded.magnitude
    guard magnitude > 0 else { return false }
    var source = 0.0
    for k in 0..<step {
      source += (factors[i * size + k].rounded * factors[k * size + j].rounded).magnitude
    }
    return magnitude < uncertainty * source
  }

  private func pivot(_ k: Int) -> Number { factors[k * size + k] }

  /// Whether the matrix has no inverse.
  var isSingular: Bool { (0..<size).contains { pivot($0).rounded == 0 } }

  // MARK: - What follows

  /// The determinant as a number beside 1 and a power of two: a product of pivots may be too large or
  /// too small for a double.
  var determinant: (number: Number, exponent: Int) { productOfPivots(size) }

  /// The product of the first pivots, with the sign of all exchanges.
  private func productOfPivots(_ count: Int) -> (number: Number, exponent: Int) {
    var (product, exponent) = (Number(sign), 0)
    for k in 0..<count {
      product = product * pivot(k)
      let rounded = product.rounded
      guard rounded.isFinite, rounded != 0 else { continue }
      let shift = Int(rounded.exponent)
      product = product.scaled(byPowerOfTwo: -shift)
      exponent += shift
    }
    return (product, exponent)
  }

  /// The inverse, row by row; of a singular matrix there is none.
  var inverse: [Number]? {
    guard !isSingular else { return nil }
    let size = size
    var solution = [Number](repeating: Number(0), count: size * size)
    for i in 0..<size { solution[i * size + rows[i]] = Number(1) }
    solution.withUnsafeMutableBufferPointer { buffer in
      factors.withUnsafeBufferPointer { factors in
        guard let base = buffer.baseAddress else { return }
        // Whole rows at a time, so that memory is read as it lies.
        func subtract(_ k: Int, from i: Int) {
          let multiple = factors[i * size + k]
          guard multiple.rounded != 0 else { return }
          Number.subtract(multiple, times: base + k * size, from: base + i * size, count: size)
        }
        for i in 0..<size {
          for k in 0..<i { subtract(k, from: i) }
        }
        for i in (0..<size).reversed() {
          for k in i + 1..<size { subtract(k, from: i) }
          let pivot = factors[i * size + i]
          for j in 0..<size { base[i * size + j] = base[i * size + j] / pivot }
        }
      }
    }
    var inverse = solution
    for i in 0..<size {
      inverse.replaceSubrange(
        columns[i] * size..<(columns[i] + 1) * size,
        with: solution[i * size..<(i + 1) * size]
      )
    }
    return inverse
  }

  /// The adjugate of a singular matrix, as a column times a row and a power of two.
  ///
  /// It is `nil` where the adjugate is 0, and right only after complete pivoting.
  ///
  /// With one pivot missing, adj U is the product of the others times [−U₁⁻¹u; 1]·eₙᵀ, U₁ and u being
  /// the rest of U and its last column.
  var adjugate: (column: [Number], row: [Number], exponent: Int)? {
    let last = size - 1
    guard pivot(last).rounded == 0, !(0..<last).contains(where: { pivot($0).rounded == 0 }) else {
      return nil
    }
    let (product, exponent) = productOfPivots(last)
    var column = [Number](repeating: Number(0), count: size)
    var row = column
    (column[last], row[last]) = (product, Number(1))
    for i in (0..<last).reversed() {
      for k in i + 1..<size {
        column[i] = column[i] - factors[i * size + k] * column[k]
        row[i] = row[i] - row[k] * factors[k * size + i]
      }
      column[i] = column[i] / pivot(i)
    }
    var (ownColumn, ownRow) = (column, row)
    for i in 0..<size {
      ownColumn[columns[i]] = column[i]
      ownRow[rows[i]] = row[i]
    }
    return (ownColumn, ownRow, exponent)
  }
}
