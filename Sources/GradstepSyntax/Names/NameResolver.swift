/// Rewrites the tokens of a statement so that every name in it is one name.
///
/// What hangs on a name becomes part of it where the sources know it so, and else an index, a power or
/// a transpose; an unknown name becomes the product of the values that it splits into.
struct NameResolver {
  /// Longer names are not split: no formula has them, and trying would take its time.
  static let longestSplit = 64

  let names: NameTable
  let sources: [Source]

  /// What is to be said about how names are read.
  var warnings: [Diagnostic] = []
  /// The names that were said to be read.
  var echoed: Set<String> = []

  init(names: NameTable, sources: [Source]) {
    self.names = names
    self.sources = sources
  }

  /// The tokens as the grammar reads them, without new lines inside brackets.
  mutating func resolve(_ tokens: ArraySlice<Token>, into result: inout [Token]) throws(Diagnostic)
  {
    var body = tokens
    result.reserveCapacity(body.count + 1)
    var position = body.startIndex
    while position < body.endIndex {
      let token = body[position]
      guard let name = token.name else {
        if let whole = whole(at: position, in: body, behind: result.last) {
          result += whole.tokens
          position = whole.end
          continue
        }
        position += 1
        if token.kind == .unknown, !result.isEmpty,
          let names = names(for: token, behind: result, before: body[position...])
        {
          result += names
          position += 1
          continue
        }
        if token.kind != .newline { result.append(token) }
        if let (letter, rest) = firstLetter(behind: token, at: position, in: body) {
          result.append(letter)
          body[position] = rest
        }
        continue
      }
      let next = position + 1 < body.endIndex ? body[position + 1].kind : .end
      if let (factors, base) = powerOfE(token, before: next) ?? lettersBehindIndex(token) {
        try resolve([factors][...], into: &result)
        body[position] = base
      } else if next != .lowered, let number = names.turn[name] {
        result += Self.numeral(number, at: token)
        position += 1
      } else if next == .lowered, !names.isValue(name), let reduction = Reduction(function: name) {
        result.append(Token(.reduction(reduction), at: token.range))
        position += 1
      } else if !isScripted(name, at: position, in: body) {
        result.append(token)
        position += 1
        if names.isValue(name) { writeArgument(at: &position, in: body, into: &result) }
      } else if let scripted = ScriptedName(body[position...], of: sources, isKnown: isWord)
        .map(inTurn), try resolve(scripted, into: &result)
      {
        position += scripted.count
        if let rest = scripted.rest {
          position -= 1
          body[position] = rest
        } else if result.last?.name.map(names.isValue) == true {
          writeArgument(at: &position, in: body, into: &result)
        }
      } else {
        if let meant = names.isKnown(name) ? nil : meaning(of: token, name) {
          result.append(meant)
        } else if !writeReduction(token, name, into: &result) {
          result += try pieces(of: token, name)
        }
        position += 1
      }
    }
  }

  /// Without braces one letter is raised or lowered: `(x)^Ty`, `\sum_ix_i`.
  private func firstLetter(
    behind mark: Token,
    at position: Int,
    in body: ArraySlice<Token>
  ) -> (Token, rest: Token)? {
    guard mark.kind == .caret || mark.kind == .lowered, position < body.endIndex,
      let name = body[position].name, !isWord(name),
      let spelled = SpelledToken(body[position], of: sources), spelled.characters.count > 1,
      spelled.characters[1] != "_"
    else { return nil }
    return (spelled.name(0..<1), spelled.name(1..<spelled.characters.count))
  }

  /// Whether it takes more than a look to say what a name is.
  private func isScripted(_ name: String, at position: Int, in body: ArraySlice<Token>) -> Bool {
    if !names.isKnown(name) { return true }
    guard position + 1 < body.endIndex else { return false }
    switch body[position + 1].kind {
    case .caret, .lowered, .prime, .superscript: return true
    default: return false
    }
  }

  private func isWord(_ name: String) -> Bool {
    names.isKnown(name) || names.indices.contains(name)
  }

  // MARK: - Scripts

  /// A name with scripts as it is read: the known name, where that ends, and what stands behind it.
  private struct NameReading {
    let name: String
    let end: SourceRange
    let parts: [Part]

