package import GradstepGraph
import GradstepSyntax

/// How numbers are printed, the same in every figure, sentence and table.
///
/// A number has `precision` significant digits, without trailing zeros and with a true minus sign.
/// Below 10⁵ its integer part is printed in full whatever the precision; what is rounded to 10⁵ or
/// more, or to less than 10⁻⁴, is a multiple of a power of ten: `65536`, `1.234·10⁻⁵`, `−10⁵`.
///
/// What is printed as 1 is 1: a probability, or the value of a saturated function, that only rounding
/// would make 1 has as many digits as tell it from that, `0.99999`.
///
/// Digits are rounded half away from zero, and what counts as half is decided from the decimal that
/// the double stands for. Readers check figures against the numbers that they wrote: 1.0005 is to
/// become 1.001, although the double nearest to it lies just below that half, and 0.6525 + 1 is to
/// become 1.653, although the sum of the doubles is 1.6524999999999999.
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

  /// How the text of a number holds together in a formula.
  package func cohesion(of number: Double) -> Formula.Cohesion {
    let isScaled = string(number).contains { ScriptTable.digit(ofRaised: $0) != nil }
    return Formula.Cohesion(isScaled ? .scaled : .atom, isSigned: number < 0)
  }

  /// The number that the printed text stands for: its text is the same, and `number` itself where
  /// nothing was rounded away.
  ///
  /// A text may stand for a number that no double prints as: next to the largest double, and with
  /// 16 digits next to powers of two, where the spacing of doubles changes. Then the result is
  /// `number`.
  package func rounded(_ number: Double) -> Double {
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
  package func column(_ numbers: some Collection<Double>) -> [String] {
    let cells = numbers.map { number in
      let text = string(number)
      let integer = text.prefix { !".·".contains($0) && ScriptTable.digit(ofRaised: $0) == nil }
        .count
      return (text: text, integer: integer, fraction: text.count - integer)
    }
    let integer = cells.map { $0.integer }.max() ?? 0
    let fraction = cells.map { $0.fraction }.max() ?? 0
    return cells.map { cell in
      String(repeating: "\u{A0}", count: integer - cell.integer) + cell.text
        + String(repeating: "\u{A0}", count: fraction - cell.fraction)
    }
  }

  /// The magnitude as it is printed, of a number that is finite.
  package func shown(_ number: Double) -> Decimal {
    let exact = decimal(number)
    let hasFullInteger = Decimal.plainExponents.contains(exact.leadingExponent)
    var digits = hasFullInteger ? max(precision, exact.leadingExponent + 1) : precision
    var printed = exact.rounded(toDigits: digits)
    while printed.isOne, printed != exact, digits < Self.summedDigits {
      digits += 1
      printed = exact.rounded(toDigits: digits)
    }
    return printed
  }

  /// The decimal that a double stands for.
  ///
  /// Sums of decimals with a few digits are off by some units in the last of 17, and by more where
  /// larger numbers have cancelled: 173.9 + 483.52 − 52.355 − 505.11 is 99.95499999999998. A number
  /// of fewer digits is what somebody wrote. Where many digits are printed, it is the double that is
  /// shown.
  private func decimal(_ number: Double) -> Decimal {
    let shortest = Decimal(number)
    guard precision <= Self.certainDigits / 2, shortest.digitCount > Self.certainDigits else {
      return shortest
    }
    return shortest.rounded(toDigits: Self.summedDigits)
  }

  /// Every decimal of so many digits comes back from the double nearest to it.
  private static let certainDigits = 15

  /// So many digits are left of a sum in which a thousand times as much has cancelled.
  private static let summedDigits = 12

  /// Whether the printed text says all of a number, but for what doubles cannot hold.
  package func isWhole(_ number: Double) -> Bool {
    guard number.isFinite else { return true }
    let (printed, exact) = (shown(number), Decimal(number))
    return printed == exact || printed == exact.rounded(toDigits: Self.certainDigits)
  }
}
