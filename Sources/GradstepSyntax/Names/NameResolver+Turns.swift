// Names and letters in a turn of a recurrence: at t = 2, `h_{t-1}` is `h_1`, and `t` is 2.
extension NameResolver {
  /// The name with the number of the turn in it, where the sources do not know it as it stands.
  func inTurn(_ scripted: ScriptedName) -> ScriptedName {
    guard !names.turn.isEmpty || !names.lastTurns.isEmpty, !names.isKnown(scripted.spelling())
    else { return scripted }
    let name = scripted.at(names.turn)
    let last = name.at(names.lastTurns)
    for name in [name, last] {
      if names.isKnown(name.spelling()) { return name }
      if let moved = name.withTurnInBase, moved.base.name.map(names.isValue) == true {
        return moved
      }
    }
    return name
  }

  /// A name without more behind it, with the number of the turn in it.
  func inTurn(_ token: Token) -> Token {
    guard !names.turn.isEmpty || !names.lastTurns.isEmpty,
      let scripted = ScriptedName([token][...], of: sources)
    else { return token }
    let name = inTurn(scripted).spelling()
    return Token(kind: .name(name), range: token.range, triviaStart: token.triviaStart)
  }

  /// A number in the place of a letter, in braces, so that it is no part of a number beside it.
  static func numeral(_ number: Int, at token: Token) -> [Token] {
    [
      Token(kind: .leftBrace, range: token.range.start, triviaStart: token.triviaStart),
      Token(.number(Double(number)), at: token.range), Token(.rightBrace, at: token.range.end),
    ]
  }
}