    enum Part {
      case index(ScriptedName.Script)
      /// Component j of example i: `x_j^{(i)}`.
      case example(ScriptedName.Script, ScriptedName.Script)
      /// What is raised, with a prime before it.
      case superscript
      case transpose
    }
  }

  /// Writes a name with its scripts as the known name, and behind it what is no part of that.
  ///
  /// Scripts stand in scripts, so this is kept small on the stack.
  ///
  /// - Returns: whether there is a name to write
  private mutating func resolve(
    _ scripted: ScriptedName,
    into result: inout [Token]
  ) throws(Diagnostic) -> Bool {
    guard let reading = reading(of: scripted) else {
      return try writeProduct(scripted, into: &result) || writeUnknown(scripted, into: &result)
    }
    result.append(
      Token(
        kind: .name(reading.name),
        range: scripted.base.range.union(reading.end),
        triviaStart: scripted.base.triviaStart
      )
    )
    for part in reading.parts {
      switch part {
      case .index(let script): try writeIndex(script, into: &result)
      case .example(let example, let component):
        try writeExample(example, component, into: &result)
      case .superscript:
        if let prime = scripted.prime { result.append(prime) }
        try writeSuperscript(of: scripted, into: &result)
      case .transpose: writeTranspose(scripted, into: &result)
      }
    }
    return true
  }

  /// What a name with scripts is read as; `nil` where no part of it is known.
  private func reading(of scripted: ScriptedName) -> NameReading? {
    let base = scripted.base.name ?? ""
    let end = scripted.base.range
    if names.isKnown(scripted.spelling()) {
      return NameReading(name: scripted.spelling(), end: scripted.range, parts: [.transpose])
    }
    if let lower = scripted.lower { return reading(of: scripted, base: base, below: lower) }
    let value = scripted.upper.map { names.value(withComponents: base, by: $0) } ?? nil
    if let upper = scripted.upper, let value {
      let isTurn = upper.isOfTurn && upper.isBracketed && names.isMember(upper, of: value)
      // Of what is transposed behind a bound index it is no power.
      let isIndex =
        value != base || !names.isKnown(base) || upper.isBracketed && scripted.transpose != nil
      if isTurn || names.isBound(upper) && isIndex {
        return NameReading(name: value, end: end, parts: [.index(upper), .transpose])
      }
    }
    return names.isKnown(base) ? NameReading(name: base, end: end, parts: [.superscript]) : nil
  }

  /// The same for a name with something below it.
  private func reading(
    of scripted: ScriptedName,
    base: String,
    below lower: ScriptedName.Script
  ) -> NameReading? {
    if let end = scripted.upper?.range ?? scripted.prime?.range, names.isIndex(lower),
      let raised = names.value(orBold: scripted.spelling(lower: false))
    {
      return NameReading(name: raised, end: end, parts: [.index(lower), .transpose])
    }
    let lowered = scripted.spelling(upper: false, prime: false)
    if names.isKnown(lowered) {
      return NameReading(name: lowered, end: lower.range, parts: [.superscript])
    }
    if let upper = scripted.upper, upper.isBracketed, names.isBound(upper), names.isIndex(lower),
      let value = names.value(withComponents: base)
    {
      return NameReading(
        name: value,
        end: scripted.base.range,
        parts: [.example(upper, lower), .transpose]
      )
    }
    if let value = names.value(withComponents: base, by: lower), names.isIndex(lower),
      names.isMember(lower, of: value)
    {
      return NameReading(
        name: value,
        end: scripted.base.range,
        parts: [.index(lower), .superscript]
      )
    }
    return indexBehindName(scripted, lower).map { name, index in
      NameReading(name: name, end: lower.mark.range, parts: [.index(index), .superscript])
    }
  }

