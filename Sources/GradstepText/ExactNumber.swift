package import GradstepGraph
import RealModule

/// A number worked out by exact arithmetic from decimals as they are printed, of which it can be
/// said whether it equals another one.
package struct ExactNumber: Sendable {
  private let fingerprint: Fingerprint
  /// The double beside the number, which tells its sign and size.
  ///
  /// An infinity, and what is no number, is nothing but that.
  package let approximation: Double

  private init(_ fingerprint: Fingerprint, _ approximation: Double) {
    self.fingerprint = approximation.isFinite ? fingerprint : .zero
    self.approximation = approximation
  }

  /// A whole number.
  package init(_ number: Int) {
    let magnitude = Fingerprint(UInt64(number.magnitude))
    self.init(number < 0 ? -magnitude : magnitude, Double(number))
  }

  /// The decimal that a double stands for.
  package init(exactly number: Double) {
    guard number.isFinite else {
      self.init(.zero, number)
      return
    }
    self.init(Decimal(number), isNegative: number < 0)
  }

  /// The number that a format prints for a double.
  package init(_ number: Double, printedIn format: NumberFormat) {
    guard number.isFinite else {
      self.init(.zero, number)
      return
    }
    self.init(format.shown(number), isNegative: number < 0)
  }

  /// A decimal with its sign.
  package init(_ decimal: Decimal, isNegative: Bool = false) {
    let power = Fingerprint(10).raised(to: UInt64(decimal.exponent.magnitude))
    let significand = Fingerprint(decimal.significand)
    let magnitude = significand * (decimal.exponent < 0 ? power.inverse : power)
    let approximation = decimal.magnitude ?? .greatestFiniteMagnitude
    self.init(isNegative ? -magnitude : magnitude, isNegative ? -approximation : approximation)
  }

  package static let zero = ExactNumber(0)
  package static let one = ExactNumber(1)

  /// What is not known, or no number.
  package static let unknown = ExactNumber(.zero, .nan)

  package var isZero: Bool { approximation.isFinite && fingerprint == .zero }

  /// −1, 0 or 1; `nil` of what is no number.
  package var sign: Int? {
    approximation.isNaN ? nil : isZero ? 0 : approximation < 0 ? -1 : 1
  }

  package var magnitude: ExactNumber { approximation < 0 ? -self : self }

  /// Whether two numbers are the same; so are two that are none.
  package static func == (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.approximation.isNaN { return right.approximation.isNaN }
    return left.approximation.isFinite && right.approximation.isFinite
      ? left.fingerprint == right.fingerprint : left.approximation == right.approximation
  }

  // MARK: - Arithmetic

  package static func + (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    of(left, right, left.approximation + right.approximation) {
      left.fingerprint + right.fingerprint
    }
  }

  package static prefix func - (number: ExactNumber) -> ExactNumber {
    ExactNumber(-number.fingerprint, -number.approximation)
  }

  package static func - (left: ExactNumber, right: ExactNumber) -> ExactNumber { left + -right }

  package static func * (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    of(left, right, left.approximation * right.approximation) {
      left.fingerprint * right.fingerprint
    }
  }

  package static func / (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    if right.isZero { return ExactNumber(.zero, left.isZero ? .nan : left.approximation / 0) }
    return of(left, right, left.approximation / right.approximation) {
      left.fingerprint * right.fingerprint.inverse
    }
  }

  /// The number to a whole power.
  package func raised(to exponent: Int) -> ExactNumber {
    if exponent < 0 { return .one / raised(to: -exponent) }
    return Self.of(self, self, Double.pow(approximation, exponent)) {
      fingerprint.raised(to: UInt64(exponent))
    }
  }

  /// What arithmetic gives; beside an infinity that is what doubles have for it, and what is finite
  /// and too large for a double is not known.
  private static func of(
    _ left: ExactNumber,
    _ right: ExactNumber,
    _ approximation: Double,
    _ fingerprint: () -> Fingerprint
  ) -> ExactNumber {
    guard left.approximation.isFinite, right.approximation.isFinite else {
      return ExactNumber(.zero, approximation)
    }
    return approximation.isFinite ? ExactNumber(fingerprint(), approximation) : .unknown
  }

  /// The power with an exponent that is a fraction, or a root; unknown where it is not rational.
  package func raised(to exponent: ExactNumber) -> ExactNumber {
    if let whole = Int(exactly: exponent.approximation), ExactNumber(whole) == exponent {
      return raised(to: whole)
    }
    guard let sign = exponent.sign else { return .unknown }
    if self == .one || isZero && sign > 0 { return self }
    let power = Double.pow(approximation, exponent.approximation)
    guard power.isFinite else { return ExactNumber(.zero, power) }
    // Where the power is a decimal of a few digits, the double next to it says which.
    let candidate = ExactNumber(Decimal(power), isNegative: power < 0)
    for denominator in 2...1000 {
      let numerator = exponent.approximation * Double(denominator)
      guard let whole = Int(exactly: numerator.rounded()), whole.magnitude <= 10_000,
        ExactNumber(whole) == exponent * ExactNumber(denominator)
      else { continue }
      return candidate.raised(to: denominator) == raised(to: whole) ? candidate : .unknown
    }
    return .unknown
  }

  /// The square root; unknown where it is not rational.
  package var squareRoot: ExactNumber { raised(to: .one / ExactNumber(2)) }
}
