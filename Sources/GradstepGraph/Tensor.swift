/// A value that stands alone: a shape and its numbers, a matrix row by row.
public struct Tensor: Hashable, Sendable {
  /// Scalar, vector or matrix, with its size.
  public let shape: Shape
  /// The numbers, a matrix row by row.
  public var elements: [Double]

  /// A value of as many numbers as the shape has.
  public init(_ shape: Shape, _ elements: [Double]) {
    precondition(shape.count == elements.count, "as many elements as the shape has")
    self.shape = shape
    self.elements = elements
  }

  /// A value of the shape with the same number everywhere.
  public init(_ shape: Shape, repeating element: Double) {
    self.init(shape, Array(repeating: element, count: shape.count))
  }

  /// A scalar.
  public init(_ number: Double) {
    self.init(.scalar, [number])
  }

  /// A vector.
  public init(_ vector: [Double]) {
    self.init(.vector(vector.count), vector)
  }

  /// A matrix of rows of one length.
  public init(_ rows: [[Double]]) {
    self.init(.matrix(rows.count, rows.first?.count ?? 0), rows.flatMap { $0 })
  }

  /// The sum of two values of one shape.
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    precondition(left.shape == right.shape, "a sum is of values of one shape")
    return Tensor(left.shape, zip(left.elements, right.elements).map(+))
  }

  /// Whether another value of the shape is the same, up to rounding.
  public func isRoundedAs(_ other: Tensor) -> Bool {
    let scale = elements.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    return zip(elements, other.elements).allSatisfy { one, other in
      one == other || one.isNaN && other.isNaN || (one - other).magnitude <= 1e-12 * scale
    }
  }

  /// The same shape with each number changed by `transform`.
  public func map(_ transform: (Double) -> Double) -> Tensor {
    Tensor(shape, elements.map(transform))
  }
}

/// The numbers of one node, read in place.
public struct TensorView {
  /// Scalar, vector or matrix, with its size.
  public let shape: Shape
  let base: UnsafePointer<Double>

  /// Views the numbers from an address on, as many as the shape has.
  @inline(__always)
  public init(_ shape: Shape, _ base: UnsafePointer<Double>) {
    self.shape = shape
    self.base = base
  }

  /// How many numbers there are.
  @inline(__always)
  public var count: Int { shape.count }

  /// The number at a position, counted from 0, a matrix row by row.
  @inline(__always)
  public subscript(index: Int) -> Double {
    assert(index >= 0 && index < count, "within the view")
    return base[index]
  }

  /// The element in a row and a column, both counted from 0.
  @inline(__always)
  public subscript(row: Int, column: Int) -> Double {
    self[row * shape.columns + column]
  }
}

/// The numbers of one node, written in place.
public struct MutableTensorView {
  /// Scalar, vector or matrix, with its size.
  public let shape: Shape
  let base: UnsafeMutablePointer<Double>

  /// Views the numbers from an address on, as many as the shape has.
  @inline(__always)
  public init(_ shape: Shape, _ base: UnsafeMutablePointer<Double>) {
    self.shape = shape
    self.base = base
  }

  /// How many numbers there are.
  @inline(__always)
  public var count: Int { shape.count }

  /// The number at a position, counted from 0, a matrix row by row.
  @inline(__always)
  public subscript(index: Int) -> Double {
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
  public subscript(row: Int, column: Int) -> Double {
    get { self[row * shape.columns + column] }
    nonmutating set { self[row * shape.columns + column] = newValue }
  }
}
