import GradstepGraph
import GradstepSyntax
import GradstepTrace

/// Sets names, numbers and formulas of a trace as styled text.
struct Typesetter: Sendable {
  let trace: Trace
  let format: NumberFormat

  // MARK: - Names

  /// The name of a node, with a real subscript; a constant is its number.
  func name(_ id: Node.ID) -> Text {
    let name = trace.graph.displayNames[id]
    return trace.graph.origins[id].text == nil ? Self.name(name) : Self.words(name)
  }

  /// A name as a source writes it, with what stands below and above its line.
  static func name(_ name: String) -> Text {
    self.name(NameParts(name), .name)
  }

  /// The name of a function: upright, with what stands below and above its line.
  static func functionName(_ name: String) -> Text {
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

  // MARK: - Formulas

  /// What is put into the places of a formula.
  struct Filling {
    let operand: (Int) -> Text
    let result: Text
    var upstream = Text()
    var tangent = Text()
    /// The tangent as a vector: vec of it where it is a matrix.
    var tangentVector = Text()

    /// The filling with the tangent of an operand of a shape.
    func withTangent(_ tangent: Text, _ shape: Shape) -> Filling {
      var filling = self
      filling.tangent = tangent
      filling.tangentVector = shape.rank == 2 ? Text("vec(") + tangent + Text(")") : tangent
      return filling
    }
  }

  /// A formula with its places filled; what begins with a minus sign gets brackets where it must.
  static func fill(_ formula: Formula, _ filling: Filling) -> Text {
    var text = Text()
    for (position, part) in formula.parts.enumerated() {
      switch part {
      case .text(let string):
        text += words(string)
      case .superscript(let parts):
        text += script(parts, .superscript, filling)
      case .subscript(let parts):
        text += script(parts, .subscript, filling)
      case .operand, .result, .upstream, .tangent, .tangentVector:
        let next = position + 1 < formula.parts.count ? formula.parts[position + 1] : nil
        text += bracketed(place(part, filling), after: text, before: next)
      }
    }
    return text
  }

  private static func script(
    _ parts: [Formula.Part],
    _ script: Text.Script,
    _ filling: Filling
  ) -> Text {
    var text = Text()
    for part in parts {
      if case .text(let string) = part {
        text += Self.words(string)
      } else {
        // A script of a script is written with the characters that there are for it.
        let place = place(part, filling)
        text += Text(place.plain, place.runs.first?.role ?? .plain)
      }
    }
    return Text(text.runs.map { Text.Run($0.string, $0.role, script: script) })
  }

  private static func place(_ part: Formula.Part, _ filling: Filling) -> Text {
    switch part {
    case .operand(let slot): filling.operand(slot)
    case .result: filling.result
    case .upstream: filling.upstream
    case .tangent: filling.tangent
    case .tangentVector: filling.tangentVector
    case .text, .superscript, .subscript: Text()
    }
  }

  private static func bracketed(
    _ text: Text,
    after previous: Text,
    before next: Formula.Part?
  ) -> Text {
    let raised =
      if case .superscript = next { true } else if case .text(let string) = next {
        string.first == "ᵀ"
      } else { false }
    let string = text.plain
    let opening: [Character] = ["(", "[", "|"]
    let last = previous.runs.last?.string.last
    let isFirst =
      last.map { opening.contains($0) } ?? true
      || previous.runs.last?.string.hasSuffix(", ") == true
    let isNegative = string.hasPrefix("−")
    // A power of ten, a fraction or a product, which a power or a division would tear apart.
    let isCompound = string.contains { "·/".contains($0) || Text.baseline(ofRaised: $0) != nil }
    let isDivisor = last == "/"
    let needsBrackets =
      isNegative && (!isFirst || raised) || isCompound && (raised || isDivisor)
    guard needsBrackets else { return text }
    return Text("(") + text + Text(")")
  }

  /// Signs and words of a formula: words of several letters are names of functions.
  static func words(_ string: String) -> Text {
    mathematics(string) { $0.count > 1 }
  }

  /// A formula in plain text, styled: functions upright, names in italics, scripts in their place.
  static func mathematics(_ string: String, isFunction: (Substring) -> Bool) -> Text {
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
  func inline(_ tensor: Tensor, _ role: Text.Role) -> Text {
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

  /// Whether a value is small enough to be put into a formula.
  func isShort(_ shape: Shape) -> Bool {
    shape.count <= 9 && shape.rows <= NumberBlock.largestSide
      && shape.columns <= NumberBlock.largestSide
  }
}
