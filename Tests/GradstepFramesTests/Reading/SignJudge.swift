import Foundation

/// Judges the signs between printed numbers, by arithmetic on nothing but what is printed.
struct SignJudge {
  /// How many significant digits numbers are printed with.
  let precision: Int
  /// How many signs stood between numbers that could be read.
  private(set) var judged = 0
  /// How many sides without a name could not be read.
  private(set) var unread: [String] = []
  /// The signs that are wrong, with what is wrong about them.
  private(set) var mistakes: [String] = []

  init(precision: Int) { self.precision = precision }

  /// Judges all signs of a line of a caption.
  mutating func judge(_ line: String) {
    for part in line.components(separatedBy: "; ") {
      let part = part.replacing(#/ \(\d+ of \d+ arrived\)$/#, with: "")
        .replacing(#/^to [^:]*: /#, with: "")
      for chain in part.components(separatedBy: ", upstream ") { judgeChain(chain) }
    }
  }

  private mutating func judgeChain(_ chain: String) {
    var sides: [String] = []
    var signs: [String] = []
    var rest = chain[...]
    while let match = rest.firstMatch(of: #/ ?(=|≈) /#) {
      sides.append(String(rest[..<match.range.lowerBound]))
      signs.append(String(match.output.1))
      rest = rest[match.range.upperBound...]
    }
    sides.append(String(rest))
    for (position, sign) in signs.enumerated() {
      let (left, right) = (sides[position], sides[position + 1])
      guard isArithmetic(left), isArithmetic(right) else { continue }
      judge(left, sign, right)
    }
  }

  /// Whether a side has numbers and no names, and is shown in full.
  private func isArithmetic(_ side: String) -> Bool {
    guard !side.isEmpty, side.contains(where: \.isNumber), !side.contains("⋯"),
      !side.contains("NaN"), !side.contains("∞")
    else { return false }
    let words = side.matches(of: /[\p{L}_][\p{L}_0-9₀-₉]*/).map { String($0.output) }
    return words.allSatisfy { Self.words.contains($0) || $0.wholeMatch(of: /e[₀-₉]+ᵀ?/) != nil }
  }

  private static let words: Set = [
    "sum", "mean", "prod", "trace", "det", "logdet", "inv", "cof", "abs", "sign", "relu",
    "leaky_relu", "elu", "clip", "cumsum", "kron", "conv", "argmax", "argmin", "log2", "log10",
    "max", "min", "softmax", "log_softmax",
    "softmax_columns", "log_softmax_columns", "sum_rows", "sum_columns", "mean_rows",
    "mean_columns", "logsumexp", "concat", "diag",
    "ones", "zeros", "eye", "reshape", "sqrt", "exp", "expm1", "log", "log1p", "sin", "cos", "tan",
    "asin", "acos", "atan", "sinh", "cosh", "tanh", "erf", "σ", "softplus", "Φ", "φ", "Π_", "i",
    "j", "_j", "E_", "ᵀ",
  ]

  private mutating func judge(_ left: String, _ sign: String, _ right: String) {
    guard let result = try? ArithmeticReader<Rounded>.read(right) else {
      unread.append(right)
      return
    }
    let unit = (height: result.value.height, width: result.value.width)
    guard let (value, radius) = try? interval(left, unit), let (_, own) = try? interval(right, unit)
    else {
      unread.append("\(left) \(sign) \(right)")
      return
    }
    judged += 1
    let exactLeft = try? ArithmeticReader<Rational>.read(left, unit: unit).value
    let exactRight = try? ArithmeticReader<Rational>.read(right, unit: unit).value
    let isExact = exactLeft.flatMap { left in exactRight.map { left.elements == $0.elements } }
    if sign == "=", isExact != true {
      mistakes.append("\(left) = \(right) is not exact")
    }
    if sign == "≈", isExact == true {
      mistakes.append("\(left) ≈ \(right) is exact")
    }
    let largest = (try? Self.largestNumber(left)) ?? 0
    for (position, number) in result.value.elements.map(\.value).enumerated() {
      guard value.indices.contains(position) else {
        mistakes.append("\(left) \(sign) \(right) has another shape")
        return
      }
      let difference = (value[position] - number).magnitude
      // Doubles round, too, and this reader does not mind its digits.
      let scale = value[position].magnitude + number.magnitude + largest * 1e-6
      if difference > 1.5 * (radius[position] + own[position]) + 1e-9 * scale {
        mistakes.append("\(left) \(sign) \(right): it is \(value)")
        return
      }
    }
  }

  /// The largest magnitude of the numbers of a text.
  private static func largestNumber(_ text: String) throws -> Double {
    var largest = 1.0
    _ = try ArithmeticReader<Rounded>.read(text) { number, _, _ in
      largest = max(largest, number.value.magnitude)
      return number
    }
    return largest
  }

  /// What a side evaluates to, and how far that can be off where its numbers were rounded.
  private func interval(
    _ text: String,
    _ unit: (height: Int, width: Int)
  ) throws -> ([Double], [Double]) {
    let (value, count) = try ArithmeticReader<Rounded>.read(text, unit: unit)
    let numbers = value.elements.map(\.value)
    guard numbers.allSatisfy(\.isFinite) else { throw NotReadable() }
    var radius = [Double](repeating: 0, count: numbers.count)
    for index in 0..<count {
      for sign in [-1.0, 1] {
        let moved = try ArithmeticReader<Rounded>.read(text, unit: unit) { number, own, digits in
          own == index ? Rounded(number.value + sign * halfUnit(digits)) : number
        }.value.elements.map(\.value)
        for position in radius.indices where moved.indices.contains(position) {
          let change = (moved[position] - numbers[position]).magnitude
          radius[position] = max(radius[position], change.isNaN ? .infinity : change)
        }
      }
    }
    return (numbers, radius.map { $0 * Double(max(count, 1)) })
  }

  /// Half a unit of the last digit that is printed.
  private func halfUnit(_ digits: String) -> Double {
    guard let number = Double(digits), number != 0 else { return 0 }
    let leading = Int(Foundation.log10(number.magnitude).rounded(.down))
    return 0.5 * Foundation.pow(10, Double(min(leading + 1 - precision, 0)))
  }
}