  /// Writes a name with scripts as a product where its last letters are known with them, and those
  /// before are known: `Wh_{t-1}`.
  private mutating func writeProduct(
    _ scripted: ScriptedName,
    into result: inout [Token]
  ) throws(Diagnostic) -> Bool {
    guard scripted.count > 1, let spelled = SpelledToken(scripted.base, of: sources),
      (2...Self.longestSplit).contains(spelled.characters.count)
    else { return false }
    let starts = (1..<spelled.characters.count).filter { start in
      var factor = scripted
      factor.base = spelled.name(start..<spelled.characters.count)
      return names.isValue(factor.spelling())
        && NameSplit(Array(spelled.characters[..<start]), isName: isFactor).readings.count == 1
    }
    guard starts.count == 1 else { return false }
    var factor = scripted
    factor.base = spelled.name(starts[0]..<spelled.characters.count)
    try resolve([spelled.name(0..<starts[0])][...], into: &result)
    return try resolve(factor, into: &result)
  }

  /// `p_m` and its index k where `p_{mk}` stands, and `p_m` is a value.
  private func indexBehindName(
    _ scripted: ScriptedName,
    _ lower: ScriptedName.Script
  ) -> (name: String, ScriptedName.Script)? {
    let letters = lower.content.filter { $0.kind != .comma && !$0.isOpening && !$0.isClosing }
    for count in letters.indices.dropFirst() {
      let start = letters[..<count].compactMap { $0.name }.joined()
      let name = "\(scripted.base.name ?? "")_\(start)"
      guard names.isValue(name),
        letters[count...].allSatisfy({ $0.name.map(names.indices.contains) ?? false })
      else { continue }
      return (name, lower.keeping(Array(letters[count...])))
    }
    return nil
  }

  /// Writes a name that nothing gives a value to, where its scripts are part of it.
  private func writeUnknown(_ scripted: ScriptedName, into result: inout [Token]) -> Bool {
    let isPart = scripted.upper.map { $0.isBraced && $0.isBracketed || $0.text == "*" } ?? true
    let isComposite = scripted.lower != nil && scripted.count > 1
    guard scripted.count > 1, isPart, scripted.upper != nil || isComposite,
      scripted.base.name != "e", !names.isFunction(scripted.base.name ?? "")
    else { return false }
    result.append(
      Token(
        kind: .name(scripted.spelling()),
        range: scripted.range,
        triviaStart: scripted.base.triviaStart
      )
    )
    writeTranspose(scripted, into: &result)
    return true
  }

  /// Writes the name of a function with an index below it, as `max_j`, as the reduction that it is.
  private func writeReduction(_ token: Token, _ name: String, into result: inout [Token]) -> Bool {
    guard !names.isKnown(name), let mark = name.firstIndex(of: "_"),
      let reduction = Reduction(function: String(name[..<mark])),
      let scripted = ScriptedName([token][...], of: sources), let lower = scripted.lower,
      lower.content.count <= 2
    else { return false }
    result.append(Token(.reduction(reduction), at: scripted.base.range))
    result.append(Token(.lowered, at: lower.mark.range))
    result.append(Token(.leftBrace, at: lower.mark.range.end))
    for (position, index) in lower.content.enumerated() {
      if position > 0 { result.append(Token(.comma, at: index.range.start)) }
      result.append(index)
    }
    result.append(Token(.rightBrace, at: lower.range.end))
    return true
  }

  /// The most tokens of an index in brackets.
  private static let longestIndex = 16

  /// Writes `p(i)` and `g(i - a)` with a bound index as the component that it is, and `Q(s, a)`, which no
  /// product is.
  private mutating func writeArgument(
    at position: inout Int,
    in body: ArraySlice<Token>,
    into result: inout [Token]
  ) {
    guard position < body.endIndex, body[position].kind == .leftParenthesis,
      let end = body[position...].prefix(Self.longestIndex).firstIndex(where: {
        $0.kind == .rightParenthesis
      })
    else { return }
    let inside = body[(position + 1)..<end]
    var isBound = false
    var isPair = false
    var isShort = true
    for token in inside {
      switch token.kind {
      case .name(let name) where names.indices.contains(name): isBound = true
      case .name(let name): isShort = isShort && name.count == 1 && inside.count > 1
      case .lowered, .caret, .leftBrace, .rightBrace: isShort = false
      case .comma:
        guard !body[position].hasSpaceBefore else { return }
        isPair = true
      case .number, .plus, .minus, .prime: continue
      default: return
      }
    }
    var indices: [Token] = []
    guard isPair || isBound && isShort, (try? resolve(inside, into: &indices)) != nil else {
      return
    }
    result.append(Token(.lowered, at: body[position].range.start))
    result.append(Token(.leftBrace, at: body[position].range))
    result += indices
    result.append(Token(.rightBrace, at: body[end].range))
    position = end + 1
  }

