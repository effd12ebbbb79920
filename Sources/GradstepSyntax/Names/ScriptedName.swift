/// A name with what hangs on it, as tokens spell it: `W^{(1)}`, `h_{t-1}`, `x_j^{(t)}`, `w^*`, `h'`.
///
/// What hangs on a name can be part of it, an index, a power or a transpose: that is for the one to
/// say who knows the names.
struct ScriptedName {
  /// The most tokens of a script that can be part of a name.
  private static let longestScript = 64

  /// The name without a script.
  var base: Token
  var lower: Script?
  var upper: Script?
  /// The prime behind it.
  private(set) var prime: Token?
  /// The transpose that ends the superscript, as in `W^{(1)\top}`.
  private(set) var transpose: Token?
  /// How many tokens spell all of it.
  private(set) var count = 1
  /// What an unbraced superscript left over of its token, as `x` of `W^ix`.
  private(set) var rest: Token?

  /// A subscript or a superscript.
  struct Script {
    /// The canonical spelling, without braces: `t-1`, `(1)`.
    let text: String
    /// The `_` or `^` before it.
    let mark: Token
    /// What it is made of, without braces.
    let content: [Token]
    let isBraced: Bool
    /// The braces, where they are written.
    var opening: Token?
    var closing: Token?
    /// Whether a number in it is that of a turn.
    var isOfTurn = false

    /// Whether it stands in brackets, as the number of a layer or of a turn does.
    var isBracketed: Bool { ["(", "[", "⟨"].contains { text.hasPrefix($0) } }

    /// Whether one pair of brackets is all of it.
    private var isOneBracket: Bool {
      isBracketed && !text.dropLast().contains { [")", "]", "⟩"].contains($0) }
    }

    /// All of it, from its mark on.
    var range: SourceRange {
      [content.last?.range, closing?.range].compactMap { $0 }.reduce(mark.range) { $0.union($1) }
    }

    /// The script with a part of its tokens alone.
    func keeping(_ tokens: [Token], as text: String? = nil) -> Script {
      Script(
        text: text ?? tokens.compactMap { $0.name }.joined(),
        mark: mark,
        content: tokens,
        isBraced: isBraced,
        opening: opening,
        closing: closing
      )
    }

    /// The script as part of a name: in braces unless it is a word, or raised in brackets.
    fileprivate func spelling(behind mark: String) -> String {
      let isWord = text.unicodeScalars.allSatisfy { $0.continuesName || $0.marksName || $0 == "_" }
      let isOne = isWord || mark == "^" && (isOneBracket || text == "*")
      return isOne ? mark + text : "\(mark){\(text)}"
    }
  }

  /// The name that tokens start with, and what hangs on it; nothing where they start with no name.
  ///
  /// - Parameters:
  ///   - tokens: where to look
  ///   - sources: what the tokens were cut from
  ///   - isKnown: whether a word is a name, so that `x^abc` is not `x^a·bc`
  init?(
    _ tokens: ArraySlice<Token>,
    of sources: [Source],
    isKnown: (String) -> Bool = { _ in true }
  ) {
    guard let first = tokens.first, let name = first.name else { return nil }
    // `state\_sum_{t-1}` has one index, and the other mark is a part of its name.
    let isWhole = tokens.dropFirst().first?.kind == .lowered
    if !isWhole, let cut = name.unicodeScalars.firstIndex(of: "_"), cut != name.startIndex,
      let spelled = SpelledToken(first, of: sources),
      let place = spelled.characters.firstIndex(of: "_"), place + 1 < spelled.characters.count
    {
      let inside = place + 1..<spelled.characters.count
      base = spelled.name(0..<place)
      lower = Script(
        text: spelled.text(inside),
        mark: spelled.token(.lowered, place..<place + 1),
        content: Self.letters(of: spelled, inside),
        isBraced: true
      )
    } else {
      base = first
    }
    var next = tokens.startIndex + 1
    scripts: while next < tokens.endIndex, rest == nil {
      let mark = tokens[next]
      switch mark.kind {
      case .lowered where lower == nil:
        guard let (script, end) = Self.script(mark, tokens[(next + 1)...], of: sources) else {
          break scripts
        }
        lower = script
        next = end
      case .caret where upper == nil && transpose == nil:
        if lower == nil, let end = Self.transposeBeforeIndex(tokens[(next + 1)...], isKnown) {
          // `Q^\top_i` is set as `Q_i^\top`.
          transpose = tokens[end - 1].kind == .rightBrace ? tokens[end - 2] : tokens[end - 1]
          next = end
          continue
        }
        guard let end = raise(mark, tokens[(next + 1)...], of: sources, isKnown: isKnown) else {
          break scripts
        }
        next = end
      case .superscript(let digits) where upper == nil:
        upper = Script(text: digits, mark: mark, content: [mark], isBraced: true)
        next += 1
      case .prime where prime == nil && upper == nil && !mark.hasSpaceBefore:
        prime = mark
        next += 1
      default:
        break scripts
      }
    }
    count = next - tokens.startIndex
  }

