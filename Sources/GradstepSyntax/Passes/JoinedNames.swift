/// Joins the tokens of names that a left side spells with several: `\Delta\theta = …`, `hs[t] = …`, and
/// indices with a prime as in `\sum_{c'}`.
///
/// What a left side gives a value to is one name wherever it stands.
struct JoinedNames {
  /// The letters before a name that they change: `\Delta x`, `\delta N`.
  private static let changes: Set<String> = ["Δ", "δ"]

  /// The most tokens between the brackets of a name.
  private static let longestIndex = 8

  /// What has a `Δ` before it on a left side, without its scripts, with the `Δ`.
  private var differences: Set<String> = []
  /// What has a `∇` before it on a left side, and elsewhere: a gradient that is given.
  private var gradients: Set<String> = []
  private var usedGradients: Set<String> = []
  /// The spellings of names with an index in square brackets.
  private var indexed: Set<String> = []
  /// The letters that sums have with a prime.
  private var primed: Set<String> = []

  /// The tokens of all sources with such names joined.
  static func joined(_ tokens: [[Token]], of sources: [Source]) -> [[Token]] {
    var names = JoinedNames()
    for (tokens, source) in zip(tokens, sources) { names.collect(tokens, of: source) }
    names.gradients.formIntersection(names.usedGradients)
    guard
      [names.differences, names.indexed, names.primed, names.gradients].contains(where: {
        !$0.isEmpty
      })
    else { return tokens }
    return zip(tokens, sources).map(names.joining)
  }

  // MARK: - What is joined

  private mutating func collect(_ tokens: [Token], of source: Source) {
    var startsStatement = true
    for (position, token) in tokens.enumerated() {
      if let (name, end) = Self.gradient(at: position, in: tokens, of: source) {
        if startsStatement, tokens[(end - 1)...].startsDefinition {
          gradients.insert(name)
        } else {
          usedGradients.insert(name)
        }
      }
      if startsStatement, let name = token.name { collect(name, at: position, tokens) }
      if let letter = Self.primedIndex(tokens, at: position) { primed.insert(letter) }
      switch token.kind {
      case .newline, .semicolon, .comma: startsStatement = true
      default: startsStatement = false
      }
    }
  }

  private mutating func collect(_ name: String, at position: Int, _ tokens: [Token]) {
    if let first = name.first.map(String.init), Self.changes.contains(first), name != first {
      differences.insert(Self.base(of: name))
    }
    guard position + 1 < tokens.count else { return }
    if Self.changes.contains(name), let changed = tokens[position + 1].name,
      tokens[(position + 1)...].startsDefinition
    {
      differences.insert(name + Self.base(of: changed))
    }
    if let index = Self.index(tokens, at: position + 1), index.upperBound + 1 < tokens.count,
      tokens[index.upperBound + 1].defines
    {
      indexed.insert(Self.spelling(name, tokens[index]))
    }
  }

  /// `∇C` where a `∇` stands before a name, `∇C_a` for `∇_a C`, and where it ends.
  private static func gradient(
    at position: Int,
    in tokens: [Token],
    of source: Source
  ) -> (name: String, end: Int)? {
    guard tokens[position].kind == .unknown,
      ["∇", "\\nabla"].contains(source.text(in: tokens[position].range.bytes))
    else { return nil }
    var next = position + 1
    var lower = ""
    if next < tokens.count, tokens[next].kind == .lowered {
      let isBraced = next + 1 < tokens.count && tokens[next + 1].kind == .leftBrace
      let place = next + (isBraced ? 2 : 1)
      guard place < tokens.count, let name = tokens[place].name else { return nil }
      lower = "_\(name)"
      next = place + (isBraced ? 2 : 1)
    }
    guard next < tokens.count, let name = tokens[next].name else { return nil }
    return ("∇" + base(of: name) + lower, next + 1)
  }

  private static func base(of name: String) -> String { String(name.prefix { $0 != "_" }) }

