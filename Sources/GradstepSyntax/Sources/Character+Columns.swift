extension Character {
  /// How many columns of a terminal the character takes: none, one or two.
  ///
  /// East Asian wide characters and emoji take two (Unicode Annex 11); marks without a base,
  /// format and control characters take none.
  package var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if isASCII { return first.value >= 0x20 && first.value != 0x7F ? 1 : 0 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    let isEmoji =
      first.properties.isEmojiPresentation
      || (first.properties.isEmoji && unicodeScalars.contains("\u{FE0F}"))
    return isEmoji || Self.wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}

extension String {
  /// How many columns of a terminal the text takes.
  package var columns: Int {
    var sum = 0
    for character in self { sum += character.columns }
    return sum
  }
}
