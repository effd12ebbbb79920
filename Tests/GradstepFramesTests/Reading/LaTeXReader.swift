/// Reads mathematics of LaTeX as the plain text that a caption has for it.
struct LaTeXReader {
  private var tokens: ArraySlice<Token>
  /// How many brackets are open.
  private var depth = 0
  private let column: Column

  /// What one column of numbers is: LaTeX does not say.
  enum Column: CaseIterable {
    case vector
    case matrix
  }

  private enum Token: Equatable {
    case command(String)
    case sign(Character)
  }

  private init(_ latex: String, _ column: Column) {
    self.column = column
    var tokens: [Token] = []
    var rest = latex[...]
    while let character = rest.popFirst() {
      guard character == "\\" else {
        tokens.append(.sign(character))
        continue
      }
      let word = rest.prefix { $0.isASCII && $0.isLetter }
      tokens.append(.command(word.isEmpty ? String(rest.prefix(1)) : String(word)))
      rest = rest.dropFirst(max(word.count, 1))
    }
    self.tokens = tokens[...]
  }

  /// A formula or an equation in plain text; what LaTeX breaks into lines is one.
  static func plain(_ latex: String, column: Column) -> String {
    var reader = LaTeXReader(latex, column)
    return reader.text { _ in false }
  }

  /// The text up to a token that ends it, which is taken, too.
  private mutating func text(until isEnd: (Token) -> Bool) -> String {
    var text = ""
    while let token = tokens.popFirst(), !isEnd(token) {
      switch token {
      case .command(let word): text += command(word)
      case .sign("{"): text += self.text { $0 == .sign("}") }
      case .sign("^"): text += raised(argument())
      case .sign("_"): text += lowered(argument(), behind: text)
      case .sign("-"): text += "−"
      case .sign(" "), .sign("&"), .sign("\n"): if text.last != " " { text += " " }
      case .sign("="): text += depth > 0 ? "=" : "= "
      case .sign(let sign):
        if "([".contains(sign) { depth += 1 }
        if ")]".contains(sign) { depth -= 1 }
        text.append(sign)
      }
    }
    return text
  }

  private mutating func argument() -> String {
    while tokens.first == .sign(" ") { tokens.removeFirst() }
    guard let token = tokens.popFirst() else { return "" }
    switch token {
    case .sign("{"): return text { $0 == .sign("}") }
    case .sign(let sign): return String(sign)
    case .command(let word): return command(word)
    }
  }

  private mutating func command(_ word: String) -> String {
    if let sign = Self.signs[word] { return sign }
    switch word {
    case "left", "right", "notag", "quad": return ""
    case "frac":
      let upper = argument()
      return "((\(upper))/(\(argument())))"
    case "sqrt": return "√(\(argument()))"
    case "operatorname", "mathrm", "mathit", "mathbf", "text", "hat", "bar": return argument()
    case "begin": return matrix()
    default: return word
    }
  }

  /// The rows of a matrix.
  private mutating func matrix() -> String {
    _ = argument()
    var rows: [[String]] = []
    var ends = false
    while !ends, !tokens.isEmpty {
      var cells = [""]
      while let token = tokens.popFirst(), token != .command("\\") {
        if token == .command("end") {
          _ = argument()
          ends = true
          break
        }
        if token == .sign("&") { cells.append("") } else { cells[cells.count - 1] += cell(token) }
      }
      rows.append(cells)
    }
    if column == .vector, rows.allSatisfy({ $0.count == 1 }) {
      return "[\(rows.map { $0[0] }.joined(separator: ", "))]"
    }
    return "[\(rows.map { "[\($0.joined(separator: ", "))]" }.joined(separator: ", "))]"
  }

  private mutating func cell(_ token: Token) -> String {
    switch token {
    case .command(let word): command(word)
    case .sign("^"): raised(argument())
    case .sign("-"): "−"
    case .sign(" "): ""
    case .sign(let sign): String(sign)
    }
  }

  private func raised(_ text: String) -> String {
    if text == "ᵀ" { return text }
    let digits = text.map { Self.raised[$0] }
    return digits.contains(nil) ? "^(\(text))" : String(digits.compactMap(\.self))
  }

  private func lowered(_ text: String, behind base: String) -> String {
    let digits = text.map { Self.lowered[$0] }
    if base.hasSuffix("log") { return text }
    return digits.contains(nil) || base.hasSuffix("E")
      ? "_\(text.filter { $0 != " " })" : String(digits.compactMap(\.self))
  }

  private static let raised = Dictionary(uniqueKeysWithValues: zip("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
  private static let lowered = Dictionary(uniqueKeysWithValues: zip("0123456789", "₀₁₂₃₄₅₆₇₈₉"))

  private static let signs: [String: String] = [
    "cdot": "·", "odot": " ⊙ ", "otimes": " ⊗ ", "top": "ᵀ", "approx": "≈ ", "leftarrow": "← ",
    "partial": "∂",
    "lvert": "|", "rvert": "|", "lVert": "‖", "rVert": "‖", "infty": "∞", "pi": "π",
    "sigma": "σ", "Phi": "Φ", "varphi": "φ", "arcsin": "asin", "arccos": "acos",
    "arctan": "atan", "sum": "Σ", "prod": "Π", "cdots": "⋯", "vdots": "⋯", "ddots": "⋯",
    "ldots": "⋯", "le": "≤", "ge": "≥", "neq": "≠", "_": "_",
  ]
}
