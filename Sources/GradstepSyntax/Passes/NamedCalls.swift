/// Finds names that are written as calls: `P(A|B)` beside `P(B|A)` and `P(A)`, `P(x|y=1)` beside
/// `P(y=1)`, or `N(a) = 4` for an `a` that has no value.
///
/// What is given for some names in brackets alone is no function, so each such call is one name; neither is
/// what calls itself with other names, as `P(A|B) = …` with `P(B|A)`.
struct NamedCalls {
  private let sources: [Source]

  /// A name with names in brackets behind it.
  private struct Call {
    let function: String
    let arguments: [String]
    /// The position behind its brackets.
    let end: Int

    /// All of it as one name.
    let spelling: String

    /// Whether it says a number of a name without an index, as `y=1`.
    let saysValue: Bool
  }

  /// What the definitions of a function say.
  private struct Heads {
    var spellings: Set<String> = []
    var arguments: Set<String> = []
    /// Whether one of them uses what stands in its brackets.
    var usesArguments = false
    /// Whether all of them give a number.
    var giveNumbers = true
    /// Whether all of them give a value that is written out.
    var giveValues = true
    /// Whether one of them calls what it defines, with other names.
    var callThemselves = false
    /// Whether all of them say a value in their brackets, as `y=1`, which no parameter has.
    var sayValues = true
  }

  private var heads: [String: Heads] = [:]
  /// How functions are called, by their names; an empty text stands for a call with anything else.
  private var calls: [String: Set<String>] = [:]
  /// The functions that are called anywhere but where they are defined.
  private var used: Set<String> = []
  /// The names that have values of their own.
  private var values: Set<String> = []

  /// The tokens of all sources with such calls as names.
  static func joined(_ texts: [[Token]], of sources: [Source]) -> [[Token]] {
    var found = NamedCalls(sources: sources)
    for tokens in texts { found.collect(tokens) }
    let names = found.names
    return names.isEmpty ? texts : texts.map { found.joined($0, names) }
  }

  private init(sources: [Source]) { self.sources = sources }

  private func joined(_ tokens: [Token], _ names: Set<String>) -> [Token] {
    var result: [Token] = []
    result.reserveCapacity(tokens.count)
    var position = 0
    while position < tokens.count {
      let token = tokens[position]
      if let call = call(at: position, in: tokens), names.contains(call.spelling) {
        let range = token.range.union(tokens[call.end - 1].range)
        result.append(
          Token(kind: .name(call.spelling), range: range, triviaStart: token.triviaStart)
        )
        position = call.end
      } else {
        result.append(token)
        position += 1
      }
    }
    return result
  }

  // MARK: - What is called how

  private mutating func collect(_ tokens: [Token]) {
    var startsStatement = true
    for position in tokens.indices {
      let isFirst = startsStatement
      startsStatement = Self.endsStatement(tokens[position]) || Self.leadsIn(tokens[position])
      guard let (name, end) = function(at: position, in: tokens), end < tokens.count else {
        continue
      }
      let next = tokens[end]
      if isFirst, next.defines || next.kind == .colon || next.kind == .element {
        values.insert(name)
      }
      guard next.kind == .leftParenthesis else { continue }
      let call = call(at: position, in: tokens)
      calls[name, default: []].insert(call?.spelling ?? "")
      guard isFirst, let call, call.end < tokens.count, tokens[call.end].defines else {
        used.insert(name)
        continue
      }
      collect(call, definedIn: tokens)
    }
  }

  private mutating func collect(_ call: Call, definedIn tokens: [Token]) {
    let start = call.end + 1
    let end = tokens[start...].firstIndex(where: Self.endsStatement) ?? tokens.count
    var head = heads[call.function] ?? Heads()
    head.spellings.insert(call.spelling)
    head.arguments.formUnion(call.arguments)
    if !Self.isNumber(tokens[start..<end]) { head.giveNumbers = false }
    if !Self.isValue(tokens[start..<end]) { head.giveValues = false }
    if !call.saysValue { head.sayValues = false }
    var position = start
    while position < end {
      // What stands in the brackets of others is theirs.
      if let inner = self.call(at: position, in: tokens) {
        let isOther = inner.function == call.function && inner.spelling != call.spelling
        if isOther { head.callThemselves = true }
        position = inner.end
        continue
      }
      if let name = tokens[position].name, call.arguments.contains(name) {
        head.usesArguments = true
      }
      position += 1
    }
    heads[call.function] = head
  }

