/// A value that stands alone: a shape and its numbers, a matrix row by row.
public struct Tensor: Hashable, Sendable {
  /// Scalar, vector or matrix, with its size.
  package let shape: Shape
  /// The numbers, a matrix row by row.
  public package(set) var elements: [Double]
  /// The sizes: none of a scalar, one of a vector, rows and columns of a matrix.
  public var dimensions: [Int] { shape.dimensions }

  /// A value of as many numbers as the shape has.
  package init(_ shape: Shape, _ elements: [Double]) {
    precondition(shape.count == elements.count, "as many elements as the shape has")
    self.shape = shape
    self.elements = elements
  }

  /// A value of the shape with the same number everywhere.
  package init(_ shape: Shape, repeating element: Double) {
    self.init(shape, Array(repeating: element, count: shape.count))
  }

  /// A scalar.
  package init(_ number: Double) {
    self.init(.scalar, [number])
  }

  /// A vector.
  package init(_ vector: [Double]) {
    self.init(.vector(vector.count), vector)
  }

  /// A matrix of rows of one length.
  package init(_ rows: [[Double]]) {
    self.init(.matrix(rows.count, rows.first?.count ?? 0), rows.flatMap { $0 })
  }

  /// The sum of two values of one shape.
  package static func + (left: Tensor, right: Tensor) -> Tensor {
    precondition(left.shape == right.shape, "a sum is of values of one shape")
    return Tensor(left.shape, zip(left.elements, right.elements).map(+))
  }

  /// Whether another value of the shape is the same, up to rounding.
  package func isRoundedAs(_ other: Tensor) -> Bool {
    let scale = elements.largestMagnitude
    return zip(elements, other.elements).allSatisfy { one, other in
      one == other || one.isNaN && other.isNaN || (one - other).magnitude <= 1e-12 * scale
    }
  }

  /// The same shape with each number changed by `transform`.
  package func map(_ transform: (Double) -> Double) -> Tensor {
    Tensor(shape, elements.map(transform))
  }
}

extension [Double] {
  /// The largest magnitude among the finite numbers; 0 without any.
  package var largestMagnitude: Double {
    reduce(0) { $1.isFinite ? Swift.max($0, $1.magnitude) : $0 }
  }
}

/// The numbers of one node, read in place.
package struct TensorView {
  /// Scalar, vector or matrix, with its size.
  package let shape: Shape
  let base: UnsafePointer<Double>

  /// Views the numbers from an address on, as many as the shape has.
  @inline(__always)
  package init(_ shape: Shape, _ base: UnsafePointer<Double>) {
    self.shape = shape
    self.base = base
  }

  /// How many numbers there are.
  @inline(__always)
  package var count: Int { shape.count }

  /// The number at a position, counted from 0, a matrix row by row.
  @inline(__always)
  package subscript(index: Int) -> Double {
    assert(index >= 0 && index < count, "within the view")
    return base[index]
  }

  /// The element in a row and a column, both counted from 0.
  @inline(__always)
  package subscript(row: Int, column: Int) -> Double {
    self[row * shape.columns + column]
  }
}

/// The numbers of one node, written in place.
package struct MutableTensorView {
  /// Scalar, vector or matrix, with its size.
  package let shape: Shape
  let base: UnsafeMutablePointer<Double>

  /// Views the numbers from an address on, as many as the shape has.
  @inline(__always)
  package init(_ shape: Shape, _ base: UnsafeMutablePointer<Double>) {
    self.shape = shape
    self.base = base
  }

  /// How many numbers there are.
  @inline(__always)
  package var count: Int { shape.count }

  /// The number at a position, counted from 0, a matrix row by row.
  @inline(__always)
  package subscript(index: Int) -> Double {
    get {
      assert(index >= 0 && index < count, "within the view")
      return base[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count, "within the view")
      base[index] = newValue
    }
  }

  /// The element in a row and a column, both counted from 0.
  @inline(__always)
  package subscript(row: Int, column: Int) -> Double {
    get { self[row * shape.columns + column] }
    nonmutating set { self[row * shape.columns + column] = newValue }
  }
}
