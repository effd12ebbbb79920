/// Finds the choices that are written in words, without an environment: `{ x if x > 0; 0 otherwise }`,
/// `x if x > 0, 0 otherwise`, and `x if x > 0 else 0` of code.
///
/// They become the environment that LaTeX has for them.
struct PlainChoices {
  private let tokens: [Token]
  private let beginnings: Set<Int>
  private var kept: KeptTokens
  /// Where choices start among the tokens that are kept.
  private var starts: [Int] = []
  private var levels = [Level()]
  private var position = 0

  /// The brackets that the reader is in, or the statement.
  private struct Level {
    /// Where the value starts that is being read, among the tokens that are kept.
    var start = 0
    /// Whether the environments of LaTeX part the values here.
    var isEnvironment = false
    var choice: Choice?
  }

  private struct Choice {
    var start: Int
    /// Whether the value of all else has begun.
    var isAtRest = false
  }

  /// The tokens of a source, with its choices in environments.
  static func read(_ tokens: [Token]) -> [Token] {
    guard tokens.contains(where: { word($0)?.isRest == true }) else { return tokens }
    var layout = PlainChoices(tokens: tokens)
    layout.read()
    return layout.opened()
  }

  private init(tokens: [Token]) {
    self.tokens = tokens
    beginnings = Self.beginnings(in: tokens)
    kept = KeptTokens(capacity: tokens.count)
  }

  private mutating func read() {
    while position < tokens.count {
      let token = tokens[position]
      if token.isOpening {
        keep()
        var level = Level(start: kept.tokens.count)
        if case .beginEnvironment = token.kind { level.isEnvironment = true }
        levels.append(level)
      } else if token.isClosing || token.kind == .end {
        endChoice()
        if levels.count > 1 { levels.removeLast() }
        keep()
      } else if levels[levels.count - 1].isEnvironment {
        keep()
      } else {
        readInLevel(token)
      }
      position += 1
    }
  }

  private mutating func readInLevel(_ token: Token) {
    let last = levels.count - 1
    let choice = levels[last].choice
    switch token.kind {
    case .name where Self.word(token) == .if && choice == nil && beginnings.contains(position):
      levels[last].choice = Choice(start: levels[last].start)
      keep()
    case .name where choice != nil && Self.word(token) == .else:
      kept.keep(token, as: .semicolon)
      levels[last].choice?.isAtRest = true
    case .name where choice != nil && Self.word(token)?.isRest == true:
      keep()
      endChoice()
    case .name where choice != nil && Self.word(token) == .if:
      levels[last].choice?.isAtRest = false
      keep()
    case .newline where last > 0:
      keep()
    case .comma, .semicolon:
      let isBeforeWord = position + 1 < tokens.count && Self.word(tokens[position + 1]) != nil
      if isBeforeWord {
        keep()
      } else if let choice, !choice.isAtRest {
        kept.keep(token, as: .semicolon)
      } else {
        endChoice()
        keepSeparator()
      }
    case .newline, .equals, .assign, .compound:
      if case .newline = token.kind { endChoice() }
      if levels[last].choice == nil { keepSeparator() } else { keep() }
    default:
      keep()
    }
  }

  private mutating func keep() { kept.keep(tokens[position]) }

  /// Keeps what the next value starts behind.
  private mutating func keepSeparator() {
    keep()
    levels[levels.count - 1].start = kept.tokens.count
  }

  /// Puts the choice of this level between its brackets, if there is one.
  private mutating func endChoice() {
    guard let choice = levels[levels.count - 1].choice else { return }
    levels[levels.count - 1].choice = nil
    guard choice.start < kept.tokens.count, let last = kept.last else { return }
    starts.append(choice.start)
    kept.insert(Token(.endEnvironment(LaTeXEnvironment.choice), at: last.range.end))
  }

  /// The tokens that are kept, with the start of each choice before its first value.
  private func opened() -> [Token] {
    var opened: [Token] = []
    opened.reserveCapacity(kept.tokens.count + starts.count)
    var next = starts.sorted()[...]
    for (position, token) in kept.tokens.enumerated() {
      while next.first == position {
        opened.append(
          Token(
            kind: .beginEnvironment(LaTeXEnvironment.choice),
            range: token.range.start,
            triviaStart: token.triviaStart
          )
        )
        next.removeFirst()
      }
      opened.append(token)
    }
    return opened
  }

  /// The places of each `if` behind which a comparison and the word for all else follow, in the same
  /// brackets.
  private static func beginnings(in tokens: [Token]) -> Set<Int> {
    /// What follows in the same brackets: the next comparison and the next word for all else.
    struct Rest {
      var comparison: Int?
      var word: Int?
    }
    var beginnings: Set<Int> = []
    // From the end, the brackets that a position is in, the innermost last.
    var levels = [Rest()]
    for position in tokens.indices.reversed() {
      let token = tokens[position]
      let last = levels.count - 1
      if token.isClosing {
        levels.append(Rest())
      } else if token.isOpening {
        if last > 0 { levels.removeLast() } else { levels[0] = Rest() }
      } else {
        switch token.kind {
        case .comparison: levels[last].comparison = position
        // `{ 0 if i = j; 1 otherwise }`
        case .equals where last > 0: levels[last].comparison = position
        case .newline where last == 0: levels[0] = Rest()
        case .name where word(token) == .if:
          if let comparison = levels[last].comparison, let word = levels[last].word,
            comparison < word
          {
            beginnings.insert(position)
          }
        case .name where word(token)?.isRest == true: levels[last].word = position
        default: break
        }
      }
    }
    return beginnings
  }

  private static func word(_ token: Token) -> ConditionWord? {
    token.name.flatMap(ConditionWord.init)
  }
}
