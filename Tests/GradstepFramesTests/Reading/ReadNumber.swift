import BigInt
import Foundation

/// What a reader of printed arithmetic reckons with.
protocol ReadNumber: Sendable {
  init(_ integer: Int)
  /// The number of a decimal such as `0.25`.
  init(decimal: String)

  static func + (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) throws -> Self
  static prefix func - (number: Self) -> Self

  /// −1, 0 or 1.
  var sign: Int { get }
  /// The whole number next to it.
  var integer: Int? { get }
  /// A power with any exponent.
  func raised(to exponent: Self) throws -> Self
  /// A function of one number.
  func applying(_ function: String) throws -> Self
}

extension ReadNumber {
  static func - (left: Self, right: Self) -> Self { left + -right }
}

/// A place where arithmetic says nothing.
struct NotReadable: Error {}

// MARK: - Exact

/// A rational number, or one that is known not to be one.
struct Rational: ReadNumber, Hashable {
  let numerator: BigInt
  let denominator: BigInt

  init(_ numerator: BigInt, _ denominator: BigInt) {
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let scale = denominator < 0 ? -divisor : divisor
    self.numerator = numerator / scale
    self.denominator = denominator / scale
  }

  init(_ integer: Int) { self.init(BigInt(integer), 1) }

  init(decimal: String) {
    let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    self.init(BigInt(String(parts[0]) + fraction) ?? 0, BigInt(10).power(fraction.count))
  }

  static func + (left: Rational, right: Rational) -> Rational {
    Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator
    )
  }

  static func * (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  static func / (left: Rational, right: Rational) throws -> Rational {
    guard right.numerator != 0 else { throw NotReadable() }
    return Rational(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  static prefix func - (number: Rational) -> Rational {
    Rational(-number.numerator, number.denominator)
  }

  var sign: Int { numerator == 0 ? 0 : numerator < 0 ? -1 : 1 }

  var integer: Int? { denominator == 1 ? Int(numerator) : nil }

  func raised(to exponent: Rational) throws -> Rational {
    if sign == 0 && exponent.sign > 0 || self == Rational(1) { return self }
    if self == Rational(-1), exponent.denominator == 1 {
      return exponent.numerator % 2 == 0 ? Rational(1) : self
    }
    guard exponent.denominator <= 10, exponent.numerator.magnitude <= 400 else {
      throw NotReadable()
    }
    let power = Int(exponent.numerator.magnitude)
    let raised = Rational(numerator.power(power), denominator.power(power))
    let root = try raised.root(Int(exponent.denominator))
    return exponent.sign < 0 ? try Rational(1) / root : root
  }

  /// The root, where it is rational.
  private func root(_ degree: Int) throws -> Rational {
    guard degree > 1 else { return self }
    guard sign >= 0 else { throw NotReadable() }
    return Rational(try Self.root(numerator, degree), try Self.root(denominator, degree))
  }

  private static func root(_ number: BigInt, _ degree: Int) throws -> BigInt {
    var (low, high) = (BigInt(0), BigInt(1))
    while high.power(degree) < number { high *= 2 }
    while low < high {
      let middle = (low + high) / 2
      if middle.power(degree) < number { low = middle + 1 } else { high = middle }
    }
    guard low.power(degree) == number else { throw NotReadable() }
    return low
  }

  func applying(_ function: String) throws -> Rational {
    let isOne = self == Rational(1)
    switch function {
    case "sqrt", "√": return try raised(to: Rational(1, 2))
    case "exp", "cos", "cosh": if sign == 0 { return Rational(1) }
    case "sin", "tan", "asin", "atan", "sinh", "tanh", "expm1", "log1p", "erf":
      if sign == 0 { return self }
    case "log2", "log10":
      let base = Rational(function == "log2" ? 2 : 10)
      for power in -20...20 {
        if try base.raised(to: Rational(power)) == self { return Rational(power) }
      }
    case "log", "acos": if isOne { return Rational(0) }
    case "σ", "Φ": if sign == 0 { return Rational(1, 2) }
    default: break
    }
    throw NotReadable()
  }
}

// MARK: - Rounded

/// A double.
struct Rounded: ReadNumber {
  let value: Double

  init(_ value: Double) { self.value = value }
  init(_ integer: Int) { value = Double(integer) }
  init(decimal: String) { value = Double(decimal) ?? .nan }

  static func + (left: Rounded, right: Rounded) -> Rounded { Rounded(left.value + right.value) }
  static func * (left: Rounded, right: Rounded) -> Rounded { Rounded(left.value * right.value) }
  static func / (left: Rounded, right: Rounded) -> Rounded { Rounded(left.value / right.value) }
  static prefix func - (number: Rounded) -> Rounded { Rounded(-number.value) }

  var sign: Int { value > 0 ? 1 : value < 0 ? -1 : 0 }

  var integer: Int? { Int(exactly: value.rounded()) }

  func raised(to exponent: Rounded) -> Rounded { Rounded(Foundation.pow(value, exponent.value)) }

  func applying(_ function: String) throws -> Rounded {
    let x = value
    let result: Double
    switch function {
    case "sqrt", "√": result = x.squareRoot()
    case "exp": result = Foundation.exp(x)
    case "expm1": result = Foundation.expm1(x)
    case "log2": result = Foundation.log2(x)
    case "log10": result = Foundation.log10(x)
    case "log": result = Foundation.log(x)
    case "log1p": result = Foundation.log1p(x)
    case "sin": result = Foundation.sin(x)
    case "cos": result = Foundation.cos(x)
    case "tan": result = Foundation.tan(x)
    case "asin": result = Foundation.asin(x)
    case "acos": result = Foundation.acos(x)
    case "atan": result = Foundation.atan(x)
    case "sinh": result = Foundation.sinh(x)
    case "cosh": result = Foundation.cosh(x)
    case "tanh": result = Foundation.tanh(x)
    case "erf": result = Foundation.erf(x)
    case "σ": result = 1 / (1 + Foundation.exp(-x))
    case "softplus": result = Foundation.log1p(Foundation.exp(x))
    case "Φ": result = Foundation.erfc(-x / 2.0.squareRoot()) / 2
    case "φ": result = Foundation.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    default: throw NotReadable()
    }
    return Rounded(result)
  }
}
