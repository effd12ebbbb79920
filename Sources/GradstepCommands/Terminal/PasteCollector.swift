/// Collects a text between the marks of a paste, in little memory however long it is.
///
/// Nothing but the whole mark of the end ends it: what looks like a key is a part of the text.
struct PasteCollector {
  private var bytes: [UInt8] = []
  private var isTooLong = false
  /// How many bytes of the mark have come.
  private var matched = 0

  /// How many bytes are kept.
  var keptBytes: Int { bytes.count }

  private static let endMark = Array("\u{1B}[201~".utf8)

  /// Takes a byte, and gives back the text when that was its last.
  mutating func accept(_ byte: UInt8) -> PastedText? {
    if byte == Self.endMark[matched] {
      matched += 1
      return matched == Self.endMark.count ? text : nil
    }
    for part in Self.endMark[..<matched] { append(part) }
    // The mark begins with its only escape, so no other start of it can be among those.
    matched = 0
    if byte == Self.endMark[0] { matched = 1 } else { append(byte) }
    return nil
  }

  private mutating func append(_ byte: UInt8) {
    guard bytes.count < PastedText.mostBytes else {
      isTooLong = true
      return
    }
    bytes.append(byte)
  }

  private var text: PastedText {
    guard !isTooLong else { return .tooLong }
    var text = String.UnicodeScalarView()
    var isBehindReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\n" where isBehindReturn: break
      case "\r", "\n": text.append("\n")
      case "\t": text.append(scalar)
      case _ where scalar.properties.generalCategory == .control: break
      default: text.append(scalar)
      }
      isBehindReturn = scalar == "\r"
    }
    return .text(String(text))
  }
}
