/// A place in UTF-8 text that moves on by Unicode scalars.
///
/// Offsets are whole numbers of bytes, and a scalar never joins the one behind it: what the language
/// has as a sign is one wherever it stands.
struct SourceCursor {
  private let bytes: [UInt8]

  /// The place in bytes; always one where a scalar starts, or the end.
  var offset: Int

  /// A place in text that is valid UTF-8.
  init(_ bytes: [UInt8], at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The scalar here; nothing at the end.
  var current: Unicode.Scalar? { scalar(at: offset) }

  /// The scalar behind the one here.
  var following: Unicode.Scalar? {
    offset < bytes.count ? scalar(at: offset + length(at: offset)) : nil
  }

  /// The byte here, which tells ASCII apart from all else; nothing at the end.
  var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The byte some bytes ahead.
  func byte(ahead count: Int) -> UInt8? {
    offset + count < bytes.count ? bytes[offset + count] : nil
  }

  /// The byte before the place; nothing at the start.
  var byteBefore: UInt8? { offset > 0 ? bytes[offset - 1] : nil }

  /// Goes behind the scalar here.
  mutating func advance() { offset += length(at: offset) }

  /// Goes behind the scalar here if it is the one that is asked for.
  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    advance()
    return true
  }

  /// Goes on while there are scalars of a kind.
  mutating func skip(while isSkipped: (Unicode.Scalar) -> Bool) {
    while let scalar = current, isSkipped(scalar) { advance() }
  }

  /// The text from an earlier place to here.
  func text(from start: Int) -> String {
    String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// The bytes of a stretch of the text.
  func bytes(in range: Range<Int>) -> [UInt8] { Array(bytes[range]) }

  /// Whether the text goes on with some ASCII.
  func hasPrefix(_ text: StaticString) -> Bool {
    guard text.utf8CodeUnitCount <= bytes.count - offset else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[offset..<offset + $0.count]) }
  }

  private func length(at offset: Int) -> Int {
    switch bytes[offset] {
    case ..<0x80: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  private func scalar(at offset: Int) -> Unicode.Scalar? {
    guard offset < bytes.count else { return nil }
    let first = bytes[offset]
    guard first >= 0x80 else { return Unicode.Scalar(first) }
    func tail(_ position: Int) -> UInt32 { UInt32(bytes[offset + position] & 0x3F) }
    let head = UInt32(first)
    let value =
      switch first {
      case ..<0xE0: (head & 0x1F) << 6 | tail(1)
      case ..<0xF0: (head & 0x0F) << 12 | tail(1) << 6 | tail(2)
      default: (head & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
      }
    return Unicode.Scalar(value)
  }
}
