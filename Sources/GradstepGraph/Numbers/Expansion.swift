/// A sum of doubles that is exact: its terms do not overlap, the smallest first.
///
/// Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates,
/// 1997, sections 2.4 and 2.5.
struct Expansion {
  private var terms: [Double] = []

  init(_ number: Double = 0) {
    if number != 0 { terms = [number] }
  }

  static func += (left: inout Expansion, right: Double) {
    var sum = right
    var terms: [Double] = []
    for term in left.terms {
      let (high, low) = Self.sum(sum, term)
      if low != 0 { terms.append(low) }
      sum = high
    }
    if sum != 0 { terms.append(sum) }
    left.terms = terms
  }

  static func += (left: inout Expansion, right: Expansion) {
    for term in right.terms { left += term }
  }

  static func * (left: Expansion, right: Double) -> Expansion {
    var product = Expansion()
    for term in left.terms {
      let (high, low) = Self.product(term, right)
      product += low
      product += high
    }
    return product
  }

  /// The sum, rounded.
  var value: Double { terms.reduce(0, +) }

  /// The sum of two numbers as its rounding and what that has left; Knuth's TwoSum.
  @inline(__always)
  static func sum(_ a: Double, _ b: Double) -> (high: Double, low: Double) {
    let high = a + b
    let part = high - a
    return (high, (a - (high - part)) + (b - part))
  }

  /// The product of two numbers as its rounding and what that has left.
  @inline(__always)
  static func product(_ a: Double, _ b: Double) -> (high: Double, low: Double) {
    let high = a * b
    return (high, (-high).addingProduct(a, b))
  }
}
