/// What a person does at a terminal.
enum Input: Hashable, Sendable {
  case key(Key)
  case paste(PastedText)
}

/// Text that was pasted: nobody has typed it, and nothing in it is a key.
enum PastedText: Hashable, Sendable {
  /// The text, its line breaks `"\n"`, without controls other than those and tabs.
  case text(String)
  /// A text that is longer than anybody types, of which nothing is kept.
  case tooLong
  /// A text whose end has not come for a while; until it comes there are no keys.
  case unfinished
  /// Keys that came faster than a hand presses them, and that were not heeded.
  case burst

  /// How many bytes a text can have.
  static let mostBytes = 1 << 14

  /// What a line for typing takes of a text: one line, without anything that cannot be seen.
  static func line(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\t" {
        line.append(" ")
      } else if !Spelling.isObeyedOrHidden(scalar) {
        line.append(scalar)
      }
    }
    return String(line)
  }
}
