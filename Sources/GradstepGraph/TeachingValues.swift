/// A way to fill a leaf with small numbers of at most one decimal and without zeros.
///
/// The components of a leaf differ as long as there are enough such numbers; neighbours in a row
/// or in a column always do.
struct TeachingValues {
  private enum Content {
    /// Whole numbers of tenths; many components take those from 0.1 to 2 where `widens` says so.
    case tenths(ClosedRange<Int>, Signs, widens: Bool)
    /// Tenths that add up to 1, in each row of a matrix.
    case shares
  }

  private enum Signs {
    case both
    case positive
    case negative
  }

  private let content: Content

  /// The ways in the order in which they are tried, and each as often as it is worth it: what an
  /// operation asks of its operands is met by one of them, and the first is the most varied.
  static let attempts: [TeachingValues] = [
    (6, .tenths(1...9, .both, widens: true)),
    (3, .tenths(1...9, .positive, widens: true)),
    (2, .tenths(1...9, .both, widens: false)),
    (2, .tenths(1...9, .positive, widens: false)),
    (2, .tenths(1...3, .both, widens: false)),
    (2, .tenths(1...9, .negative, widens: true)),
    (2, .tenths(11...30, .positive, widens: false)),
    (2, .shares),
  ].flatMap { (count: Int, content: Content) in
    repeatElement(TeachingValues(content: content), count: count)
  }

  /// Fills the numbers of a leaf.
  func fill(_ numbers: MutableTensorView, by generator: SplitMix64) {
    var generator = generator
    let count = numbers.count
    switch content {
    case .tenths(let range, let signs, let widens):
      let few = Self.pool(range, signs)
      let many = widens ? Self.pool(1...20, signs) : few
      if count > many.count {
        Self.fill(numbers, repeatedlyFrom: few, by: &generator)
      } else {
        // A scalar takes one of many: a source may have a number of them.
        let tenths = count > 1 && count <= few.count ? few : many
        Self.fill(numbers, from: tenths, mixing: signs == .both, by: &generator)
      }
    case .shares:
      Lines.rows.forEach(in: numbers.shape) { row in
        var shares = Self.shares(Lines.rows.length(in: numbers.shape))
        generator.shuffle(&shares)
        for (position, share) in zip(row, shares) { numbers[position] = Double(share) / 10 }
      }
    }
  }

  /// Tenths of these magnitudes and signs.
  private static func pool(_ range: ClosedRange<Int>, _ signs: Signs) -> [Int] {
    switch signs {
    case .both: range + range.map(-)
    case .positive: Array(range)
    case .negative: range.map(-)
    }
  }

  /// Fills in different tenths and, where that is asked for, of both signs.
  private static func fill(
    _ numbers: MutableTensorView,
    from pool: [Int],
    mixing mixesSigns: Bool,
    by generator: inout SplitMix64
  ) {
    var tenths = pool
    generator.shuffle(&tenths)
    tenths.removeLast(tenths.count - numbers.count)
    let isMixed = tenths.contains { $0 > 0 } && tenths.contains { $0 < 0 }
    if mixesSigns, tenths.count > 1, !isMixed { tenths[tenths.count - 1].negate() }
    for (index, number) in tenths.enumerated() { numbers[index] = Double(number) / 10 }
  }

  /// Fills in tenths that differ from their neighbours.
  private static func fill(
    _ numbers: MutableTensorView,
    repeatedlyFrom pool: [Int],
    by generator: inout SplitMix64
  ) {
    let columns = numbers.shape.columns
    for index in 0..<numbers.count {
      repeat {
        numbers[index] = Double(pool[generator.number(below: pool.count)]) / 10
      } while index >= columns && numbers[index] == numbers[index - columns]
        || index % columns > 0 && numbers[index] == numbers[index - 1]
    }
  }

  /// Tenths that add up to ten: different ones of up to four, and a single ten of more than ten.
  private static func shares(_ count: Int) -> [Int] {
    var shares = [Int](repeating: count > 10 ? 0 : 1, count: count)
    if count <= 4 { shares = Array(1...count) }
    shares[count - 1] += 10 - shares.reduce(0, +)
    return shares
  }
}
