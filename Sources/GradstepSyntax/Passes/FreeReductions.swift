/// Finds the functions that run over an index which nothing binds: `mean(|x_i - y_i|)`, `Σ (y_i - p_i)²`.
///
/// They become the signs that they stand for.
struct FreeReductions {
  private let tokens: ArraySlice<Token>
  private let names: NameTable
  private lazy var brackets = Brackets(tokens)
  /// How many signs and named arguments stand before each position.
  private lazy var binders = counts { token in
    switch token.kind {
    case .reduction, .keyword: true
    default: false
    }
  }

  init(_ tokens: ArraySlice<Token>, _ names: NameTable) {
    self.tokens = tokens
    self.names = names
  }

  /// Whether a function at a position can be one.
  mutating func canStart(at position: Int) -> Bool {
    isLetter(at: position) || argument(at: position) != nil
  }

  /// The tokens with signs in the place of such functions, in brackets that end where theirs do.
  mutating func written(over letter: String) -> ArraySlice<Token> {
    var written: [Token] = []
    var ends: Set<Int> = []
    let components = counts { Self.hasIndex($0, letter) }
    for position in tokens.indices {
      let token = tokens[position]
      let reduction = token.name.flatMap(Reduction.init(function:))
      if let reduction, isLetter(at: position) {
        written.append(Token(.reduction(reduction), at: token.range))
      } else if let reduction, let argument = argument(at: position),
        count(components, in: argument) > 0
      {
        written.append(Token(.leftParenthesis, at: token.range.start))
        written.append(Token(.reduction(reduction), at: token.range))
        ends.insert(argument.upperBound)
      } else {
        written.append(token)
      }
      if ends.contains(position) {
        written.append(Token(.rightParenthesis, at: token.range.end))
      }
    }
    return written[...]
  }

  /// Whether `Σ` or `Π` stands for the sign, and for no matrix.
  private func isLetter(at position: Int) -> Bool {
    guard let name = tokens[position].name, name == "Σ" || name == "Π", !names.isKnown(name),
      position + 1 < tokens.endIndex
    else { return false }
    let next = tokens[position + 1]
    return next.name != nil || next.isOpening
  }

  /// What stands in the brackets of a function at a position, if it takes one argument.
  private mutating func argument(at position: Int) -> Range<Int>? {
    guard let name = tokens[position].name, Reduction(function: name) != nil, names.isGiven(name),
      position + 1 < tokens.endIndex, tokens[position + 1].kind == .leftParenthesis,
      let end = brackets.closing(of: position + 1)
    else { return nil }
    let argument = position + 2..<end
    // Another sign binds the letter itself.
    guard count(binders, in: argument) == 0 else { return nil }
    let isParted = brackets.inside(position + 1).contains { place in
      tokens[place].kind == .comma || tokens[place].kind == .semicolon
    }
    return isParted ? nil : argument
  }

  /// How many of some tokens stand before each position, and before the end.
  private func counts(_ isCounted: (Token) -> Bool) -> [Int] {
    tokens.reduce(into: [0]) { $0.append($0[$0.count - 1] + (isCounted($1) ? 1 : 0)) }
  }

  private func count(_ counts: [Int], in range: Range<Int>) -> Int {
    counts[range.upperBound - tokens.startIndex] - counts[range.lowerBound - tokens.startIndex]
  }

  /// Whether a name has the letter below it, or is the letter itself, as in `x[i]`.
  private static func hasIndex(_ token: Token, _ letter: String) -> Bool {
    guard let name = token.name else { return false }
    return name == letter || name.hasSuffix("_\(letter)")
  }
}
