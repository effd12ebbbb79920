/// Takes out of the tokens what only lays formulas out on a page: math delimiters, environments
/// such as `align`, and the `&` and `\\` in them.
struct PageLayout {
  private let source: Source
  private let tokens: [Token]
  private var kept: KeptTokens
  private var diagnostics: [Diagnostic] = []
  private var frames = [Frame(kind: .page, opening: nil)]
  /// The arrays that hold statements, by the positions of their starts and ends.
  private let layoutArrays: Set<Int>

  /// What the tokens stand in.
  private struct Frame {
    enum Kind: Equatable {
      case page
      /// `$…$` and `\[…\]`.
      case math
      /// `align` and the like.
      case layout(String)
      /// An environment whose cells and rows the parser reads.
      case matrix

      var isLayout: Bool {
        if case .layout = self { true } else { false }
      }
    }

    let kind: Kind
    let opening: Token?
    /// How many brackets are open.
    var depth = 0
    /// How many `&` the line has had.
    var column = 0
  }

  /// The tokens that are left, and what is wrong with the delimiters.
  static func read(
    _ tokens: [Token],
    of source: Source
  ) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    // Most sources are in the plain notation.
    guard tokens.contains(where: { $0.kind.isLayout }) else { return (tokens, []) }
    var layout = PageLayout(source: source, tokens: tokens)
    layout.read()
    return (layout.kept.tokens, layout.diagnostics)
  }

  private init(source: Source, tokens: [Token]) {
    self.source = source
    self.tokens = tokens
    kept = KeptTokens(capacity: tokens.count)
    layoutArrays = Self.layoutArrays(in: tokens)
  }

  private var frame: Frame {
    get { frames[frames.count - 1] }
    set { frames[frames.count - 1] = newValue }
  }

  private mutating func read() {
    var position = 0
    while position < tokens.count {
      let token = tokens[position]
      switch token.kind {
      case .mathStart:
        if isWord(kept.last), !isBehindMark { kept.endStatement(before: token) }
        begin(.math, at: token)
      case .mathEnd:
        let closing = String(source.text(in: token.range.bytes))
        if end(closing, at: token) { separate(at: &position) } else { kept.drop(token) }
      case .beginEnvironment(let name)
      where LaTeXEnvironment.isLayout(name) || layoutArrays.contains(position):
        begin(.layout(name), at: token)
      case .beginEnvironment:
        kept.keep(token)
        frames.append(Frame(kind: .matrix, opening: token))
      case .endEnvironment(let name)
      where LaTeXEnvironment.isLayout(name) || layoutArrays.contains(position):
        if end("\\end{\(name)}", at: token) { separate(at: &position) } else { kept.drop(token) }
      case .endEnvironment:
        if frame.kind == .matrix { frames.removeLast() }
        kept.keep(token)
      case .ampersand:
        alignment(token, at: position)
      case .lineBreak:
        lineBreak(at: &position)
      case .wideSpace:
        wideSpace(token, at: &position)
      case .newline where frame.kind == .math || frame.kind.isLayout:
        if startsStatement(at: position + 1) { kept.keep(token) } else { kept.drop(token) }
      case .end:
        while frames.count > 1 { reportUnclosed(frames.removeLast()) }
        kept.keep(token)
      default:
        if token.isOpening { frame.depth += 1 }
        if token.isClosing { frame.depth = max(0, frame.depth - 1) }
        kept.keep(token)
      }
      position += 1
    }
  }

  /// Takes out the `.` or `,` that print sets behind a formula.
  private mutating func dropPunctuation() {
    guard frame.depth == 0, let last = kept.last, isPunctuation(last) else { return }
    kept.dropLast()
  }

  private func isPunctuation(_ token: Token) -> Bool {
    token.kind == .comma || (token.kind == .unknown && source.text(in: token.range.bytes) == ".")
  }

  private mutating func begin(_ kind: Frame.Kind, at token: Token) {
    kept.drop(token)
    frames.append(Frame(kind: kind, opening: token))
  }

  /// Ends a statement where nothing of it follows the end of its delimiters.
  private mutating func separate(at position: inout Int) {
    let end = tokens[position]
    guard frame.depth == 0, frame.kind != .matrix else { return kept.drop(end) }
    let hasPunctuation = isPunctuation(tokens[position + 1])
    switch tokens[position + (hasPunctuation ? 2 : 1)].kind {
    case .end, .newline, .semicolon, .lineBreak, .mathStart, .mathEnd:
      kept.keep(end, as: .newline)
    case .beginEnvironment(let name) where LaTeXEnvironment.isLayout(name),
      .endEnvironment(let name) where LaTeXEnvironment.isLayout(name):
      kept.keep(end, as: .newline)
    case .name where isWord(tokens[position + (hasPunctuation ? 2 : 1)]):
      kept.keep(end, as: .newline)
    default:
      return kept.drop(end)
    }
    guard hasPunctuation else { return }
    position += 1
    kept.drop(tokens[position])
  }

  /// Whether a token is a word of the text around formulas, and no name of a formula.
  private func isWord(_ token: Token?) -> Bool {
    guard frame.kind == .page || frame.kind == .math, let word = token?.name else { return false }
    return word.utf8.count > 1 && !Vocabulary.premises.contains(word)
      && word.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x41...0x5A ~= $0 }
  }

  /// Whether `output` or `const` starts the line, of which the name stands behind it.
  private var isBehindMark: Bool {
    guard let word = kept.last?.name, word == "output" || word == "const" else { return false }
    return kept.tokens.dropLast().last?.endsLine ?? true
  }

  private func isEquationNumber(at position: Int) -> Bool {
    guard frame.depth == 0, position + 3 < tokens.count,
      tokens[position].kind == .leftParenthesis, case .number = tokens[position + 1].kind,
      tokens[position + 2].kind == .rightParenthesis
    else { return false }
    switch tokens[position + 3].kind {
    case .end, .newline, .lineBreak, .mathEnd, .endEnvironment: return true
    default: return false
    }
  }

  // MARK: - Ends

  /// Closes what is open, whatever closes it; nothing where nothing is.
  private mutating func end(_ closing: String, at token: Token) -> Bool {
    dropPunctuation()
    while frame.kind == .matrix { frames.removeLast() }
    let wanted: String
    guard let opening = frame.opening else {
      report(stray: token)
      return false
    }
    switch frame.kind {
    case .layout(let name): wanted = "\\end{\(name)}"
    case .page, .math, .matrix:
      wanted = Self.closings[String(source.text(in: opening.range.bytes))] ?? "$"
    }
    frames.removeLast()
    // One `$` more or less hides nothing.
    let areDollars = [closing, wanted].allSatisfy { $0.utf8.allSatisfy { $0 == UInt8(ascii: "$") } }
    if closing != wanted, !areDollars {
      report(token, closes: opening, insteadOf: wanted)
    }
    return true
  }

  // MARK: - Alignment and lines

  private mutating func alignment(_ token: Token, at position: Int) {
    guard frame.depth == 0 || frame.kind.isLayout else { return kept.keep(token) }
    switch frame.kind {
    case .matrix:
      kept.keep(token, as: .comma)
    case .layout(let name):
      frame.column += 1
      let separates = LaTeXEnvironment.separatesColumns(name) && frame.column.isMultiple(of: 2)
      if separates, frame.depth == 0 {
        dropPunctuation()
        kept.keep(token, as: .newline)
      } else {
        kept.drop(token)
      }
    case .page, .math:
      alignment(token, before: position + 1)
    }
  }

  /// Takes out the `&` of lines that were copied without their environment: at the start of a line, or
  /// beside a sign by which lines are aligned.
  private mutating func alignment(_ token: Token, before next: Int) {
    let behind = tokens[next...].first { $0.kind != .wideSpace }
    let aligns = [kept.last?.kind, behind?.kind].contains {
      switch $0 {
      case .equals, .assign, .plus, .minus: true
      default: false
      }
    }
    let isAtStart = kept.last.map { $0.kind == .newline || $0.kind == .semicolon } ?? true
    if aligns || isAtStart { kept.drop(token) } else { kept.keep(token) }
  }

  /// Ends a statement at a wide space before another one.
  ///
  /// The number of an equation, as in `\qquad (3)`, is taken out.
  private mutating func wideSpace(_ token: Token, at position: inout Int) {
    let next = position + 1
    if isEquationNumber(at: next) {
      kept.drop(token)
      position += 3
    } else if frame.depth == 0, frame.kind != .matrix, kept.last?.kind != .prose,
      tokens[next...].startsDefinition
    {
      dropPunctuation()
      kept.keep(token, as: .newline)
    } else {
      kept.drop(token)
    }
  }

  /// Ends a row or a statement; a statement goes on where an operator stands on either side.
  private mutating func lineBreak(at position: inout Int) {
    let token = tokens[position]
    guard frame.kind != .matrix else {
      return kept.keep(token, as: frame.depth == 0 ? .semicolon : .newline)
    }
    frame.column = 0
    dropPunctuation()
    var next = position + 1
    while [.newline, .ampersand, .wideSpace].contains(tokens[next].kind) { next += 1 }
    if tokens[next].kind.continuesStatement || kept.last?.kind.continuesStatement == true {
      for token in tokens[position..<next] { kept.drop(token) }
      position = next - 1
    } else {
      kept.keep(token, as: .newline)
    }
  }

  /// Whether a statement unmistakably starts here.
  private func startsStatement(at position: Int) -> Bool {
    guard tokens[position].name != nil else { return false }
    return tokens[position + 1].kind == .colon || tokens[position...].startsDefinition
  }

  /// Where arrays start and end that lay out statements, and are no matrices: those with a `=` in
  /// them that stand at the start of a line.
  private static func layoutArrays(in tokens: [Token]) -> Set<Int> {
    var arrays: Set<Int> = []
    var open: [(position: Int, isLayout: Bool)] = []
    var isAtStart = true
    for (position, token) in tokens.enumerated() {
      switch token.kind {
      case .beginEnvironment(let name):
        if name == "array" {
          open.append((position, false))
        } else if !open.isEmpty {
          open.append((-1, false))
        }
        if !isAtStart, name == "array" { open[open.count - 1].position = -1 }
        isAtStart = LaTeXEnvironment.isLayout(name)
        continue
      case .endEnvironment:
        if let array = open.popLast(), array.isLayout, array.position >= 0 {
          arrays.formUnion([array.position, position])
        }
      case .equals, .assign:
        if !open.isEmpty { open[open.count - 1].isLayout = true }
      case .newline, .semicolon, .mathStart:
        isAtStart = true
        continue
      default:
        break
      }
      isAtStart = false
    }
    return arrays
  }

  // MARK: - Messages

  private static let closings = [
    "$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]", "\\\\(": "\\\\)",
    "\\\\[": "\\\\]", ":math:`": "`",
    "```math": "```", "```latex": "```", "```tex": "```",
  ]

  private mutating func report(_ diagnostic: Diagnostic) {
    guard diagnostics.count < Diagnostic.limit else { return }
    diagnostics.append(diagnostic)
  }

  private mutating func reportUnclosed(_ frame: Frame) {
    guard frame.kind != .matrix, let opening = frame.opening else { return }
    report(
      .error(
        "unclosed-bracket",
        "this \(quote(source.text(in: opening.range.bytes))) is never closed",
        at: opening.range
      )
    )
  }

  private mutating func report(stray token: Token) {
    report(
      .error(
        "stray-bracket",
        "this \(quote(source.text(in: token.range.bytes))) closes nothing",
        at: token.range
      )
    )
  }

  private mutating func report(_ token: Token, closes opening: Token, insteadOf closing: String) {
    let opened = quote(source.text(in: opening.range.bytes))
    let closed = quote(source.text(in: token.range.bytes))
    report(
      .error(
        "mismatched-bracket",
        "\(opened) is closed by '\(closing)', not by \(closed)",
        at: token.range,
        notes: [.init(summary: "it is opened here", range: opening.range)],
        solutions: [
          .init(
            summary: "write '\(closing)'",
            replacements: [.init(range: token.range, text: closing)]
          )
        ]
      )
    )
  }
}

extension Token.Kind {
  /// Whether the layout of formulas is made with such tokens.
  fileprivate var isLayout: Bool {
    switch self {
    case .mathStart, .mathEnd, .beginEnvironment, .endEnvironment, .ampersand, .lineBreak,
      .wideSpace:
      true
    default: false
    }
  }

  /// Whether a statement with the token at the end or the start of a line goes on there.
  fileprivate var continuesStatement: Bool {
    switch self {
    case .plus, .minus, .product, .equals: true
    default: false
    }
  }
}
