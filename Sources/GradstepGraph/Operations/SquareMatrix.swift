/// A square matrix that stands alone, for what is worked out of its determinant.
///
/// It is worked on with rows and columns that are scaled to one another by powers of two, which
/// changes no digit, in a precision that cancellation leaves enough of: exactly where it is small,
/// and up to a size with twice the digits of a double.
struct SquareMatrix {
  private let size: Int
  /// The elements over the powers of two of their row and their column.
  private let elements: [Double]
  private let rowExponents: [Int]
  private let columnExponents: [Int]
  private let sumOfExponents: Int
  /// What an element may be away from the number that was meant, in roundings of its own.
  private let roundings: Double
  private let factorization: Factorization

  /// How the matrix was factored.
  private enum Factorization {
    case exact
    case precise(LUFactorization<DoubleDouble>)
    case plain(LUFactorization<Double>)
  }

  /// The largest matrix of which determinants are sums of all their products, with every digit.
  private static let largestExactSize = 4
  /// The largest matrix that is worth twice the digits, which take ten times as long.
  private static let largestPreciseSize = 128

  init(_ view: TensorView) {
    self.init((0..<view.count).map { view[$0] }, size: view.shape.rows)
  }

  /// A matrix of its elements, row by row.
  ///
  /// `roundings` is how many roundings an element may be away from what was meant: one where it was
  /// typed as a decimal, and more where it was worked out. Whole numbers and simple fractions are
  /// taken for exact.
  init(_ numbers: [Double], size: Int, roundings: Double = 1) {
    self.size = size
    self.roundings = numbers.allSatisfy(Self.isExact) ? 0 : roundings
    var elements = numbers
    var exponents = (
      rows: [Int](repeating: 0, count: size), columns: [Int](repeating: 0, count: size)
    )
    let isFinite = numbers.allSatisfy { $0.isFinite }
    if isFinite {
      exponents.rows = (0..<size).map { i in
        Self.scale(&elements, stride(from: i * size, to: (i + 1) * size, by: 1))
      }
      exponents.columns = (0..<size).map { j in
        Self.scale(&elements, stride(from: j, to: size * size, by: size))
      }
    }
    self.elements = elements
    (rowExponents, columnExponents) = exponents
    sumOfExponents = exponents.rows.reduce(0, +) + exponents.columns.reduce(0, +)
    if isFinite, size <= Self.largestExactSize {
      factorization = .exact
    } else if isFinite, size <= Self.largestPreciseSize {
      factorization = .precise(Self.factored(elements, size, self.roundings, .complete))
    } else {
      factorization = .plain(Self.factored(elements, size, self.roundings, .partial))
    }
  }

  private static func factored<Number>(
    _ elements: [Double],
    _ size: Int,
    _ roundings: Double,
    _ pivoting: LUFactorization<Number>.Pivoting
  ) -> LUFactorization<Number> {
    LUFactorization(
      elements,
      size: size,
      uncertainty: max(roundings * Double.ulpOfOne, Number.precision),
      pivoting: pivoting
    )
  }

  /// Whether a number is what a person meant by it: a whole one, or one with a short binary fraction.
  private static func isExact(_ number: Double) -> Bool {
    let parts = number * 1024
    return parts == parts.rounded() && parts.magnitude < 0x1p73
  }

  /// Divides numbers by the power of two that brings the largest between 1 and 2, and tells it.
  private static func scale(_ numbers: inout [Double], _ positions: StrideTo<Int>) -> Int {
    let largest = positions.reduce(0) { max($0, numbers[$1].magnitude) }
    guard largest > 0 else { return 0 }
    let exponent = Int(largest.exponent)
    for position in positions where numbers[position] != 0 {
      numbers[position] = ScaledNumber(numbers[position], exponent: -exponent).value
    }
    return exponent
  }

  // MARK: - Determinants

  /// Whether the matrix has no inverse, as far as its elements are known.
  var isSingular: Bool {
    switch factorization {
    case .exact:
      // A determinant of typed decimals that is less than their rounding is that of a singular matrix.
      exactDeterminant == 0
        || roundings > 0
          && (Self.factored(elements, size, roundings, .complete) as LUFactorization<DoubleDouble>)
            .isSingular
    case .precise(let factorization): factorization.isSingular
    case .plain(let factorization): factorization.isSingular
    }
  }

  /// The determinant; 0 where all that is left of it is rounding.
  var determinant: ScaledNumber {
    guard !isSingular else { return ScaledNumber(0) }
    let (number, own) =
      switch factorization {
      case .exact: (exactDeterminant, 0)
      case .precise(let factorization): Self.rounded(factorization.determinant)
      case .plain(let factorization): factorization.determinant
      }
    return ScaledNumber(number, exponent: own + sumOfExponents)
  }

  private static func rounded(_ number: (number: DoubleDouble, exponent: Int)) -> (Double, Int) {
    (number.number.rounded, number.exponent)
  }

  /// The determinant of the scaled elements, rounded once.
  private var exactDeterminant: Double {
    Self.expansion(elements, Array(0..<size), Array(0..<size), size).value
  }

