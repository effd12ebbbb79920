/// Writes expressions with every operator and no needless bracket.
struct ReadingWriter {
  let sources: [Source]
  let expressions: [Expression]
  var names = PrintedNames.separate

  /// How tightly an expression holds together, the loosest first.
  enum Precedence: Int, Comparable {
    case sum
    case product
    case prefix
    case power
    case postfix

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What is written as it is, or to be written: an expression, in brackets where it is looser than
  /// wanted.
  enum Part {
    case piece(Reading.Piece)
    case expression(Expression.ID, atLeast: Precedence = .sum, in: Reading.Whole = .brackets)

    static func sign(_ sign: String) -> Part { .piece(.sign(sign)) }
  }

  /// The reading of parts that stand side by side.
  ///
  /// The stack is explicit: a chain of additions is as deep as it is long.
  func reading(_ parts: [Part]) -> Reading {
    var pieces: [Reading.Piece] = []
    var stack = Array(parts.reversed())
    while let part = stack.popLast() {
      switch part {
      case .piece(let piece):
        pieces.append(piece.printed(by: names))
      case .expression(let id, let wanted, let brackets):
        let isLoose = precedence(of: id) < wanted
        if isLoose { stack.append(.piece(.closing(brackets))) }
        stack += self.parts(of: id).reversed()
        if isLoose { stack.append(.piece(.opening(brackets))) }
      }
    }
    return Reading(pieces)
  }

  /// The reading of an expression in plain text.
  func text(of id: Expression.ID, atLeast precedence: Precedence = .sum) -> String {
    reading([.expression(id, atLeast: precedence)]).text
  }

  private func precedence(of id: Expression.ID) -> Precedence {
    switch expressions[id].kind {
    case .binary(.add, _, _), .binary(.subtract, _, _): .sum
    case .binary(.power, _, _): .power
    case .binary: .product
    case .negation: .prefix
    case .superscript: .power
    case .reduction(let reduction, _, _): reduction == .stack ? .postfix : .product
    case .same(let operand), .keyword(_, let operand), .local(_, let operand, _):
      self.precedence(of: operand)
    case .block: .sum
    case .number, .name, .ones, .list, .column, .choice, .call, .transpose, .component, .slice,
      .size, .binder, .along, .place, .replacement:
      .postfix
    }
  }

  private func parts(of id: Expression.ID) -> [Part] {
    switch expressions[id].kind {
    case .number:
      return [.piece(.number(number(id)))]
    case .name(let name):
      return [.piece(.name(name))]
    case .ones:
      return [.sign("𝟏")]
    case .list(let entries):
      return Self.whole(.list, entries.map { [.expression($0)] })
    case .column(let entries):
      return Self.whole(.column, entries.map { [.expression($0)] })
    case .same(let operand):
      return [.expression(operand)]
    case .choice:
      return choice(id)
    case .negation(let operand):
      return [.sign("−"), .expression(operand, atLeast: .prefix)]
    case .binary(.divide, let left, let right):
      return Self.whole(
        .quotient,
        [
          [.expression(left, atLeast: .product, in: .bracketsOnLine)],
          [.expression(right, atLeast: .prefix, in: .bracketsOnLine)],
        ]
      )
    case .binary(.power, let base, let exponent):
      return power(base, exponent)
    case .binary(let sign, let left, let right):
      let isSum = sign == .add || sign == .subtract
      return [
        .expression(left, atLeast: isSum ? .sum : .product), .sign(Self.spelling(of: sign)),
        .expression(right, atLeast: isSum ? .product : .prefix),
      ]
    case .transpose(let operand):
      return Self.whole(.transpose, [[.expression(operand, atLeast: .postfix)]])
    case .component(let operand, let indices), .place(let operand, let indices):
      return Self.whole(
        .component,
        [
          [.expression(operand, atLeast: .postfix)],
          Self.separated(indices.map { .expression($0) }),
        ]
      )
    case .along, .keyword, .block, .local, .replacement:
      return codeParts(of: id)
    case .size(let operand, let dimension):
      return Self.whole(.call(Self.spelling(of: dimension)), [[.expression(operand)]])
    case .slice(let lower, let upper):
      return (lower.map { [.expression($0)] } ?? []) + [.sign(":")]
        + (upper.map { [.expression($0)] } ?? [])
    case .superscript(let base, let index):
      return Self.whole(
        .power,
        [[.expression(base, atLeast: .postfix)], [.sign("("), .expression(index), .sign(")")]]
      )
    case .binder(let binder):
      return bounds(of: binder)
    case .reduction(_, let binder, let body) where followsInSet(binder):
      return [.expression(body, atLeast: .product)]
    case .reduction(.stack, let binder, let body):
      return [.sign("["), .expression(body), .sign("]_"), .expression(binder)]
    case .reduction(let reduction, let binder, let body):
      return [
        .piece(Self.head(of: reduction)), .sign("_"), .expression(binder), .sign(" "),
        .expression(body, atLeast: .product),
      ]
    case .call("factorial", let arguments):
      return [.expression(arguments[0], atLeast: .postfix), .sign("!")]
    case .call(let function, let arguments):
      return Self.whole(.call(function), arguments.map { [.expression($0)] })
    }
  }

