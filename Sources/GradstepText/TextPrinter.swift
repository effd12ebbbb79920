package import GradstepGraph
import GradstepSyntax

/// Prints formulas, sentences and equations as styled text.
package struct TextPrinter: Sendable {
  package let format: NumberFormat

  package init(format: NumberFormat) { self.format = format }

  // MARK: - Names

  /// A name as a source writes it, with what stands below and above its line.
  package static func name(_ name: String) -> Text {
    self.name(NameParts(name), .name)
  }

  /// The name of a function: upright, with what stands below and above its line.
  package static func functionName(_ name: String) -> Text {
    self.name(NameParts(name), .symbol)
  }

  private static func name(_ parts: NameParts, _ role: Text.Role) -> Text {
    var runs = [Text.Run(parts.base, role)]
    for (text, script) in [(parts.lower, Text.Script.subscript), (parts.upper, .superscript)]
    where !text.isEmpty {
      // Numbers stand upright in print, letters in italics.
      let isNumber = text.allSatisfy { !$0.isLetter }
      runs.append(
        Text.Run(text.replacing("-", with: "−"), isNumber ? .plain : .name, script: script)
      )
    }
    if !parts.primes.isEmpty {
      runs.append(Text.Run(parts.primes.replacing("'", with: "′"), .name))
    }
    return Text(runs)
  }

  /// A component as print has it: x₁, W₁₂, or the name alone for a scalar.
  package static func component(of name: String, _ indices: [Int]) -> Text {
    let name = self.name(name)
    // Beyond nine a comma tells one index from the next.
    let separator = indices.contains { $0 > 9 } ? "," : ""
    let list = indices.map(String.init).joined(separator: separator)
    let isLowered = name.runs.contains { $0.script == .subscript }
    let lowered = isLowered && !list.isEmpty ? ",\(list)" : list
    return lowered.isEmpty ? name : name + Text([Text.Run(lowered, .plain, script: .subscript)])
  }

  // MARK: - Words

  /// Signs and words of a formula: words of several letters are names of functions.
  package static func words(_ string: String) -> Text {
    mathematics(string) { $0.count > 1 }
  }

  /// A formula in plain text, styled: functions upright, names in italics, scripts in their place.
  package static func mathematics(_ string: String, isFunction: (Substring) -> Bool) -> Text {
    var text = Text()
    var rest = string[...]
    while let first = rest.first {
      let kind = Kind(first)
      let stretch: Substring
      switch kind {
      case .letter:
        stretch = rest.prefix { $0 == "_" || $0.isASCII && $0.isNumber || Kind($0) == .letter }
        text += isFunction(stretch) ? Text(String(stretch), .symbol) : name(String(stretch))
      case .superscript:
        stretch = rest.prefix { Kind($0) == .superscript }
        let raised = stretch.compactMap { Text.baseline(ofRaised: $0) }
        text += Text([Text.Run(String(raised), .plain, script: .superscript)])
      case .subscript:
        stretch = rest.prefix { Kind($0) == .subscript }
        let lowered = stretch.compactMap { Text.baseline(ofLowered: $0) }
        text += Text([Text.Run(String(lowered), .plain, script: .subscript)])
      case .sign:
        stretch = rest.prefix { Kind($0) == .sign }
        text += Text(String(stretch))
      }
      rest = rest.dropFirst(stretch.count)
    }
    return text
  }

  /// What a character of a formula is.
  private enum Kind {
    case letter
    case superscript
    case `subscript`
    case sign

    init(_ character: Character) {
      self =
        Text.baseline(ofRaised: character) != nil
        ? .superscript
        : Text.baseline(ofLowered: character) != nil
          ? .subscript : character.isLetter ? .letter : .sign
    }
  }

  // MARK: - Numbers

  /// A value on one line; of a large one the middle is left out.
  package func numbers(_ tensor: Tensor, _ role: Text.Role) -> Text {
    guard tensor.shape.rank > 0 else { return Text(format.string(tensor.elements[0]), role) }
    let columns = tensor.shape.columns
    func row(_ row: Int) -> String { list(tensor.elements[row * columns..<(row + 1) * columns]) }
    guard tensor.shape.rank == 2 else { return Text(list(tensor.elements[...]), role) }
    let rows = 0..<tensor.shape.rows
    let shown =
      rows.count <= NumberBlock.largestSide
      ? rows.map(row) : rows.prefix(3).map(row) + ["⋯", row(rows.count - 1)]
    return Text("[\(shown.joined(separator: ", "))]", role)
  }

  private func list(_ numbers: ArraySlice<Double>) -> String {
    let shown =
      numbers.count <= NumberBlock.largestSide
      ? numbers.map(format.string)
      : numbers.prefix(4).map(format.string) + ["⋯"] + numbers.suffix(1).map(format.string)
    // A row is not broken over two lines; a matrix may be, between its rows.
    return "[\(shown.joined(separator: ",\u{A0}"))]"
  }
}
