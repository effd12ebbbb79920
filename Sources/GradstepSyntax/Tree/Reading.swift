/// What is written in a source, as it was understood: with every operator and no needless bracket.
///
/// It is a row of pieces and no tree, since it may be nested deeper than a stack is; a printer writes
/// one piece after another.
package struct Reading: Hashable, Sendable {
  /// The pieces in reading order.
  package let pieces: [Piece]

  /// What the pieces are put together to.
  package init(_ pieces: [Piece]) { self.pieces = pieces }

  /// A stretch with one meaning.
  package enum Piece: Hashable, Sendable {
    /// The name of a value, by its canonical spelling.
    case name(String)
    /// The name of a function.
    case function(String)
    /// A number as it is typed.
    case number(String)
    /// Signs, with the room around them.
    case sign(String)
    case word(Word)
    /// The sign between the sides of a statement.
    case equals
    /// What stands before the first part of a whole, between two parts, and behind the last one.
    case opening(Whole)
    case separator(Whole)
    case closing(Whole)
  }

  /// A word between formulas.
  package enum Word: String, Hashable, Sendable {
    case `if`, otherwise, and, or, `where`, with, `is`
  }

  /// What is made of parts.
  package enum Whole: Hashable, Sendable {
    case brackets
    /// Brackets that are needed on a line alone: in a quotient with a bar and in an exponent.
    case bracketsOnLine
    case list
    case column
    case call(String)
    case quotient
    /// A base and its exponent.
    case power
    /// A base with the digits of its exponent.
    case raised(String)
    case transpose
    /// A value and the indices of a part of it.
    case component
    case cases
  }

  /// The plain text.
  package var text: String { pieces.reduce(into: "") { $0 += $1.text } }

  /// The name as it reads in print.
  static func text(ofName name: String) -> String {
    if let plus = name.firstIndex(of: "⁺"), plus > name.startIndex {
      return text(ofName: String(name[..<plus])) + name[plus...]
    }
    let parts = NameParts(printing: name)
    guard !parts.lower.isEmpty, let lowered = ScriptTable.lowering(parts.lower) else { return name }
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
}

extension Reading.Piece {
  /// The piece in plain text.
  package var text: String {
    switch self {
    case .name(let name), .function(let name): Reading.text(ofName: name)
    case .number(let text), .sign(let text): text
    case .word(let word): " \(word.rawValue) "
    case .equals: " = "
    case .opening(let whole): whole.text.opening
    case .separator(let whole): whole.text.separator
    case .closing(let whole): whole.text.closing
    }
  }
}

extension Reading.Whole {
  fileprivate var text: (opening: String, separator: String, closing: String) {
    switch self {
    case .brackets, .bracketsOnLine: ("(", "", ")")
    case .list: ("[", ", ", "]")
    case .column: ("[", "; ", "]")
    case .call(let function): (Reading.text(ofName: function) + "(", ", ", ")")
    case .quotient: ("", "/", "")
    case .power: ("", "^", "")
    case .raised(let digits): ("", "", ScriptTable.raising(digits) ?? "^" + digits)
    case .transpose: ("", "", "ᵀ")
    case .component: ("", "[", "]")
    case .cases: ("{ ", "; ", "}")
    }
  }
}
