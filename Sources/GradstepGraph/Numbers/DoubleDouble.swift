/// A number of twice the precision of a double, as the unevaluated sum of two.
///
/// Hida, Li and Bailey, Algorithms for quad-double precision floating point arithmetic, 2001.
struct DoubleDouble: Hashable, Sendable {
  let high: Double
  let low: Double

  @inline(__always)
  init(_ high: Double, _ low: Double) {
    self.high = high
    self.low = low
  }

  /// Two numbers of which the first is the larger, added up.
  @inline(__always)
  private init(sumOf large: Double, _ small: Double) {
    high = large + small
    low = small - (high - large)
  }
}

extension DoubleDouble: EliminationNumber {
  @inline(__always)
  init(_ number: Double) { self.init(number, 0) }

  static let precision = 0x1p-100

  @inline(__always)
  var rounded: Double { high }

  @inline(__always)
  static func * (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let (high, low) = Expansion.product(left.high, right.high)
    return DoubleDouble(sumOf: high, low + (left.high * right.low + left.low * right.high))
  }

  @inline(__always)
  static func - (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let (high, low) = Expansion.sum(left.high, -right.high)
    let (middle, rest) = Expansion.sum(left.low, -right.low)
    let sum = DoubleDouble(sumOf: high, low + middle)
    return DoubleDouble(sumOf: sum.high, sum.low + rest)
  }

  @inline(__always)
  static func / (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let first = left.high / right.high
    let rest = left - right * DoubleDouble(first)
    let second = rest.high / right.high
    let last = (rest - right * DoubleDouble(second)).high / right.high
    let sum = DoubleDouble(sumOf: first, second)
    return DoubleDouble(sumOf: sum.high, sum.low + last)
  }

  func scaled(byPowerOfTwo exponent: Int) -> DoubleDouble {
    let factor = Double(sign: .plus, exponent: exponent, significand: 1)
    return DoubleDouble(high * factor, low * factor)
  }
}
