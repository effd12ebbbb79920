/// The data of a path in hundredths of a unit, each point told from the one before: half as long as
/// what Cairo writes, and still finer than a figure can be seen.
struct PathData {
  /// The data as it is written.
  private(set) var bytes: [UInt8] = []
  private var current = Point()
  /// Where the part of the path began, to which closing it leads back.
  private var start = Point()

  private struct Point {
    var x = 0
    var y = 0
  }

  /// Writes data of absolute moves, lines and curves; `nil` where there is more in it than that.
  init?(_ data: some Sequence<UInt8>) {
    var command: UInt8?
    var numbers: [Int] = []
    var word: [UInt8] = []
    for byte in Array(data) + [UInt8(ascii: " ")] {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if !word.isEmpty {
          guard let number = Double(String(decoding: word, as: UTF8.self)),
            number.magnitude < Self.largest
          else { return nil }
          numbers.append(Int((number * 100).rounded()))
          word = []
        }
        guard byte >= UInt8(ascii: "A") else { continue }
        guard write(command, numbers) else { return nil }
        (command, numbers) = (byte, [])
      default: word.append(byte)
      }
    }
    guard write(command, numbers) else { return nil }
  }

  /// More than any place in a figure.
  private static let largest = 1e9

  /// Writes a command with its numbers; false where it is none that Cairo is known to write.
  private mutating func write(_ command: UInt8?, _ numbers: [Int]) -> Bool {
    switch (command, numbers.count) {
    case (nil, 0): return true
    case (UInt8(ascii: "Z"), 0):
      bytes.append(UInt8(ascii: "z"))
      current = start
      return true
    case (UInt8(ascii: "M"), 2), (UInt8(ascii: "L"), 2), (UInt8(ascii: "C"), 6): break
    default: return false
    }
    bytes.append(command.map { $0 | 0x20 } ?? 0)
    for position in stride(from: 0, to: numbers.count, by: 2) {
      write(numbers[position] - current.x, isFirst: position == 0)
      write(numbers[position + 1] - current.y, isFirst: false)
    }
    current = Point(x: numbers[numbers.count - 2], y: numbers[numbers.count - 1])
    if command == UInt8(ascii: "M") { start = current }
    return true
  }

  /// Writes hundredths as a number, with a blank before it where nothing else parts it from the last.
  private mutating func write(_ hundredths: Int, isFirst: Bool) {
    if hundredths < 0 {
      bytes.append(UInt8(ascii: "-"))
    } else if !isFirst {
      bytes.append(UInt8(ascii: " "))
    }
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    if whole > 0 || rest == 0 { bytes += "\(whole)".utf8 }
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
    if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }
}
