/// The determinant of a square matrix, and the logarithm of its magnitude.
///
/// Of a large matrix the number itself is soon too large or too small for a double; sign and
/// logarithm then still tell it.
package struct Determinant: Hashable, Sendable {
  /// The number; 0 or ±∞ where a double cannot hold it.
  package let value: Double
  /// 1 or −1, or 0 where the matrix is singular.
  package let sign: Double
  /// log|det|: −∞ where the matrix is singular.
  package let logMagnitude: Double

  /// The determinant of a matrix that has as many rows as columns, of elements that were worked out.
  package init(of matrix: Tensor) {
    precondition(matrix.shape.rows == matrix.shape.columns, "a determinant is of a square matrix")
    let determinant = SquareMatrix(matrix.elements, size: matrix.shape.rows, roundings: 4)
      .determinant
    value = determinant.value
    let significand = determinant.significand
    sign = significand == 0 || significand.isNaN ? significand : significand < 0 ? -1 : 1
    logMagnitude = determinant.logMagnitude
  }
}
