import RealModule

/// A square matrix as P·A = L·U, by elimination with partial pivoting.
///
/// Golub and Van Loan, Matrix Computations, section 3.4.
struct LUFactorization {
  private let size: Int
  /// L below the diagonal, where its own is all ones, and U on it and above; row by row.
  private var factors: [Double]
  /// The row of A that each row of the factors comes from.
  private var rows: [Int]
  /// −1 where an odd number of rows was exchanged.
  private var sign = 1.0

  /// Factors the matrix of the elements of a square value, row by row.
  ///
  /// `roundings` is how many roundings of its own an element may be away from 0 and still count as
  /// 0: one where the matrix is known exactly, and more where its elements were rounded, too.
  init(_ elements: [Double], size: Int, roundings: Double = 1) {
    self.size = size
    factors = elements
    rows = Array(0..<size)
    // The magnitudes that an element was worked out from: it is known to a rounding of these.
    var sources = [Double](repeating: 0, count: elements.count)
    for k in 0..<size {
      var pivot = k
      for i in k..<size where factors[i * size + k].magnitude > factors[pivot * size + k].magnitude
      {
        pivot = i
      }
      if pivot != k {
        exchange(k, pivot)
        for j in 0..<size { sources.swapAt(k * size + j, pivot * size + j) }
      }
      // What is less than its own rounding is 0: the matrix of the numbers 1 to 9 is singular.
      let rounding = roundings * Double.ulpOfOne * sources[k * size + k]
      if factors[k * size + k].magnitude < rounding {
        for i in k..<size { factors[i * size + k] = 0 }
      }
      guard factors[k * size + k] != 0 else { continue }
      for i in (k + 1)..<size {
        let multiple = factors[i * size + k] / factors[k * size + k]
        factors[i * size + k] = multiple
        for j in (k + 1)..<size {
          let part = multiple * factors[k * size + j]
          factors[i * size + j] -= part
          sources[i * size + j] += part.magnitude
        }
      }
    }
  }

  private mutating func exchange(_ first: Int, _ second: Int) {
    for j in 0..<size { factors.swapAt(first * size + j, second * size + j) }
    rows.swapAt(first, second)
    sign = -sign
  }

  private var pivots: [Double] { (0..<size).map { factors[$0 * size + $0] } }

  /// Whether the matrix has no inverse.
  var isSingular: Bool { pivots.contains(0) }

  /// The product of the pivots.
  var determinant: Double { pivots.reduce(sign, *) }

  /// The logarithm of the determinant, which itself may be too large or too small for a number.
  var logDeterminant: Double { determinantSign < 0 ? .nan : logMagnitude }

  /// 1 or −1 as the determinant is positive or negative, and 0 of a singular matrix.
  var determinantSign: Double {
    isSingular ? 0 : pivots.reduce(sign) { $1.isNaN ? .nan : $1 < 0 ? -$0 : $0 }
  }

  /// The logarithm of the determinant's magnitude; of a singular matrix it is −∞.
  var logMagnitude: Double {
    isSingular ? -.infinity : pivots.reduce(0) { $0 + Double.log($1.magnitude) }
  }

  /// The inverse, row by row; of a singular matrix it is no number anywhere.
  var inverse: [Double] {
    guard !isSingular else { return [Double](repeating: .nan, count: size * size) }
    var inverse = [Double](repeating: 0, count: size * size)
    var column = [Double](repeating: 0, count: size)
    for j in 0..<size {
      for i in 0..<size {
        column[i] = rows[i] == j ? 1 : 0
        for k in 0..<i { column[i] -= factors[i * size + k] * column[k] }
      }
      for i in (0..<size).reversed() {
        for k in (i + 1)..<size { column[i] -= factors[i * size + k] * column[k] }
        column[i] /= factors[i * size + i]
      }
      for i in 0..<size { inverse[i * size + j] = column[i] }
    }
    return inverse
  }
}
