/// Writes expressions with every operator and no needless bracket.
struct Reading {
  let sources: [Source]
  let expressions: [Expression]
  /// Whether it is written in LaTeX, for a document that loads amsmath.
  var isLaTeX = false

  /// How tightly an expression holds together, the loosest first.
  enum Precedence: Int, Comparable {
    case sum
    case product
    case prefix
    case power
    case postfix

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  enum Piece {
    case text(String)
    case expression(Expression.ID, atLeast: Precedence)
  }

  /// The reading of an expression, in brackets where it is looser than wanted.
  ///
  /// The stack is explicit: a chain of additions is as deep as it is long.
  func text(of id: Expression.ID, atLeast precedence: Precedence = .sum) -> String {
    var result = ""
    var stack: [Piece] = [.expression(id, atLeast: precedence)]
    while let piece = stack.popLast() {
      switch piece {
      case .text(let text):
        result += text
      case .expression(let id, let wanted):
        let pieces = isLaTeX ? latexPieces(of: id) : pieces(of: id)
        let isLoose = self.precedence(of: id) < wanted
        if isLoose { stack.append(.text(isLaTeX ? "\\right)" : ")")) }
        stack += pieces.reversed()
        if isLoose { stack.append(.text(isLaTeX ? "\\left(" : "(")) }
      }
    }
    return result
  }

  /// The name as it reads in print.
  static func text(ofName name: String) -> String {
    if let plus = name.firstIndex(of: "⁺"), plus > name.startIndex {
      return text(ofName: String(name[..<plus])) + name[plus...]
    }
    let parts = NameParts(name)
    guard !parts.lower.isEmpty, let lowered = Script.lowering(parts.lower) else { return name }
    let mark = parts.base.unicodeScalars.count + 1 + parts.lower.unicodeScalars.count
    return parts.base + lowered + String(name.unicodeScalars.dropFirst(mark))
  }

  /// The numbers that an index takes, with dots for those between: `1, …, 4`, `2, 4, …, 10`.
  static func text(ofNumbers numbers: [Int]) -> String {
    let steps = Set(zip(numbers, numbers.dropFirst()).map { $1 - $0 })
    let shown =
      numbers.count < 4 || steps.count > 1
      ? numbers.count : steps == [1] || steps == [-1] ? 1 : 2
    var words = numbers.prefix(min(shown, 8)).map(Self.text(ofNumber:))
    if words.count < numbers.count, let last = numbers.last {
      words += ["…", text(ofNumber: last)]
    }
    return words.joined(separator: ", ")
  }