  /// Whether anything hangs on the name.
  var isScripted: Bool { lower != nil || upper != nil || prime != nil || transpose != nil }

  /// The canonical spelling with the scripts that are asked for.
  func spelling(
    lower hasLower: Bool = true,
    upper hasUpper: Bool = true,
    prime hasPrime: Bool = true
  ) -> String {
    var text = base.name ?? ""
    if hasLower, let lower { text += lower.spelling(behind: "_") }
    if hasUpper, let upper { text += upper.spelling(behind: "^") }
    return prime == nil || !hasPrime ? text : text + "'"
  }

  /// The name without the letter behind the last comma below it, and that letter: `e_{t,i}` is component
  /// i of `e_t`.
  var withLastIndexApart: (name: ScriptedName, index: Token)? {
    guard let lower, let last = lower.content.last, last.name?.count == 1,
      let comma = lower.content.dropLast().last, comma.kind == .comma
    else { return nil }
    var name = self
    name.lower = lower.keeping(Array(lower.content.dropLast(2)))
    return (name, last)
  }

  /// The name without the letter before a bar below it, and that letter: `φ_{j|y=1}` is component j of
  /// `φ_{y=1}`.
  var withIndexBeforeBarApart: (name: ScriptedName, index: Token)? {
    guard let lower, let first = lower.content.first, first.name?.count == 1,
      lower.content.count > 2, lower.content[1].kind == .bar,
      let bar = lower.text.firstIndex(of: "|")
    else { return nil }
    var name = self
    let condition = String(lower.text[lower.text.index(after: bar)...])
    name.lower = lower.keeping(Array(lower.content.dropFirst(2)), as: condition)
    return (name, first)
  }

  /// All that is written.
  var range: SourceRange {
    [lower?.range, upper?.range, prime?.range, transpose?.range].compactMap { $0 }
      .reduce(base.range) { $0.union($1) }
  }

  // MARK: - Scripts

  /// Where a transpose ends that an index stands behind.
  private static func transposeBeforeIndex(
    _ tokens: ArraySlice<Token>,
    _ isKnown: (String) -> Bool
  ) -> Int? {
    let isBraced = tokens.first?.kind == .leftBrace
    let inside = tokens.dropFirst(isBraced ? 1 : 0)
    guard let sign = inside.first else { return nil }
    switch sign.kind {
    case .top, .transpose: break
    case .name("T") where isBraced || !isKnown("T"): break
    default: return nil
    }
    if isBraced, inside.dropFirst().first?.kind != .rightBrace { return nil }
    let end = inside.startIndex + (isBraced ? 2 : 1)
    guard end < tokens.endIndex, tokens[end].kind == .lowered else { return nil }
    return end
  }

  /// Takes what is raised, and says where it ends; nothing where that is no part of a name.
  private mutating func raise(
    _ mark: Token,
    _ tokens: ArraySlice<Token>,
    of sources: [Source],
    isKnown: (String) -> Bool
  ) -> Int? {
    guard let next = tokens.first else { return nil }
    if let name = next.name, !isKnown(name), !isKnown(spelling() + "^" + name),
      let spelled = SpelledToken(next, of: sources), spelled.characters.count > 1
    {
      // `a^L_j` and `U^ix`: without braces one letter is raised.
      let letter = spelled.name(0..<1)
      let inside = 2..<max(2, spelled.characters.count)
      if spelled.characters[1] == "_", lower == nil, !inside.isEmpty {
        lower = Script(
          text: spelled.text(inside),
          mark: spelled.token(.lowered, 1..<2),
          content: Self.letters(of: spelled, inside),
          isBraced: true
        )
      } else {
        rest = spelled.name(1..<spelled.characters.count)
      }
      if spelled.characters[0] == "T" {
        transpose = letter
      } else {
        upper = Script(text: spelled.text(0..<1), mark: mark, content: [letter], isBraced: false)
      }
      return tokens.startIndex + 1
    }
    guard let (script, end) = Self.script(mark, tokens, of: sources) else { return nil }
    // `{(1)\top}`, and `{(1)^\top}` as well.
    let inside = script.content.dropLast()
    let isTransposed =
      (inside.last?.kind == .caret ? inside.dropLast() : inside).last?.endsMark ?? false
      && [.top, .name("T"), .transpose].contains(script.content[script.content.count - 1].kind)
    if isTransposed {
      transpose = script.content.last
      var content = Array(script.content.dropLast())
      if content.last?.kind == .caret { content.removeLast() }
      guard let text = Self.spelling(of: content, sources) else { return nil }
      upper = Script(
        text: text,
        mark: mark,
        content: content,
        isBraced: script.isBraced,
        opening: script.opening,
        closing: script.closing
      )
    } else {
      upper = script
    }
    return end
  }

