// Assignments of code that have several names on their left, or a component.
extension CodeLayout {
  /// The most tokens of a right side that is written once for each name.
  private static let longestTuple = 16

  /// `a, b = params` is `a = params[0]` and `b = params[1]`; false where something else is here.
  mutating func unpack(until end: Int, inFunction: Bool) -> Bool {
    guard let (names, sign) = namesOfTuple(until: end) else { return false }
    let right = (sign + 1)..<end
    guard isBalanced(right) else {
      // What is wrong with the brackets is said where the value of the first name is read.
      kept.insert(tokens[position])
      insert(inFunction ? .binds : .assign)
      drop(until: right.lowerBound)
      keep(until: end)
      insert(inFunction ? .blockLine : .newline)
      define(Array(names.dropFirst()), until: end, inFunction: inFunction)
      return true
    }
    let parts = parts(of: right)
    let isTuple = parts.count > 1
    guard isTuple ? parts.count == names.count : right.count <= Self.longestTuple else {
      if isTuple {
        refuse("the names on the left of '=' are as many as the values on its right", right)
      } else {
        report(longTuple(right, from: position))
      }
      define(names, until: end, inFunction: inFunction)
      return true
    }
    let written = names.compactMap { tokens[$0].name }
    let isMixed = isTuple && tokens[right].contains { $0.name.map(written.contains) ?? false }
    guard !isMixed else {
      refuse("names that take each other's values take them one by one", right)
      define(names, until: end, inFunction: inFunction)
      return true
    }
    let isKnown = names.map { tokens[$0].name.map { !assigned.insert($0).inserted } ?? false }
    for (place, name) in names.enumerated() {
      if place > 0 { insert(inFunction ? .blockLine : .newline) }
      kept.insert(tokens[name])
      insert(inFunction ? .binds : isKnown[place] ? .assign : .equals)
      for token in tokens[isTuple ? parts[place] : right] {
        kept.insert(Token(translated(token) ?? token.kind, at: token.range))
      }
      if !isTuple {
        let behind = tokens[end].range.start
        kept.insert(Token(.leftBracket, at: behind))
        kept.insert(Token(.number(Double(place)), at: behind))
        kept.insert(Token(.rightBracket, at: behind))
      }
    }
    drop(until: end)
    return true
  }

  /// The places of the names in `a, b, c =`, and that of the sign.
  private func namesOfTuple(until end: Int) -> (names: [Int], sign: Int)? {
    var names: [Int] = []
    var next = position
    while next + 1 < end, tokens[next].name != nil {
      names.append(next)
      switch tokens[next + 1].kind {
      case .comma: next += 2
      case .equals: return names.count > 1 ? (names, next + 1) : nil
      default: return nil
      }
    }
    return nil
  }

  /// Whether each bracket in a range has its other one there.
  func isBalanced(_ range: Range<Int>) -> Bool {
    var depth = 0
    for token in tokens[range] {
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  /// The parts of a range between its commas.
  func parts(of right: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var depth = 0
    var start = right.lowerBound
    for place in right {
      if tokens[place].isOpening { depth += 1 }
      if tokens[place].isClosing { depth -= 1 }
      if depth == 0, tokens[place].kind == .comma {
        parts.append(start..<place)
        start = place + 1
      }
    }
    return start < right.upperBound ? parts + [start..<right.upperBound] : parts
  }

  /// `margins[y] = 0` gives `margins` a new value; false where something else is here.
  mutating func replaceComponent(until end: Int, inFunction: Bool) -> Bool {
    guard let name = tokens[position].name, tokens[position + 1].kind == .leftBracket,
      !tokens[position + 1].hasSpaceBefore
    else { return false }
    guard let closing = closing(of: position + 1, before: end), closing + 2 < end else {
      return false
    }
    let sign = tokens[closing + 1]
    var operation: BinaryOperator?
    switch sign.kind {
    case .equals where assigned.contains(name): break
    case .compound(let compound): operation = compound == .times ? .hadamard : compound
    default: return false
    }
    let base = tokens[position]
    let isCondition = tokens[(position + 2)..<closing].contains { token in
      if case .comparison = token.kind { true } else { false }
    }
    keep()
    kept.insert(Token(inFunction ? .binds : .assign, at: sign.range))
    if isCondition {
      replace(base, where: closing, operation, until: end)
      return true
    }
    kept.insert(Token(.code(.replacement(operation)), at: sign.range))
    kept.insert(Token(.leftParenthesis, at: sign.range.start))
    kept.insert(Token(.name(name), at: base.range))
    keep(until: closing + 1)
    keep(as: .comma)
    keepValue(until: end)
    insert(.rightParenthesis)
    return true
  }

  /// Keeps the new value of components, which is one number.
  private mutating func keepValue(until end: Int) {
    let parts = parts(of: position..<end)
    if parts.count > 1 {
      report(
        .error(
          "unpacked-values",
          "components take one number as their new value",
          at: tokens[position..<end].wholeRange,
          solutions: [.init(summary: "give each component its value on a line of its own")]
        )
      )
    }
    keep(until: parts.first?.upperBound ?? end)
    drop(until: end)
  }

  /// `h[h < 0] = 0` chooses between the new value and the old one, component by component.
  private mutating func replace(
    _ base: Token,
    where closing: Int,
    _ operation: BinaryOperator?,
    until end: Int
  ) {
    let sign = tokens[closing + 1].range
    kept.insert(Token(.code(.choice), at: sign))
    keep(as: .leftParenthesis)
    keep(until: closing)
    keep(as: .comma)
    if let operation {
      kept.insert(Token(base.kind, at: base.range))
      kept.insert(Token(Self.sign(of: operation), at: sign))
      kept.insert(Token(.leftParenthesis, at: sign))
    }
    drop()
    keepValue(until: end)
    if operation != nil { insert(.rightParenthesis) }
    insert(.comma)
    kept.insert(Token(base.kind, at: base.range))
    insert(.rightParenthesis)
  }

  /// Gives names some value, so that they are known where theirs cannot be read.
  private mutating func define(_ names: [Int], until end: Int, inFunction: Bool) {
    for (place, name) in names.enumerated() {
      if place > 0 { insert(inFunction ? .blockLine : .newline) }
      kept.insert(tokens[name])
      insert(inFunction ? .binds : .assign)
      insert(.number(0))
    }
    drop(until: end)
  }

  private mutating func refuse(_ summary: String, _ right: Range<Int>) {
    let place = right.isEmpty ? position..<position + 1 : right
    report(
      .error(
        "unpacked-values",
        summary,
        at: tokens[place].wholeRange,
        solutions: [.init(summary: "give each name its value on a line of its own")]
      )
    )
  }

  /// The error for a right side that would be worked out once for each name.
  private func longTuple(_ right: Range<Int>, from start: Int) -> Diagnostic {
    let taken = Set(tokens.compactMap { $0.name })
    let name = ["p", "q", "r", "s"].first { !taken.contains($0) } ?? "values"
    let range = tokens[right].wholeRange
    return .error(
      "unpacked-values",
      "the right side for several names is a short one",
      at: range,
      solutions: [
        .init(
          summary: "give it a name of its own: \(name) = … and the names from \(name)",
          replacements: [
            .init(
              range: tokens[start].range.start,
              text: "\(name) = \(source.text(in: range.bytes)); "
            ),
            .init(range: range, text: name),
          ]
        )
      ]
    )
  }

  mutating func report(_ diagnostic: Diagnostic) {
    guard diagnostics.count < Diagnostic.limit else { return }
    diagnostics.append(diagnostic)
  }
}
