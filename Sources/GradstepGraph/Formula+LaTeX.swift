extension Formula {
  /// The formula in LaTeX, for a document that loads amsmath.
  ///
  /// Operands, result and upstream are LaTeX themselves; a sum gets brackets where it needs them.
  public func latex(
    operands: [String],
    result: String = "y",
    upstream: String = "g",
    tangent: String = "t",
    tangentVector: String? = nil
  ) -> String {
    var writer = LaTeXWriter(parts) { part in
      switch part {
      case .operand(let slot): operands.indices.contains(slot) ? operands[slot] : "\\ldots"
      case .result: result
      case .upstream: upstream
      case .tangent: tangent
      case .tangentVector: tangentVector ?? tangent
      case .text, .superscript, .subscript: nil
      }
    }
    return writer.write()
  }
}

/// Writes the pieces of a formula in LaTeX.
private struct LaTeXWriter {
  /// A piece of a formula: a place, a number, a word, a raised or lowered part, or one sign.
  private enum Token {
    case place(String)
    case number(Substring)
    case word(Substring)
    case script(raised: Bool, [Formula.Part])
    case sign(Character)
  }

  /// What stands in a row: something that scripts and fractions take as a whole, or a sign.
  private struct Item {
    var text: String
    var isAtom = true
    /// The text without the brackets that a fraction makes needless.
    var bare: String?
    var lowered = ""
    var raised = ""
    /// Whether the text is put in from outside, and may need brackets.
    var isPlace = false

    /// The item with its scripts; a second superscript would be an error of LaTeX.
    var latex: String {
      guard !raised.isEmpty || !lowered.isEmpty else { return text }
      let base = isPlace && (text.contains("^") || text.contains("_")) ? "{\(text)}" : text
      return base + lowered + raised
    }
  }

  private let fill: (Formula.Part) -> String?
  private var tokens: ArraySlice<Token> = []

  init(_ parts: [Formula.Part], fill: @escaping (Formula.Part) -> String?) {
    self.fill = fill
    tokens = Self.tokens(of: parts, fill)[...]
  }

  mutating func write() -> String { row(until: nil) }

  // MARK: - Tokens

  private static func tokens(
    of parts: [Formula.Part],
    _ fill: (Formula.Part) -> String?
  ) -> [Token] {
    var tokens: [Token] = []
    for part in parts {
      switch part {
      case .superscript(let parts): tokens.append(.script(raised: true, parts))
      case .subscript(let parts): tokens.append(.script(raised: false, parts))
      case .operand, .result, .upstream, .tangent, .tangentVector:
        tokens.append(.place(fill(part) ?? ""))
      case .text(let text):
        var rest = text[...]
        while let first = rest.first {
          let stretch: Substring
          if first.isLetter, first != "ᵀ" {
            stretch = rest.prefix { $0.isLetter && $0 != "ᵀ" || $0.isNumber || $0 == "_" }
            tokens.append(.word(stretch))
          } else if first.isNumber {
            stretch = rest.prefix { $0.isNumber || $0 == "." || $0 == "e" || $0 == "-" }
            tokens.append(.number(stretch))
          } else {
            stretch = rest.prefix(1)
            tokens.append(.sign(first))
          }
          rest = rest.dropFirst(stretch.count)
        }
      }
    }
    return tokens
  }

  // MARK: - Rows