  /// Writes `_{…}` with the indices apart.
  private mutating func writeIndex(
    _ script: ScriptedName.Script,
    into result: inout [Token]
  ) throws(Diagnostic) {
    result.append(Token(.lowered, at: script.mark.range))
    result.append(script.opening ?? Token(.leftBrace, at: script.mark.range.end))
    // Angle brackets say that a turn is meant.
    var content = script.content.filter {
      if case .comparison = $0.kind { false } else { true }
    }
    if names.isValue(script.text) || names.indices.contains(script.text), content.count > 1,
      let first = content.first
    {
      content = [
        Token(
          .name(script.text),
          at: content.dropFirst().reduce(first.range) {
            $0.union($1.range)
          }
        )
      ]
    }
    var inside: [Token] = []
    try resolve(content.flatMap(letters)[...], into: &inside)
    for token in inside {
      // `ij` is two indices, as `i,j` is.
      if let last = result.last, last.isOperand, token.isOperand {
        result.append(Token(.comma, at: token.range.start))
      }
      result.append(token)
    }
    result.append(script.closing ?? Token(.rightBrace, at: script.range.end))
  }

  /// Writes the number of an example and of its component as indices.
  private mutating func writeExample(
    _ example: ScriptedName.Script,
    _ component: ScriptedName.Script,
    into result: inout [Token]
  ) throws(Diagnostic) {
    try writeIndex(example, into: &result)
    let brace = result.removeLast()
    result.append(Token(.comma, at: brace.range.start))
    var inside: [Token] = []
    try writeIndex(component, into: &inside)
    result += inside.dropFirst(2)
  }

  /// Writes what is raised as the power or the index that it is, in braces.
  private mutating func writeSuperscript(
    of scripted: ScriptedName,
    into result: inout [Token]
  ) throws(Diagnostic) {
    if let upper = scripted.upper {
      result.append(upper.mark)
      if case .superscript = upper.mark.kind {
      } else {
        if let brace = upper.opening { result.append(brace) }
        try resolve(upper.content[...], into: &result)
        if let brace = upper.closing { result.append(brace) }
      }
    }
    writeTranspose(scripted, into: &result)
  }

  /// `jk` is two indices where `j` and `k` are.
  private func letters(of token: Token) -> [Token] {
    guard let name = token.name, !isWord(name), name.count > 1,
      name.allSatisfy({ names.indices.contains(String($0)) || $0.isWholeNumber }),
      let spelled = SpelledToken(token, of: sources)
    else { return [token] }
    return spelled.characters.indices.map { place in
      guard let digit = spelled.characters[place].wholeNumberValue else {
        return spelled.name(place..<place + 1)
      }
      return spelled.token(.number(Double(digit)), place..<place + 1)
    }
  }

  private func writeTranspose(_ scripted: ScriptedName, into result: inout [Token]) {
    if let mark = scripted.transpose { result.append(Token(.transpose, at: mark.range)) }
  }

  // MARK: - Products

  /// The names that an unknown name stands for: itself if it does not split.
  private mutating func pieces(
    of token: Token,
    _ name: String
  ) throws(Diagnostic) -> [Token] {
    guard !names.isKnown(name), !names.sizes.contains(name),
      token.range.bytes.count <= 8 * Self.longestSplit,
      let spelled = SpelledToken(token, of: sources),
      spelled.characters.count <= Self.longestSplit
    else { return [token] }
    if let mean = mean(of: token, name) { return mean }
    let splits = NameSplit(spelled.characters, isName: isFactor)
    switch splits.readings.count {
    case 0:
      return [inTurn(token)]
    case 1:
      // The name by itself is none of its parts: `h_0` of a list `h_1`, `h_2`.
      guard splits.readings[0].count > 1 else { return [inTurn(token)] }
      var result: [Token] = []
      for factor in tokens(for: splits.readings[0], of: spelled) {
        try resolve([factor][...], into: &result)
      }
      return result
    default:
      throw ambiguous(token, name, splits.readings, spelled)
    }
  }

