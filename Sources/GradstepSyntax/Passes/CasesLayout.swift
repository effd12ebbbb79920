/// Finds the choices among the environments: `cases`, and a table behind `\left\{`.
///
/// In them `if` and `otherwise` are words and `=` compares; both become tokens of their own.
struct CasesLayout {
  private let source: Source
  private let tokens: [Token]
  private var kept: KeptTokens
  private var frames: [Frame] = []

  private struct Frame {
    let isChoice: Bool
    /// Whether a brace stands before it, which another can close.
    var hasBrace = false
    var depth = 0
  }

  /// The tokens of a source, with its choices marked.
  static func read(_ tokens: [Token], of source: Source) -> [Token] {
    let hasEnvironment = tokens.contains {
      if case .beginEnvironment = $0.kind { true } else { false }
    }
    guard hasEnvironment else { return tokens }
    var layout = CasesLayout(source: source, tokens: tokens)
    layout.read()
    return layout.kept.tokens
  }

  private init(source: Source, tokens: [Token]) {
    self.source = source
    self.tokens = tokens
    kept = KeptTokens(capacity: tokens.count)
  }

  private mutating func read() {
    var position = 0
    var isBehindBrace = false
    while position < tokens.count {
      let token = tokens[position]
      switch token.kind {
      case .leftParenthesis where isBrace(token) && startsTable(position + 1):
        isBehindBrace = true
        kept.drop(token)
      case .beginEnvironment(let name):
        let isChoice =
          LaTeXEnvironment.isChoice(name)
          || (isBehindBrace || LaTeXEnvironment.canChoose(name)) && hasConditions(position)
        frames.append(Frame(isChoice: isChoice, hasBrace: isBehindBrace))
        kept.keep(token, as: isChoice ? .beginEnvironment(LaTeXEnvironment.choice) : token.kind)
        isBehindBrace = false
      case .endEnvironment:
        let frame = frames.popLast()
        let isChoice = frame?.isChoice ?? false
        kept.keep(token, as: isChoice ? .endEnvironment(LaTeXEnvironment.choice) : token.kind)
        if frame?.hasBrace == true, position + 1 < tokens.count, closesBrace(tokens[position + 1]) {
          position += 1
          kept.drop(tokens[position])
        }
      case .leftBrace where frames.last?.isChoice == true && holdsWord(position):
        kept.drop(token)
        inChoice(tokens[position + 1], depth: 0)
        position += 1
        repeat {
          position += 1
          kept.drop(tokens[position])
        } while tokens[position].kind != .rightBrace
      default:
        if let frame = frames.last, frame.isChoice {
          inChoice(token, depth: frame.depth)
        } else {
          kept.keep(token)
        }
      }
      position += 1
    }
  }

  private mutating func inChoice(_ token: Token, depth: Int) {
    if token.isOpening { frames[frames.count - 1].depth += 1 }
    if token.isClosing { frames[frames.count - 1].depth = max(0, depth - 1) }
    switch token.kind {
    case .name(let name) where depth == 0:
      kept.keep(token, as: ConditionWord(rawValue: name).map { .word($0) } ?? token.kind)
    case .equals where depth == 0:
      kept.keep(token, as: .comparison(.equal))
    case .mathStart, .mathEnd:
      kept.drop(token)
    case .unknown where isFullStop(token):
      kept.drop(token)
    default:
      kept.keep(token)
    }
  }

  /// Whether braces start here that hold nothing but a word of a condition, as in `{\text{else.}}`.
  private func holdsWord(_ position: Int) -> Bool {
    let inside = tokens[(position + 1)...].prefix(3)
    guard inside.count == 3, let name = inside.first?.name, ConditionWord(rawValue: name) != nil
    else { return false }
    let behind = inside.dropFirst()
    return behind.first?.kind == .rightBrace
      || behind.first.map { isFullStop($0) } == true && behind.last?.kind == .rightBrace
  }

  private func isFullStop(_ token: Token) -> Bool {
    token.kind == .unknown && source.text(in: token.range.bytes) == "."
  }

  private func startsTable(_ start: Int) -> Bool {
    let position = tokens[start...].firstIndex { $0.kind != .newline } ?? start
    guard position < tokens.count, case .beginEnvironment(let name) = tokens[position].kind else {
      return false
    }
    return LaTeXEnvironment.isMatrix(name) || LaTeXEnvironment.isLayout(name)
      || LaTeXEnvironment.isChoice(name)
  }

  /// How far a condition is searched for.
  private static let longestSearch = 2_000

  /// Whether a table has conditions: without them a brace holds definitions together.
  private func hasConditions(_ position: Int) -> Bool {
    var depth = 0
    for token in tokens[position...].prefix(Self.longestSearch) {
      switch token.kind {
      case .beginEnvironment: depth += 1
      case .endEnvironment: depth -= 1
      case .comparison: return true
      case .name(let name) where ConditionWord(rawValue: name) != nil: return true
      default: break
      }
      if depth == 0 { return false }
    }
    return false
  }

  private func isBrace(_ token: Token) -> Bool {
    source.text(in: token.range.bytes).hasSuffix("{")
  }

  private func closesBrace(_ token: Token) -> Bool {
    token.kind == .rightParenthesis && source.text(in: token.range.bytes).hasSuffix("}")
  }
}

/// A word that leads in the condition of a choice.
enum ConditionWord: String {
  case `if`, `for`, when, `where`, otherwise, elsewhere, `else`, and, or

  /// Whether what stands before the word is chosen where nothing else is.
  var isRest: Bool { self == .otherwise || self == .elsewhere || self == .else }

  /// Whether the word stands between two conditions.
  var joins: Bool { self == .and || self == .or }
}
