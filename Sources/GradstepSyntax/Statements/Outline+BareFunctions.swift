extension Outline {
  /// The functions that the sources use, if at all, without an argument alone: the σ of `2σ^2` is a value,
  /// which is still to be given.
  func bareFunctions(among letters: [String]) -> Set<String> {
    Set(
      letters.filter { letter in
        let bodies = drafts.map { $0.body }.filter { $0.contains { $0.name == letter } }
        return !bodies.isEmpty && bodies.allSatisfy { standsBare(letter, in: $0) }
      }
    )
  }

  /// Whether no argument is behind a name anywhere in a body; alone it is another name for the function.
  private func standsBare(_ letter: String, in body: ArraySlice<Token>) -> Bool {
    body.count > 1
      && body.indices.allSatisfy { position in
        body[position].name != letter || !hasArgument(body[(position + 1)...])
      }
  }

  /// Whether an argument starts, behind a power of the function or right here.
  private func hasArgument(_ tokens: ArraySlice<Token>) -> Bool {
    var rest = tokens
    switch rest.first?.kind {
    case .superscript:
      rest = rest.dropFirst()
    case .caret:
      rest = rest.dropFirst()
      let isBraced = rest.first?.kind == .leftBrace
      rest = isBraced ? rest.drop { $0.kind != .rightBrace }.dropFirst() : rest.dropFirst()
    default: break
    }
    switch rest.first?.kind {
    case .plus, .minus, .product, .comma, .semicolon, .equals, .newline, .bar, .doubleBar, nil:
      return false
    case let kind?:
      return !Token(kind, at: rest[rest.startIndex].range).isClosing
    }
  }
}
