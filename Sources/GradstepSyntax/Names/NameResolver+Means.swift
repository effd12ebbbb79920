// `\bar{y}` of a value `y`, where nothing gives it a value of its own: the mean.
extension NameResolver {
  /// The mean over all components that a letter with a bar stands for, in brackets.
  mutating func mean(of token: Token, _ name: String) -> [Token]? {
    guard name.count == 1, let letter = Self.letters.first(where: { "\($0)\u{304}" == name }),
      let value = names.value(withComponents: String(letter)), names.value(orBold: name) == nil,
      let index = ["i", "j", "k"].first(where: {
        !names.isKnown($0) && !names.indices.contains($0)
      })
    else { return nil }
    if echoed.insert(name).inserted {
      warnings.append(
        .note(
          "bar-as-mean",
          "\(name) reads as the mean of \(Reading.text(ofName: value)), for nothing gives it a value",
          at: token.range
        )
      )
    }
    let end = token.range.end
    func lowered() -> [Token] {
      [
        Token(.lowered, at: end), Token(.leftBrace, at: end), Token(.name(index), at: end),
        Token(.rightBrace, at: end),
      ]
    }
    return [
      Token(.leftParenthesis, at: token.range.start), Token(.reduction(.mean), at: token.range),
    ]
      + lowered() + [Token(.name(value), at: token.range)] + lowered()
      + [Token(.rightParenthesis, at: end)]
  }

  /// The letters over which notes set a bar.
  private static let letters: [Character] =
    Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZαβγδεζηθκλμνξπρστυφχψω")
}
