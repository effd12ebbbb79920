import GradstepGraph
import RealModule

/// The functions of formulas, where their values are known to be rational numbers.
enum ExactFunction {
  /// The value; `nil` where the function is not known for such arguments.
  static func value(of name: String, _ arguments: [ExactTensor]) -> ExactTensor? {
    if let function = ofShapes[name] { return function(arguments) }
    guard let x = arguments.first else { return nil }
    if let values = knownValues[name], arguments.count == 1 {
      return x.map { number in
        values.first { ExactNumber(exactly: $0.key) == number }?.value ?? .unknown
      }
    }
    if let function = ofNumbers[name] {
      let parameter = arguments.dropFirst().first?.number ?? .one
      return x.map { function($0, parameter) }
    }
    if let sign = extremes[name] {
      return arguments.count == 2
        ? x.paired(with: arguments[1]) { extreme([$0, $1], sign) }
        : ExactTensor(extreme(x.elements, sign))
    }
    return arguments.count == 1 ? ofTensors[name]?(x) : nil
  }

  // MARK: - Of one number

  /// The points at which functions have rational values.
  ///
  /// At all other rational numbers most of these are transcendental, by the theorem of Lindemann and
  /// Weierstrass.
  private static let knownValues: [String: [Double: ExactNumber]] = {
    let values: [String: [Double: Double]] = [
      "exp": [0: 1, -.infinity: 0, .infinity: .infinity],
      "expm1": [0: 0, -.infinity: -1, .infinity: .infinity],
      "log": [1: 0, 0: -.infinity, .infinity: .infinity],
      "log1p": [0: 0, -1: -.infinity, .infinity: .infinity],
      "sin": [0: 0], "cos": [0: 1], "tan": [0: 0], "asin": [0: 0], "acos": [1: 0],
      "atan": [0: 0], "sinh": [0: 0, .infinity: .infinity, -.infinity: -.infinity],
      "cosh": [0: 1, .infinity: .infinity, -.infinity: .infinity],
      "tanh": [0: 0, .infinity: 1, -.infinity: -1],
      "erf": [0: 0, .infinity: 1, -.infinity: -1],
      "softplus": [.infinity: .infinity, -.infinity: 0],
      "σ": [0: 0.5, .infinity: 1, -.infinity: 0],
      "Φ": [0: 0.5, .infinity: 1, -.infinity: 0],
      "φ": [.infinity: 0, -.infinity: 0],
    ]
    return values.mapValues { $0.mapValues(ExactNumber.init(exactly:)) }
  }()

  private typealias NumberRule =
    @Sendable (_ x: ExactNumber, _ parameter: ExactNumber) -> ExactNumber

  private static let ofNumbers: [String: NumberRule] = [
    "sign": { x, _ in x.sign.map { ExactNumber($0) } ?? .unknown },
    "abs": { x, _ in x.magnitude },
    "sqrt": { x, _ in x.squareRoot },
    "floor": { x, _ in ExactNumber(exactly: x.approximation.rounded(.down)) },
    "ceil": { x, _ in ExactNumber(exactly: x.approximation.rounded(.up)) },
    "log2": { x, _ in logarithm(of: x, base: 2) },
    "log10": { x, _ in logarithm(of: x, base: 10) },
    "relu": { x, _ in x.sign.map { $0 > 0 ? x : .zero } ?? .unknown },
    "leaky_relu": { x, leak in x.sign.map { $0 > 0 ? x : leak * x } ?? .unknown },
    "elu": { x, scale in
      guard x.approximation != -.infinity else { return -scale }
      return x.sign.map { $0 > 0 ? x : $0 == 0 ? .zero : .unknown } ?? .unknown
    },
  ]

  /// A logarithm to a base of which no smaller number is a power is rational where it is whole.
  private static func logarithm(of x: ExactNumber, base: Int) -> ExactNumber {
    if x.isZero || x.approximation == .infinity {
      return ExactNumber(exactly: x.isZero ? -.infinity : .infinity)
    }
    let power = (Double.log(x.approximation) / Double.log(Double(base))).rounded()
    guard let power = Int(exactly: power), ExactNumber(base).raised(to: power) == x else {
      return .unknown
    }
    return ExactNumber(power)
  }