  /// The calls that are names.
  private var names: Set<String> {
    heads.reduce(into: []) { names, entry in
      let (function, head) = entry
      if head.callThemselves, !values.contains(function), calls[function]?.contains("") == false {
        return names.formUnion(calls[function] ?? [])
      }
      guard calls[function] == head.spellings else { return }
      // `∇f(x) = [1, 2]` is the gradient at the x that is given.
      let isGiven = head.giveValues && !head.usesArguments && used.contains(function)
      let canBeFunction = !head.arguments.isDisjoint(with: values) || head.usesArguments
      guard
        isGiven
          || (!canBeFunction || head.sayValues)
            && (head.spellings.count > 1 || head.giveNumbers)
      else { return }
      names.formUnion(head.spellings)
    }
  }

  private static func endsStatement(_ token: Token) -> Bool {
    switch token.kind {
    case .newline, .semicolon, .end: true
    default: false
    }
  }

  /// Whether a definition can follow the word: `where P(x) = …`.
  private static func leadsIn(_ token: Token) -> Bool {
    token.name.map(Vocabulary.isKeyword) ?? false
  }

  private static func isNumber(_ body: ArraySlice<Token>) -> Bool {
    let number = body.first?.kind == .minus ? body.dropFirst() : body
    guard number.count == 1, case .number? = number.first?.kind else { return false }
    return true
  }

  /// Whether a body is made of numbers alone, as a vector or a matrix is.
  private static func isValue(_ body: ArraySlice<Token>) -> Bool {
    body.allSatisfy { token in
      switch token.kind {
      case .number, .minus, .leftBracket, .rightBracket, .comma, .semicolon: true
      default: false
      }
    }
  }

  /// The most tokens of a call that is a name.
  private static let longestCall = 16

  /// The name at a position, with what hangs on it before a bracket, and where it ends.
  private func function(at position: Int, in tokens: [Token]) -> (name: String, end: Int)? {
    guard let name = tokens[position].name, position + 1 < tokens.count else { return nil }
    switch tokens[position + 1].kind {
    case .caret, .lowered:
      guard let scripted = ScriptedName(tokens[position...], of: sources), scripted.rest == nil,
        scripted.transpose == nil, position + scripted.count < tokens.count,
        tokens[position + scripted.count].kind == .leftParenthesis
      else { return (name, position + 1) }
      return (scripted.spelling(), position + scripted.count)
    default:
      return (name, position + 1)
    }
  }

  private func call(at position: Int, in tokens: [Token]) -> Call? {
    guard let (function, opening) = function(at: position, in: tokens), opening + 1 < tokens.count,
      tokens[opening].kind == .leftParenthesis, !tokens[opening].hasSpaceBefore
    else { return nil }
    var arguments: [String] = []
    var spelling = function + "("
    var saysValue = false
    var isArgument = true
    var place = opening + 1
    while place < min(opening + 1 + Self.longestCall, tokens.count) {
      defer { place += 1 }
      // Two bars part as one does: `D(p \|\| q)`.
      if tokens[place].kind == .doubleBar, tokens[place - 1].kind == .doubleBar { continue }
      defer { isArgument.toggle() }
      switch tokens[place].kind {
      case .name where isArgument:
        guard let scripted = ScriptedName(tokens[place...], of: sources), scripted.rest == nil,
          scripted.transpose == nil
        else { return nil }
        let name = scripted.spelling()
        arguments.append(name)
        spelling += name
        place += scripted.count - 1
        guard let value = Self.value(behind: place, in: tokens) else { continue }
        spelling += "=" + value
        if value.allSatisfy({ $0.isWholeNumber }), !name.contains("_") { saysValue = true }
        place += 2
      case .comma where !isArgument: spelling += ","
      case .semicolon where !isArgument: spelling += ";"
      case .bar where !isArgument: spelling += "|"
      case .doubleBar where !isArgument: spelling += "‖"
      case .rightParenthesis where !isArgument:
        return Call(
          function: function,
          arguments: arguments,
          end: place + 1,
          spelling: spelling + ")",
          saysValue: saysValue
        )
      default: return nil
      }
    }
    return nil
  }

  /// The 1 of `y=1`.
  private static func value(behind place: Int, in tokens: [Token]) -> String? {
    guard place + 2 < tokens.count, tokens[place + 1].kind == .equals else { return nil }
    switch tokens[place + 2].kind {
    case .number(let number): return Int64(exactly: number).map(String.init)
    case .name(let name): return name
    default: return nil
    }
  }
}
