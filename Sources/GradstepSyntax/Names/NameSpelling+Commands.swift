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
    // `{\bf x}`
    if cursor.accept("{") {
      skipBlanks()
      braces = 1
    }
    decorations: while cursor.current == "\\" {
      chain += 1
      let word = LaTeXCommand.word(at: cursor)
      switch LaTeXCommand.table[word] {
      case .letter where chain <= Self.longestChain:
        break decorations
      case .font where chain <= Self.longestChain, .text where chain <= Self.longestChain:
        break
      case nil where chain <= Self.longestChain && LaTeXCommand.isName(word):
        break decorations
      case .accent(let mark) where chain <= Self.longestChain:
        marks = String(mark) + marks
      default:
        self = before
        return false
      }
      skip(command: word)
      _ = cursor.accept("*")
      skipBlanks()
      if cursor.accept("{") {
        skipBlanks()
        braces += 1
      }
    }
    let isOwn = cursor.current == "\\" && LaTeXCommand.isName(LaTeXCommand.word(at: cursor))
    takeBase(isBraced: braces > 0)
    let last = characters.count - 1
    let isMarkable = marks.isEmpty || characters.count == 1 || isOwn
    if isMarkable, !characters.isEmpty, takeEnd(braces: braces) {
      mark(marks, at: last)
      return true
    }
    self = before
    return false
  }

  /// Takes a letter, or in braces all letters and digits.
  private mutating func takeBase(isBraced: Bool) {
    if cursor.current == "\\" {
      takeLetter()
    } else if cursor.current?.startsName == true {
      take()
      if isBraced { takeWord() }
    }
  }

  /// Takes subscripts and the closing braces, or fails.
  private mutating func takeEnd(braces: Int) -> Bool {
    var braces = braces
    while braces > 0 {
      skipBlanks()
      switch cursor.current {
      case "}":
        cursor.advance()
        ends[ends.count - 1] = cursor.offset
        braces -= 1
      case "_":
        guard takeSubscript() != nil else { return false }
        takeWord()
      case "\\" where LaTeXCommand.word(at: cursor) == "_":
        cursor.advance()
        takeUnderscore()
        takeWord()
      default:
        return false
      }
    }
    return true
  }

  /// Takes a command in a subscript: a letter, or letters and digits in a font.
  mutating func takeSubscriptCommand() -> Bool {
    let word = LaTeXCommand.word(at: cursor)
    switch LaTeXCommand.table[word] {
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
    guard cursor.accept("{") else {
      guard cursor.current?.continuesName == true else { return false }
      take()
      return true
    }
    takeWord()
    guard characters.count > count, cursor.accept("}") else { return false }
    ends[ends.count - 1] = cursor.offset
    return true
  }

  private mutating func takeLetter() {
    let word = LaTeXCommand.word(at: cursor)
    if case .letter(let letter) = LaTeXCommand.table[word] {
      skip(command: word)
      append(Character(letter))
    } else if LaTeXCommand.isName(word) {
      skip(command: word)
      for letter in word { append(letter) }
    }
  }

  private mutating func skip(command word: String) {
    cursor.offset += 1 + word.utf8.count
  }

  private mutating func skipBlanks() {
    cursor.skip { $0 == " " }
  }

  /// Puts marks on a letter; the two are one character.
  private mutating func mark(_ marks: String, at position: Int) {
    guard !marks.isEmpty else { return }
    let marked = (String(characters[position]) + marks).map(ScriptTable.composed)
    let end = ends[position]
    characters.replaceSubrange(position...position, with: marked)
    ends.replaceSubrange(position...position, with: marked.map { _ in end })
  }
}
