package import GradstepGraph
import GradstepSyntax

/// Prints formulas, sentences and equations in MathML Core, which browsers show as they are.
package struct MathMLPrinter: Sendable {
  package let format: NumberFormat
  /// Whether elements say what their numbers mean.
  private var hasClasses = true

  package init(format: NumberFormat) { self.format = format }

  /// A formula in the mathematics of a page.
  package func row(_ formula: Formula) -> String {
    written(formula.withBrackets(.stacked, leaf: format.cohesion(of:)))
  }

  /// An equation with its note.
  package func math(_ equation: Equation) -> String {
    var plain = self
    plain.hasClasses = false
    let lines = equation.lines({ (row($0), plain.row($0)) }, isSame: { $0.1 == $1.1 })
    let sides = lines.map { Self.sign($0.sign.rawValue) + $0.line.0 }
    let words = equation.note.written(words: Self.words, formula: row)
    let note = equation.note.isEmpty ? "" : Self.words("\u{2003}(") + words + Self.words(")")
    let content = row(equation.left) + sides.joined() + note
    return "<math display=\"block\">\(content)</math>"
  }

  /// Words with formulas among them, in a text of HTML.
  package func text(_ sentence: Sentence) -> String {
    sentence.written(words: Markup.escaped) { "<math>\(row($0))</math>" }
  }

  // MARK: - Formulas

  /// A formula that has its brackets, as elements side by side.
  private func written(_ formula: Formula) -> String {
    switch formula {
    case .number(let number): digits(Formula.digits(of: number))
    case .place: Self.letter(formula.description)
    case .term(let term): written(term)
    case .symbol(let symbol): Self.word(symbol)
    case .blank: Self.sign("·")
    case .negative(let operand): Self.prefix("−") + written(operand)
    case .binary(let left, .slash, let right): element("mfrac", [left, right])
    case .binary(let left, let sign, let right):
      written(left) + Self.sign(String(sign.rawValue)) + written(right)
    case .power(let base, let exponent): element("msup", [base, exponent])
    case .transposed(let base):
      "<msup>\(grouped(base))\(Self.sign("⊤"))</msup>"
    case .lowered(let base, let indices): "<msub>\(grouped(base))\(list(indices, ","))</msub>"
    case .part(let base, let indices):
      written(base) + enclosed("[", indices.map(written).joined(separator: Self.sign(",")), "]")
    case .call("sqrt", let arguments): "<msqrt>\(list(arguments))</msqrt>"
    case .call(let name, let arguments) where arguments.areInBars:
      Self.word(name) + list(arguments)
    case .call(let name, let arguments): Self.word(name) + enclosed("(", list(arguments), ")")
    case .list(let entries): enclosed("[", list(entries), "]")
    case .relation(let left, let comparison, let right):
      written(left) + Self.sign(comparison.rawValue) + written(right)
    case .magnitude(let operand): enclosed("|", written(operand), "|")
    case .norm(let operand, nil): enclosed("‖", written(operand), "‖")
    case .norm(let operand, let order?):
      "<msub>\(enclosed("‖", written(operand), "‖"))\(grouped(order))</msub>"
    case .root(let operand): "<msqrt>\(written(operand))</msqrt>"
    case .choice(let condition, let chosen, let other):
      written(chosen) + Self.words(" if ") + written(condition) + Self.words(", else ")
        + written(other)
    case .series(let series, let indices, let term):
      "<munder>\(Self.sign(series == .sum ? "∑" : "∏"))\(list(indices, ","))</munder>"
        + written(term)
    case .differential(let value): Self.upright("d") + written(value)
    case .derivative(let value, let variable, let paths):
      "<mfrac>"
        + [value, variable].map { "<mrow>\(Self.upright(paths.sign))\(written($0))</mrow>" }
        .joined()
        + "</mfrac>"
    case .brackets(let inner): enclosed("(", written(inner), ")")
    }
  }

  private func written(_ index: Formula.Index) -> String {
    switch index {
    case .at(let index): written(index)
    case .through(let first, let last):
      Self.number("\(first)") + Self.sign(":") + Self.number("\(last)")
    case .all: Self.sign(":")
    }
  }

  private func list(_ formulas: [Formula], _ separator: String = ",") -> String {
    "<mrow>\(formulas.map(written).joined(separator: Self.sign(separator)))</mrow>"
  }

  private func element(_ name: String, _ parts: [Formula]) -> String {
    "<\(name)>\(parts.map(grouped).joined())</\(name)>"
  }

  /// One element, whatever the formula is made of.
  private func grouped(_ formula: Formula) -> String { "<mrow>\(written(formula))</mrow>" }

  private func enclosed(_ opening: String, _ inner: String, _ closing: String) -> String {
    "<mrow>\(Self.bracket(opening))\(inner)\(Self.bracket(closing))</mrow>"
  }

  // MARK: - Terms

  private func written(_ term: Formula.Term) -> String {
    switch term {
    case .name(let name): return Self.name(name, indices: "")
    case .component(let name, let indices):
      return Self.name(name, indices: Formula.Term.list(of: indices))
    case .constant(let constant, let tensor):
      return tensor.shape.rank == 0
        ? constant.reading.pieces.reduce(into: "") { $0 += Self.written($1) } : numbers(tensor)
    case .value(let tensor): return classified(numbers(tensor), "gradstep-value")
    case .flow(let tensor): return classified(numbers(tensor), "gradstep-gradient")
    }
  }

  private static func written(_ piece: Reading.Piece) -> String {
    switch piece {
    case .name(let name): return self.name(name, indices: "")
    case .function(let name): return word(name)
    case .number(let text):
      let (digits, exponent) = Reading.parts(ofNumber: text)
      guard let exponent else { return number(digits) }
      return number(digits) + sign("·") + "<msup>\(number("10"))\(number("\(exponent)"))</msup>"
    case .sign("−"): return prefix("−")
    case .sign(let text): return sign(text.filter { $0 != " " })
    case .word: return words(piece.text)
    case .equals: return sign("=")
    case .opening(.bracketsOnLine), .closing(.bracketsOnLine): return ""
    case .opening(.quotient): return "<mfrac><mrow>"
    case .closing(.quotient): return "</mrow></mfrac>"
    case .opening(.power), .opening(.raised), .opening(.transpose): return "<msup><mrow>"
    case .closing(.power): return "</mrow></msup>"
    case .closing(.raised(let digits)): return "</mrow>\(number(digits))</msup>"
    case .closing(.transpose): return "</mrow>\(sign("⊤"))</msup>"
    case .opening(.component): return "<msub><mrow>"
    case .closing(.component): return "</mrow></msub>"
    case .separator(.quotient), .separator(.power), .separator(.component): return "</mrow><mrow>"
    case .opening(.call("sqrt")): return "<msqrt>"
    case .closing(.call("sqrt")): return "</msqrt>"
    case .opening(.call(let function)): return word(function) + "<mrow>" + bracket("(")
    case .opening: return "<mrow>" + bracket(piece.text)
    case .separator: return sign(piece.text)
    case .closing: return bracket(piece.text) + "</mrow>"
    }
  }

  private func classified(_ numbers: String, _ name: String) -> String {
    hasClasses ? "<mrow class=\"\(name)\">\(numbers)</mrow>" : numbers
  }

  /// A name with what stands below and above its line.
  private static func name(_ name: String, indices: String) -> String {
    let parts = NameParts(printing: name)
    let base = letter(parts.base)
    let primes = String(repeating: "′", count: parts.primes.count)
    let lower = [parts.lower, indices].filter { !$0.isEmpty }.joined(separator: ",")
    let upper = parts.upper + primes
    func script(_ text: String) -> String {
      let text = NameParts.printed(text)
      return text.allSatisfy { !$0.isLetter } ? number(text) : letter(text)
    }
    switch (lower.isEmpty, upper.isEmpty) {
    case (true, true): return base
    case (false, true): return "<msub>\(base)\(script(lower))</msub>"
    case (true, false): return "<msup>\(base)\(script(upper))</msup>"
    case (false, false): return "<msubsup>\(base)\(script(lower))\(script(upper))</msubsup>"
    }
  }

  /// A scalar as a number, a vector as a column; of a large value the middle is left out.
  private func numbers(_ tensor: Tensor) -> String {
    guard tensor.shape.rank > 0 else { return digits(format.string(tensor.elements[0])) }
    let marks = (Self.sign("⋯"), Self.sign("⋮"), Self.sign("⋱"))
    let rows = NumberBlock.rows(of: tensor, leftOut: marks) { digits(format.string($0)) }
      .map { row in "<mtr>\(row.map { "<mtd>\($0)</mtd>" }.joined())</mtr>" }
    return enclosed("[", "<mtable>\(rows.joined())</mtable>", "]")
  }

  /// A number as text prints it, with its sign and its power of ten.
  private func digits(_ printed: String) -> String {
    var rest = printed[...]
    var result = ""
    if rest.first == "−" {
      result = Self.prefix("−")
      rest.removeFirst()
    }
    let raised = rest.reversed().prefix { ScriptTable.digit(ofRaised: $0) != nil }.reversed()
    guard !raised.isEmpty else { return result + Self.number(String(rest)) }
    let exponent = String(raised.compactMap { ScriptTable.digit(ofRaised: $0) })
    let parts = rest.dropLast(raised.count).split(separator: "·").map { Self.number(String($0)) }
    let base = parts.last ?? ""
    return result + parts.dropLast().map { $0 + Self.sign("·") }.joined()
      + "<msup>\(base)\(Self.number(exponent))</msup>"
  }

  // MARK: - Elements

  private static func letter(_ text: String) -> String { "<mi>\(Markup.escaped(text))</mi>" }

  private static func upright(_ text: String) -> String {
    "<mi mathvariant=\"normal\">\(Markup.escaped(text))</mi>"
  }

  private static func number(_ text: String) -> String { "<mn>\(Markup.escaped(text))</mn>" }

  private static func sign(_ text: String) -> String { "<mo>\(Markup.escaped(text))</mo>" }

  private static func prefix(_ text: String) -> String {
    "<mo form=\"prefix\">\(Markup.escaped(text))</mo>"
  }

  private static func bracket(_ text: String) -> String {
    let form =
      "([".contains(scalars: text)
      ? " form=\"prefix\"" : ")]".contains(scalars: text) ? " form=\"postfix\"" : ""
    return "<mo\(form) stretchy=\"true\">\(Markup.escaped(text))</mo>"
  }

  private static func words(_ text: String) -> String {
    // Blanks at the ends of an element are dropped.
    "<mtext>\(Markup.escaped(text.replacing(scalars: " ", with: "\u{A0}")))</mtext>"
  }

  /// A word or a sign of a formula.
  private static func word(_ word: String) -> String {
    guard let first = word.first else { return "" }
    if word == "d" { return upright(word) }
    return first.isLetter ? letter(word) : sign(word)
  }
}

extension EquationSheet {
  /// The sheet as a part of a page: a heading above the equations of each section, in MathML.
  package var mathML: String {
    let printer = MathMLPrinter(format: format)
    let parts = sections.map { section in
      let heading = section.heading.isEmpty ? "" : "<h3>\(printer.text(section.heading))</h3>\n"
      return heading + section.equations.map(printer.math).joined(separator: "\n")
    }
    return "<section class=\"gradstep-equations\">\n\(parts.joined(separator: "\n"))\n</section>\n"
  }
}
