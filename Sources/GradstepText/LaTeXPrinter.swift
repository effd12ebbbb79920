import GradstepGraph
import GradstepSyntax

/// Prints formulas, sentences and equations in LaTeX, for a document that loads amsmath.
struct LaTeXPrinter: Sendable {
  let format: NumberFormat

  /// A formula in the mathematics of a document.
  func latex(_ formula: Formula) -> String {
    var latex = formula.latex(cohesion: format.cohesion(of:), leaf: leaf)
    // A command that ends a formula needs no blank behind it.
    if latex.last == " " { latex.removeLast() }
    return latex
  }

  /// What stands in a place.
  private func leaf(_ leaf: Formula) -> String {
    guard case .term(let term) = leaf else { return leaf.description }
    switch term {
    case .name(let name): return Name.latex(of: name)
    case .constant(let constant, let tensor):
      return tensor.shape.rank == 0 ? constant.reading.latex : matrix(tensor)
    case .component(let name, let indices): return component(of: Name.latex(of: name), indices)
    case .value(let tensor), .flow(let tensor): return numbers(tensor)
    }
  }

  /// A component with its indices counted from 1: `x_{1}`, `b_{u,2}`, `W_{12}`.
  private func component(of name: String, _ indices: [Int]) -> String {
    guard !indices.isEmpty else { return name }
    let list = Formula.Term.list(of: indices)
    let isLowered = name.hasSuffix("}") && name.contains(scalars: "_{")
    return isLowered ? "\(name.dropLast()),\(list)}" : "\(name)_{\(list)}"
  }

  /// What stands on the right of an equation, side by side.
  func sides(_ equation: Equation) -> [Equation.Line<String>] {
    equation.lines(latex) { $0 == $1 }
  }

  /// What is said of an equation behind it; empty where nothing is.
  func note(of equation: Equation) -> String {
    equation.note.isEmpty ? "" : "\\quad\\text{(\(text(equation.note)))}"
  }

  // MARK: - Numbers

  /// A scalar as a number, a vector as a column; of a large value the middle is left out.
  private func numbers(_ tensor: Tensor) -> String {
    tensor.shape.rank == 0 ? format.latex(tensor.elements[0]) : matrix(tensor)
  }

  /// The rows of a value in brackets.
  private func matrix(_ tensor: Tensor) -> String {
    let rows = NumberBlock.rows(
      of: tensor,
      leftOut: ("\\cdots", "\\vdots", "\\ddots"),
      format.latex
    )
    .map { $0.joined(separator: " & ") }
    return "\\begin{bmatrix} \(rows.joined(separator: " \\\\ ")) \\end{bmatrix}"
  }

  // MARK: - Words

  /// Words with formulas among them, in a text of LaTeX.
  func text(_ sentence: Sentence) -> String {
    sentence.written(words: Self.words) { "$\(latex($0))$" }
  }

  /// Words with signs, in a text of LaTeX.
  private static func words(_ string: String) -> String {
    var latex = ""
    for scalar in string.unicodeScalars {
      if let sign = signs[scalar] { latex += sign } else { latex.unicodeScalars.append(scalar) }
    }
    return latex
  }

  private static let signs: [Unicode.Scalar: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "_": "\\_", "^": "\\^{}", "~": "\\~{}",
    "#": "\\#", "$": "\\$", "%": "\\%", "&": "\\&", "−": "$-$", "·": "$\\cdot$", "′": "$'$",
    "∞": "$\\infty$", "×": "$\\times$", "<": "$<$", ">": "$>$", "|": "$|$",
  ]
}
