package import GradstepSyntax

extension Formula: CustomStringConvertible {
  /// The formula with `a`, `b`, `c` for the operands.
  package var description: String { description(operands: ["a", "b", "c"]) }

  /// The formula on one line of plain text, for listings.
  ///
  /// What is raised stands behind `^` and what is lowered behind `_`, in brackets.
  package func description(operands: [String]) -> String {
    description { place in
      switch place {
      case .operand(let slot): operands.indices.contains(slot) ? operands[slot] : "…"
      case .result: "y"
      case .upstream: "g"
      case .tangent: "t"
      case .tangentVector: "vec(t)"
      }
    }
  }

  /// The formula on one line of plain text, with names in its places.
  package func description(filling: (Place) -> String) -> String {
    withBrackets().written(filling)
  }

  /// Signs have no room around them in scripts and between square brackets behind a value.
  fileprivate func written(_ filling: (Place) -> String, isTight: Bool = false) -> String {
    func line(_ formula: Formula) -> String { formula.written(filling, isTight: isTight) }
    func list(_ formulas: [Formula]) -> String { formulas.map(line).joined(separator: ", ") }
    func script(_ formulas: [Formula]) -> String {
      formulas.map { $0.written(filling, isTight: true) }.joined(separator: ",")
    }
    return switch self {
    case .number(let number): Self.digits(of: number)
    case .place(let place): filling(place)
    case .term(.name(let name)): name
    case .term(.component(let name, let indices)):
      indices.isEmpty ? name : "\(name)_(\(Term.list(of: indices)))"
    case .term(.constant(let constant, _)): constant.reading.text
    case .term(.value(let numbers)), .term(.flow(let numbers)):
      "[\(numbers.elements.map(Self.digits).joined(separator: ", "))]"
    case .symbol(let symbol): symbol
    case .blank: " "
    case .negative(let operand): "−\(line(operand))"
    case .binary(let left, let sign, let right):
      "\(line(left))\(sign.text(isTight: isTight))\(line(right))"
    case .power(let base, let exponent): "\(line(base))^(\(line(exponent)))"
    case .transposed(let base): "\(line(base))ᵀ"
    case .lowered(let base, let indices): "\(line(base))_(\(script(indices)))"
    case .part(let base, let indices):
      "\(line(base))[\(indices.map { $0.written(filling) }.joined(separator: ", "))]"
    case .call(let name, let arguments) where arguments.areInBars: "\(name)\(line(arguments[0]))"
    case .call(let name, let arguments): "\(name)(\(list(arguments)))"
    case .list(let entries): "[\(list(entries))]"
    case .relation(let left, let comparison, let right):
      "\(line(left))\(comparison.text(isTight: isTight))\(line(right))"
    case .magnitude(let operand): "|\(line(operand))|"
    case .norm(let operand, let order):
      "‖\(line(operand))‖\(order.map { "_(\(script([$0])))" } ?? "")"
    case .root(let operand): "√(\(line(operand)))"
    case .choice(let condition, let chosen, let other):
      "\(line(chosen)) if \(line(condition)), else \(line(other))"
    case .series(let series, let indices, let term):
      "\(series.rawValue)_(\(script(indices))) \(line(term))"
    case .differential(let value): "d\(line(value))"
    case .derivative(let value, let variable, let paths):
      "\(paths.sign)\(line(value))/\(paths.sign)\(line(variable))"
    case .brackets(let inner): "(\(line(inner)))"
    }
  }
}

extension Formula.Term {
  /// Indices side by side; beyond nine a comma tells one from the next.
  package static func list(of indices: [Int]) -> String {
    indices.map { String($0) }.joined(separator: indices.contains { $0 > 9 } ? "," : "")
  }
}

extension Formula.Paths {
  /// What stands before what is differentiated.
  package var sign: String {
    switch self {
    case .operation: "∂"
    case .all: "d"
    }
  }
}

extension Formula.Sign {
  /// The sign with the room around it that it has on a line.
  package func text(isTight: Bool = false) -> String {
    switch self {
    case .dot, .slash: String(rawValue)
    case .plus, .minus, .hadamard, .kronecker:
      isTight ? String(rawValue) : " \(rawValue) "
    }
  }
}

extension Comparison {
  /// The sign with the room around it that it has on a line.
  ///
  /// One of equality has none, so that it is not taken for that of a result.
  package func text(isTight: Bool = false) -> String {
    isTight || self == .equal ? rawValue : " \(rawValue) "
  }
}

extension Formula.Index {
  fileprivate func written(_ filling: (Formula.Place) -> String) -> String {
    switch self {
    case .at(let index): index.written(filling, isTight: true)
    case .through(let first, let last): "\(first):\(last)"
    case .all: ":"
    }
  }
}

extension Sentence {
  /// The sentence in plain text, with names for the operands.
  package func description(operands: [String]) -> String {
    parts.map { part in
      switch part {
      case .words(let words): words
      case .formula(let formula): formula.description(operands: operands)
      }
    }.joined()
  }
}