  private static func text(ofNumber number: Int) -> String {
    number < 0 ? "−\(number.magnitude)" : String(number)
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

  func pieces(of id: Expression.ID) -> [Piece] {
    switch expressions[id].kind {
    case .number:
      return [.text(number(id))]
    case .name(let name):
      return [.text(Self.text(ofName: name))]
    case .ones:
      return [.text("𝟏")]
    case .list(let entries):
      return [.text("[")] + separated(entries) + [.text("]")]
    case .column(let entries):
      return [.text("[")] + separated(entries, by: "; ") + [.text("]")]
    case .same(let operand):
      return pieces(of: operand)
    case .choice:
      return choice(id)
    case .negation(let operand):
      return [.text("−"), .expression(operand, atLeast: .prefix)]
    case .binary(.power, let base, let exponent):
      return [.expression(base, atLeast: .postfix)] + self.exponent(exponent)
    case .binary(let sign, let left, let right):
      let isSum = sign == .add || sign == .subtract
      return [
        .expression(left, atLeast: isSum ? .sum : .product), .text(Self.spelling(of: sign)),
        .expression(right, atLeast: isSum ? .product : .prefix),
      ]
    case .transpose(let operand):
      return [.expression(operand, atLeast: .postfix), .text("ᵀ")]
    case .component(let operand, let indices), .place(let operand, let indices):
      return [.expression(operand, atLeast: .postfix), .text("[")] + separated(indices)
        + [.text("]")]
    case .along, .keyword, .block, .local, .replacement:
      return codePieces(of: id)
    case .size(let operand, let dimension):
      let opening = "\(Self.spelling(of: dimension))("
      return [.text(opening), .expression(operand, atLeast: .sum), .text(")")]
    case .slice(let lower, let upper):
      return (lower.map { [.expression($0, atLeast: .sum)] } ?? []) + [.text(":")]
        + (upper.map { [.expression($0, atLeast: .sum)] } ?? [])
    case .superscript(let base, let index):
      return [.expression(base, atLeast: .postfix), .text("^(")]
        + [.expression(index, atLeast: .sum), .text(")")]
    case .binder(let binder):
      return bounds(of: binder)
    case .reduction(_, let binder, let body) where followsInSet(binder):
      return [.expression(body, atLeast: .product)]
    case .reduction(.stack, let binder, let body):
      return [.text("["), .expression(body, atLeast: .sum), .text("]_")]
        + [.expression(binder, atLeast: .sum)]
    case .reduction(let reduction, let binder, let body):
      return [.text(Self.spelling(of: reduction) + "_")]
        + [.expression(binder, atLeast: .sum), .text(" "), .expression(body, atLeast: .product)]
    case .call("factorial", let arguments):
      return [.expression(arguments[0], atLeast: .postfix), .text("!")]
    case .call(let function, let arguments):
      return [.text(Self.text(ofName: function) + "(")] + separated(arguments) + [.text(")")]
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

  static func spelling(of reduction: Reduction) -> String {
    switch reduction {
    case .sum: "∑"
    case .product: "∏"
    case .mean, .maximum, .minimum, .stack: reduction.function ?? ""
    }
  }

  /// Whether the letters before the one that is bound say the set of both.
  func followsInSet(_ binder: Expression.ID) -> Bool {
    guard case .binder(let binder) = expressions[binder].kind else { return false }
    return binder.followsInSet
  }

  /// `i`, or `{i=1}^n` with the bounds that are written.
  func bounds(of binder: Binder) -> [Piece] {
    guard !binder.index.isEmpty else { return [.text("…")] }
    var inside: [Piece] = []
    if let members = binder.members {
      inside = [.text(isLaTeX ? " \\in " : "∈"), .expression(members, atLeast: .sum)]
    } else if let lower = binder.lower {
      inside = [.text("="), .expression(lower, atLeast: .sum)]
    } else if let excluded = binder.excluded {
      inside = [.text(isLaTeX ? " \\neq " : "≠"), .expression(excluded, atLeast: .sum)]
    }
    if !binder.conditions.isEmpty, binder.isLast || binder.members != nil {
      inside += [.text(isLaTeX ? " : " : ": ")] + pieces(of: binder.conditions)
    }
    let isTuple = binder.members != nil && binder.letters.count > 1
    let letters = isTuple ? "(\(binder.letters.joined(separator: ", ")))" : binder.index
    var pieces: [Piece] = [.text(letters)]
    if !inside.isEmpty { pieces = [.text("{" + letters)] + inside + [.text("}")] }
    if let upper = binder.upper {
      pieces += [.text("^{"), .expression(upper, atLeast: .sum), .text("}")]
    }
    return pieces
  }

  func separated(_ operands: [Expression.ID], by separator: String = ", ") -> [Piece] {
    let entries = operands.map { [Piece.expression($0, atLeast: .sum)] }
    return Array(entries.joined(separator: [.text(separator)]))
  }

  private func exponent(_ id: Expression.ID) -> [Piece] {
    switch expressions[id].kind {
    case .number:
      let digits = number(id)
      return [.text(Script.raising(digits) ?? "^" + digits)]
    case .name(let name):
      return [.text("^" + Self.text(ofName: name))]
    default:
      return [.text("^("), .expression(id, atLeast: .sum), .text(")")]
    }
  }

  /// A number as one would type it.
  private func typed(_ id: Expression.ID) -> String {
    guard case .number(let value) = expressions[id].kind else { return "…" }
    return Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// A number as typed, on the line even where it was typed as a superscript.
  func number(_ id: Expression.ID) -> String {
    let text = sources.text(in: expressions[id].head)
    // The 1 over the degree of a root is not typed, and no number that a macro stands for is.
    guard
      text.unicodeScalars.first.map({ $0.isDecimalDigit || Script.raised[$0] != nil || $0 == "." })
        ?? false
    else { return typed(id) }
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return String(text) }
    let digits = text.unicodeScalars.map { Script.raised[$0] ?? Script.lowered[$0] ?? $0 }
    return String(String.UnicodeScalarView(digits))
  }
}
