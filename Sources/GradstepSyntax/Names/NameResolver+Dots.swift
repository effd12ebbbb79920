// `h_1, …, h_n` in a list or a column: all that are given, or all components of `h`.
extension NameResolver {
  /// The vector that a list of all its components stands for, `\{l_1, …, l_N\}^\top` for `l`; as
  /// arguments of a function they stay in their brackets.
  func whole(
    at position: Int,
    in body: ArraySlice<Token>,
    behind before: Token?
  ) -> (tokens: [Token], end: Int)? {
    let opening = body[position]
    guard let closingKind = opening.closingKind, position + 6 < body.endIndex,
      let first = ScriptedName(body[(position + 1)...], of: sources),
      !names.isValue(first.spelling()), let name = first.base.name, names.isValue(name),
      let start = first.lower ?? first.upper, start.isOne
    else { return nil }
    var next = position + 1 + first.count
    // `x_1, x_2, …, x_n` begins with two.
    if let second = ScriptedName(body[min(next + 1, body.endIndex)...], of: sources),
      body[next].kind == .comma, second.base.name == name,
      ["2", "(2)", "[2]"].contains((second.lower ?? second.upper)?.text)
    {
      next += 1 + second.count
    }
    let isParted = body[next...].prefix(3).map { $0.kind } == [.comma, .unknown, .comma]
    guard isParted, Ellipsis.isOne(body[next + 1], of: sources),
      let last = ScriptedName(body[(next + 3)...], of: sources), last.base.name == name,
      (last.lower == nil) == (first.lower == nil)
    else { return nil }
    next += 3 + last.count
    guard next < body.endIndex, body[next].kind == closingKind else { return nil }
    let range = first.range.union(last.range)
    let value = Token(kind: .name(name), range: range, triviaStart: first.base.triviaStart)
    let isCall = opening.kind == .leftParenthesis && !opening.hasSpaceBefore && before?.name != nil
    if isCall { return ([opening, value, body[next]], next + 1) }
    return ([value], next + 1 + Self.transposeCount(body[(next + 1)...]))
  }

  /// How many tokens spell the transpose behind a list.
  private static func transposeCount(_ tokens: ArraySlice<Token>) -> Int {
    let kinds = tokens.prefix(4).map { $0.kind }
    func isMark(_ kind: Token.Kind) -> Bool {
      kind == .top || kind == .prime || kind == .name("T") || kind == .transpose
    }
    guard let first = kinds.first else { return 0 }
    if first == .prime || first == .transpose || first == .top { return 1 }
    guard first == .caret, kinds.count > 1 else { return 0 }
    if isMark(kinds[1]) { return 2 }
    return kinds.count == 4 && kinds[1] == .leftBrace && isMark(kinds[2])
      && kinds[3] == .rightBrace ? 4 : 0
  }

  /// The names that dots between two names stand for, with what parts them; nothing where they do
  /// not stand for names.
  func names(for dots: Token, behind before: [Token], before after: ArraySlice<Token>) -> [Token]? {
    guard Ellipsis.isAny(dots, of: sources), before.count > 1,
      let separator = before.last, separator.kind == .comma || separator.kind == .semicolon,
      let first = before[before.count - 2].name,
      let last = after.dropFirst().first?.name, after.first?.kind == separator.kind,
      let (base, start) = Self.numbered(first), last.hasPrefix(base), names.isValue(first),
      names.isValue(last)
    else { return nil }
    let end = Self.numbered(last).flatMap { $0.base == base ? $0.number : nil }
    var result: [Token] = []
    var number = start + 1
    while number != end, names.isValue("\(base)\(number)") {
      result.append(Token(.name("\(base)\(number)"), at: dots.range))
      result.append(Token(separator.kind, at: dots.range))
      number += 1
    }
    return end == nil || end == number ? result : nil
  }

  /// `h_` and 1 for `h_1`.
  private static func numbered(_ name: String) -> (base: String, number: Int)? {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count < 8, let number = Int(String(digits.reversed())) else {
      return nil
    }
    return (String(name.dropLast(digits.count)), number)
  }
}

extension ScriptedName.Script {
  /// Whether the script is the number 1, or 0, with which a list starts.
  fileprivate var isOne: Bool {
    ["1", "0", "(1)", "(0)", "[1]", "[0]"].contains(text) || text.hasPrefix("1,")
  }
}
