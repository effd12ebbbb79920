import GradstepText
import Testing

struct NumberFormatTests {
  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-1, "−1"), (0.5, "0.5"), (100, "100"),
      (0.12345, "0.1235"), (-0.12345, "−0.1235"), (1.0005, "1.001"), (2.00004, "2"), (9.9995, "10"),
      (9.9994, "9.999"),
      (1.0 / 3, "0.3333"), (2.0 / 3, "0.6667"), (123.45, "123.5"), (0.1 + 0.2, "0.3"),
      (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "−∞"),
    ] as [(Double, String)]
  )
  func hasFourSignificantDigits(number: Double, text: String) {
    #expect(NumberFormat.standard.string(number) == text)
  }

  @Test(
    arguments: [
      (0.999993856, "0.99999"), (-0.999993856, "−0.99999"), (1.00002, "1.00002"),
      (0.999999999, "0.999999999"), (0.9996, "0.9996"), (1 - 1e-13, "1"), (0.1 * 3 + 0.7, "1"),
    ] as [(Double, String)]
  )
  func whatIsPrintedAsOneIsOne(number: Double, text: String) {
    let format = NumberFormat.standard
    #expect(format.string(number) == text)
    #expect(format.string(format.rounded(number)) == text)
    #expect(NumberFormat(precision: 2).string(0.996) == "0.996")
  }

  /// Half is decided from the decimals that were written, also where larger numbers have cancelled.
  @Test(
    arguments: [
      (0.6525 + 1, "1.653"), (-0.6525 - 1, "−1.653"), (1.1 + 1.0005, "2.101"),
      (11.038 + 77.354 - 9.8165 - 77.101, "1.475"), (173.9 + 483.52 - 52.355 - 505.11, "99.96"),
      (744.43 - 725.1 - 6.215, "13.12"), (63.65 * 1.1603 - 74.9 + 1, "−0.04691"),
      // Somebody wrote these, just below a half.
      (1.652_499_999_999_99, "1.652"), (0.652_549_999_999_999, "0.6525"),
      (1.652_499_999, "1.652"),
    ] as [(Double, String)]
  )
  func sumsOfDecimalsAreRoundedAsWritten(number: Double, text: String) {
    #expect(NumberFormat.standard.string(number) == text)
  }

  @Test(
    arguments: [
      (12345, "12345"), (12345.6, "12346"), (65536, "65536"), (-65536, "−65536"), (1234.5, "1235"),
      (99999, "99999"), (99999.4, "99999"),
    ] as [(Double, String)]
  )
  func integerPartIsPrintedInFull(number: Double, text: String) {
    #expect(NumberFormat.standard.string(number) == text)
    #expect(NumberFormat(precision: 1).string(number.rounded()) == text)
  }

  @Test(
    arguments: [
      (1e5, "10⁵"), (-1e5, "−10⁵"), (99999.5, "10⁵"), (99999.6, "10⁵"), (123456, "1.235·10⁵"),
      (2e10, "2·10¹⁰"), (1e100, "10¹⁰⁰"), (9_007_199_254_740_992, "9.007·10¹⁵"),
      (0.0001, "0.0001"), (0.00009999, "9.999·10⁻⁵"), (0.000099995, "0.0001"),
      (0.00001234, "1.234·10⁻⁵"),
      (-0.00001, "−10⁻⁵"), (0.00012345, "0.0001235"),
      (.leastNonzeroMagnitude, "5·10⁻³²⁴"), (1.7976931348623157e308, "1.798·10³⁰⁸"),
    ] as [(Double, String)]
  )
  func powersOfTenBeginWhereTheRoundedNumberDoes(number: Double, text: String) {
    #expect(NumberFormat.standard.string(number) == text)
  }

  @Test(
    arguments: [
      (1, 0.00096, "0.001"), (1, 15, "15"), (1, 1.5, "2"), (1, 0.25, "0.3"), (2, 9.95, "10"),
      (7, 123456.7, "1.234567·10⁵"), (7, 99999.96, "99999.96"), (7, 99999.996, "10⁵"),
      (17, 0.1, "0.1"), (17, 0.1 + 0.2, "0.30000000000000004"), (17, .pi, "3.141592653589793"),
      (17, 1.7976931348623157e308, "1.7976931348623157·10³⁰⁸"),
      (17, 12_345_678_901_234_568, "1.2345678901234568·10¹⁶"),
    ] as [(Int, Double, String)]
  )
  func precisionIsANumberOfSignificantDigits(precision: Int, number: Double, text: String) {
    #expect(NumberFormat(precision: precision).string(number) == text)
  }

  @Test(arguments: NumberFormat.precisions)
  func textIsWithinHalfAUnitOfItsLastDigit(precision: Int) {
    let format = NumberFormat(precision: precision)
    let wrong = Samples.numbers.filter { number in
      guard let printed = Printed(format.string(number)),
        let exact = Printed(NumberFormat(precision: 17).string(number))
      else { return true }
      // The largest doubles round to what no double can hold.
      guard printed.value.isFinite else { return number.magnitude < 1e308 }
      // Zeros at the end are not printed, so the last digit is where the precision ends.
      let leading = exact.exponent
      let digits = (0..<5).contains(leading) ? max(precision, leading + 1) : precision
      let half = Double("5e\(leading - digits)") ?? 0
      // Parsing and subtracting round as well, by less than two units of the last bit.
      return (printed.value - number).magnitude > half + 2 * number.ulp
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: NumberFormat.precisions)
  func textHasNoTrailingZerosAndATrueMinusSign(precision: Int) {
    let texts = Samples.numbers.map { ($0, NumberFormat(precision: precision).string($0)) }
    let wrong = texts.filter { number, text in
      let mantissa = text.prefix { $0 != "·" }
      return mantissa.contains(".") && mantissa.hasSuffix("0")
        || text.hasPrefix("−") != (number < 0)
        || text.contains("-") || text.contains("e")
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: NumberFormat.precisions)
  func roundedNumberHasTheSameText(precision: Int) {
    let format = NumberFormat(precision: precision)
    let wrong = (Samples.numbers + [.infinity, -.infinity]).filter { number in
      let rounded = format.rounded(number)
      return format.string(rounded) != format.string(number) || format.rounded(rounded) != rounded
    }
    #expect(wrong.isEmpty)
    #expect(format.rounded(.nan).isNaN)
  }

  @Test(
    arguments: [
      (0.12345, 0.1235), (-0.12345, -0.1235), (12345.6, 12346), (0.25, 0.25), (99999.6, 1e5),
      (0.1 + 0.2, 0.3), (0, 0), (.infinity, .infinity),
      (.leastNonzeroMagnitude, .leastNonzeroMagnitude),
      (.greatestFiniteMagnitude, .greatestFiniteMagnitude),
    ] as [(Double, Double)]
  )
  func roundedNumberIsWhatTheTextStandsFor(number: Double, rounded: Double) {
    #expect(NumberFormat.standard.rounded(number) == rounded)
  }

  @Test(
    arguments: [
      ([1, -0.5, 12.25], [" 1   ", "−0.5 ", "12.25"]),
      ([3, -20], ["  3", "−20"]),
      ([.nan, -.infinity, 1.5], ["NaN  ", " −∞  ", "  1.5"]),
      ([2e5, 1e5, 1.5e-7, 0.25], [" 2·10⁵   ", "10⁵      ", " 1.5·10⁻⁷", " 0.25    "]),
      ([7], ["7"]),
      ([], []),
    ] as [([Double], [String])]
  )
  func columnIsPaddedWithNoBreakSpaces(numbers: [Double], texts: [String]) {
    let column = NumberFormat.standard.column(numbers)
    #expect(column.map { String($0.map { $0 == "\u{A0}" ? " " : $0 }) } == texts)
  }

  @Test(arguments: NumberFormat.precisions)
  func pointsOfAColumnStandInOnePosition(precision: Int) {
    let format = NumberFormat(precision: precision)
    for start in stride(from: 0, to: Samples.numbers.count - 7, by: 35) {
      let numbers = Samples.numbers[start..<start + 7]
      let column = format.column(numbers)
      let points = column.compactMap { Array($0).firstIndex(of: ".") }
      #expect(Set(points).count <= 1, "\(column)")
      #expect(Set(column.map(\.count)).count == 1, "\(column)")
      #expect(column.map { $0.filter { $0 != "\u{A0}" } } == numbers.map(format.string))
    }
  }
}

/// Numbers of all kinds, the same on every run.
private enum Samples {
  static let numbers: [Double] = {
    var generator = SplitMix(state: 1)
    let patterns = (0..<300).map { _ in Double(bitPattern: generator.next()) }
    let ordinary = (0..<300).map { _ in Double.random(in: -200_000...200_000, using: &generator) }
    let small = (0..<300).map { _ in Double.random(in: -2...2, using: &generator) }
    let tiny = (0..<100).map { _ in Double.random(in: 0...0.0002, using: &generator) }
    let subnormal = (0..<100).map { _ in Double(bitPattern: generator.next() >> 20) }
    // Both sides of powers of two and of ten, where the spacing and the digits change.
    let powers = stride(from: -1000, through: 1000, by: 27).map {
      Double(sign: .plus, exponent: $0, significand: 1)
    }
    let edges = powers.flatMap { [$0.nextDown, $0, $0.nextUp] }
    let tens = stride(from: -300, through: 300, by: 10).compactMap { Double("1e\($0)") }.flatMap {
      [$0.nextDown, $0, $0.nextUp]
    }
    let halves = (0..<100).map { _ in Double(Int.random(in: 0...99_999, using: &generator)) / 8 }
    return (patterns + ordinary + small + tiny + subnormal + edges + tens + halves)
      .filter(\.isFinite) + [0, 0x1p129.nextDown, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
  }()
}

/// Steele, Lea and Flood's generator: small, and good enough to choose samples.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var result = state
    result = (result ^ (result >> 30)) &* 0xBF58_476D_1CE4_E5B9
    result = (result ^ (result >> 27)) &* 0x94D0_49BB_1331_11EB
    return result ^ (result >> 31)
  }
}

/// A printed number, read back.
private struct Printed {
  var value: Double
  /// The power of ten at which the first digit other than zero stands.
  var exponent: Int

  init?(_ text: String) {
    let superscripts: [Character: Character] = [
      "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
      "⁹": "9", "⁻": "-",
    ]
    let power = Int(String(text.compactMap { superscripts[$0] }))
    var mantissa = text.filter { superscripts[$0] == nil }.map { $0 == "−" ? "-" : $0 }
    if power != nil {
      mantissa.removeLast(2)
      if mantissa.last == "·" { mantissa.removeLast() } else { mantissa.append("1") }
    }
    guard let value = Double(String(mantissa) + "e\(power ?? 0)") else { return nil }
    self.value = value
    let digits = mantissa.filter { $0 != "-" }
    let point = digits.firstIndex(of: ".") ?? digits.count
    let first = digits.firstIndex { $0 != "0" && $0 != "." } ?? 0
    exponent = (power ?? 0) + (first < point ? point - first - 1 : point - first)
  }
}