  /// The factors before Euler's number and that number, where it is what is raised: `xe^x`.
  private func powerOfE(
    _ token: Token,
    before next: Token.Kind
  ) -> (factors: Token, base: Token)? {
    guard token.name?.last == "e", next.raises, !isWord("e"), token.name.map(isWord) == false,
      let spelled = SpelledToken(token, of: sources),
      (2...Self.longestSplit).contains(spelled.characters.count)
    else { return nil }
    let last = spelled.characters.count - 1
    guard !NameSplit(Array(spelled.characters[..<last]), isName: isFactor).readings.isEmpty else {
      return nil
    }
    return (spelled.name(0..<last), spelled.name(last..<last + 1))
  }

  /// `w_1` and `x` of `w_1x`, where both are known: without braces a number is all that is lowered.
  private func lettersBehindIndex(_ token: Token) -> (factors: Token, base: Token)? {
    guard let name = token.name, !isWord(name), let mark = name.firstIndex(of: "_"),
      let spelled = SpelledToken(token, of: sources),
      (4...Self.longestSplit).contains(spelled.characters.count),
      !sources.text(in: token.range).contains("{")
    else { return nil }
    let start = name.distance(from: name.startIndex, to: mark) + 1
    let digits = spelled.characters[start...].prefix { $0.isASCII && $0.isWholeNumber }
    let end = digits.isEmpty ? start + 1 : start + digits.count
    guard end < spelled.characters.count, end > start,
      digits.isEmpty ? isIndexBeforeFactor(spelled, start) : names.isValue(spelled.text(0..<end)),
      !NameSplit(Array(spelled.characters[end...]), isName: isFactor).readings.isEmpty
    else { return nil }
    return (spelled.name(0..<end), spelled.name(end..<spelled.characters.count))
  }

  /// Whether the letter behind a mark is an index that is bound, and those behind it are no more of them:
  /// `w_jx^j`.
  private func isIndexBeforeFactor(_ spelled: SpelledToken, _ start: Int) -> Bool {
    guard names.indices.contains(spelled.text(start..<start + 1)),
      names.value(withComponents: spelled.text(0..<start - 1)) != nil
    else { return false }
    return !spelled.characters[(start + 1)...].contains { names.indices.contains(String($0)) }
  }

  /// Whether a part of a name is one: a value, or a component of one.
  private func isFactor(_ name: String) -> Bool {
    if names.isValue(name) || names.sizes.contains(name) { return true }
    if name == "π", !names.isKnown(name) { return true }
    guard let mark = name.firstIndex(of: "_"), mark != name.startIndex else { return false }
    let index = name[name.index(after: mark)...]
    if let number = names.turn[String(index)], names.isValue("\(name[...mark])\(number)") {
      return true
    }
    guard names.value(withComponents: String(name[..<mark])) != nil, !index.isEmpty else {
      return false
    }
    let isNumber =
      index.allSatisfy { $0.isASCII && $0.isWholeNumber }
      || names.turn[String(index)] != nil
    return isNumber || index.allSatisfy { names.indices.contains(String($0)) }
  }

  private func tokens(for lengths: [Int], of spelled: SpelledToken) -> [Token] {
    var tokens: [Token] = []
    var start = 0
    for length in lengths {
      tokens.append(spelled.name(start..<start + length))
      start += length
    }
    return tokens
  }

  private func ambiguous(
    _ token: Token,
    _ name: String,
    _ readings: [[Int]],
    _ spelled: SpelledToken
  ) -> Diagnostic {
    .error(
      "ambiguous-name",
      "an unknown name is read as a product where it splits in one way, and "
        + "'\(name)' splits in several",
      at: token.range,
      solutions: readings.map { lengths in
        let product = tokens(for: lengths, of: spelled).compactMap { $0.name }
          .joined(separator: "·")
        return .init(
          summary: "write \(product)",
          replacements: [.init(range: token.range, text: product)]
        )
      }
    )
  }
}

extension Token.Kind {
  /// Whether what follows is raised.
  fileprivate var raises: Bool {
    switch self {
    case .caret, .superscript: true
    default: false
    }
  }
}

extension Token {
  /// Whether the token is an operand by itself.
  fileprivate var isOperand: Bool {
    switch kind {
    case .name, .number: true
    default: false
    }
  }
}
