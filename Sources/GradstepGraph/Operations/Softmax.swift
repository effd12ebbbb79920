import RealModule

/// Exponentials that are weighed against one another.
///
/// A batch has one sample a row, so a matrix is taken row by row.
extension Operation {
  static let softmaxes: [Operation] = [
    softmax(
      "softmax",
      .rows,
      summary: "Exponentials divided by their sum; each row of a matrix is taken on its own."
    ),
    softmax(
      "softmax_columns",
      .columns,
      summary: "Exponentials divided by their sum, in each column of a matrix."
    ),
    logSoftmax(
      "log_softmax",
      .rows,
      summary: "The logarithm of softmax; each row of a matrix is taken on its own."
    ),
    logSoftmax(
      "log_softmax_columns",
      .columns,
      summary: "The logarithm of softmax, in each column of a matrix."
    ),

    Operation(
      "logsumexp",
      notations: [.function("logsumexp")],
      arity: 1...1,
      rule: .chain,
      summary: "The logarithm of the sum of the exponentials of all components.",
      symbol: { _ in .symbol("logsumexp") },
      formula: { _ in .call("logsumexp", .x) },
      samples: lineSamples + [Sample([Tensor(3)])],
      shape: { _ throws(ShapeError) in .scalar },
      value: { application, result in
        let x = application[0]
        result[0] = LogSumExp(x, stride(from: 0, to: x.count, by: 1)).value
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        let gradient: Formula = shape.rank == 1 ? .call("softmax", .x) : .call("exp", .x - .y)
        return LocalGradient(.dense, row(gradient, of: shape), contribution: .g * gradient)
      },
      pullback: { application, _, g, gradient in
        let (x, y) = (application[0], application.result[0])
        for i in 0..<x.count { gradient[i] += g[0] * Double.exp(x[i] - y) }
      },
      pushforward: { application, _, t, result in
        let (x, y) = (application[0], application.result[0])
        var sum = 0.0
        for i in 0..<x.count { sum += carried(t[i], by: Double.exp(x[i] - y)) }
        result[0] += sum
      }
    ),
  ]

  /// Exponentials divided by their sum, in each line.
  private static func softmax(_ name: String, _ lines: Lines, summary: String) -> Operation {
    Operation(
      name,
      notations: [.function(name)],
      arity: 1...1,
      rule: .softmax,
      summary: summary,
      symbol: { _ in .symbol(name) },
      formula: { _ in .call(name, .x) },
      samples: lineSamples,
      shape: { usage throws(ShapeError) in try shape(usage, of: name, lines) },
      value: { application, result in
        let x = application[0]
        lines.forEach(in: x.shape) { line in
          // The largest exponent becomes 0, so that none overflows.
          let largest = LogSumExp.largest(x, line)
          var sum = 0.0
          for i in line {
            result[i] = Double.exp(x[i] - largest)
            sum += result[i]
          }
          for i in line { result[i] /= sum }
        }
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        let line = Formula.lowered(.y, [.symbol(lines.index)])
        let local =
          shape.rank < 2
          ? LocalGradient(
            .dense,
            .call("diag", .y) - .y * .transposed(.y),
            contribution: .y ⊙ (.g - .transposed(.y) * .g)
          )
          : LocalGradient(
            .dense,
            .call("diag", line) - line * .transposed(line),
            contribution: .y ⊙ (.g - lines.sums(.y ⊙ .g, in: shape)),
            pushforward: .y ⊙ (.t - lines.sums(.y ⊙ .t, in: shape))
          )
        // One for the mean of the cotangent, and one for what is left of it.
        return local.taking(2 * shape.count)
      },
      pullback: { application, _, g, gradient in
        let y = application.result
        lines.forEach(in: y.shape, where: g) { line in
          let spread = Spread(of: g, in: line, weights: y)
          for i in line { gradient[i] += y[i] * spread.beyondMean(g[i]) }
        }
      },
      pushforward: { application, _, t, result in
        let y = application.result
        lines.forEach(in: y.shape, where: t) { line in
          let spread = Spread(of: t, in: line, weights: y)
          for i in line { result[i] += y[i] * spread.beyondMean(t[i]) }
        }
      },
      remark: lines.remark
    )
  }