  private static func spelling(of sign: BinaryOperator) -> String {
    switch sign {
    case .add: " + "
    case .subtract: " − "
    case .dot, .times, .juxtaposition: "·"
    case .divide: "/"
    case .hadamard: " ⊙ "
    case .power: "^"
    }
  }

  private static func spelling(of dimension: Dimension) -> String {
    switch dimension {
    case .all: "size"
    case .rows: "rows"
    case .columns, .last: "columns"
    }
  }

  /// What stands before a binder and a body.
  static func head(of reduction: Reduction) -> Reading.Piece {
    switch reduction {
    case .sum: .sign("∑")
    case .product: .sign("∏")
    case .mean, .maximum, .minimum, .stack: .function(reduction.function ?? "")
    }
  }

  /// Whether the letters before the one that is bound say the set of both.
  func followsInSet(_ binder: Expression.ID) -> Bool {
    guard case .binder(let binder) = expressions[binder].kind else { return false }
    return binder.followsInSet
  }

  /// `i`, or `{i=1}^n` with the bounds that are written.
  func bounds(of binder: Binder) -> [Part] {
    guard !binder.index.isEmpty else { return [.sign("…")] }
    var inside: [Part] = []
    if let members = binder.members {
      inside = [.sign("∈"), .expression(members)]
    } else if let lower = binder.lower {
      inside = [.sign("="), .expression(lower)]
    } else if let excluded = binder.excluded {
      inside = [.sign("≠"), .expression(excluded)]
    }
    if !binder.conditions.isEmpty, binder.isLast || binder.members != nil {
      inside += [.sign(": ")] + parts(of: binder.conditions)
    }
    var parts: [Part] = [.piece(.name(binder.index))]
    if binder.members != nil, binder.letters.count > 1 {
      parts = [.sign("(")] + Self.separated(binder.letters.map { .piece(.name($0)) }) + [.sign(")")]
    }
    if !inside.isEmpty { parts = [.sign("{")] + parts + inside + [.sign("}")] }
    if let upper = binder.upper { parts += [.sign("^{"), .expression(upper), .sign("}")] }
    return parts
  }

  /// The parts of a whole with what stands around and between them.
  static func whole(_ whole: Reading.Whole, _ parts: [[Part]]) -> [Part] {
    [.piece(.opening(whole))] + Array(parts.joined(separator: [.piece(.separator(whole))]))
      + [.piece(.closing(whole))]
  }

  static func separated(_ parts: [Part]) -> [Part] {
    Array(parts.map { [$0] }.joined(separator: [.sign(", ")]))
  }

  private func power(_ base: Expression.ID, _ exponent: Expression.ID) -> [Part] {
    let base = [Part.expression(base, atLeast: .postfix)]
    switch expressions[exponent].kind {
    case .number where ScriptTable.raising(number(exponent)) != nil:
      return Self.whole(.raised(number(exponent)), [base])
    case .number, .name:
      return Self.whole(.power, [base, [.expression(exponent)]])
    default:
      return Self.whole(.power, [base, Self.whole(.bracketsOnLine, [[.expression(exponent)]])])
    }
  }

  /// A number as one would type it.
  private func typed(_ id: Expression.ID) -> String {
    guard case .number(let value) = expressions[id].kind else { return "…" }
    return Int64(exactly: value).map(String.init) ?? "\(value)"
  }

  /// A number as typed, on the line even where it was typed as a superscript.
  private func number(_ id: Expression.ID) -> String {
    let text = sources.text(in: expressions[id].head)
    // The 1 over the degree of a root is not typed, and no number that a macro stands for is.
    guard
      text.unicodeScalars.first.map({
        $0.isDecimalDigit || ScriptTable.raised[$0] != nil || $0 == "."
      })
        ?? false
    else { return typed(id) }
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return String(text) }
    let digits = text.unicodeScalars.map { ScriptTable.raised[$0] ?? ScriptTable.lowered[$0] ?? $0 }
    return String(String.UnicodeScalarView(digits))
  }
}

extension Reading.Piece {
  /// The piece with the name in it as it is set.
  fileprivate func printed(by names: PrintedNames) -> Reading.Piece {
    switch self {
    case .name(let name): .name(names.spelling(of: name))
    case .function(let name): .function(names.spelling(of: name))
    case .opening(.call(let name)): .opening(.call(names.spelling(of: name)))
    case .number, .sign, .word, .equals, .opening, .separator, .closing: self
    }
  }
}
