import GradstepSyntax

extension Formula {
  /// The formula in LaTeX, for a document that loads amsmath.
  ///
  /// - Parameters:
  ///   - cohesion: how places, and what fills them, hold together as they are written
  ///   - leaf: what they are in LaTeX
  /// - Returns: the formula in the mathematics of a document
  package func latex(
    cohesion: @escaping (Formula) -> Cohesion = { _ in .atom },
    leaf: @escaping (Formula) -> String
  ) -> String {
    LaTeXWriter(leaf: leaf).row(withBrackets(.stacked, leaf: cohesion))
  }
}

/// Writes a formula that has its brackets in LaTeX.
private struct LaTeXWriter {
  let leaf: (Formula) -> String

  func row(_ formula: Formula) -> String {
    switch formula {
    case .number(let number): self.number(number)
    case .place, .term: leaf(formula)
    case .symbol(let symbol): Self.word(symbol)
    case .blank: "\\cdot"
    case .negative(let operand): "-\(row(operand))"
    case .binary(let left, .slash, let right): "\\frac{\(row(left))}{\(row(right))}"
    case .binary(let left, let sign, let right): row(left) + Self.sign(sign) + row(right)
    case .power(let base, let exponent): "\(self.base(base))^{\(row(exponent))}"
    case .transposed(let base): "\(self.base(base))^{\\top}"
    case .lowered(let base, let indices): "\(self.base(base))_{\(list(indices, ","))}"
    case .part(let base, let indices):
      "\(row(base))[\(indices.map(index).joined(separator: ", "))]"
    case .call("sqrt", let arguments): "\\sqrt{\(list(arguments))}"
    case .call(let name, let arguments) where arguments.areInBars:
      Self.word(name) + row(arguments[0])
    case .call(let name, let arguments): Self.word(name) + bracketed(list(arguments), "(", ")")
    case .list(let entries): bracketed(list(entries), "[", "]")
    case .relation(let left, let comparison, let right):
      "\(row(left)) \(Self.comparisons[comparison] ?? comparison.rawValue) \(row(right))"
    case .magnitude(let operand): bracketed(row(operand), "\\lvert ", "\\rvert ")
    case .norm(let operand, let order):
      bracketed(row(operand), "\\lVert ", "\\rVert ") + (order.map { "_{\(row($0))}" } ?? "")
    case .root(let operand): "\\sqrt{\(row(operand))}"
    case .choice(let condition, let chosen, let other):
      "\(row(chosen)) \\text{ if } \(row(condition)), \\text{ else } \(row(other))"
    case .series(let series, let indices, let term):
      "\(series == .sum ? "\\sum" : "\\prod")_{\(list(indices, ","))} \(row(term))"
    case .differential(let value): "\\mathrm{d}\(row(value))"
    case .derivative(let value, let variable, .operation):
      "\\frac{\\partial \(row(value))}{\\partial \(row(variable))}"
    case .derivative(let value, let variable, .all):
      "\\frac{\\mathrm{d}\(row(value))}{\\mathrm{d}\(row(variable))}"
    case .brackets(let inner): bracketed(row(inner), "(", ")")
    }
  }

  private func list(_ formulas: [Formula], _ separator: String = ", ") -> String {
    formulas.map(row).joined(separator: separator)
  }

  private func index(_ index: Formula.Index) -> String {
    switch index {
    case .at(let index): row(index)
    case .through(let first, let last): "\(first):\(last)"
    case .all: ":"
    }
  }

  /// What bears a script: a name that has one already stands in braces, since a second superscript
  /// would be an error of LaTeX.
  private func base(_ base: Formula) -> String {
    let text = row(base)
    switch base {
    case .place, .term: return text.contains("^") || text.contains("_") ? "{\(text)}" : text
    default: return text
    }
  }

  /// Brackets grow with what they hold, where that is higher than a line.
  private func bracketed(_ inner: String, _ opening: String, _ closing: String) -> String {
    let isHigh = ["\\frac", "\\begin", "\\prod", "\\sum"].contains { inner.contains(scalars: $0) }
    return isHigh
      ? "\\left\(opening)\(inner)\\right\(closing)" : "\(opening)\(inner)\(closing)"
  }

  // MARK: - Words

  private func number(_ number: Double) -> String {
    let digits = Formula.digits(of: number).replacing(scalars: "−", with: "-")
      .replacing(scalars: "∞", with: "\\infty")
    let parts = digits.split(separator: "e", maxSplits: 1)
    guard parts.count == 2, let exponent = Int(parts[1]) else { return digits }
    return "{\(parts[0])\\cdot 10^{\(exponent)}}"
  }

  private static func word(_ word: String) -> String {
    commands[word] ?? (word.count < 2 ? word : Reading.latex(ofFunction: word))
  }

  private static func sign(_ sign: Formula.Sign) -> String {
    switch sign {
    case .plus: " + "
    case .minus: " - "
    case .dot: "\\cdot "
    case .hadamard: " \\odot "
    case .kronecker: " \\otimes "
    case .slash: "/"
    }
  }

  private static let comparisons: [Comparison: String] = [
    .lessOrEqual: "\\le", .greaterOrEqual: "\\ge", .notEqual: "\\neq",
  ]

  /// Functions, letters and signs that LaTeX has commands of other names for.
  private static let commands: [String: String] = [
    "asin": "\\arcsin", "acos": "\\arccos", "atan": "\\arctan",
    "σ": "\\sigma", "Φ": "\\Phi", "φ": "\\varphi", "π": "\\pi", "log2": "\\log_{2}",
    "log10": "\\log_{10}", "·": "\\cdot", "⊙": "\\odot", "−": "-", "∞": "\\infty",
    "…": "\\ldots", "⋯": "\\cdots", "Σ": "\\Sigma", "d": "\\mathrm{d}",
  ]
}
