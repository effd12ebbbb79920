extension Unicode.Scalar {
  /// How many columns of a terminal the scalar takes by itself: none, one or two.
  ///
  /// East Asian wide characters and emoji take two (Unicode Annex 11); marks, format and control
  /// characters take none.
  package var columns: Int {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: return 0
    // Letters, and signs of mathematics, which are most of what is measured.
    case 0x20..<0x300, 0x2200..<0x2300: return 1
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    let isWide = properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) }
    return isWide ? 2 : 1
  }

  /// The blocks of East Asian writing whose characters fill a square.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul, initial consonants
    0x2E80...0x303E,  // Radicals and punctuation
    0x3041...0x4DBF,  // Kana, Bopomofo, more Hangul and Han
    0x4E00...0xA4CF,  // Han and Yi
    0xA960...0xA97C,  // Hangul, more initial consonants
    0xAC00...0xD7A3,  // Hangul syllables
    0xF900...0xFAFF,  // Han for compatibility
    0xFE30...0xFE6F,  // Forms for vertical text and small forms
    0xFF01...0xFF60,  // Full-width forms
    0xFFE0...0xFFE6,  // Full-width currency signs
    0x16FE0...0x18DFF,  // Tangut and Khitan
    0x1AFF0...0x1B2FF,  // More kana, Nushu
    0x1F200...0x1F265,  // Squared Han
    0x20000...0x3FFFD,  // Rare Han
  ]
}

extension Character {
  /// How many columns of a terminal the character takes: as many as its first scalar, and two for one
  /// that is to be shown as a picture.
  package var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    let isPicture = first.value >= 0x80 && unicodeScalars.contains("\u{FE0F}")
    return isPicture && first.properties.isEmoji ? 2 : first.columns
  }
}

extension String {
  /// How many columns of a terminal the text takes.
  package var columns: Int {
    utf8.allSatisfy { 0x20..<0x7F ~= $0 } ? utf8.count : reduce(0) { $0 + $1.columns }
  }
}