  /// What stands behind a mark, in braces, in brackets or as one token, and where it ends.
  private static func script(
    _ mark: Token,
    _ tokens: ArraySlice<Token>,
    of sources: [Source]
  ) -> (Script, end: Int)? {
    guard let first = tokens.first else { return nil }
    var content = tokens.prefix(1)
    let isBraced = first.kind == .leftBrace
    if isBraced || first.kind == .leftParenthesis || first.kind == .leftBracket {
      var depth = 0
      let end = tokens.prefix(longestScript).firstIndex { token in
        depth += token.isOpening ? 1 : token.isClosing ? -1 : 0
        return depth == 0
      }
      guard let end, tokens[end].kind == first.closingKind else { return nil }
      content = tokens[tokens.startIndex...end]
    } else if mark.kind == .caret, angle(first).kind == .comparison(.less) {
      let end = tokens.prefix(longestScript).firstIndex {
        angle($0).kind == .comparison(.greater)
      }
      guard let end else { return nil }
      content = tokens[tokens.startIndex...end]
    }
    let end = content.endIndex
    if isBraced { content = content.dropFirst().dropLast() }
    let parts = content.filter { $0.kind != .newline }.map { angle($0) }
    guard let text = spelling(of: parts, sources), !text.isEmpty else { return nil }
    // A transpose alone is no part of a name.
    if parts.count == 1, parts[0].kind == .top || parts[0].kind == .prime { return nil }
    let script = Script(
      text: text,
      mark: mark,
      content: parts,
      isBraced: isBraced,
      opening: isBraced ? first : nil,
      closing: isBraced ? tokens[end - 1] : nil
    )
    return (script, end)
  }

  /// An angle bracket, however it is written, and any other token as it is.
  private static func angle(_ token: Token) -> Token {
    switch token.kind {
    case .leftAngle: Token(.comparison(.less), at: token.range)
    case .rightAngle: Token(.comparison(.greater), at: token.range)
    default: token
    }
  }

  /// The canonical spelling of tokens in a script; nothing where no name has them.
  private static func spelling(of tokens: [Token], _ sources: [Source]) -> String? {
    var text = ""
    for token in tokens {
      switch token.kind {
      case .name(let name): text += name
      case .number(let value):
        let written = sources.text(in: token.range)
        // A raised number is the number that it stands for.
        text +=
          written.utf8.allSatisfy { $0 < 0x80 && $0 != 0x5C }
          ? String(written) : Int64(exactly: value).map(String.init) ?? String(written)
      case .superscript(let digits): text += "^" + digits
      case .plus: text += "+"
      case .minus: text += "-"
      case .product(.times): text += "*"
      case .product(.hadamard): text += "•"
      case .product(.divide): text += "/"
      case .comma: text += ","
      case .colon: text += ":"
      case .bar: text += "|"
      case .equals: text += "="
      case .caret: text += "^"
      case .lowered: text += "_"
      case .prime: text += "'"
      case .top: text += "⊤"
      case .leftParenthesis: text += "("
      case .rightParenthesis: text += ")"
      case .leftBracket: text += "["
      case .rightBracket: text += "]"
      case .comparison(.less): text += "⟨"
      case .comparison(.greater): text += "⟩"
      case .leftBrace, .rightBrace: break
      case .prose:
        // `\text{neg-sample}`
        let words = sources.text(in: token.range).drop { $0 != "{" }
        let word = words.filter { $0.isLetter || $0.isNumber || $0 == "-" }
        guard word.contains(where: { $0.isLetter }) else { return nil }
        text += word
      case .unknown:
        let sign = sources.text(in: token.range)
        guard sign == "\\infty" || sign == "∞" else { return nil }
        text += "∞"
      default: return nil
      }
    }
    return text
  }

  /// The letters and numbers of a subscript as tokens: `ij` is two indices.
  private static func letters(of spelled: SpelledToken, _ range: Range<Int>) -> [Token] {
    // `y_n` of `w_{y_n}` is a component, and its own index.
    if spelled.text(range).contains("_") { return [spelled.name(range)] }
    var tokens: [Token] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let digits = spelled.characters[position..<range.upperBound].prefix { $0.isWholeNumber }
      if digits.isEmpty {
        tokens.append(spelled.name(position..<position + 1))
        position += 1
      } else {
        let end = position + digits.count
        tokens.append(spelled.token(.number(Double(String(digits)) ?? .nan), position..<end))
        position = end
      }
    }
    return tokens
  }
}

extension Token {
  /// Whether a mark above a name can end with the token, as that of `w^{*T}` and `W^{(1)T}`.
  fileprivate var endsMark: Bool { isClosing || kind == .product(.times) }
}
