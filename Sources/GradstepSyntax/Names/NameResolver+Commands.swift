// Names that notes spell otherwise than the source that gives them: commands of a book's own, as
// `\Vx`, and functions in other capitals, as `ReLU`.
extension NameResolver {
  /// The token that an unknown name is meant as, where it is no name itself.
  mutating func meaning(of token: Token, _ name: String) -> Token? {
    if let function = names.function(inOtherCapitals: name) {
      return Token(kind: .name(function), range: token.range, triviaStart: token.triviaStart)
    }
    if let other = LaTeXCommand.otherSpelling(ofLetter: name), names.isValue(other) {
      return Token(kind: .name(other), range: token.range, triviaStart: token.triviaStart)
    }
    if name == "E" || name.hasPrefix("E_"), sources.text(in: token.range).hasPrefix("\\mathbb") {
      return Token(kind: .unknown, range: token.range, triviaStart: token.triviaStart)
    }
    guard let word = ownCommand(in: token), !names.isKnown(word),
      let rest = Self.rest(of: name, behind: word)
    else {
      return nil
    }
    for letter in Self.letters(of: word) {
      let meant = String(ScriptTable.composed(Character(letter + rest.marks))) + rest.text
      guard names.isValue(meant) else { continue }
      echo(token, as: meant)
      return Token(kind: .name(meant), range: token.range, triviaStart: token.triviaStart)
    }
    return Token(kind: .unknown, range: token.range, triviaStart: token.triviaStart)
  }

  /// The command in the spelling of a name that the language does not have.
  private func ownCommand(in token: Token) -> String? {
    var cursor = SourceCursor(sources[token.range.source].utf8, at: token.range.bytes.lowerBound)
    // All but the last command of a name are fonts and accents.
    for _ in 0..<8 {
      cursor.skip { $0 == "{" || $0 == " " }
      guard cursor.current == "\\", cursor.offset < token.range.bytes.upperBound else { return nil }
      let word = LaTeXCommand.word(at: cursor)
      if LaTeXCommand.isName(word) { return word }
      cursor.offset += 1 + word.utf8.count
    }
    return nil
  }

  /// What a name has behind its command: the marks over it, and a subscript.
  private static func rest(of name: String, behind word: String) -> (marks: String, text: String)? {
    guard let last = word.last, name.hasPrefix(word.dropLast()) else { return nil }
    let rest = name.dropFirst(word.count - 1)
    guard let first = rest.first else { return nil }
    if first == last { return ("", String(rest.dropFirst())) }
    let mark = LaTeXCommand.accents.values.first {
      ScriptTable.composed(Character(String(last) + String($0))) == first
    }
    return mark.map { (String($0), String(rest.dropFirst())) }
  }

  /// The letters that `\Vx`, `\Mtheta` or `\bfx` can stand for: all but the mark of a font.
  private static func letters(of word: String) -> [String] {
    let fonts = ["bf", "bm", "bs", "rm"].filter(word.hasPrefix)
    let rests = fonts.map { word.dropFirst($0.count) } + [word.dropFirst()]
    return rests.compactMap { rest in
      if let letter = LaTeXCommand.letters[String(rest)] { return String(Character(letter)) }
      return rest.count == 1 ? String(rest) : nil
    }
  }

  private mutating func echo(_ token: Token, as name: String) {
    let written = sources.text(in: token.range)
    guard echoed.insert(name).inserted else { return }
    warnings.append(
      .warning(
        "command-as-letter",
        "\(quote(written)) reads as \(Reading.text(ofName: name))",
        at: token.range,
        solutions: [.init(summary: "if it is another value, give it: \(written) = …")]
      )
    )
  }
}
