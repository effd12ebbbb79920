/// Parts the arguments of functions that bars stand between: `D_{KL}(p \| q)`.
///
/// Which functions these are is told by their definitions.
enum BarArguments {
  /// The tokens of all sources, with commas in such calls.
  static func parted(_ sources: [[Token]]) -> [[Token]] {
    let functions = sources.reduce(into: Set<String>()) { $0.formUnion(names(definedIn: $1)) }
    return functions.isEmpty ? sources : sources.map { parted($0, functions) }
  }

  /// The names before brackets with one bar in them that a definition begins with.
  private static func names(definedIn tokens: [Token]) -> Set<String> {
    guard tokens.contains(where: isBar) else { return [] }
    let brackets = Brackets(tokens[...])
    var names: Set<String> = []
    for position in tokens.indices where tokens[position].kind == .leftParenthesis {
      guard let call = call(at: position, in: tokens, brackets), call.end < tokens.count,
        tokens[call.end].defines
      else { continue }
      names.insert(call.name)
    }
    return names
  }

  private static func parted(_ tokens: [Token], _ functions: Set<String>) -> [Token] {
    let brackets = Brackets(tokens[...])
    var result = tokens
    for position in tokens.indices where tokens[position].kind == .leftParenthesis {
      guard let call = call(at: position, in: tokens, brackets), functions.contains(call.name),
        call.end >= tokens.count || !tokens[call.end].defines
      else { continue }
      let bar = tokens[call.bar]
      result[call.bar] = Token(kind: .comma, range: bar.range, triviaStart: bar.triviaStart)
    }
    return result
  }

  /// The name before brackets, the one bar right inside them, and where they end.
  private static func call(
    at opening: Int,
    in tokens: [Token],
    _ brackets: Brackets
  ) -> (name: String, bar: Int, end: Int)? {
    guard opening > 0, let name = tokens[opening - 1].name,
      let closing = brackets.closing(of: opening)
    else { return nil }
    let bars = brackets.inside(opening).filter { isBar(tokens[$0]) }
    return bars.count == 1 ? (name, bars[0], closing + 1) : nil
  }

  private static func isBar(_ token: Token) -> Bool {
    token.kind == .doubleBar || token.kind == .bar
  }
}
