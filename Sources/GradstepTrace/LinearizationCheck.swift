package import GradstepGraph

/// How fast f(x + h) − f(x) − J·h vanishes, f being the output and x all variables together.
///
/// Where f has a derivative J, what is left over shrinks like h². J·h comes from tangents that flow
/// forward along one direction, the same on every run, in which every component of a variable moves
/// by up to h times its size.
package struct LinearizationCheck: Hashable, Sendable {
  /// The differences over one h.
  package struct Row: Hashable, Sendable {
    /// The norm of h.
    package let size: Double
    /// The norm of f(x + h) − f(x).
    package let change: Double
    /// The norm of f(x + h) − f(x) − J·h.
    package let remainder: Double

    /// The remainder over ‖h‖²: it levels out where the remainder shrinks like h².
    package var ratio: Double { remainder / size / size }
  }

  /// What the rows say.
  package enum Verdict: Hashable, Sendable {
    /// The remainder shrinks like h², or faster.
    case quadratic
    /// The remainder is exactly 0, or what rounding leaves of 0.
    case linear(isExact: Bool)
    /// The remainder shrinks more slowly; the kink that was met, if one was.
    case bent(Kink?)
    /// Rounding takes over before anything can be seen.
    case unclear
    /// f or J·h is not finite here.
    case notFinite
  }

  /// A row for each size of h, the largest first.
  package let rows: [Row]
  /// What the rows say.
  package let verdict: Verdict
  /// The first size of h at which rounding makes up what is left over; `nil` if none was reached.
  package let roundingSize: Double?

  /// Checks the linearisation of a trace's output; `nil` where no variable leads there.
  package init?(_ trace: Trace) {
    let graph = trace.graph
    let variables = graph.nodes(.variable).filter { trace.reachesOutput[$0] }
    guard !variables.isEmpty else { return nil }
    let ray = LinearizationRay(trace, variables)
    let kink = graph.nodes.indices.lazy.filter { trace.reachesOutput[$0] }
      .compactMap { trace.firstKink(of: $0) { ray.isMoved[$0] } }.first
    let check = Self(ray, from: 1, kink)
    // Beside large numbers a tenth of them can be far away: what looks bent may be smooth nearby.
    if case .bent(nil) = check.verdict {
      let nearby = Self(ray, from: 7, kink)
      self = nearby.verdict == .quadratic ? nearby : check
    } else {
      self = check
    }
  }

  /// Six sizes of h, from a power of a tenth on.
  private init(_ ray: LinearizationRay, from first: Int, _ kink: Kink?) {
    var rows: [Row] = []
    var clear: [Row] = []
    var roundingSize: Double?
    for exponent in first..<first + 6 {
      let (row, noise) = ray.row(1 / Self.power(exponent))
      let isLost = row.remainder.isFinite && row.remainder <= 10 * noise
      if isLost, !clear.isEmpty {
        roundingSize = row.size
        break
      }
      // Where all is rounding a few rows show that.
      if clear.isEmpty, rows.count == 4 { break }
      rows.append(row)
      if row.remainder.isFinite, !isLost { clear.append(row) }
    }
    self.rows = rows
    self.roundingSize = roundingSize
    verdict = Self.verdict(rows, clear, kink: kink)
  }

  private static func verdict(_ rows: [Row], _ clear: [Row], kink: Kink?) -> Verdict {
    let finite = rows.filter { $0.remainder.isFinite }
    guard !finite.isEmpty else { return .notFinite }
    guard let last = clear.last else {
      return .linear(isExact: finite.allSatisfy { $0.remainder == 0 })
    }
    guard let previous = clear.dropLast().last else { return .unclear }
    // From one row to the next the remainder falls to a hundredth, or to a tenth at a kink.
    return last.ratio <= 3 * previous.ratio ? .quadratic : .bent(kink)
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}

/// The values of a graph along one direction of its variables.
private struct LinearizationRay {
  private let trace: Trace
  private let variables: [Node.ID]
  let isMoved: [Bool]
  /// How far each number of a variable moves for h = 1, in the order of the graph's placements.
  private let direction: [Double]
  /// Gradients of sums of the output's components with several signs, for the rounding.
  private let flows: [[Double]]

  init(_ trace: Trace, _ variables: [Node.ID]) {
    let graph = trace.graph
    self.trace = trace
    self.variables = variables
    isMoved = graph.nodesMoved(by: variables)
    direction = Self.direction(trace, variables)
    let shape = graph.shape(of: graph.output)
    // Random signs give about the size of a vector; of a number the sign does not matter.
    flows = (0..<(shape.count == 1 ? 1 : 4)).map { round in
      var numbers = SpreadNumbers(start: round)
      let signs = (0..<shape.count).map { _ in numbers.next() < 0.5 ? -1.0 : 1 }
      return Trace.reversePass(
        graph,
        values: trace.values,
        seed: Tensor(shape, signs),
        over: trace.isOnWayBack
      )
    }
  }

  /// The differences over one step along the direction, and what rounding may have done to them.
  func row(_ step: Double) -> (row: LinearizationCheck.Row, noise: Double) {
    let graph = trace.graph
    var leaves = graph.leafValues
    var tangents: [Node.ID: Tensor] = [:]
    var moves: [Double] = []
    for id in variables {
      var tangent = Tensor(graph.shape(of: id), repeating: 0)
      for (position, place) in graph.range(of: id).enumerated() {
        let x = leaves[place]
        leaves[place] = x + step * direction[place]
        // What was added, and not what was to be added.
        let moved = leaves[place] - x
        tangent.elements[position] = moved
        moves.append(moved)
      }
      tangents[id] = tangent
    }
    let values = Trace.forwardPass(graph, leafValues: leaves)
    let flow = Trace.tangentPass(graph, values: trace.values, tangents: tangents, over: isMoved)
    let output = graph.range(of: graph.output)
    let changes = output.map { values[$0] - trace.values[$0] }
    let remainders = zip(changes, output).map { $0 - flow[$1] }
    return (
      LinearizationCheck.Row(
        size: Self.norm(moves),
        change: Self.norm(changes),
        remainder: Self.norm(remainders)
      ),
      noise(values)
    )
  }

  /// What rounding may have done to the output on the way to these values.
  private func noise(_ values: [Double]) -> Double {
    let graph = trace.graph
    var largest = 0.0
    for flow in flows {
      var sum = 0.0
      for id in graph.nodes.indices where isMoved[id] && graph.nodes[id].kind == .operation {
        let unit = graph.roundingUnit(of: id)
        for place in graph.range(of: id) {
          let size = flow[place] * max(values[place].magnitude, trace.values[place].magnitude)
          if size.isFinite { sum += size.magnitude * unit }
        }
      }
      largest = max(largest, sum)
    }
    return largest
  }

  /// Every number moves by a part of its size between a half and all of it, up or down.
  ///
  /// The whole is scaled down so that its norm is a power of ten.
  private static func direction(_ trace: Trace, _ variables: [Node.ID]) -> [Double] {
    var numbers = SpreadNumbers(start: 0)
    var direction = [Double](repeating: 0, count: trace.values.count)
    for id in variables {
      let range = trace.graph.range(of: id)
      let largest = range.reduce(0) { max($0, trace.values[$1].magnitude) }
      for place in range {
        let own = trace.values[place].magnitude
        let size = own > 0 ? own : largest > 0 ? largest : 1
        let number = numbers.next()
        direction[place] = size * (number < 0.5 ? number - 1 : number)
      }
    }
    let norm = norm(direction)
    guard norm > 0, norm.isFinite else { return direction }
    var power = 1.0
    while power > norm { power /= 10 }
    while power * 10 <= norm { power *= 10 }
    return direction.map { $0 * (power / norm) }
  }

  /// The Euclidean norm, worked out so that no square overflows.
  private static func norm(_ numbers: [Double]) -> Double {
    let largest = numbers.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite, numbers.allSatisfy({ $0.isFinite }) else {
      return numbers.reduce(0) { $0 + $1.magnitude }
    }
    return largest
      * numbers.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }
}

/// Numbers between 0 and 1 without a pattern that a formula would share, the same on every run.
///
/// Multiples of the golden ratio without their integer parts: as evenly spread as can be.
private struct SpreadNumbers {
  private var number: Double

  init(start: Int) {
    number = Double(start) * 0.381_966_011_250_105
  }

  mutating func next() -> Double {
    number += 0.618_033_988_749_895
    if number >= 1 { number -= 1 }
    return number
  }
}
