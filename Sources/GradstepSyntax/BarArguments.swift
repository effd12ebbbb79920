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
    var names: Set<String> = []
    for position in tokens.indices where tokens[position].kind == .leftParenthesis {
      guard let call = call(at: position, in: tokens), call.end < tokens.count,
        tokens[call.end].defines
      else { continue }
      names.insert(call.name)
    }
    return names
  }

  private static func parted(_ tokens: [Token], _ functions: Set<String>) -> [Token] {
    var result = tokens
    for position in tokens.indices where tokens[position].kind == .leftParenthesis {
      guard let call = call(at: position, in: tokens), functions.contains(call.name),
        call.end >= tokens.count || !tokens[call.end].defines
      else { continue }
      let bar = tokens[call.bar]
      result[call.bar] = Token(kind: .comma, range: bar.range, triviaStart: bar.triviaStart)
    }
    return result
  }

  /// How far the end of a call is searched for.
  private static let longestCall = 256

  /// The name before brackets, the one bar right inside them, and where they end.
  private static func call(
    at opening: Int,
    in tokens: [Token]
  ) -> (name: String, bar: Int, end: Int)? {
    guard opening > 0, let name = tokens[opening - 1].name else { return nil }
    var depth = 0
    var bar: Int?
    for position in opening..<min(opening + longestCall, tokens.count) {
      if tokens[position].isOpening { depth += 1 }
      if tokens[position].isClosing { depth -= 1 }
      if depth == 0 { return bar.map { (name, $0, position + 1) } }
      guard depth == 1, isBar(tokens[position]) else { continue }
      guard bar == nil else { return nil }
      bar = position
    }
    return nil
  }

  private static func isBar(_ token: Token) -> Bool {
    token.kind == .doubleBar || token.kind == .bar
  }
}
