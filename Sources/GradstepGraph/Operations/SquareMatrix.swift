/// A square matrix that stands alone, for what is worked out of its determinant.
struct SquareMatrix {
  let size: Int
  private let elements: [Double]

  /// The largest matrix of which every cofactor is worked out as a determinant of its own, which
  /// is exact for small whole numbers.
  private static let largestExactSize = 4
  /// The largest singular matrix of which the cofactors are worked out, in time of the fifth power.
  private static let largestSingularSize = 32

  init(_ view: TensorView) {
    self.init((0..<view.count).map { view[$0] }, size: view.shape.rows)
  }

  /// A matrix of its elements, row by row.
  init(_ elements: [Double], size: Int) {
    self.elements = elements
    self.size = size
  }

  private subscript(row: Int, column: Int) -> Double { elements[row * size + column] }

  var factorization: LUFactorization { LUFactorization(elements, size: size) }

  /// Whether it is singular as far as can be told where its elements were worked out.
  var isSingularWithinRounding: Bool {
    LUFactorization(elements, size: size, roundings: 4).isSingular
  }

  /// The determinant; by expansion where that is exact for small whole numbers.
  ///
  /// It is 0 where all that is left of it is rounding.
  var determinant: Double {
    if size == 2 || size == 3, factorization.isSingular { return 0 }
    return switch size {
    case 0: 1
    case 1: self[0, 0]
    case 2: self[0, 0] * self[1, 1] - self[0, 1] * self[1, 0]
    case 3:
      (0..<3).reduce(0) { sum, j in
        sum + (j == 1 ? -1 : 1) * self[0, j] * minor(0, j).determinant
      }
    default: factorization.determinant
    }
  }

  /// Whether the determinant is expanded, and so exact for small whole numbers.
  var hasExactDeterminant: Bool { size <= 3 }

  /// The matrix with each row divided by a power of two that brings its largest element near 1, and
  /// the sum of the exponents.
  func scaledRows() -> (matrix: SquareMatrix, exponent: Int) {
    var (scaled, sum) = (elements, 0)
    for i in 0..<size {
      let row = i * size..<(i + 1) * size
      let largest = elements[row].reduce(0) { max($0, $1.magnitude) }
      guard largest.isFinite, largest > 0 else { continue }
      let exponent = Int(largest.exponent)
      for position in row {
        scaled[position] = Double(
          sign: .plus,
          exponent: -exponent,
          significand: elements[position]
        )
      }
      sum += exponent
    }
    return (SquareMatrix(scaled, size: size), sum)
  }

  /// The gradient of the determinant: the cofactors, which a singular matrix has, too.
  ///
  /// Of others they are det A·A⁻ᵀ; Giles, Collected matrix derivative results for forward and
  /// reverse mode algorithmic differentiation, 2008, section 2.2.4.
  var cofactors: [Double] {
    if size > Self.largestExactSize {
      let factorization = factorization
      if !factorization.isSingular || size > Self.largestSingularSize {
        let (determinant, inverse) = (factorization.determinant, factorization.inverse)
        return (0..<elements.count).map {
          determinant * inverse[$0 % size * size + $0 / size]
        }
      }
    }
    return (0..<elements.count).map { position in
      let (i, j) = (position / size, position % size)
      return ((i + j).isMultiple(of: 2) ? 1 : -1) * minor(i, j).determinant
    }
  }

  /// The matrix without a row and a column.
  private func minor(_ row: Int, _ column: Int) -> SquareMatrix {
    SquareMatrix(
      elements.indices.filter { $0 / size != row && $0 % size != column }.map { elements[$0] },
      size: size - 1
    )
  }
}