  // MARK: - Of vectors and matrices

  private static let extremes = ["max": 1, "min": -1]

  private static func extreme(_ numbers: [ExactNumber], _ sign: Int) -> ExactNumber {
    numbers.dropFirst().reduce(numbers[0]) { extreme, number in
      guard let difference = (number - extreme).sign else {
        // Infinities have no difference, and what is no number stays.
        let isNumber = !extreme.approximation.isNaN && !number.approximation.isNaN
        guard isNumber else { return .unknown }
        let isLarger = number.approximation > extreme.approximation
        return isLarger == (sign > 0) ? number : extreme
      }
      return difference == sign ? number : extreme
    }
  }

  /// The position of the first of the extreme components, counted from 1.
  private static func position(of name: String, in x: ExactTensor) -> ExactTensor? {
    guard let extreme = value(of: name, [x]).flatMap({ $0.number }),
      let position = x.elements.firstIndex(where: { $0 == extreme })
    else { return nil }
    return ExactTensor(ExactNumber(position + 1))
  }

  private static let ofTensors: [String: @Sendable (ExactTensor) -> ExactTensor?] = [
    "sum": { ExactTensor($0.elements.sum) },
    "mean": { ExactTensor($0.elements.sum / ExactNumber($0.elements.count)) },
    "prod": { ExactTensor($0.elements.reduce(.one, *)) },
    "argmax": { position(of: "max", in: $0) },
    "argmin": { position(of: "min", in: $0) },
    "cumsum": { x in
      ExactTensor(x.shape, x.elements.indices.map { x.elements[...$0].sum })
    },
    "trace": { x in ExactTensor((0..<x.shape.rows).map { x[$0, $0] }.sum) },
    "det": { ExactTensor($0.determinant) },
    "logdet": { value(of: "log", [ExactTensor($0.determinant)]) },
    "inv": { $0.inverse },
    "cof": { $0.cofactors },
    "vec": { x in ExactTensor(.vector(x.elements.count), x.transposed.elements) },
    "diag": { x in
      let size = x.shape.rows
      if x.shape.rank == 2 { return ExactTensor(.vector(size), (0..<size).map { x[$0, $0] }) }
      return ExactTensor(
        .matrix(size, size),
        (0..<size * size).map { $0 / size == $0 % size ? x.elements[$0 / size] : .zero }
      )
    },
    "sum_rows": { x in ExactTensor(.vector(x.shape.rows), rows(of: x).map { $0.sum }) },
    "sum_columns": { x in ExactTensor(.vector(x.shape.columns), columns(of: x).map { $0.sum }) },
    "mean_rows": { x in ExactTensor(.vector(x.shape.rows), rows(of: x).map(mean)) },
    "mean_columns": { x in ExactTensor(.vector(x.shape.columns), columns(of: x).map(mean)) },
    "softmax": { byRows($0, shares) },
    "softmax_columns": { byColumns($0, shares) },
    "log_softmax": { byRows($0, logShares) },
    "log_softmax_columns": { byColumns($0, logShares) },
    "logsumexp": { $0.number.map { ExactTensor($0) } },
  ]

  /// Equal numbers have equal shares; others are rational in no case.
  private static func shares(of numbers: [ExactNumber]) -> [ExactNumber] {
    numbers.allSatisfy { $0 == numbers[0] && $0.approximation.isFinite }
      ? numbers.map { _ in .one / ExactNumber(numbers.count) } : numbers.map { _ in .unknown }
  }

  /// The logarithm of a share is rational where that is all there is.
  private static func logShares(of numbers: [ExactNumber]) -> [ExactNumber] {
    numbers.count == 1 ? [.zero] : numbers.map { _ in .unknown }
  }

  private static func mean(_ numbers: [ExactNumber]) -> ExactNumber {
    numbers.sum / ExactNumber(numbers.count)
  }

