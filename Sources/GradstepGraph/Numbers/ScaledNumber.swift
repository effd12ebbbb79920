import RealModule

/// A number with an exponent of its own, so that a product neither overflows nor vanishes on its way.
struct ScaledNumber: Hashable, Sendable {
  /// Between 1 and 2 in magnitude; else 0, infinite or no number, and the exponent says nothing.
  let significand: Double
  let exponent: Int

  /// `number` times a power of two.
  init(_ number: Double, exponent: Int = 0) {
    guard number.isFinite, number != 0 else {
      significand = number
      self.exponent = 0
      return
    }
    significand = Double(signOf: number, magnitudeOf: number.significand)
    self.exponent = Int(number.exponent) + exponent
  }

  static let one = ScaledNumber(1)

  static func * (left: ScaledNumber, right: ScaledNumber) -> ScaledNumber {
    ScaledNumber(left.significand * right.significand, exponent: left.exponent + right.exponent)
  }

  static func + (left: ScaledNumber, right: ScaledNumber) -> ScaledNumber {
    if left.significand == 0 { return right }
    if right.significand == 0 { return left }
    let (large, small) = left.exponent >= right.exponent ? (left, right) : (right, left)
    // What is so much smaller changes no digit, and needs no exact exponent.
    let distance = max(small.exponent - large.exponent, -200)
    let part = small.significand * Double(sign: .plus, exponent: distance, significand: 1)
    return ScaledNumber(large.significand + part, exponent: large.exponent)
  }

  /// The product of all numbers, rounded as if no exponent were too large or too small.
  static func product(_ numbers: some Sequence<Double>) -> ScaledNumber {
    numbers.reduce(.one) { $0 * ScaledNumber($1) }
  }

  /// The number as a double; 0 or ±∞ where none can hold it.
  var value: Double {
    guard significand.isFinite, significand != 0 else { return significand }
    return Double(
      sign: significand.sign,
      exponent: min(max(exponent, -2000), 2000),
      significand: significand.magnitude
    )
  }

  /// The logarithm of the magnitude, which a number has that no double can hold, too.
  var logMagnitude: Double {
    if significand == 0 { return -.infinity }
    let value = value.magnitude
    return value.isNormal || value.isNaN || exponent == 0
      ? Double.log(value) : Double.log(significand.magnitude) + Double(exponent) * Double.log(2)
  }
}
