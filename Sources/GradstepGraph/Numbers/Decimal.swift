import GradstepSyntax

/// The magnitude of a number as `significand`·10^`exponent`, without trailing zeros.
package struct Decimal: Hashable, Sendable {
  /// The digits without the zeros behind them.
  package private(set) var significand: UInt64
  /// The power of ten that the digits are multiplied by.
  package private(set) var exponent: Int

  /// The exponents of the leading digit with which a number is printed without a power of ten.
  package static let plainExponents = -4..<5

  /// The shortest decimal that only this finite double is nearest to.
  package init(_ number: Double) {
    significand = 0
    exponent = 0
    // The standard library prints the shortest decimal. It has at most 17 digits, and with the
    // zero of a `.0` at most 18, which 64 bits hold.
    let description = number.magnitude.description
    var isFraction = false
    loop: for index in description.utf8.indices {
      switch description.utf8[index] {
      case UInt8(ascii: "."):
        isFraction = true
      case UInt8(ascii: "e"):
        exponent += Int(description[index...].dropFirst()) ?? 0
        break loop
      case let digit:
        significand = significand * 10 + UInt64(digit - UInt8(ascii: "0"))
        exponent -= isFraction ? 1 : 0
      }
    }
    dropTrailingZeros()
  }

  /// The power of ten at which the first digit stands.
  package var leadingExponent: Int { digitCount + exponent - 1 }

  /// The double nearest to this decimal, if it is finite.
  package var magnitude: Double? {
    guard let double = Double("\(significand)e\(exponent)"), double.isFinite else { return nil }
    return double
  }

  /// The digits as they are printed, with a power of ten beyond plain exponents.
  package var text: String {
    guard significand != 0 else { return "0" }
    let digits = String(significand)
    let leadingExponent = leadingExponent
    guard Self.plainExponents.contains(leadingExponent) else {
      let power = "10" + Self.raised(leadingExponent)
      return significand == 1 ? power : Self.point(in: digits, after: 1) + "·" + power
    }
    guard leadingExponent >= 0 else {
      return "0." + String(repeating: "0", count: -leadingExponent - 1) + digits
    }
    let zeros = String(repeating: "0", count: max(0, exponent))
    return Self.point(in: digits + zeros, after: leadingExponent + 1)
  }

  /// The digits with as many zeros as it takes; `1e20` where those would be too many.
  var plainText: String {
    let digits = String(significand)
    switch leadingExponent {
    case _ where significand == 0: return "0"
    case -12..<0: return "0." + String(repeating: "0", count: -leadingExponent - 1) + digits
    case 0...15:
      let zeros = String(repeating: "0", count: max(0, exponent))
      return Self.point(in: digits + zeros, after: leadingExponent + 1)
    default: return "\(Self.point(in: digits, after: 1))e\(leadingExponent)"
    }
  }

  /// This decimal with at most `count` digits, rounded half away from zero.
  package func rounded(toDigits count: Int) -> Decimal {
    let excess = digitCount - count
    guard excess > 0 else { return self }
    let unit = (0..<excess).reduce(1 as UInt64) { power, _ in power * 10 }
    let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: unit)
    var result = self
    result.significand = remainder * 2 >= unit ? quotient + 1 : quotient
    result.exponent += excess
    result.dropTrailingZeros()
    return result
  }

  /// Whether it is 1.
  package var isOne: Bool { significand == 1 && exponent == 0 }

  /// How many digits it has.
  package var digitCount: Int {
    var count = 1
    var rest = significand / 10
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }

  private mutating func dropTrailingZeros() {
    guard significand != 0 else {
      exponent = 0
      return
    }
    while significand.isMultiple(of: 10) {
      significand /= 10
      exponent += 1
    }
  }

  private static func point(in digits: String, after count: Int) -> String {
    guard digits.utf8.count > count else { return digits }
    return digits.prefix(count) + "." + digits.dropFirst(count)
  }

  private static func raised(_ exponent: Int) -> String {
    let digits = (exponent < 0 ? "−" : "") + String(exponent.magnitude)
    return ScriptTable.raising(digits) ?? "^" + digits
  }
}
