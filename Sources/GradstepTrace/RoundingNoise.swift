package import GradstepGraph

/// Tells what rounding leaves over from numbers that are far larger, so that it can be shown as 0.
///
/// Nothing is worked out from what is shown: the numbers themselves stay as they are.
///
/// sin(π) is 1.2·10⁻¹⁶ in doubles, and (0.1 + 0.2) − 0.3 is 5.6·10⁻¹⁷: no digit of these is right.
/// A result is noise if it is gone when the numbers that it is worked out from move by some units of
/// their last digit, which is how Vignes, *A stochastic arithmetic for reliable scientific
/// computation* (1993), counts the digits that are right.
struct RoundingNoise: Sendable {
  /// The values of all nodes as they are shown.
  private(set) var values: [Double]
  /// The values, moved in several ways.
  private var moved: [[Double]]
  /// The largest magnitude in each node's value.
  private var sizes: [Double]
  /// The size of the numbers that the noise in a node's value is left over from; 0 without noise.
  private var origins: [Double]

  private static let moveCount = 3
  private static let relativeMove = 2 * Double.ulpOfOne
  /// What is noise is smaller than the numbers that it is left over from by this factor at least.
  private static let largestRatio = 0x1p-40

  /// Beyond so many numbers nobody reads the digits of one, and beyond so many operands.
  static let largestCount = 100_000
  private static let largestOperandCount = 256

  /// Tells noise in the values of all nodes of a graph, which are `values`.
  init(_ graph: Graph, _ values: [Double]) {
    self.values = values
    origins = [Double](repeating: 0, count: graph.nodes.count)
    sizes = graph.nodes.indices.map { id in
      values[graph.range(of: id)].reduce(0) { max($0, $1.magnitude) }
    }
    moved = (0..<Self.moveCount).map { move in
      values.indices.map { index in
        // A whole number that is typed is what it is.
        values[index] == values[index].rounded()
          ? values[index] : Self.moved(values[index], at: index, move)
      }
    }
    for id in graph.nodes.indices where graph.nodes[id].kind == .operation {
      clear(id, of: graph, values)
    }
  }

  /// Takes the noise out of the value of a node; that of its operands is known.
  private mutating func clear(_ id: Node.ID, of graph: Graph, _ raw: [Double]) {
    let range = graph.range(of: id)
    for move in moved.indices {
      for index in range { moved[move][index] = Self.moved(raw[index], at: index, move) }
    }
    guard looks(at: id, of: graph) else { return }
    var largest = 0.0
    for operand in graph.operands(of: id) {
      largest = max(largest, origins[operand], sizes[operand])
    }
    guard range.contains(where: { Self.isSmall(raw[$0], beside: largest) }) else { return }
    let results = moved.map { value(of: id, in: graph, over: $0) }
    for (position, index) in range.enumerated() {
      guard Self.isSmall(raw[index], beside: largest),
        Self.isGone(raw[index], results.map { $0[position] })
      else { continue }
      values[index] = 0
      origins[id] = largest
      for move in moved.indices { moved[move][index] = results[move][position] }
    }
  }

  /// Whether noise is told in what comes from a node: of a long list every slot would look at all the
  /// others.
  func looks(at id: Node.ID, of graph: Graph) -> Bool {
    graph.operands(of: id).count <= Self.largestOperandCount
  }

  /// The largest magnitude in the values of a node and its operands.
  func size(around id: Node.ID, of graph: Graph) -> Double {
    graph.operands(of: id).reduce(sizes[id]) { max($0, sizes[$1]) }
  }