  /// Writes up to a closing bracket, or to the end.
  private mutating func row(until end: Character?) -> String {
    var items: [Item] = []
    while let token = tokens.popFirst() {
      switch token {
      case .sign(let sign) where sign == end:
        return Self.joined(items)
      case .place(let text):
        items.append(Item(text: text, isPlace: true))
      case .number(let digits):
        items.append(Item(text: Self.number(digits)))
      case .word("sqrt"), .sign("√"):
        if case .sign("(")? = tokens.first { tokens.removeFirst() }
        items.append(Item(text: "\\sqrt{\(row(until: ")"))}"))
      case .word(let word):
        items.append(Item(text: Self.word(word)))
        if case .sign("(")? = tokens.first {
          tokens.removeFirst()
          items[items.count - 1].text += Self.bracketed(row(until: ")"), "(", ")")
        }
      case .script(let isRaised, let parts):
        var inner = LaTeXWriter(parts, fill: fill)
        Self.attach((isRaised ? "^" : "_") + "{\(inner.write())}", to: &items)
      case .sign("ᵀ"):
        Self.attach("^{\\top}", to: &items)
      case .sign("′"):
        Self.attach("^{\\prime}", to: &items)
      case .sign("("):
        let inner = row(until: ")")
        items.append(Item(text: Self.bracketed(inner, "(", ")"), bare: inner))
      case .sign("["):
        items.append(Item(text: Self.bracketed(row(until: "]"), "[", "]")))
      case .sign("|"):
        items.append(Item(text: Self.bracketed(row(until: "|"), "\\lvert ", "\\rvert ")))
      case .sign("‖"):
        items.append(Item(text: Self.bracketed(row(until: "‖"), "\\lVert ", "\\rVert ")))
      case .sign(let sign):
        items.append(Item(text: Self.signs[sign] ?? String(sign), isAtom: false))
      }
    }
    return Self.joined(items)
  }

  private static func attach(_ script: String, to items: inout [Item]) {
    guard var item = items.popLast() else { return }
    if script.hasPrefix("_") {
      item.lowered += script
    } else if item.raised.isEmpty {
      item.raised = script
    } else {
      item = Item(text: "{\(item.latex)}", raised: script)
    }
    item.bare = nil
    items.append(item)
  }

  private static func joined(_ items: [Item]) -> String {
    var row: [Item] = []
    var rest = withBrackets(items)[...]
    while let item = rest.popFirst() {
      if item.text == "/", let over = row.last, over.isAtom, let under = rest.first, under.isAtom {
        rest.removeFirst()
        row.removeLast()
        row.append(
          Item(text: "\\frac{\(over.bare ?? over.latex)}{\(under.bare ?? under.latex)}")
        )
      } else {
        row.append(item)
      }
    }
    var text = ""
    for item in row where !(text.hasSuffix(" ") && item.text == " ") { text += item.latex }
    var scalars = text.unicodeScalars[...]
    while scalars.first == " " { scalars.removeFirst() }
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  // MARK: - Brackets

  /// Brackets grow with what they hold, where that is higher than a line.
  private static func bracketed(_ inner: String, _ opening: String, _ closing: String) -> String {
    let inner = inner.isEmpty ? "\\cdot" : inner
    let isHigh = ["\\frac", "\\begin", "\\prod"].contains { inner.contains($0) }
    return isHigh
      ? "\\left\(opening)\(inner)\\right\(closing)" : "\(opening)\(inner)\(closing)"
  }

  /// Puts brackets around what was put in where a sign or a script beside it would take a part.
  private static func withBrackets(_ items: [Item]) -> [Item] {
    let solid = items.indices.filter { items[$0].text != " " }
    var items = items
    for (position, index) in solid.enumerated() where items[index].isPlace {
      let before = position > 0 ? items[solid[position - 1]] : nil
      let after = position + 1 < solid.count ? items[solid[position + 1]] : nil
      let text = items[index].text
      let isSigned = text.hasPrefix("-")
      let outermost = outermost(text)
      let isSum = outermost.dropFirst(isSigned ? 1 : 0).contains { $0 == "+" || $0 == "-" }
      let isProduct = ["/", "\\cdot", "\\odot", "\\frac"].contains { outermost.contains($0) }
      func takesPart(_ item: Item?) -> Bool {
        item.map { !$0.isAtom && !["+", ",", "=", "<", ">"].contains($0.text) } ?? false
      }
      let isBehindSign = before.map { !$0.isAtom && $0.text != "," } ?? false
      let isSplit =
        isSum && (takesPart(before) || takesPart(after) && after?.text != "-")
        || isSigned && isBehindSign
        || (isSum || isProduct || isSigned) && !items[index].raised.isEmpty
      guard isSplit else { continue }
      items[index].bare = text
      items[index].text = bracketed(text, "(", ")")
      items[index].isPlace = false
    }
    return items
  }

  /// What stands outside all braces, brackets and environments.
  private static func outermost(_ text: String) -> String {
    var depth = 0
    var outermost = ""
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.first {
      if scalar == "\\" {
        if rest.starts(with: "\\begin{".unicodeScalars) { depth += 1 }
        if rest.starts(with: "\\end{".unicodeScalars) { depth -= 1 }
      }
      rest.removeFirst()
      switch scalar {
      case "{", "(", "[": depth += 1
      case "}", ")", "]": depth -= 1
      default: if depth == 0 { outermost.unicodeScalars.append(scalar) }
      }
    }
    return outermost
  }

  // MARK: - Words

  private static func number(_ digits: Substring) -> String {
    let parts = digits.split(separator: "e", maxSplits: 1)
    guard parts.count == 2, let exponent = Int(parts[1]) else { return String(digits) }
    return "{\(parts[0])\\cdot 10^{\(exponent)}}"
  }

  private static func word(_ word: Substring) -> String {
    if let command = commands[word] { return command }
    if word.count == 1 { return String(word) }
    return "\\operatorname{\(word.replacing("_", with: "\\_"))}"
  }

  /// Functions and letters that LaTeX has commands for.
  private static let commands: [Substring: String] = [
    "exp": "\\exp", "log": "\\log", "sin": "\\sin", "cos": "\\cos", "tan": "\\tan",
    "asin": "\\arcsin", "acos": "\\arccos", "atan": "\\arctan", "sinh": "\\sinh",
    "cosh": "\\cosh", "tanh": "\\tanh", "max": "\\max", "min": "\\min", "det": "\\det",
    "σ": "\\sigma", "Φ": "\\Phi", "φ": "\\varphi", "Π": "\\prod", "Σ": "\\sum", "π": "\\pi",
    "log2": "\\log_{2}", "log10": "\\log_{10}", "if": "\\text{ if }", "else": "\\text{ else }",
  ]

  private static let signs: [Character: String] = [
    "·": "\\cdot ", "⊙": "\\odot ", "⊗": "\\otimes ", "−": "-", "≠": "\\neq ", "≤": "\\le ",
    "≥": "\\ge ", "∞": "\\infty ", "…": "\\ldots ",
  ]
}
