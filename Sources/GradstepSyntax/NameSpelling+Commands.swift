// Names in LaTeX: `\alpha`, `\mathbf{x}`, `\hat{y}`, `\operatorname{softmax}`.
extension NameSpelling {
  /// The most fonts and accents around one name.
  private static let longestChain = 8

  /// Takes a letter, or the name in fonts and under accents, or nothing.
  mutating func takeCommand() -> Bool {
    let before = self
    isCommand = true
    var marks = ""
    var braces = 0
    var chain = 0
    decorations: while current == "\\" {
      chain += 1
      let word = Command.word(in: text, at: index)
      switch Command.table[String(word)] {
      case .letter where chain <= Self.longestChain:
        break decorations
      case .font where chain <= Self.longestChain, .text where chain <= Self.longestChain:
        break
      case .accent(let mark) where chain <= Self.longestChain:
        marks = String(mark) + marks
      default:
        self = before
        return false
      }
      skip(command: word)
      if current == "*" { skip("*") }
      skipBlanks()
      if current == "{" {
        skip("{")
        skipBlanks()
        braces += 1
      }
    }
    takeBase(isBraced: braces > 0)
    let isMarkable = marks.isEmpty || characters.count == 1
    if isMarkable, !characters.isEmpty, takeEnd(braces: braces) {
      mark(marks)
      return true
    }
    self = before
    return false
  }

  /// Takes a letter, or in braces all letters and digits.
  private mutating func takeBase(isBraced: Bool) {
    if current == "\\" {
      takeLetter()
    } else if let character = current, character.startsName {
      take(character)
      while isBraced, let character = current, character.startsName || character.isDecimalDigit {
        take(character)
      }
    }
  }

  /// Takes subscripts and the closing braces, or fails.
  private mutating func takeEnd(braces: Int) -> Bool {
    var braces = braces
    while braces > 0 {
      skipBlanks()
      if current == "}" {
        skip("}")
        ends[ends.count - 1] = offset
        braces -= 1
      } else if current == "_" {
        guard takeSubscript() != nil else { return false }
        while let character = current, character.startsName || character.isDecimalDigit {
          take(character)
        }
      } else if current == "\\", Command.word(in: text, at: index) == "_" {
        skip("\\")
        take("_")
        while let character = current, character.startsName || character.isDecimalDigit {
          take(character)
        }
      } else {
        return false
      }
    }
    return true
  }

  /// Takes a command in a subscript: a letter, or letters and digits in a font.
  mutating func takeWord() -> Bool {
    let word = Command.word(in: text, at: index)
    switch Command.table[String(word)] {
    case .letter:
      takeLetter()
      return true
    case .font, .text:
      break
    default:
      return false
    }
    let count = characters.count
    skip(command: word)
    skipBlanks()
    let isBraced = current == "{"
    if isBraced { skip("{") }
    while let character = current, character.startsName || character.isDecimalDigit {
      take(character)
      if !isBraced { return true }
    }
    guard isBraced, current == "}", characters.count > count else { return false }
    skip("}")
    ends[ends.count - 1] = offset
    return true
  }

  private mutating func takeLetter() {
    let word = Command.word(in: text, at: index)
    guard case .letter(let letter) = Command.table[String(word)] else { return }
    skip(command: word)
    characters.append(letter)
    ends.append(offset)
  }

  private mutating func skip(command word: Substring) {
    skip("\\")
    for character in word { skip(character) }
  }

  private mutating func skipBlanks() {
    while current == " " { skip(" ") }
  }

  /// Puts marks on the first letter; the two are one character.
  private mutating func mark(_ marks: String) {
    guard !marks.isEmpty else { return }
    let marked = (String(characters[0]) + marks).map(Script.composed)
    characters.replaceSubrange(0..<1, with: marked)
    ends.replaceSubrange(0..<1, with: marked.map { _ in ends[0] })
  }
}