  /// What stands in the square brackets right behind a name, if a letter is in it that could be part
  /// of the name.
  private static func index(_ tokens: [Token], at opening: Int) -> Range<Int>? {
    guard opening < tokens.count, tokens[opening].kind == .leftBracket,
      !tokens[opening].hasSpaceBefore
    else { return nil }
    var hasLetter = false
    for position in (opening + 1)..<min(opening + 1 + longestIndex, tokens.count) {
      switch tokens[position].kind {
      case .name: hasLetter = true
      case .number, .plus, .minus, .comma: continue
      case .rightBracket: return hasLetter ? opening + 1..<position : nil
      default: return nil
      }
    }
    return nil
  }

  private static func spelling(_ name: String, _ index: ArraySlice<Token>) -> String {
    index.reduce(into: name) { text, token in
      switch token.kind {
      case .name(let name): text += " " + name
      case .number(let value): text += " \(value)"
      case .plus: text += " +"
      case .minus: text += " -"
      default: text += " ,"
      }
    }
  }

  /// The letter of `\sum_{c'…}`, where the sign of a sum is at a position.
  private static func primedIndex(_ tokens: [Token], at position: Int) -> String? {
    let isReduction =
      switch tokens[position].kind {
      case .reduction: true
      case .name(let name): Reduction(function: name) != nil
      default: false
      }
    guard isReduction, position + 4 < tokens.count, tokens[position + 1].kind == .lowered,
      tokens[position + 2].kind == .leftBrace, tokens[position + 4].kind == .prime
    else { return nil }
    return tokens[position + 3].name
  }

  // MARK: - Joining

  private func joining(_ tokens: [Token], of source: Source) -> [Token] {
    var result: [Token] = []
    result.reserveCapacity(tokens.count)
    var position = 0
    // The letters over which the left side of the statement runs.
    var letters: Set<String> = []
    var startsStatement = true
    while position < tokens.count {
      let token = tokens[position]
      defer { startsStatement = token.kind == .newline || token.kind == .semicolon }
      if startsStatement { letters = [] }
      if let (name, end) = Self.gradient(at: position, in: tokens, of: source),
        gradients.contains(name)
      {
        result.append(token.joined(with: tokens[end - 1], as: name))
        position = end
        continue
      }
      guard let name = token.name, position + 1 < tokens.count else {
        result.append(token)
        position += 1
        continue
      }
      let next = tokens[position + 1]
      if Self.changes.contains(name), let changed = next.name,
        differences.contains(name + Self.base(of: changed))
      {
        result.append(token.joined(with: next, as: name + changed))
        position += 2
      } else if next.kind == .prime, primed.contains(name), isIndex(behind: result.last) {
        result.append(token.joined(with: next, as: name + "'"))
        position += 2
      } else if let index = Self.index(tokens, at: position + 1),
        indexed.contains(Self.spelling(name, tokens[index]))
          || tokens[index].contains(where: { $0.name.map(letters.contains) ?? false })
      {
        if startsStatement { letters = Set(tokens[index].compactMap { $0.name }) }
        // As `hs_{t-1}`.
        let opening = tokens[position + 1]
        result.append(token)
        result.append(Token(.lowered, at: opening.range.start))
        result.append(Token(.leftBrace, at: opening.range))
        result += tokens[index]
        result.append(Token(.rightBrace, at: tokens[index.upperBound].range))
        position = index.upperBound + 1
      } else {
        result.append(token)
        position += 1
      }
    }
    return result
  }

  /// Whether what stands behind a token can be an index.
  private func isIndex(behind token: Token?) -> Bool {
    switch token?.kind {
    case .leftBrace?, .leftParenthesis?, .comma?: true
    default: false
    }
  }
}

extension Token {
  /// The token and the one behind it as one name.
  fileprivate func joined(with next: Token, as name: String) -> Token {
    Token(kind: .name(name), range: range.union(next.range), triviaStart: triviaStart)
  }
}
