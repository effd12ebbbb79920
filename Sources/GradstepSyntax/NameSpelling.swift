/// A name as it is spelled in a source, beside its canonical spelling.
///
/// A lowered part ends a name, as it does in print: `W₁x` is two names.
struct NameSpelling {
  /// The canonical spelling.
  private(set) var characters: [Character] = []

  /// For each canonical character, the byte behind what spells it.
  private(set) var ends: [Int] = []

  private let text: String
  private(set) var index: String.Index
  private var offset: Int
  private var hasSubscript = false

  var canonical: String { String(characters) }

  /// The name that starts at an index of a text, its byte offset being known.
  init(in text: String, at index: String.Index, offset: Int) {
    self.text = text
    self.index = index
    self.offset = offset
    while let character = current {
      if character.startsName || character.isDecimalDigit {
        take(character)
      } else if character == "_" {
        hasSubscript = true
        take(character)
        if takeBraces() { return }
      } else if !character.isASCII, Script.lowered[character] != nil {
        takeLowered()
        return
      } else {
        return
      }
    }
  }

  private var current: Character? {
    index < text.endIndex ? text[index] : nil
  }

  private mutating func skip(_ character: Character) {
    index = text.index(after: index)
    offset += character.utf8.count
  }

  private mutating func take(_ character: Character) {
    skip(character)
    characters.append(character.isASCII ? character : Script.composed(character))
    ends.append(offset)
  }

  private mutating func takeLowered() {
    if !hasSubscript {
      characters.append("_")
      ends.append(offset)
    }
    while let character = current, let digit = Script.lowered[character] {
      skip(character)
      characters.append(digit)
      ends.append(offset)
    }
  }

  /// Takes `{12}` behind `_`, or nothing unless it is letters and digits in closed braces.
  private mutating func takeBraces() -> Bool {
    guard current == "{" else { return false }
    let before = self
    skip("{")
    while let character = current, character.startsName || character.isDecimalDigit {
      take(character)
    }
    guard current == "}", characters.count > before.characters.count else {
      self = before
      return false
    }
    skip("}")
    ends[ends.count - 1] = offset
    return true
  }
}
