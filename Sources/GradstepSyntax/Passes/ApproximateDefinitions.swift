/// Takes `≈` for the sign of a definition where a line has no other: `g ≈ (f(x + h) - f(x))/h`.
enum ApproximateDefinitions {
  static func read(_ tokens: [Token]) -> [Token] {
    guard tokens.contains(where: { $0.kind == .approximates }) else { return tokens }
    var result = tokens
    var depth = 0
    var isDefined = false
    for (position, token) in tokens.enumerated() {
      switch token.kind {
      case .beginEnvironment, .endEnvironment: continue
      default: break
      }
      if token.isOpening { depth += 1 }
      if token.isClosing { depth = max(0, depth - 1) }
      switch token.kind {
      case .newline, .semicolon, .lineBreak: isDefined = false
      case .equals, .assign, .compound: isDefined = isDefined || depth == 0
      case .approximates where depth == 0 && !isDefined:
        isDefined = true
        result[position] = Token(
          kind: .equals,
          range: token.range,
          triviaStart: token.triviaStart
        )
      default: break
      }
    }
    return result
  }
}
