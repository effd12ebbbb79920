/// A name as it is spelled in a source, beside its canonical spelling.
///
/// A lowered part ends a name, as it does in print: `W₁x` is two names.
struct NameSpelling {
  /// The canonical spelling.
  var characters: [Character] = []

  /// For each canonical character, the byte behind what spells it.
  var ends: [Int] = []

  /// The place behind the name.
  private(set) var index: String.Index

  /// The same place in bytes.
  private(set) var offset: Int

  let text: String
  private var hasSubscript = false

  /// Whether the name starts with a command of LaTeX.
  var isCommand = false

  var canonical: String { String(characters) }

  /// The name that starts at an index of a text, its byte offset being known.
  init(in text: String, at index: String.Index, offset: Int) {
    self.text = text
    self.index = index
    self.offset = offset
    if current == "\\" {
      // A subscript within the braces of a font ends the name.
      guard takeCommand(), !hasSubscript else { return }
    }
    takePlain()
  }

  /// Takes letters, digits and subscripts, or nothing.
  private mutating func takePlain() {
    while let character = current {
      if character.startsName || character.isDecimalDigit {
        // A command ends at its last letter, and so does the name without a subscript.
        if isCommand, !hasSubscript { return }
        take(character)
      } else if character == "_" {
        guard let isOpen = takeSubscript(), isOpen else { return }
      } else if !character.isASCII, Script.lowered[character] != nil {
        takeLowered()
        return
      } else {
        return
      }
    }
  }

  var current: Character? {
    index < text.endIndex ? text[index] : nil
  }

  mutating func skip(_ character: Character) {
    index = text.index(after: index)
    offset += character.utf8.count
  }

  mutating func take(_ character: Character) {
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

  /// Takes `_` and what follows it in braces or as a command; nothing where that is no name.
  ///
  /// - Returns: Whether the name can go on, if anything was taken.
  mutating func takeSubscript() -> Bool? {
    let before = self
    hasSubscript = true
    take("_")
    guard current == "{" || current == "\\" else { return true }
    if current == "{" ? takeBraces() : takeWord() { return false }
    self = before
    return nil
  }

  /// Takes `{12}` or `{\text{out}}`, or nothing unless it is letters and digits in closed braces.
  private mutating func takeBraces() -> Bool {
    let count = characters.count
    skip("{")
    while let character = current {
      if character.startsName || character.isDecimalDigit {
        take(character)
      } else if character == " " {
        skip(" ")
      } else if character != "\\" || !takeWord() {
        break
      }
    }
    guard current == "}", characters.count > count else { return false }
    skip("}")
    ends[ends.count - 1] = offset
    return true
  }
}
