package import GradstepGraph
package import GradstepSyntax

/// Prints formulas, sentences and equations as styled text.
package struct TextPrinter: Sendable {
  package let format: NumberFormat

  package init(format: NumberFormat) { self.format = format }

  // MARK: - Names

  /// A name as a source writes it, with what stands below and above its line.
  package static func name(_ name: String) -> Text {
    // What marks a new value stands behind all of the old one's name: `x₁⁺`.
    let mark = name.firstIndex { $0 == "⁺" } ?? name.endIndex
    let text = self.name(NameParts(printing: String(name[..<mark])), .name)
    return mark == name.endIndex ? text : text + Text(String(name[mark...]), .name)
  }

  /// The name of a function: upright, with what stands below and above its line.
  package static func functionName(_ name: String) -> Text {
    let parts = NameParts(name)
    // What is made of words is one word, as `leaky_relu`.
    let isWord = parts.base.count > 1 && parts.lower.contains { $0.isLetter }
    return isWord ? Text(name, .symbol) : self.name(parts, .symbol)
  }

  private static func name(_ parts: NameParts, _ role: Text.Role) -> Text {
    var runs = [Text.Run(parts.base, role)]
    for (text, script) in [(parts.lower, Text.Script.subscript), (parts.upper, .superscript)]
    where !text.isEmpty {
      // Numbers stand upright in print, letters in italics.
      let isNumber = text.allSatisfy { !$0.isLetter }
      runs.append(Text.Run(NameParts.printed(text), isNumber ? .plain : .name, script: script))
    }
    if !parts.primes.isEmpty {
      runs.append(Text.Run(parts.primes.replacing(scalars: "'", with: "′"), .name))
    }
    return Text(runs)
  }

  /// A component as print has it: x₁, W₁₂, or the name alone for a scalar.
  package static func component(of name: String, _ indices: [Int]) -> Text {
    let name = self.name(name)
    let list = Formula.Term.list(of: indices)
    let isLowered = name.runs.contains { $0.script == .subscript }
    let lowered = isLowered && !list.isEmpty ? ",\(list)" : list
    return lowered.isEmpty ? name : name + Text([Text.Run(lowered, .plain, script: .subscript)])
  }

  // MARK: - Readings

  /// What a source says, as it was understood.
  package static func text(_ reading: Reading) -> Text {
    reading.pieces.reduce(into: Text()) { text, piece in
      switch piece {
      case .name(let name): text += self.name(name)
      case .function(let name): text += functionName(name)
      case .opening(.call(let name)):
        text += functionName(name)
        text.add("(")
      case .closing(.raised(let digits)): text += raised(digits)
      case .closing(.transpose): text += raised("T")
      case .number, .sign, .word, .equals, .opening, .separator, .closing: text.add(piece.text)
      }
    }
  }

  /// Signs that stand above the line.
  package static func raised(_ signs: String) -> Text {
    Text([Text.Run(signs, .plain, script: .superscript)])
  }

  // MARK: - Numbers

  /// A value on one line; of a large one the middle is left out.
  package func numbers(_ tensor: Tensor, _ role: Text.Role) -> Text {
    guard tensor.shape.rank > 0 else { return Text(format.string(tensor.elements[0]), role) }
    guard tensor.shape.rank == 2 else { return Text(list(tensor.elements[...]), role) }
    let columns = tensor.shape.columns
    func row(_ row: Int) -> String { list(tensor.elements[row * columns..<(row + 1) * columns]) }
    let rows = 0..<tensor.shape.rows
    let shown =
      rows.count <= NumberBlock.largestSide
      ? rows.map(row) : rows.prefix(3).map(row) + ["⋯", row(rows.count - 1)]
    return Text("[\(shown.joined(separator: ", "))]", role)
  }

  private func list(_ numbers: ArraySlice<Double>) -> String {
    let shown = NumberBlock.shown(numbers.count).map { position in
      position.map { format.string(numbers[numbers.startIndex + $0]) } ?? "⋯"
    }
    // A row is not broken over two lines; a matrix may be, between its rows.
    return "[\(shown.joined(separator: ",\u{A0}"))]"
  }
}