  private func value(of id: Node.ID, in graph: Graph, over values: [Double]) -> [Double] {
    let shape = graph.placements[id].shape
    var result = [Double](repeating: 0, count: shape.count)
    result.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      graph.withApplications(over: values) { application in
        graph.operations[graph.nodes[id].operation].value(
          application(id),
          MutableTensorView(shape, base)
        )
      }
    }
    return result
  }

  /// What a linear rule makes of a tensor, as it is shown.
  ///
  /// `result` is what it makes of the tensor with the values as they are, of which `size` is the
  /// largest magnitude, and it is 0 outside of `reach`; `shown` is the tensor without its own noise,
  /// and `rule` works the same out with other values and another tensor.
  func cleared(
    _ result: Tensor,
    of tensor: Tensor,
    shown: Tensor,
    beside size: Double,
    reach: Range<Int>,
    _ rule: (_ values: [Double], Tensor) -> Tensor
  ) -> Tensor {
    // Noise is left over from numbers that are not seen any more; gradients are of size 1 or so.
    let start = tensor == shown ? 0.0 : 1
    let largest = max(size, 1) * tensor.elements.reduce(start) { max($0, $1.magnitude) }
    let suspects = reach.filter { Self.isSmall(result.elements[$0], beside: largest) }
    guard !suspects.isEmpty else { return result }
    let others = moved.enumerated().map { move, values in
      let elements = tensor.elements.enumerated().map { position, number in
        // Of what is noise not even the sign is known.
        number == shown.elements[position] ? Self.moved(number, at: position, move) : -number
      }
      return rule(values, Tensor(tensor.shape, elements))
    }
    var cleared = result
    for position in suspects
    where Self.isGone(result.elements[position], others.map { $0.elements[position] }) {
      cleared.elements[position] = 0
    }
    return cleared
  }

  /// A sum that grows term by term, with what it is worth.
  struct Sum: Sendable {
    /// The magnitudes of the terms that may be rounded, added up.
    private var size = 0.0
    /// The magnitudes of the terms that are noise, added up.
    private var noise = 0.0

    /// Takes a term, and gives the sum as it is shown.
    mutating func add(_ term: Double, shown: Double, sum: Double) -> Double {
      if term != shown {
        noise += term.magnitude
      } else if term != term.rounded() {
        size += term.magnitude
      }
      let worth = relativeMove * size + noise
      return worth.isFinite && sum.magnitude <= worth ? 0 : sum
    }
  }

  /// Whether a number is gone when what it is worked out from moves a little.
  private static func isGone(_ number: Double, _ others: [Double]) -> Bool {
    others.contains { ($0 - number).magnitude >= number.magnitude }
  }

  private static func isSmall(_ number: Double, beside largest: Double) -> Bool {
    number != 0 && number.magnitude <= largestRatio * largest && largest.isFinite
  }

  /// A number moved up or down, by a sign that its position and the move decide on.
  ///
  /// One of few digits is what it is: nothing of it was rounded.
  private static func moved(_ number: Double, at position: Int, _ move: Int) -> Double {
    let scaled = number * 0x1p20
    if scaled == scaled.rounded(), number.magnitude < 0x1p32 { return number }
    var word = (UInt64(position) * UInt64(moveCount) + UInt64(move)) &* 0x9E37_79B9_7F4A_7C15
    word ^= word >> 29
    word = word &* 0xBF58_476D_1CE4_E5B9
    let sign: Double = word >> 63 == 0 ? 1 : -1
    return number * (1 + sign * relativeMove)
  }
}

extension Trace {
  /// The trace as it is shown with so many digits.
  ///
  /// What rounding left over from far larger numbers is 0, unless nearly all digits are shown.
  package func withoutNoise(digits: Int) -> Trace {
    guard digits <= 8, values.count <= RoundingNoise.largestCount else { return telling(nil) }
    return noise == nil ? telling(RoundingNoise(graph, values)) : self
  }
}

extension Jacobian {
  /// The matrix with 0 for what rounding left over from far larger numbers.
  package func matrixWithoutNoise(in graph: Graph) -> Tensor {
    guard matrix.elements.contains(where: { $0 != 0 && $0.magnitude < Self.largestNoise }),
      rows.count <= Self.largestRowCount
    else { return matrix }
    let trace = Trace(graph, sweep: .reverse(.everyComponent)).withoutNoise(digits: 4)
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