  /// The determinant of some rows and columns of a matrix, along the first of the rows.
  private static func expansion(
    _ elements: [Double],
    _ rows: [Int],
    _ columns: [Int],
    _ size: Int
  ) -> Expansion {
    guard let row = rows.first else { return Expansion(1) }
    var sum = Expansion()
    for (position, column) in columns.enumerated() where elements[row * size + column] != 0 {
      let minor = expansion(
        elements,
        Array(rows.dropFirst()),
        columns.filter { $0 != column },
        size
      )
      let element = elements[row * size + column]
      sum += minor * (position.isMultiple(of: 2) ? element : -element)
    }
    return sum
  }

  private func exactCofactor(_ i: Int, _ j: Int) -> Double {
    let others = Array(0..<size)
    let minor = Self.expansion(
      elements,
      others.filter { $0 != i },
      others.filter { $0 != j },
      size
    ).value
    return (i + j).isMultiple(of: 2) || minor == 0 ? minor : -minor
  }

  // MARK: - Inverse and cofactors

  /// The inverse, row by row; of a singular matrix it is no number anywhere.
  var inverse: [Double] {
    guard let scaled = isSingular ? nil : scaledInverse else {
      return [Double](repeating: .nan, count: size * size)
    }
    return positions { i, j in
      ScaledNumber(scaled[i * size + j], exponent: -columnExponents[i] - rowExponents[j]).value
    }
  }

  /// The inverse of the scaled elements.
  private var scaledInverse: [Double]? {
    switch factorization {
    case .exact:
      let determinant = exactDeterminant
      return positions { i, j in exactCofactor(j, i) / determinant }
    case .precise(let factorization):
      return factorization.inverse.map { withoutRounding($0.map { $0.rounded }) }
    case .plain(let factorization): return factorization.inverse
    }
  }

  /// The inverse with 0 for what is no more than the rounding of twice the digits.
  ///
  /// That is as many roundings as there are rows of |A⁻¹|·|A|·|A⁻¹|; Higham, Accuracy and Stability of
  /// Numerical Algorithms, section 14.1.
  private func withoutRounding(_ inverse: [Double]) -> [Double] {
    func product(_ left: [Double], _ right: [Double]) -> [Double] {
      var product = [Double](repeating: 0, count: size * size)
      for i in 0..<size {
        for k in 0..<size {
          let factor = left[i * size + k].magnitude
          for j in 0..<size { product[i * size + j] += factor * right[k * size + j].magnitude }
        }
      }
      return product
    }
    let sources = product(inverse, product(elements, inverse))
    let uncertainty = Double(size) * DoubleDouble.precision
    return zip(inverse, sources).map { $0.magnitude <= uncertainty * $1 ? 0 : $0 }
  }

  /// The gradient of the determinant: the cofactors, which a singular matrix has, too.
  ///
  /// Of others they are det A·A⁻ᵀ; Giles, Collected matrix derivative results for forward and
  /// reverse mode algorithmic differentiation, 2008, section 2.2.4.
  var cofactors: [Double] {
    switch factorization {
    case .exact: positions { i, j in cofactor(exactCofactor(i, j), 0, i, j) }
    case .precise(let factorization):
      cofactors(of: factorization, withoutRounding) ?? cofactors(ofSingular: factorization)
    case .plain(let factorization):
      cofactors(of: factorization) { $0 }
        // What partial pivoting leaves says nothing of the rank.
        ?? cofactors(
          ofSingular: Self.factored(elements, size, roundings, .complete)
            as LUFactorization<Double>
        )
    }
  }

  /// A cofactor of the matrix, of that of the scaled elements and a power of two.
  private func cofactor(_ scaled: Double, _ exponent: Int, _ i: Int, _ j: Int) -> Double {
    let own = exponent + sumOfExponents - rowExponents[i] - columnExponents[j]
    return ScaledNumber(scaled, exponent: own).value
  }

  /// The cofactors of a matrix that has an inverse; `nil` where it has none.
  private func cofactors<Number>(
    of factorization: LUFactorization<Number>,
    _ clean: ([Double]) -> [Double]
  ) -> [Double]? {
    guard let inverse = factorization.inverse else { return nil }
    let (determinant, exponent) = factorization.determinant
    let isNonzero = clean(inverse.map { $0.rounded }).map { $0 != 0 }
    return positions { i, j in
      let position = j * size + i
      guard isNonzero[position] else { return 0 }
      return cofactor((inverse[position] * determinant).rounded, exponent, i, j)
    }
  }

  private func cofactors<Number>(ofSingular factorization: LUFactorization<Number>) -> [Double] {
    guard let (column, row, exponent) = factorization.adjugate else {
      return [Double](repeating: 0, count: size * size)
    }
    return positions { i, j in
      // A product with 0 may be −0.
      cofactor((column[j] * row[i]).rounded, exponent, i, j) + 0
    }
  }

  private func positions(_ element: (_ i: Int, _ j: Int) -> Double) -> [Double] {
    (0..<size * size).map { element($0 / size, $0 % size) }
  }
}
