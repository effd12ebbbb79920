/// How numbers are printed, the same in every figure, sentence and table.
///
/// A number has `precision` significant digits, without trailing zeros and with a true minus sign.
/// Below 10⁵ its integer part is printed in full whatever the precision; what is rounded to 10⁵ or
/// more, or to less than 10⁻⁴, is a multiple of a power of ten: `65536`, `1.234·10⁻⁵`, `−10⁵`.
///
/// Digits are rounded half away from zero, and what counts as half is decided from the shortest
/// decimal that stands for the double. Readers check figures against the numbers that they wrote:
/// 1.0005 is to become 1.001, although the double nearest to it lies just below that half.
public struct NumberFormat: Hashable, Sendable {
  /// Four significant digits.
  public static let standard = NumberFormat()

  /// The precisions that exist: 17 digits tell any two doubles apart.
  public static let precisions = 1...17

  /// The number of significant digits, one of `precisions`.
  public var precision: Int {
    didSet { Self.check(precision) }
  }

  /// A format with a number of significant digits, which must be one of `precisions`.
  public init(precision: Int = 4) {
    Self.check(precision)
    self.precision = precision
  }

  private static func check(_ precision: Int) {
    precondition(precisions.contains(precision), "a precision is a number from 1 to 17")
  }

  /// The text of a number; both zeros print as `0`.
  public func string(_ number: Double) -> String {
    guard !number.isNaN else { return "NaN" }
    let magnitude = number.isFinite ? shown(number).text : "∞"
    return number < 0 ? "−" + magnitude : magnitude
  }

  /// The number that the printed text stands for: its text is the same, and `number` itself where
  /// nothing was rounded away.
  ///
  /// A text may stand for a number that no double prints as: next to the largest double, and with
  /// 16 digits next to powers of two, where the spacing of doubles changes. Then the result is
  /// `number`.
  public func rounded(_ number: Double) -> Double {
    guard number.isFinite else { return number }
    let printed = shown(number)
    guard printed != Decimal(number), let magnitude = printed.magnitude,
      shown(magnitude) == printed
    else {
      return number
    }
    return Double(signOf: number, magnitudeOf: magnitude)
  }

  /// The texts of numbers that stand below each other, padded with no-break spaces to one length
  /// and with their decimal points at one position.
  ///
  /// Integers, `NaN` and `∞` end where the others have their point. So does the mantissa of a power
  /// of ten, and where the mantissa is not printed, the ten.
  public func column(_ numbers: some Collection<Double>) -> [String] {
    let cells = numbers.map { number in
      let text = string(number)
      let integer = text.unicodeScalars.prefix { !Self.fractionStarts.contains($0) }.count
      return (text: text, integer: integer, fraction: text.unicodeScalars.count - integer)
    }
    let integer = cells.map(\.integer).max() ?? 0
    let fraction = cells.map(\.fraction).max() ?? 0
    return cells.map { cell in
      String(repeating: "\u{A0}", count: integer - cell.integer) + cell.text
        + String(repeating: "\u{A0}", count: fraction - cell.fraction)
    }
  }

  /// What may follow the integer part of a printed number.
  private static let fractionStarts = [".", "·", "⁻"] + Decimal.superscriptDigits

  /// The digits to print.
  private func shown(_ number: Double) -> Decimal {
    let exact = Decimal(number)
    let hasFullInteger = Decimal.plainExponents.contains(exact.leadingExponent)
    return exact.rounded(
      toDigits: hasFullInteger ? max(precision, exact.leadingExponent + 1) : precision
    )
  }
}

/// The magnitude of a number as `significand`·10^`exponent`, without trailing zeros.
private struct Decimal: Equatable {
  var significand: UInt64
  var exponent: Int

  /// The exponents of the leading digit with which a number is printed without a power of ten.
  static let plainExponents = -4..<5

  static let superscriptDigits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)

  /// The shortest decimal that only this finite double is nearest to.
  init(_ number: Double) {
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
  var leadingExponent: Int { digitCount + exponent - 1 }

  /// The double nearest to this decimal, if it is finite.
  var magnitude: Double? {
    guard let double = Double("\(significand)e\(exponent)"), double.isFinite else { return nil }
    return double
  }

  var text: String {
    guard significand != 0 else { return "0" }
    let digits = String(significand)
    let leadingExponent = leadingExponent
    guard Self.plainExponents.contains(leadingExponent) else {
      let power = "10" + Self.superscript(leadingExponent)
      return significand == 1 ? power : Self.point(in: digits, after: 1) + "·" + power
    }
    guard leadingExponent >= 0 else {
      return "0." + String(repeating: "0", count: -leadingExponent - 1) + digits
    }
    let zeros = String(repeating: "0", count: max(0, exponent))
    return Self.point(in: digits + zeros, after: leadingExponent + 1)
  }

  /// This decimal with at most `count` digits, rounded half away from zero.
  func rounded(toDigits count: Int) -> Decimal {
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

  private var digitCount: Int {
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

  private static func superscript(_ exponent: Int) -> String {
    var result = exponent < 0 ? "⁻" : ""
    for digit in String(exponent.magnitude).utf8 {
      result.unicodeScalars.append(superscriptDigits[Int(digit - UInt8(ascii: "0"))])
    }
    return result
  }
}
