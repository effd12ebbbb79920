import RealModule

/// The determinant of a square matrix, and the logarithm of its magnitude.
///
/// Of a large matrix the number itself is soon too large or too small for a double; sign and
/// logarithm then still tell it.
public struct Determinant: Hashable, Sendable {
  /// The number; 0 or ±∞ where a double cannot hold it.
  public let value: Double
  /// 1 or −1, or 0 where the matrix is singular.
  public let sign: Double
  /// log|det|: −∞ where the matrix is singular.
  public let logMagnitude: Double

  /// The determinant of a matrix that has as many rows as columns.
  public init(of matrix: Tensor) {
    precondition(matrix.shape.rows == matrix.shape.columns, "a determinant is of a square matrix")
    let square = SquareMatrix(matrix.elements, size: matrix.shape.rows)
    guard !square.isSingularWithinRounding else {
      (value, sign, logMagnitude) = (0, 0, -.infinity)
      return
    }
    let product = square.determinant
    if square.hasExactDeterminant {
      (sign, logMagnitude) = Self.byScaledRows(square, product)
    } else {
      let factorization = square.factorization
      (sign, logMagnitude) = (factorization.determinantSign, factorization.logMagnitude)
    }
    // A product may leave the range of doubles on its way, and come back with few digits.
    let power = sign == 0 ? 0 : sign * Double.exp(logMagnitude)
    let isInRange = (product - power).magnitude <= 1e-9 * power.magnitude
    value = isInRange ? product : power
  }

  /// The same way to the determinant, with rows that are scaled to one another.
  ///
  /// A factor that is a power of two changes no digit.
  private static func byScaledRows(
    _ matrix: SquareMatrix,
    _ product: Double
  ) -> (sign: Double, logMagnitude: Double) {
    var (scaled, scale) = (product, 0.0)
    if !product.isNormal {
      let (rows, exponent) = matrix.scaledRows()
      (scaled, scale) = (rows.determinant, Double(exponent) * Double.log(2))
    }
    let sign = scaled == 0 || scaled.isNaN ? scaled : scaled < 0 ? -1.0 : 1
    return (sign, Double.log(scaled.magnitude) + scale)
  }
}
