/// A number with which a matrix can be eliminated.
protocol EliminationNumber: Sendable {
  init(_ number: Double)
  /// The number as a double.
  var rounded: Double { get }
  /// What an operation leaves uncertain, in parts of its result.
  static var precision: Double { get }
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self
  func scaled(byPowerOfTwo exponent: Int) -> Self
}

extension EliminationNumber {
  /// Takes a multiple of a row from another; what is worked on lies in one piece of memory.
  @inline(__always)
  static func subtract(
    _ multiple: Self,
    times source: UnsafePointer<Self>,
    from target: UnsafeMutablePointer<Self>,
    count: Int
  ) {
    for j in 0..<count { target[j] = target[j] - multiple * source[j] }
  }
}

extension Double: EliminationNumber {
  static var precision: Double { ulpOfOne }
  var rounded: Double { self }

  func scaled(byPowerOfTwo exponent: Int) -> Double {
    self * Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