  private static func rows(of x: ExactTensor) -> [[ExactNumber]] {
    (0..<x.shape.rows).map { row in (0..<x.shape.columns).map { x[row, $0] } }
  }

  private static func columns(of x: ExactTensor) -> [[ExactNumber]] {
    (0..<x.shape.columns).map { column in (0..<x.shape.rows).map { x[$0, column] } }
  }

  private static func byColumns(
    _ x: ExactTensor,
    _ rule: ([ExactNumber]) -> [ExactNumber]
  ) -> ExactTensor {
    let columns = columns(of: x).map(rule)
    return ExactTensor(
      x.shape,
      x.elements.indices.map { columns[$0 % x.shape.columns][$0 / x.shape.columns] }
    )
  }

  /// A vector is one row.
  private static func byRows(
    _ x: ExactTensor,
    _ rule: ([ExactNumber]) -> [ExactNumber]
  ) -> ExactTensor {
    x.shape.rank < 2
      ? ExactTensor(x.shape, rule(x.elements))
      : ExactTensor(x.shape, rows(of: x).flatMap(rule))
  }

  // MARK: - Of parts and sizes

  private static let ofShapes: [String: @Sendable ([ExactTensor]) -> ExactTensor?] = [
    "kron": { arguments in
      guard arguments.count == 2 else { return nil }
      let (a, b) = (arguments[0].shape, arguments[1].shape)
      let (rows, columns) = (a.rows * b.rows, a.columns * b.columns)
      return ExactTensor(
        max(a.rank, b.rank) == 2 ? .matrix(rows, columns) : .vector(rows),
        (0..<rows * columns).map { position in
          let (row, column) = (position / columns, position % columns)
          return arguments[0][row / b.rows, column / b.columns]
            * arguments[1][row % b.rows, column % b.columns]
        }
      )
    },
    "conv": { arguments in
      guard arguments.count == 2 else { return nil }
      let (a, b) = (arguments[0].elements, arguments[1].elements)
      return ExactTensor(
        .vector(a.count + b.count - 1),
        (0..<a.count + b.count - 1).map { k in
          a.indices.filter { b.indices.contains(k - $0) }.map { a[$0] * b[k - $0] }.sum
        }
      )
    },
    "clip": { arguments in
      let bounds = arguments.dropFirst().compactMap { $0.number }
      guard bounds.count == 2 else { return nil }
      return arguments[0].map { extreme([extreme([$0, bounds[0]], 1), bounds[1]], -1) }
    },
    "concat": { parts in
      let rows = parts.map { $0.shape.rows }.reduce(0, +)
      let columns = parts.first?.shape.columns ?? 1
      return ExactTensor(
        parts.contains { $0.shape.rank == 2 } ? .matrix(rows, columns) : .vector(rows),
        parts.flatMap { $0.elements }
      )
    },
    "reshape": { arguments in
      arguments.first.flatMap { x in
        shape(arguments.dropFirst()).map { ExactTensor($0, x.elements) }
      }
    },
    "ones": { sizes in shape(sizes[...]).map { filled($0) { _, _ in .one } } },
    "zeros": { sizes in shape(sizes[...]).map { filled($0) { _, _ in .zero } } },
    "eye": { sizes in
      shape((sizes + sizes)[...]).map { filled($0) { $0 == $1 ? .one : .zero } }
    },
  ]

  private static func shape(_ sizes: ArraySlice<ExactTensor>) -> Shape? {
    let numbers = sizes.compactMap { $0.number.flatMap { Int(exactly: $0.approximation) } }
    switch numbers.count {
    case 1: return .vector(numbers[0])
    case 2: return .matrix(numbers[0], numbers[1])
    default: return nil
    }
  }

  private static func filled(
    _ shape: Shape,
    _ element: (_ row: Int, _ column: Int) -> ExactNumber
  ) -> ExactTensor {
    ExactTensor(
      shape,
      (0..<shape.count).map { element($0 / shape.columns, $0 % shape.columns) }
    )
  }
}
