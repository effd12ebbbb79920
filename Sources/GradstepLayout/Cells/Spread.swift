/// Things in a row, each as near to its wish as the others let it be.
struct Spread {
  /// One thing, and where its first cell would like to be.
  struct Item {
    var wish: Double
    var size: Int
    /// How much its wish counts.
    var weight = 1.0
  }

  /// The first cells of items, in their order, without overlap.
  ///
  /// The sum of the squared distances from the wishes is least: the pool adjacent violators
  /// algorithm of isotonic regression, in linear time.
  static func positions(_ items: [Item], within bounds: ClosedRange<Int>? = nil) -> [Int] {
    // Without the room that the items before it take, each may be no further back than the last.
    var offsets: [Int] = []
    var end = 0
    for item in items {
      offsets.append(end)
      end += item.size
    }
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for (item, offset) in zip(items, offsets) {
      var pool = (sum: item.weight * (item.wish - Double(offset)), weight: item.weight, count: 1)
      while let last = pools.last, last.sum / last.weight >= pool.sum / pool.weight {
        pools.removeLast()
        pool = (last.sum + pool.sum, last.weight + pool.weight, last.count + pool.count)
      }
      pools.append(pool)
    }
    let starts = pools.flatMap { pool in
      // Halves go one way everywhere, so that what is in line stays in line.
      Array(repeating: Int((pool.sum / pool.weight + 0.51).rounded(.down)), count: pool.count)
    }
    return zip(starts, offsets).map { start, offset in
      guard let bounds else { return start + offset }
      let last = bounds.upperBound + 1 - end
      return max(min(start, last), bounds.lowerBound) + offset
    }
  }
}
