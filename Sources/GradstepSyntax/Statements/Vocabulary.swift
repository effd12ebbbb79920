/// What words are to lines of notes: those that the sources define, and those that join clauses.
struct Vocabulary {
  /// The words before what explains a formula.
  static let premises: Set<String> = ["where", "with", "given", "Where", "With", "Given"]

  /// The words before a range of an index, or another remark.
  static let conditions: Set<String> = ["for", "foreach", "forall"]

  /// The words between definitions.
  static let conjunctions: Set<String> = [
    "and", "or", "so", "then", "thus", "hence", "therefore", "let",
  ]

  /// Words that no formula has, and nearly every sentence.
  private static let commonWords: Set<String> = [
    "a", "and", "are", "as", "be", "by", "can", "compute", "define", "equivalently", "finally",
    "first", "for", "from", "get", "gives", "has",
    "have", "here", "in", "is", "it", "its", "let", "next", "now", "obtain", "of", "or", "so",
    "that", "the", "then",
    "this", "thus", "to", "we", "where", "which", "with",
  ]

  /// The names on left sides, and those of parameters.
  private var defined: Set<String> = []

  /// The names of functions at the start of lines.
  private var functions: Set<String> = []

  /// Whether any source has something that defines.
  private var hasDefinitions = false

  init(_ lines: [[ArraySlice<Token>]]) {
    for line in lines.joined() {
      guard let sign = line.firstIndex(where: { $0.defines || $0.kind == .element }) else {
        // `W : 3×2` gives a shape, and `Loss:` is a label.
        if line.count > 2, line[line.startIndex + 1].kind == .colon, let name = line.first?.name {
          defined.insert(name)
        }
        continue
      }
      hasDefinitions = true
      let label = line[..<sign].lastIndex { $0.kind == .colon }
      for position in (label ?? line.startIndex)..<sign {
        guard let name = line[position].name else { continue }
        if position + 1 == sign || !Self.isCommon(name) { defined.insert(name) }
      }
      if let name = line.first?.name, line.dropFirst().first?.kind == .leftParenthesis {
        functions.insert(name)
      }
    }
  }

  /// Whether a name stands on a left side.
  func isDefined(_ name: String) -> Bool { defined.contains(name) }

  /// Whether a line defines a function of the name.
  func isFunction(_ name: String) -> Bool { functions.contains(name) }

  /// Whether tokens are words alone that no source defines, as the label of a formula is.
  func isLabel(_ tokens: ArraySlice<Token>) -> Bool {
    !tokens.isEmpty && tokens.allSatisfy { $0.isWord && $0.name.map(isDefined) == false }
  }

  /// Whether tokens are words such as "and" alone, of which nothing need be said.
  static func isSmallTalk(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.allSatisfy { token in
      token.kind == .comma || token.kind == .unknown || token.name.map(isCommon) == true
    }
  }

  /// Whether a word joins clauses.
  static func isKeyword(_ word: String) -> Bool {
    premises.contains(word) || conditions.contains(word) || conjunctions.contains(word)
  }

  /// The words of upright text.
  static func words(in text: Substring) -> [String] {
    let inside = text.drop { $0 != "{" }
    return inside.split { !$0.isLetter }.map(String.init)
  }

  /// Whether there is anything in a line that a sentence could be divided at.
  func mayDivide(_ line: ArraySlice<Token>) -> Bool {
    if line.first?.name == nil { return true }
    return line.contains { token in
      switch token.kind {
      case .comma, .colon, .arrow, .element, .forAll, .prose, .unknown, .semicolon, .newline: true
      case .rightParenthesis: true
      case .name(let name): name.utf8.count > 1
      default: false
      }
    }
  }

  /// Whether a line has no sign of a formula in it: words alone, most of them unknown.
  func isProse(_ line: ArraySlice<Token>) -> Bool {
    guard hasDefinitions, line.allSatisfy(Self.isOfProse) else { return false }
    if line.last?.kind == .colon, isLabel(line.dropLast()) { return true }
    let words = line.compactMap { $0.name }
    let unknown = words.filter { !isDefined($0) && $0.utf8.count > 1 }
    if unknown.count == words.count, unknown.contains(where: Self.isCommon) { return true }
    return words.count > 2 && 2 * unknown.count >= words.count && Self.hasNeighbours(line)
  }

  /// Whether the inside of a bracket is a remark: words alone, none of them known.
  func isRemark(_ inside: ArraySlice<Token>) -> Bool {
    let words = inside.compactMap { $0.name }
    return inside.allSatisfy { token in
      switch token.kind {
      case .minus, .product(.divide), .equals: true
      default: Self.isOfProse(token)
      }
    } && words.allSatisfy { !isDefined($0) } && Self.hasNeighbours(inside)
  }

  private static func isCommon(_ word: String) -> Bool {
    commonWords.contains(word.lowercased())
  }

  private static func isOfProse(_ token: Token) -> Bool {
    switch token.kind {
    case .name(let name):
      name.utf8.allSatisfy { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "^") }
    case .comma, .colon, .prime, .prose, .newline: true
    case .unknown: token.range.bytes.count == 1
    default: false
    }
  }

  /// Whether two words of several letters stand side by side.
  private static func hasNeighbours(_ tokens: ArraySlice<Token>) -> Bool {
    zip(tokens, tokens.dropFirst()).contains { first, second in
      first.isWord && second.isWord && second.hasSpaceBefore
    }
  }
}

extension Token {
  /// Whether the token is a word of several letters.
  fileprivate var isWord: Bool {
    guard let name else { return false }
    return name.utf8.count > 1 && name.utf8.allSatisfy { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }
  }
}
