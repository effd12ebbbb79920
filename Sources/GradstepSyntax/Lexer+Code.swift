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
    if Self.libraryConstants.contains(name) { return .name(name == "e" ? "e" : "π") }
    switch CodeNotation.meaning(ofFunction: name, functions: functions) {
    case .function(let function): return .name(function)
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

  /// `axis=`, of an argument with a name.
  mutating func keyword(_ name: String) -> Token.Kind? {
    guard startsArgument,
      CodeNotation.axisKeywords.contains(name) || CodeNotation.idleKeywords.contains(name)
    else { return nil }
    let before = cursor.offset
    cursor.skip { $0 == " " }
    guard cursor.accept("="), cursor.current != "=" else {
      cursor.offset = before
      return nil
    }
    return .keyword(name)
  }

  private mutating func codeName() -> String {
    let start = cursor.offset
    cursor.skip { $0.isASCIILetter || $0.isDecimalDigit || $0 == "_" }
    return cursor.text(from: start)
  }
}
