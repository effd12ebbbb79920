/// Finds the functions that run over an index which nothing binds: `mean(|x_i - y_i|)`, `Σ (y_i - p_i)²`.
///
/// They become the signs that they stand for.
enum FreeReductions {
  /// Whether a function at a position can be one.
  static func canStart(
    at position: Int,
    in tokens: ArraySlice<Token>,
    _ names: NameTable
  ) -> Bool {
    isLetter(at: position, in: tokens, names) || argument(at: position, in: tokens, names) != nil
  }

  /// The tokens with signs in the place of such functions, in brackets that end where theirs do.
  static func written(
    _ tokens: ArraySlice<Token>,
    over letter: String,
    _ names: NameTable
  ) -> ArraySlice<Token> {
    var written: [Token] = []
    var ends: Set<Int> = []
    for position in tokens.indices {
      let token = tokens[position]
      let reduction = token.name.flatMap(Reduction.init(function:))
      if let reduction, isLetter(at: position, in: tokens, names) {
        written.append(Token(.reduction(reduction), at: token.range))
      } else if let reduction, let argument = argument(at: position, in: tokens, names),
        tokens[argument].contains(where: { hasIndex($0, letter) })
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
  private static func isLetter(
    at position: Int,
    in tokens: ArraySlice<Token>,
    _ names: NameTable
  ) -> Bool {
    guard let name = tokens[position].name, name == "Σ" || name == "Π", !names.isKnown(name),
      position + 1 < tokens.endIndex
    else { return false }
    let next = tokens[position + 1]
    return next.name != nil || next.isOpening
  }

  /// How far the end of an argument is searched for.
  private static let longestArgument = 512

  /// What stands in the brackets of a function at a position, if it takes one argument.
  private static func argument(
    at position: Int,
    in tokens: ArraySlice<Token>,
    _ names: NameTable
  ) -> Range<Int>? {
    guard let name = tokens[position].name, Reduction(function: name) != nil, names.isGiven(name),
      position + 1 < tokens.endIndex, tokens[position + 1].kind == .leftParenthesis
    else { return nil }
    var depth = 0
    for place in (position + 1)..<min(position + longestArgument, tokens.endIndex) {
      if tokens[place].isOpening { depth += 1 }
      if tokens[place].isClosing { depth -= 1 }
      if depth == 0 { return position + 2..<place }
      switch tokens[place].kind {
      case .comma where depth == 1, .semicolon where depth == 1, .keyword: return nil
      // Another one binds the letter itself.
      case .reduction: return nil
      default: break
      }
    }
    return nil
  }

  /// Whether a name has the letter below it, or is the letter itself, as in `x[i]`.
  private static func hasIndex(_ token: Token, _ letter: String) -> Bool {
    guard let name = token.name else { return false }
    return name == letter || name.hasSuffix("_\(letter)")
  }
}
