package import GradstepGraph
import GradstepSyntax

extension TextPrinter {
  /// A formula on a line.
  package func text(_ formula: Formula, as position: Formula.Position = .alone) -> Text {
    var line = FormulaLine(printer: self)
    line.set(formula.withBrackets(as: position, leaf: format.cohesion(of:)))
    return line.text
  }

  /// Words with formulas among them.
  package func text(_ sentence: Sentence) -> Text {
    sentence.parts.reduce(into: Text()) { text, part in
      switch part {
      case .words(let words): text.add(words)
      case .formula(let formula): text += self.text(formula)
      }
    }
  }

  /// What stands in a place.
  fileprivate func text(_ term: Formula.Term) -> Text {
    switch term {
    case .name(let name): Self.name(name)
    case .constant(let constant, _): Self.text(constant.reading)
    case .component(let name, let indices): Self.component(of: name, indices)
    case .value(let tensor): numbers(tensor, .value)
    case .flow(let tensor): numbers(tensor, .gradient)
    }
  }

  // MARK: - Equations

  /// An equation on a line, without its note.
  package func text(_ equation: Equation) -> Text { text(equation, blank: " ") }

  /// An equation on a line that does not end beside its signs.
  package func unbroken(_ equation: Equation) -> Text { text(equation, blank: "\u{A0}") }

  private func text(_ equation: Equation, blank: String) -> Text {
    sides(equation).reduce(into: text(equation.left)) { text, side in
      text += "\(blank)\(side.sign.rawValue)\(blank)\(side.line)"
    }
  }

  /// What stands on the right of an equation from one of its sides on, each behind its sign.
  package func rightSides(_ equation: Equation, from first: Int = 0) -> Text {
    sides(equation).dropFirst(first).enumerated().reduce(into: Text()) { text, side in
      let blank = side.offset > 0 ? " " : ""
      text += "\(blank)\(side.element.sign.rawValue) \(side.element.line)"
    }
  }

  /// What stands on the right of an equation, side by side.
  package func sides(_ equation: Equation) -> [Equation.Line<Text>] {
    equation.lines({ text($0) }, isSame: { $0.plain == $1.plain })
  }

  package static func sign(_ isExact: Bool) -> Text {
    Text(" \(Equation.Sign(isExact: isExact).rawValue) ")
  }
}

extension NumberFormat {
  /// How what stands in a place holds together as it is printed.
  package func cohesion(of leaf: Formula) -> Formula.Cohesion {
    switch leaf {
    case .term(.constant(let constant, _)): constant.cohesion
    case .term(.value(let tensor)) where tensor.shape.rank == 0,
      .term(.flow(let tensor)) where tensor.shape.rank == 0:
      cohesion(of: tensor.elements[0])
    default: .atom
    }
  }
}

/// Sets a formula that has its brackets on a line.
private struct FormulaLine {
  let printer: TextPrinter
  private(set) var text = Text()
  /// Whether it is a script, in which signs have no room around them.
  private var isScript = false

  init(printer: TextPrinter) { self.printer = printer }

  mutating func set(_ formula: Formula) {
    switch formula {
    case .number(let number): add(Formula.digits(of: number))
    case .place(let place): add(Formula.place(place).description)
    case .term(let term): text += printer.text(term)
    case .symbol(let symbol) where symbol.contains(where: { $0.isLetter }):
      text += symbol.count > 1 ? Text(symbol, .symbol) : Text(symbol, .name)
    case .symbol(let symbol): add(symbol)
    case .blank: add(" ")
    case .negative(let operand):
      add("−")
      set(operand)
    case .binary(let left, let sign, let right):
      set(left)
      add(sign.text(isTight: isScript))
      set(right)
    case .power(let base, let exponent):
      set(base)
      // An exponent has room around its signs, as far as it is not an index.
      raise([exponent], .superscript, isTight: false)
    case .transposed(let base):
      set(base)
      text += TextPrinter.raised("T")
    case .lowered(let base, let indices):
      set(base)
      raise(indices, .subscript, isTight: true)
    case .part(let base, let indices):
      set(base)
      enclose("[", "]") { line in line.list(indices) { line, index in line.set(index) } }
    case .call(let name, let arguments) where arguments.areInBars:
      text += TextPrinter.functionName(name)
      set(arguments[0])
    case .call(let name, let arguments):
      if !name.isEmpty { text += TextPrinter.functionName(name) }
      enclose("(", ")") { line in line.list(arguments) { line, argument in line.set(argument) } }
    case .list(let entries):
      enclose("[", "]") { line in line.list(entries) { line, entry in line.set(entry) } }
    case .relation(let left, let comparison, let right):
      set(left)
      add(comparison.text(isTight: isScript))
      set(right)
    case .magnitude(let operand): enclose("|", "|") { $0.set(operand) }
    case .norm(let operand, let order):
      enclose("‖", "‖") { $0.set(operand) }
      if let order { raise([order], .subscript, isTight: true) }
    case .root(let operand):
      add("√")
      enclose("(", ")") { $0.set(operand) }
    case .choice(let condition, let chosen, let other):
      set(chosen)
      add(" if ")
      set(condition)
      add(", else ")
      set(other)
    case .series(let series, let indices, let term):
      add(String(series.rawValue))
      raise(indices, .subscript, isTight: true)
      add(" ")
      set(term)
    case .differential(let value):
      text += Text("d", .symbol)
      set(value)
    case .derivative(let value, let variable, let paths):
      add(paths.sign)
      set(value)
      add("/\(paths.sign)")
      set(variable)
    case .brackets(let inner): enclose("(", ")") { $0.set(inner) }
    }
  }

  private mutating func set(_ index: Formula.Index) {
    switch index {
    case .at(let index):
      var line = FormulaLine(printer: printer)
      line.isScript = true
      line.set(index)
      text += line.text
    case .through(let first, let last): add("\(first):\(last)")
    case .all: add(":")
    }
  }

  /// Signs and digits that mean nothing of their own.
  private mutating func add(_ signs: String) { text.add(signs) }

  private mutating func enclose(
    _ opening: String,
    _ closing: String,
    _ inner: (inout FormulaLine) -> Void
  ) {
    add(opening)
    inner(&self)
    add(closing)
  }

  private mutating func list<Entry>(
    _ entries: [Entry],
    _ set: (inout FormulaLine, Entry) -> Void
  ) {
    for (position, entry) in entries.enumerated() {
      if position > 0 { add(", ") }
      set(&self, entry)
    }
  }

  /// Sets what stands above or below the line; a script of a script is written with the characters
  /// that there are for it.
  private mutating func raise(_ formulas: [Formula], _ script: Text.Script, isTight: Bool) {
    var line = FormulaLine(printer: printer)
    line.isScript = isTight
    for (position, formula) in formulas.enumerated() {
      if position > 0 { line.add(",") }
      line.set(formula)
    }
    let flat = line.text.runs.contains { $0.script != .baseline } ? line.text.onOneLine : line.text
    text += Text(flat.runs.map { Text.Run($0.string, $0.role, script: script) })
  }
}
