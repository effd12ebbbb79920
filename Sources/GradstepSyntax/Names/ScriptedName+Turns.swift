// Names whose scripts count the turns of a recurrence: `h_t`, `h_{t-1}`, `h^{(t)}`, `h_{t,i}`.
extension ScriptedName {
  /// The name with numbers in the place of letters: `h_{t-1}` at t = 1 is `h_0`.
  func at(_ numbers: [String: Int]) -> ScriptedName {
    guard !numbers.isEmpty, lower != nil || upper != nil else { return self }
    var name = self
    name.lower = lower?.at(numbers)
    name.upper = upper?.at(numbers)
    return name
  }

  /// The name by whose turns a recurrence goes on, and how far it is shifted: -1 for `h_{t-1}`; `nil`
  /// where the letter is in no script.
  ///
  /// Letters beside that of the turns are indices, and are no part of the name.
  func turn(of letter: String) -> (name: String, offset: Int)? {
    if let offset = lower?.offset(of: letter) { return (spelling(lower: false) + "_", offset) }
    if let offset = upper?.offset(of: letter) { return (spelling(upper: false) + "^", offset) }
    return nil
  }

  /// Whether the names differ in the index below them alone, as `a_k^l` and `a_j^l`.
  func isComponent(of other: ScriptedName) -> Bool {
    [lower, other.lower].allSatisfy { $0?.content.allSatisfy { $0.name?.count == 1 } ?? false }
      && upper != nil && other.upper != nil && base.kind == other.base.kind
  }

  /// The number in the place of an index, and the name by whose turns a recurrence goes on: `h_` and
  /// 0 for `h_0`.
  var numbered: (name: String, number: Int)? {
    if let number = lower?.number { return (spelling(lower: false) + "_", number) }
    if let number = upper?.number { return (spelling(upper: false) + "^", number) }
    return nil
  }

  /// The name of a turn with the index of a component: `h_{2,i}` as the component i of `h_2`.
  var withTurnInBase: ScriptedName? {
    guard let lower, let name = base.name, case .number(let number)? = lower.content.first?.kind,
      lower.content.count > 2, lower.content[1].kind == .comma,
      let number = Int(counting: number), let mark = lower.text.firstIndex(of: ",")
    else { return nil }
    var moved = self
    let text = String(lower.text[lower.text.index(after: mark)...])
    moved.base = Token(
      kind: .name("\(name)_\(Self.subscript(number))"),
      range: base.range,
      triviaStart: base.triviaStart
    )
    moved.lower = Script(
      text: text,
      mark: lower.mark,
      content: Array(lower.content.dropFirst(2)),
      isBraced: lower.isBraced,
      opening: lower.opening,
      closing: lower.closing
    )
    return moved
  }

  /// A number as names have it below them.
  private static func `subscript`(_ number: Int) -> String {
    number < 0 ? "{\(number)}" : String(number)
  }
}

extension ScriptedName.Script {
  /// The script with numbers in the place of letters; itself where it has none of them.
  func at(_ numbers: [String: Int]) -> Self {
    var text = ""
    var content: [Token] = []
    var isChanged = false
    for part in parts {
      if let (token, rest) = Self.number(part, numbers) {
        content.append(token)
        text += Self.text(of: token) ?? ""
        isChanged = true
        if let rest {
          content += [Token(.comma, at: token.range.end), rest]
          text += "," + (rest.name ?? "")
        }
      } else {
        content += part
        for token in part {
          guard let written = Self.text(of: token) else { return self }
          text += written
        }
      }
    }
    guard isChanged else { return self }
    return Self(
      text: text,
      mark: mark,
      content: content,
      isBraced: isBraced,
      opening: opening,
      closing: closing,
      isOfTurn: true
    )
  }

  /// How far a letter is shifted where it stands in the script: -1 for `t-1`.
  func offset(of letter: String) -> Int? {
    for part in parts {
      guard case .number(let offset)? = Self.number(part, [letter: 0])?.token.kind,
        case .number(offset + 1)? = Self.number(part, [letter: 1])?.token.kind
      else { continue }
      return Int(offset)
    }
    return nil
  }

  /// The whole number that the script is, in brackets or without.
  var number: Int? {
    let numbers = parts.compactMap { part in
      part.contains { $0.isNumber } ? Self.value(part, [:]) : nil
    }
    return numbers.count == 1 && !content.contains { $0.name != nil } ? numbers[0] : nil
  }

  /// The content cut at commas and brackets, which are parts of their own.
  private var parts: [[Token]] {
    var parts: [[Token]] = []
    var isOpen = false
    for token in content {
      switch token.kind {
      case .name, .number, .plus, .minus:
        if isOpen { parts[parts.count - 1].append(token) } else { parts.append([token]) }
        isOpen = true
      default:
        parts.append([token])
        isOpen = false
      }
    }
    return parts
  }

  /// The number that a part comes to, and of `ti` the index behind it; `nil` for a part without any
  /// of the letters.
  private static func number(
    _ part: [Token],
    _ numbers: [String: Int]
  ) -> (token: Token, rest: Token?)? {
    guard let first = part.first, part.contains(where: { $0.name != nil }) else { return nil }
    let range = part.reduce(first.range) { $0.union($1.range) }
    if let value = value(part, numbers) { return (Token(.number(Double(value)), at: range), nil) }
    guard let name = first.name else { return nil }
    // `ti` is two indices, written as one word or as two letters.
    if part.count == 1, name.count == 2, let value = numbers[String(name.prefix(1))] {
      return (
        Token(.number(Double(value)), at: range), Token(.name(String(name.suffix(1))), at: range)
      )
    }
    if part.count == 2, part[1].name != nil, let value = numbers[name] {
      return (Token(.number(Double(value)), at: first.range), part[1])
    }
    return nil
  }

  /// The sum that a part is, where all of its names stand for numbers.
  private static func value(_ part: [Token], _ numbers: [String: Int]) -> Int? {
    var sum = 0
    var sign = 1
    var isOperand = false
    for token in part {
      switch token.kind {
      case .plus where isOperand, .minus where isOperand:
        sign = token.kind == .plus ? 1 : -1
        isOperand = false
      case .minus:
        sign = -sign
      case .name, .number:
        guard !isOperand, let value = value(of: token, numbers) else { return nil }
        sum += sign * value
        sign = 1
        isOperand = true
      default: return nil
      }
    }
    return isOperand ? sum : nil
  }

  private static func value(of token: Token, _ numbers: [String: Int]) -> Int? {
    switch token.kind {
    case .name(let name): numbers[name]
    case .number(let value): Int(exactly: value).flatMap { $0.magnitude < 1 << 28 ? $0 : nil }
    default: nil
    }
  }

  private static func text(of token: Token) -> String? {
    switch token.kind {
    case .name(let name): name
    case .number(let value): Int64(exactly: value).map(String.init)
    case .plus: "+"
    case .minus: "-"
    case .comma: ","
    case .leftParenthesis: "("
    case .rightParenthesis: ")"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .comparison(.less): "⟨"
    case .comparison(.greater): "⟩"
    default: nil
    }
  }
}

extension Token {
  fileprivate var isNumber: Bool {
    if case .number = kind { true } else { false }
  }
}