  /// The logarithm of softmax, in each line.
  private static func logSoftmax(_ name: String, _ lines: Lines, summary: String) -> Operation {
    Operation(
      name,
      notations: [.function(name)],
      arity: 1...1,
      rule: .softmax,
      summary: summary,
      symbol: { _ in .symbol(name) },
      formula: { _ in .call(name, .x) },
      samples: lineSamples,
      shape: { usage throws(ShapeError) in try shape(usage, of: name, lines) },
      value: { application, result in
        let x = application[0]
        lines.forEach(in: x.shape) { line in
          let total = LogSumExp(x, line)
          for i in line { result[i] = total.logShare(of: x[i]) }
        }
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        let size = lines.length(in: shape)
        let local =
          shape.rank < 2
          ? LocalGradient(
            .dense,
            .call("eye", sizes: [size]) - .call("ones", sizes: [size])
              * .transposed(.call("exp", .y)),
            contribution: .g - .call("exp", .y) * .call("sum", .g)
          )
          : LocalGradient(
            .dense,
            .call("eye", sizes: [size]) - .call("ones", sizes: [size])
              * .transposed(.call("exp", .lowered(.y, [.symbol(lines.index)]))),
            contribution: .g - .call("exp", .y) ⊙ lines.sums(.g, in: shape),
            pushforward: .t - lines.sums(.call("exp", .y) ⊙ .t, in: shape)
          )
        return local.taking(shape.count)
      },
      pullback: { application, _, g, gradient in
        let y = application.result
        lines.forEach(in: y.shape, where: g) { line in
          var sum = 0.0
          for i in line { sum += g[i] }
          // g − p·Σg in two parts, so that a share of nearly 1 keeps its digits.
          for i in line {
            gradient[i] -=
              g[i] * Double.expMinusOne(y[i]) + Double.exp(y[i]) * (sum - g[i])
          }
        }
      },
      pushforward: { application, _, t, result in
        let y = application.result
        lines.forEach(in: y.shape, where: t) { line in
          var mean = 0.0
          for i in line { mean += Double.exp(y[i]) * t[i] }
          for i in line {
            result[i] -= t[i] * Double.expMinusOne(y[i]) + (mean - Double.exp(y[i]) * t[i])
          }
        }
      },
      remark: lines.remark
    )
  }

  private static let lineSamples = [
    Sample([Tensor([1, -2, 0.5])]), Sample([Tensor([1000, 1001])]),
    Sample([Tensor([[1, -2], [0.5, 3], [2, 1]])]),
  ]

  /// A vector, or a matrix with more than one number in a row where it is taken row by row.
  private static func shape(
    _ usage: Usage,
    of function: String,
    _ lines: Lines
  ) throws(ShapeError) -> Shape {
    let shape = usage.shapes[0]
    guard shape.rank > 0 else {
      throw ShapeError(
        "'\(function)' takes a vector or a matrix; {0} \(shape.predicate)",
        slot: 0
      )
    }
    if lines == .rows, shape.rank == 2, shape.columns == 1, shape.rows > 1 {
      throw ShapeError(
        "'\(function)' works row by row, and {0} \(shape.predicate)",
        slot: 0,
        solutions: [
          ShapeError.Solution("to take its column", replacement: "\(function)_columns({0})"),
          ShapeError.Solution(
            "to take a vector",
            replacement: "\(function)(reshape({0}, \(shape.rows)))"
          ),
        ]
      )
    }
    return shape
  }
}

/// How far what flows through a softmax is from its mean, by the shares as weights.
///
/// It is counted from what flows through the largest share: of the mean nothing but the small shares
/// is left, which keep the digits that 1 less the largest has lost.
private struct Spread {
  private let center: Double
  private let mean: Double

  init(of flow: TensorView, in line: StrideTo<Int>, weights: TensorView) {
    var largest = line.first { _ in true } ?? 0
    for i in line where weights[i] > weights[largest] { largest = i }
    center = flow[largest]
    var sum = 0.0
    for i in line where i != largest { sum += weights[i] * (flow[i] - center) }
    mean = sum
  }

  func beyondMean(_ flow: Double) -> Double { flow - center - mean }
}

/// The logarithm of a sum of exponentials, in two parts, so that nothing overflows or is lost.
struct LogSumExp {
  /// The largest of the exponents.
  private let largest: Double
  /// The logarithm of what the sum is as a multiple of the largest exponential.
  private let excess: Double

  init(_ x: TensorView, _ positions: StrideTo<Int>) {
    largest = Self.largest(x, positions)
    // The difference of two infinities would be no number.
    guard largest.isFinite else {
      excess = positions.contains { x[$0].isNaN } ? .nan : 0
      return
    }
    var rest = 0.0
    var isLargestMet = false
    for i in positions {
      if x[i] == largest, !isLargestMet {
        isLargestMet = true
      } else {
        rest += Double.exp(x[i] - largest)
      }
    }
    excess = Double.log(onePlus: rest)
  }

  var value: Double { largest + excess }

  /// The logarithm of the share that one of the exponentials has in the sum.
  func logShare(of exponent: Double) -> Double { exponent - largest - excess }

  static func largest(_ x: TensorView, _ positions: StrideTo<Int>) -> Double {
    var largest = -Double.infinity
    for i in positions where x[i] > largest { largest = x[i] }
    return largest
  }
}
