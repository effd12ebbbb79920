import GradstepGraph
import GradstepSyntax

/// Sets formulas as styled text.
extension Typesetter {
  /// What is put into a place of a formula, and how it holds together.
  struct Piece {
    let cohesion: Formula.Cohesion
    private let make: () -> Text

    /// A piece that is set when it is needed.
    init(_ text: @autoclosure @escaping () -> Text, _ cohesion: Formula.Cohesion = .atom) {
      self.cohesion = cohesion
      make = text
    }

    var text: Text { make() }
  }

  /// What is put into the places of a formula.
  struct Filling {
    let operand: (Int) -> Piece
    let result: Piece
    var upstream = Piece(Text())
    var tangent = Piece(Text())
    /// The tangent as a vector: vec of it where it is a matrix.
    var tangentVector = Piece(Text())

    /// The filling with the tangent of an operand of a shape.
    func withTangent(_ tangent: Piece, _ shape: Shape) -> Filling {
      var filling = self
      filling.tangent = tangent
      filling.tangentVector =
        shape.rank == 2 ? Piece(Text("vec(") + tangent.text + Text(")")) : tangent
      return filling
    }

    func piece(_ place: Formula.Place) -> Piece {
      switch place {
      case .operand(let slot): operand(slot)
      case .result: result
      case .upstream: upstream
      case .tangent: tangent
      case .tangentVector: tangentVector
      }
    }
  }

  /// A formula with its places filled.
  static func fill(
    _ formula: Formula,
    _ filling: Filling,
    as position: Formula.Position = .alone
  ) -> Text {
    var line = FormulaLine(filling: filling)
    line.set(formula.withBrackets(as: position) { filling.piece($0).cohesion })
    return line.text
  }

  /// A sentence with the places of its formulas filled.
  static func fill(_ sentence: Sentence, _ filling: Filling) -> Text {
    sentence.parts.reduce(into: Text()) { text, part in
      switch part {
      case .words(let words): text += Self.words(words)
      case .formula(let formula): text += fill(formula, filling)
      }
    }
  }
}

/// Sets a formula that has its brackets on a line.
private struct FormulaLine {
  let filling: Typesetter.Filling
  private(set) var text = Text()
  /// Whether it is a script, in which signs have no room around them.
  private var isScript = false

  init(filling: Typesetter.Filling) { self.filling = filling }

  mutating func set(_ formula: Formula) {
    switch formula {
    case .number(let number): add(Formula.digits(of: number))
    case .place(let place): text += filling.piece(place).text
    case .symbol(let symbol): text += Typesetter.words(symbol)
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
      text += Text([Text.Run("T", .plain, script: .superscript)])
    case .lowered(let base, let indices):
      set(base)
      raise(indices, .subscript, isTight: true)
    case .part(let base, let indices):
      set(base)
      enclose("[", "]") { line in line.list(indices) { line, index in line.set(index) } }
    case .call(let name, let arguments):
      text += Typesetter.words(name)
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
      text += Typesetter.words(" if ")
      set(condition)
      text += Typesetter.words(", else ")
      set(other)
    case .series(let series, let indices, let term):
      add(String(series.rawValue))
      raise(indices, .subscript, isTight: true)
      add(" ")
      set(term)
    case .brackets(let inner): enclose("(", ")") { $0.set(inner) }
    }
  }

  private mutating func set(_ index: Formula.Index) {
    switch index {
    case .at(let index):
      var line = FormulaLine(filling: filling)
      line.isScript = true
      line.set(index)
      text += line.text
    case .through(let first, let last): add("\(first):\(last)")
    case .all: add(":")
    }
  }

  /// Signs and digits that mean nothing of their own.
  private mutating func add(_ signs: String) {
    if let last = text.runs.last, last.role == .plain, last.script == .baseline {
      text.runs[text.runs.count - 1].string += signs
    } else {
      text += Text(signs)
    }
  }

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
    var line = FormulaLine(filling: filling)
    line.isScript = isTight
    for (position, formula) in formulas.enumerated() {
      if position > 0 { line.add(",") }
      line.set(formula)
    }
    let flat = line.text.runs.contains { $0.script != .baseline } ? line.text.onOneLine : line.text
    text += Text(flat.runs.map { Text.Run($0.string, $0.role, script: script) })
  }
}
