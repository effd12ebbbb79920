// Names of code: `np.exp`, `x.T`, `axis=1`.
extension Lexer {
  /// The token of a library's function, whose library has just been read; nothing for other names.
  mutating func libraryFunction(_ library: String) -> Token.Kind? {
    guard CodeNotation.libraries.contains(library), cursor.current == ".",
      cursor.following?.isASCIILetter == true
    else { return nil }
    let before = cursor.offset
    var name = ""
    while cursor.current == ".", cursor.following?.isASCIILetter == true {
      cursor.advance()
      name = codeName()
    }
    // `F.T` is the transpose of a matrix F.
    guard !Self.valueMembers.contains(name) else {
      cursor.offset = before
      return nil
    }
    isCode = true
    if let library = CodeNotation.library(named: library) { libraries.insert(library) }
    if name == "newaxis" { return .name("None") }
    if Self.libraryConstants.contains(name) { return .name(name == "e" ? "e" : "π") }
    switch CodeNotation.meaning(ofFunction: name, functions: functions) {
    case .function(let function):
      // Whatever else is called so, this is the function of the library.
      return cursor.current == "(" ? .code(.function(function)) : .name(function)
    case let meaning?: return .code(meaning)
    case nil: return .unknown
    }
  }

  private static let valueMembers: Set<String> = ["T", "mT", "shape"]

  private static let libraryConstants: Set<String> = ["pi", "e"]

  /// `.T` or `.sum` right behind a value.
  mutating func member() -> Token.Kind? {
    guard cursor.current == ".", cursor.following?.isASCIILetter == true, isBehindValue else {
      return nil
    }
    cursor.advance()
    let name = codeName()
    // `\text{x.size}(0)` is written in formulas of LaTeX, too.
    isCode = isCode || !hasCommands || CodeNotation.dimension(ofMember: name) == nil
    return .member(name)
  }

  /// A name with `.data` or `.grad` behind it: the value that it has, and the gradient, which is one of its
  /// own.
  mutating func attribute(of name: String) -> String {
    guard cursor.current == "." else { return name }
    let before = cursor
    cursor.advance()
    let attribute = codeName()
    guard attribute == "data" || attribute == "grad", cursor.current != "(", cursor.current != "."
    else {
      cursor = before
      return name
    }
    isCode = true
    return attribute == "grad" ? name + "_grad" : name
  }

  /// `axis=`, of an argument with a name.
  mutating func keyword(_ name: String) -> Token.Kind? {
    guard startsArgument,
      CodeNotation.isSetting(name)
    else { return nil }
    let before = cursor.offset
    cursor.skip { $0 == " " }
    guard cursor.accept("="), cursor.current != "=" else {
      cursor.offset = before
      return nil
    }
    isCode = isCode || CodeNotation.settingsOfAxis.contains(name)
    return .keyword(name)
  }

  /// Skips the text in three quotes that says what a function is for.
  mutating func skipText() -> Bool {
    let isDouble = cursor.hasPrefix("\"\"\"")
    guard isDouble || cursor.hasPrefix("'''") && startsLine else { return false }
    let start = cursor.offset
    cursor.offset += 3
    while cursor.current != nil {
      if isDouble ? cursor.hasPrefix("\"\"\"") : cursor.hasPrefix("'''") {
        cursor.offset += 3
        return true
      }
      cursor.advance()
    }
    cursor.offset = start
    return false
  }

  /// A text in quotes behind `label=`, which is no part of any formula.
  mutating func quotedText() -> Token.Kind? {
    guard let quote = cursor.current, quote == "'" || quote == "\"" else { return nil }
    let start = cursor.offset
    cursor.advance()
    cursor.skip { $0 != quote && !$0.isNewline }
    guard cursor.accept(quote) else {
      cursor.offset = start
      return nil
    }
    return .unknown
  }

  private mutating func codeName() -> String {
    let start = cursor.offset
    cursor.skip { $0.isASCIILetter || $0.isDecimalDigit || $0 == "_" }
    return cursor.text(from: start)
  }
}
