/// A number, a vector or a matrix that a reader has read.
struct ReadValue<Number: ReadNumber>: Sendable {
  /// The rows; a vector is one column.
  var rows: [[Number]]
  /// 0 for a number, 1 for a vector, 2 for a matrix.
  var rank: Int

  init(_ number: Number) { (rows, rank) = ([[number]], 0) }
  init(vector: [Number]) { (rows, rank) = (vector.map { [$0] }, 1) }
  init(matrix: [[Number]]) { (rows, rank) = (matrix, 2) }

  var height: Int { rows.count }
  var width: Int { rows[0].count }
  var elements: [Number] { rows.flatMap(\.self) }
  var number: Number? { height == 1 && width == 1 ? rows[0][0] : nil }

  func map(_ transform: (Number) throws -> Number) rethrows -> ReadValue {
    var value = self
    value.rows = try rows.map { try $0.map(transform) }
    return value
  }

  /// Pairs components; a number goes with each.
  func paired(
    _ other: ReadValue,
    _ combine: (Number, Number) throws -> Number
  ) throws -> ReadValue {
    if height == other.height, width == other.width {
      var value = rank >= other.rank ? self : other
      value.rows = try zip(rows, other.rows).map { try zip($0, $1).map(combine) }
      return value
    }
    if let right = other.number { return try map { try combine($0, right) } }
    if let left = number { return try other.map { try combine(left, $0) } }
    if let repeated = other.repeated(as: self) { return try paired(repeated, combine) }
    if let repeated = repeated(as: other) { return try repeated.paired(other, combine) }
    throw NotReadable()
  }

  /// A bias in the shape of the matrix that it goes with, row by row or column by column.
  private func repeated(as matrix: ReadValue) -> ReadValue? {
    guard matrix.rank == 2 else { return nil }
    if rank == 1 || height == 1, elements.count == matrix.width {
      return ReadValue(matrix: matrix.rows.map { _ in elements })
    }
    guard rank == 1 || width == 1, elements.count == matrix.height else { return nil }
    return ReadValue(matrix: elements.map { number in matrix.rows[0].map { _ in number } })
  }

  var transposed: ReadValue {
    rank == 0
      ? self
      : ReadValue(
        matrix: (0..<width).map { column in (0..<height).map { rows[$0][column] } }
      )
  }

  /// `·`: the product of linear algebra, the inner product of two columns, or a number's.
  func times(_ other: ReadValue) throws -> ReadValue {
    if rank == 1, other.rank == 1, height == other.height, height > 1 {
      return ReadValue(Self.sum(try paired(other, *).elements))
    }
    if rank > 0, other.rank > 0, width == other.height, rank == 2 || other.rank == 2 {
      let product = rows.map { row in
        (0..<other.width).map { column in
          Self.sum(row.indices.map { row[$0] * other.rows[$0][column] })
        }
      }
      return other.rank == 2 ? ReadValue(matrix: product) : ReadValue(vector: product.map { $0[0] })
    }
    guard number != nil || other.number != nil else { throw NotReadable() }
    return try paired(other, *)
  }

  static func sum(_ numbers: [Number]) -> Number { numbers.reduce(Number(0), +) }

  // MARK: - Square matrices

  /// The determinant by Laplace's rule along the first row.
  static func determinant(_ rows: [[Number]]) -> Number {
    guard let first = rows.first else { return Number(1) }
    return sum(
      first.indices.map { column in
        let minor = determinant(Self.minor(rows, 0, column))
        return (column.isMultiple(of: 2) ? first[column] : -first[column]) * minor
      }
    )
  }

  private static func minor(_ rows: [[Number]], _ row: Int, _ column: Int) -> [[Number]] {
    rows.enumerated().filter { $0.offset != row }.map { entry in
      entry.element.enumerated().filter { $0.offset != column }.map(\.element)
    }
  }

  var cofactors: ReadValue {
    var value = self
    for i in 0..<height {
      for j in 0..<width {
        let minor = Self.determinant(Self.minor(rows, i, j))
        value.rows[i][j] = (i + j).isMultiple(of: 2) ? minor : -minor
      }
    }
    return value
  }

  func inverse() throws -> ReadValue {
    let determinant = Self.determinant(rows)
    return try cofactors.transposedInPlace.map { try $0 / determinant }
  }

  private var transposedInPlace: ReadValue { rank == 0 ? self : transposed }
}
