/// The generator SplitMix64: the same numbers from the same words on every run and platform.
///
/// From Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014). Its state
/// starts at the 64-bit FNV-1a hash of a name and some numbers.
struct SplitMix64 {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// A generator that a name and some numbers decide on.
  init(_ name: String, _ numbers: UInt64...) {
    for byte in name.utf8 { hash(byte) }
    for number in numbers {
      for shift in stride(from: 0, to: 64, by: 8) {
        hash(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
      }
    }
  }

  private mutating func hash(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number from 0 up to but not including a bound.
  mutating func number(below bound: Int) -> Int {
    // The standard library's own way to a range may change with its version.
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Puts the numbers into an order of chance.
  mutating func shuffle(_ numbers: inout [Int]) {
    for position in numbers.indices {
      numbers.swapAt(position, position + number(below: numbers.count - position))
    }
  }
}
