public import GradstepGraph

/// Tells what rounding leaves over from numbers that are far larger.
///
/// sin(π) is 1.2·10⁻¹⁶ in doubles, and (0.1 + 0.2) − 0.3 is 5.6·10⁻¹⁷: no digit of these is right.
/// A result is noise if it is gone when the numbers that it is worked out from move by some units of
/// their last digit, which is how Vignes, *A stochastic arithmetic for reliable scientific
/// computation* (1993), counts the digits that are right.
struct RoundingNoise: Sendable {
  /// The values of all nodes, moved in several ways.
  private var moved: [[Double]]

  private static let moveCount = 3
  private static let relativeMove = 4 * Double.ulpOfOne
  /// What is noise is smaller than the numbers that it is left over from by this factor at least.
  private static let largestRatio = 0x1p-40

  /// Beyond so many numbers nobody reads the digits of one.
  static let largestCount = 100_000

  /// Moves the values of the leaves; `values` are those of all nodes.
  init(_ values: [Double]) {
    moved = (0..<Self.moveCount).map { move in
      values.indices.map { Self.moved(values[$0], at: $0, move) }
    }
  }

  /// Takes the noise out of the value of a node whose operands are free of it.
  mutating func clear(_ id: Node.ID, of graph: Graph, in values: inout [Double]) {
    let range = graph.range(of: id)
    let placement = graph.placements[id]
    let operation = graph.operations[graph.nodes[id].operation]
    var results: [[Double]] = []
    for move in moved {
      var result = [Double](repeating: 0, count: range.count)
      result.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        graph.withApplications(over: move) { application in
          operation.value(application(id), MutableTensorView(placement.shape, base))
        }
      }
      results.append(result)
    }
    var largest = 0.0
    for operand in graph.operands(of: id) {
      largest = values[graph.range(of: operand)].reduce(largest) { max($0, $1.magnitude) }
    }
    for (position, index) in range.enumerated() {
      let isNoise = Self.isNoise(values[index], results.map { $0[position] }, beside: largest)
      if isNoise { values[index] = 0 }
      for move in moved.indices {
        moved[move][index] =
          isNoise ? results[move][position] : Self.moved(values[index], at: index, move)
      }
    }
  }

  /// What a linear rule makes of a tensor, without noise.
  ///
  /// `result` is what it makes of the tensor with the values as they are, of which `size` is the
  /// largest magnitude; `rule` works the same out with other values, and another tensor.
  func cleared(
    _ result: Tensor,
    of tensor: Tensor,
    beside size: Double,
    _ rule: (_ values: [Double], Tensor) -> Tensor
  ) -> Tensor {
    let largest = max(size, 1) * tensor.elements.reduce(0) { max($0, $1.magnitude) }
    guard result.elements.contains(where: { Self.isSmall($0, beside: largest) }) else {
      return result
    }
    let others = moved.enumerated().map { move, values in
      let elements = tensor.elements.enumerated().map { Self.moved($1, at: $0, move) }
      return rule(values, Tensor(tensor.shape, elements))
    }
    return Tensor(
      result.shape,
      result.elements.enumerated().map { position, number in
        let isNoise = Self.isNoise(number, others.map { $0.elements[position] }, beside: largest)
        return isNoise ? 0 : number
      }
    )
  }

  /// A sum, or 0 where it is what rounding leaves over from numbers of a size.
  static func cleared(_ sum: Double, ofSize size: Double) -> Double {
    sum.magnitude <= relativeMove * size && size.isFinite ? 0 : sum
  }

  private static func isNoise(
    _ number: Double,
    _ others: [Double],
    beside largest: Double
  ) -> Bool {
    guard isSmall(number, beside: largest) else { return false }
    return others.contains { ($0 - number).magnitude >= number.magnitude }
  }

  private static func isSmall(_ number: Double, beside largest: Double) -> Bool {
    number != 0 && number.magnitude <= largestRatio * largest && largest.isFinite
  }

  /// A number moved up or down, by a sign that its position and the move decide on.
  private static func moved(_ number: Double, at position: Int, _ move: Int) -> Double {
    var word = UInt64(truncatingIfNeeded: position &* moveCount &+ move) &* 0x9E37_79B9_7F4A_7C15
    word ^= word >> 29
    word = word &* 0xBF58_476D_1CE4_E5B9
    let sign: Double = word >> 63 == 0 ? 1 : -1
    return number * (1 + sign * relativeMove)
  }
}

extension Trace {
  /// The trace as it is shown: what rounding left over from far larger numbers is 0.
  public func withoutNoise() -> Trace {
    guard noise == nil, values.count <= RoundingNoise.largestCount else { return self }
    var values = values
    var noise = RoundingNoise(values)
    for id in graph.nodes.indices where graph.nodes[id].kind == .operation {
      noise.clear(id, of: graph, in: &values)
    }
    return replacing(values: values, noise: noise)
  }
}

extension Jacobian {
  /// The matrix with 0 for what rounding left over from far larger numbers.
  public func matrixWithoutNoise(in graph: Graph) -> Tensor {
    guard matrix.elements.contains(where: { $0 != 0 && $0.magnitude < Self.largestNoise }),
      rows.count <= Self.largestRowCount
    else { return matrix }
    let trace = Trace(graph, sweep: .reverse(.everyComponent)).withoutNoise()
    var gradients: [Node.ID: Tensor] = [:]
    var position: [Node.ID: Int] = [:]
    var result = matrix
    for (index, column) in columns.enumerated() {
      let gradient = gradients[column.node] ?? trace.gradient(of: column.node)
      gradients[column.node] = gradient
      let offset = position[column.node, default: 0]
      position[column.node] = offset + 1
      guard let gradient else { continue }
      for row in rows.indices where gradient.elements[row * gradient.shape.columns + offset] == 0 {
        result.elements[row * columns.count + index] = 0
      }
    }
    return result
  }

  private static let largestNoise = 1e-9
  private static let largestRowCount = 64
}
