/// A rational number by its remainders modulo two primes.
///
/// Arithmetic on remainders is exact and takes the same room however many digits the number has.
/// Two numbers that differ would have to agree modulo a product near 2¹²² to be taken for equal.
struct Fingerprint: Hashable, Sendable {
  private let first: UInt64
  private let second: UInt64

  private static let primes: (UInt64, UInt64) = ((1 << 61) - 1, (1 << 61) - 31)

  /// The fingerprint of a whole number.
  init(_ number: UInt64) {
    self.init(number % Self.primes.0, number % Self.primes.1)
  }

  private init(_ first: UInt64, _ second: UInt64) {
    self.first = first
    self.second = second
  }

  static let zero = Fingerprint(0)
  static let one = Fingerprint(1)

  static func + (left: Fingerprint, right: Fingerprint) -> Fingerprint {
    Fingerprint(
      (left.first + right.first) % primes.0,
      (left.second + right.second) % primes.1
    )
  }

  static prefix func - (number: Fingerprint) -> Fingerprint {
    Fingerprint((primes.0 - number.first) % primes.0, (primes.1 - number.second) % primes.1)
  }

  static func * (left: Fingerprint, right: Fingerprint) -> Fingerprint {
    func product(_ a: UInt64, _ b: UInt64, modulo prime: UInt64) -> UInt64 {
      prime.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
    }
    return Fingerprint(
      product(left.first, right.first, modulo: primes.0),
      product(left.second, right.second, modulo: primes.1)
    )
  }

  /// One divided by the number, which is not 0.
  var inverse: Fingerprint {
    // Fermat's little theorem: a to the power of p − 2.
    Fingerprint(raised(to: Self.primes.0 - 2).first, raised(to: Self.primes.1 - 2).second)
  }

  /// The number to a whole power.
  func raised(to exponent: UInt64) -> Fingerprint {
    var (power, square, rest) = (Fingerprint.one, self, exponent)
    while rest > 0 {
      if !rest.isMultiple(of: 2) { power = power * square }
      square = square * square
      rest /= 2
    }
    return power
  }
}
