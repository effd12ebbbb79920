/// Reads the characters of a text as a person counts them, with their places.
///
/// They are those of Unicode, but that ASCII always starts one: a letter that takes the next
/// character along (Grapheme_Cluster_Break=Prepend) takes no sign of the language.
struct CharacterReader: Sequence, IteratorProtocol {
  typealias Element = (character: Character, bytes: Range<Int>)

  /// How much text is looked at in one go.
  private static let stretchLength = 256

  private let text: [UInt8]
  private var offset: Int
  /// The characters of the stretch around the place, which ends at a byte.
  private var stretch = "".makeIterator()
  private var stretchEnd = 0

  /// A reader of UTF-8 text from a byte on.
  init(_ text: [UInt8], from offset: Int = 0) {
    self.text = text
    self.offset = offset
  }

  mutating func next() -> Element? {
    if offset < stretchEnd { return nextOfStretch() }
    guard offset < text.count else { return nil }
    let isFollowedByASCII = offset + 1 == text.count || text[offset + 1] < 0x80
    guard text[offset] >= 0x80 || !isFollowedByASCII else { return ascii() }
    var length = Self.stretchLength
    while true {
      readStretch(length)
      guard let character = stretch.next() else { return nil }
      // Marks without end are still one character.
      guard isCut(at: offset + character.utf8.count) else { return take(character) }
      length *= 4
    }
  }

  /// Reads up to the next byte of ASCII, or about as far as is asked for.
  private mutating func readStretch(_ length: Int) {
    let limit = Swift.min(text.count, offset + length)
    stretchEnd = offset + 1
    while stretchEnd < limit, text[stretchEnd] >= 0x80 { stretchEnd += 1 }
    while stretchEnd < text.count, text[stretchEnd] & 0xC0 == 0x80 { stretchEnd += 1 }
    stretch = String(decoding: text[offset..<stretchEnd], as: UTF8.self).makeIterator()
  }

  /// Whether a character that ends at a byte goes on behind the stretch.
  private func isCut(at end: Int) -> Bool {
    end == stretchEnd && end < text.count && text[end] >= 0x80
  }

  private mutating func nextOfStretch() -> Element? {
    guard let character = stretch.next() else { return nil }
    if isCut(at: offset + character.utf8.count) {
      stretchEnd = offset
      return next()
    }
    return take(character)
  }

  private mutating func ascii() -> Element {
    if text[offset] == 0x0D, offset + 1 < text.count, text[offset + 1] == 0x0A {
      return take("\r\n")
    }
    return take(Character(Unicode.Scalar(text[offset])))
  }

  private mutating func take(_ character: Character) -> Element {
    let start = offset
    offset += character.utf8.count
    return (character, start..<offset)
  }
}
