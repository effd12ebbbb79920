import RealModule

/// Exponentials that are weighed against one another.
///
/// A batch has one sample a column, so a matrix is taken column by column.
extension Operation {
  static let softmaxes: [Operation] = [
    Operation(
      "softmax",
      notations: [.function("softmax")],
      arity: 1...1,
      summary:
        "Exponentials divided by their sum; each column of a matrix is taken on its own.",
      symbol: { _ in "softmax" },
      formula: { _ in "softmax({0})" },
      samples: columnSamples,
      shape: { usage throws(ShapeError) in try columns(usage, of: "softmax") },
      value: { application, result in
        let x = application[0]
        forEachColumn(x.shape) { column in
          // The largest exponent becomes 0, so that none overflows.
          let largest = LogSumExp.largest(x, column)
          var sum = 0.0
          for i in column {
            result[i] = Double.exp(x[i] - largest)
            sum += result[i]
          }
          for i in column { result[i] /= sum }
        }
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        let ones = "ones(\(shape.rows))"
        let local =
          shape.columns == 1
          ? LocalGradient(
            .dense,
            "diag({y}) − {y}·{y}ᵀ",
            contribution: "{y} ⊙ ({g} − {y}ᵀ·{g})"
          )
          : LocalGradient(
            .dense,
            "diag({y}_(j)) − {y}_(j)·{y}_(j)ᵀ",
            contribution: "{y} ⊙ ({g} − \(ones)·(\(ones)ᵀ·({y} ⊙ {g})))",
            pushforward: "{y} ⊙ ({t} − \(ones)·(\(ones)ᵀ·({y} ⊙ {t})))"
          )
        // One for the mean of the cotangent, and one for what is left of it.
        return local.taking(2 * shape.count)
      },
      pullback: { application, _, g, gradient in
        let y = application.result
        forEachColumn(y.shape, where: g) { column in
          let spread = Spread(of: g, in: column, weights: y)
          for i in column { gradient[i] += y[i] * spread.beyondMean(g[i]) }
        }
      },
      pushforward: { application, _, t, result in
        let y = application.result
        forEachColumn(y.shape, where: t) { column in
          let spread = Spread(of: t, in: column, weights: y)
          for i in column { result[i] += y[i] * spread.beyondMean(t[i]) }
        }
      }
    ),

    Operation(
      "log_softmax",
      notations: [.function("log_softmax")],
      arity: 1...1,
      summary: "The logarithm of softmax; each column of a matrix is taken on its own.",
      symbol: { _ in "log_softmax" },
      formula: { _ in "log_softmax({0})" },
      samples: columnSamples,
      shape: { usage throws(ShapeError) in try columns(usage, of: "log_softmax") },
      value: { application, result in
        let x = application[0]
        forEachColumn(x.shape) { column in
          let total = LogSumExp(x, column)
          for i in column { result[i] = total.logShare(of: x[i]) }
        }
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        let ones = "ones(\(shape.rows))"
        let local =
          shape.columns == 1
          ? LocalGradient(
            .dense,
            "eye(\(shape.rows)) − \(ones)·exp({y})ᵀ",
            contribution: "{g} − exp({y})·sum({g})"
          )
          : LocalGradient(
            .dense,
            "eye(\(shape.rows)) − \(ones)·exp({y}_(j))ᵀ",
            contribution: "{g} − exp({y}) ⊙ (\(ones)·(\(ones)ᵀ·{g}))",
            pushforward: "{t} − \(ones)·(\(ones)ᵀ·(exp({y}) ⊙ {t}))"
          )
        return local.taking(shape.count)
      },
      pullback: { application, _, g, gradient in
        let y = application.result
        forEachColumn(y.shape, where: g) { column in
          var sum = 0.0
          for i in column { sum += g[i] }
          // g − p·Σg in two parts, so that a share of nearly 1 keeps its digits.
          for i in column {
            gradient[i] -=
              g[i] * Double.expMinusOne(y[i]) + Double.exp(y[i]) * (sum - g[i])
          }
        }
      },
      pushforward: { application, _, t, result in
        let y = application.result
        forEachColumn(y.shape, where: t) { column in
          var mean = 0.0
          for i in column { mean += Double.exp(y[i]) * t[i] }
          for i in column {
            result[i] -= t[i] * Double.expMinusOne(y[i]) + (mean - Double.exp(y[i]) * t[i])
          }
        }
      }
    ),

    Operation(
      "logsumexp",
      notations: [.function("logsumexp")],
      arity: 1...1,
      summary: "The logarithm of the sum of the exponentials of all components.",
      symbol: { _ in "logsumexp" },
      formula: { _ in "logsumexp({0})" },
      samples: columnSamples + [Sample([Tensor(3)])],
      shape: { _ throws(ShapeError) in .scalar },
      value: { application, result in
        let x = application[0]
        result[0] = LogSumExp(x, stride(from: 0, to: x.count, by: 1)).value
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        let gradient = shape.rank == 1 ? "softmax({0})" : "exp({0} − {y})"
        return LocalGradient(.dense, "\(row(gradient, of: shape))", contribution: "{g}·\(gradient)")
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

  private static let columnSamples = [
    Sample([Tensor([1, -2, 0.5])]), Sample([Tensor([1000, 1001])]),
    Sample([Tensor([[1, -2], [0.5, 3], [2, 1]])]),
  ]

  /// A vector, which is one column, or a matrix of several.
  private static func columns(_ usage: Usage, of function: String) throws(ShapeError) -> Shape {
    guard usage.shapes[0].rank > 0 else {
      throw ShapeError(
        "'\(function)' takes a vector or a matrix of columns; {0} \(usage.shapes[0].predicate)",
        slot: 0
      )
    }
    return usage.shapes[0]
  }

  /// Calls `body` with the positions of each column.
  static func forEachColumn(_ shape: Shape, _ body: (StrideTo<Int>) -> Void) {
    for column in 0..<shape.columns {
      body(stride(from: column, to: shape.count, by: shape.columns))
    }
  }
}

extension Operation {
  /// Calls `body` with the positions of each column through which anything flows.
  fileprivate static func forEachColumn(
    _ shape: Shape,
    where flow: TensorView,
    _ body: (StrideTo<Int>) -> Void
  ) {
    forEachColumn(shape) { column in
      if column.contains(where: { flow[$0] != 0 }) { body(column) }
    }
  }
}

/// How far what flows through a softmax is from its mean, by the shares as weights.
///
/// It is counted from what flows through the largest share: of the mean nothing but the small shares
/// is left, which keep the digits that 1 less the largest has lost.
private struct Spread {
  private let center: Double
  private let mean: Double

  init(of flow: TensorView, in column: StrideTo<Int>, weights: TensorView) {
    var largest = column.first { _ in true } ?? 0
    for i in column where weights[i] > weights[largest] { largest = i }
    center = flow[largest]
    var sum = 0.0
    for i in column where i != largest { sum += weights[i] * (flow[i] - center) }
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
