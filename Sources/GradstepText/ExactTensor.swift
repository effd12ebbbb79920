package import GradstepGraph

/// A value worked out by exact arithmetic from numbers as they are printed.
package struct ExactTensor: Sendable {
  package let shape: Shape
  /// The numbers, a matrix row by row.
  package let elements: [ExactNumber]

  package init(_ shape: Shape, _ elements: [ExactNumber]) {
    self.shape = shape
    self.elements = elements
  }

  package init(_ number: ExactNumber) { self.init(.scalar, [number]) }

  /// The numbers that a format prints for those of a value.
  package init(_ tensor: Tensor, printedIn format: NumberFormat) {
    self.init(tensor.shape, tensor.elements.map { ExactNumber($0, printedIn: format) })
  }

  /// Whether all numbers are those of another value; a value of one number counts as that.
  package static func == (left: ExactTensor, right: ExactTensor) -> Bool {
    left.elements.count == right.elements.count
      && zip(left.elements, right.elements).allSatisfy { $0 == $1 }
  }

  package var number: ExactNumber? { shape.isScalarLike ? elements[0] : nil }

  package subscript(row: Int, column: Int) -> ExactNumber { elements[row * shape.columns + column] }

  // MARK: - Arithmetic

  package func map(_ transform: (ExactNumber) -> ExactNumber) -> ExactTensor {
    ExactTensor(shape, elements.map(transform))
  }

  /// Pairs components, a scalar with each component, a bias with those of each row or column.
  ///
  /// `nil` where the shapes do not fit.
  package func paired(
    with other: ExactTensor,
    _ combine: (ExactNumber, ExactNumber) -> ExactNumber
  ) -> ExactTensor? {
    for result in [shape, other.shape] {
      guard let left = Pairing(of: shape, in: result),
        let right = Pairing(of: other.shape, in: result)
      else { continue }
      return ExactTensor(
        result,
        (0..<result.count).map { index in
          combine(
            elements[left.component(at: index, columns: result.columns)],
            other.elements[right.component(at: index, columns: result.columns)]
          )
        }
      )
    }
    return elements.count == other.elements.count && shape.rows == other.shape.rows
      ? ExactTensor(shape, zip(elements, other.elements).map(combine)) : nil
  }

  /// The product of linear algebra.
  package func times(_ other: ExactTensor) -> ExactTensor? {
    if shape.rank == 1, shape == other.shape {
      return paired(with: other, *).map { ExactTensor($0.elements.sum) }
    }
    let fits = shape.columns == other.shape.rows && (shape.rank == 2 || other.shape.rank == 2)
    guard fits else {
      return number == nil && other.number == nil ? nil : paired(with: other, *)
    }
    let (rows, inner, columns) = (shape.rows, shape.columns, other.shape.columns)
    let product = (0..<rows * columns).map { position in
      (0..<inner).map { self[position / columns, $0] * other[$0, position % columns] }.sum
    }
    return ExactTensor(
      other.shape.rank == 2 ? .matrix(rows, columns) : rows == 1 ? .scalar : .vector(rows),
      product
    )
  }

  package var transposed: ExactTensor {
    guard shape.rank > 0 else { return self }
    return ExactTensor(
      .matrix(shape.columns, shape.rows),
      (0..<elements.count).map { self[$0 % shape.rows, $0 / shape.rows] }
    )
  }

  /// The rows in a range, counted from 0; of a vector the components.
  package func rows(_ range: Range<Int>) -> ExactTensor? {
    guard range.lowerBound >= 0, range.upperBound <= shape.rows else { return nil }
    let part = elements[range.lowerBound * shape.columns..<range.upperBound * shape.columns]
    if shape.rank == 2 { return ExactTensor(.matrix(range.count, shape.columns), Array(part)) }
    return range.count == 1
      ? ExactTensor(part[part.startIndex]) : ExactTensor(.vector(range.count), Array(part))
  }

  // MARK: - Square matrices

  /// The determinant, by Gaussian elimination.
  package var determinant: ExactNumber {
    var rows = (0..<shape.rows).map { row in (0..<shape.columns).map { self[row, $0] } }
    var product = ExactNumber.one
    for column in rows.indices {
      guard let pivot = rows[column...].firstIndex(where: { !$0[column].isZero }) else {
        return .zero
      }
      if pivot != column {
        rows.swapAt(pivot, column)
        product = -product
      }
      product = product * rows[column][column]
      for row in rows.indices.dropFirst(column + 1) where !rows[row][column].isZero {
        let factor = rows[row][column] / rows[column][column]
        for position in column..<rows.count {
          rows[row][position] = rows[row][position] - factor * rows[column][position]
        }
      }
    }
    return product
  }

  /// The matrix of cofactors, each the determinant of what is left without its row and column.
  package var cofactors: ExactTensor {
    let size = shape.rows
    let minors = elements.indices.map { position -> ExactNumber in
      let rest = elements.indices.filter {
        $0 / size != position / size && $0 % size != position % size
      }
      let minor = ExactTensor(.matrix(size - 1, size - 1), rest.map { elements[$0] }).determinant
      return (position / size + position % size).isMultiple(of: 2) ? minor : -minor
    }
    return ExactTensor(shape, minors)
  }

  /// The inverse; of a singular matrix its numbers are none.
  package var inverse: ExactTensor {
    let determinant = determinant
    return determinant.isZero
      ? map { _ in .unknown }
      : ExactTensor(shape, cofactors.transposed.elements.map { $0 / determinant })
  }
}

extension Collection where Element == ExactNumber {
  package var sum: ExactNumber { reduce(.zero, +) }
}
