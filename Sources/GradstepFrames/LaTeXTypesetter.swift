import GradstepGraph
import GradstepSyntax
import GradstepTrace

/// Sets names, numbers and formulas of a graph as LaTeX, for a document that loads amsmath.
struct LaTeXTypesetter: Sendable {
  let graph: Graph
  let format: NumberFormat

  // MARK: - Names

  /// The name of a node; a constant is its number.
  func name(_ id: Node.ID) -> String {
    guard let constant = graph.origins[id].constant else {
      return Name.latex(of: graph.displayNames[id])
    }
    let shape = graph.shape(of: id)
    return shape.rank == 0
      ? constant.latex : matrix(Tensor(shape, Array(graph.leafValues[graph.range(of: id)])))
  }

  /// A component of a node, with its indices counted from 1: `x_{1}`, `b_{u,2}`, `W_{12}`.
  func component(of id: Node.ID, _ indices: [Int]) -> String {
    guard !indices.isEmpty else { return name(id) }
    // Beyond nine a comma tells one index from the next.
    let list = indices.map(String.init).joined(separator: indices.contains { $0 > 9 } ? "," : "")
    let name = name(id)
    let isLowered = name.hasSuffix("}") && name.contains("_{")
    return isLowered ? "\(name.dropLast()),\(list)}" : "\(name)_{\(list)}"
  }

  /// The tangent of a node, as a formula names it.
  func differential(_ id: Node.ID) -> String { "\\mathrm{d}\(name(id))" }

  /// One value differentiated by another.
  static func derivative(of value: String, by variable: String) -> String {
    "\\frac{\\partial \(value)}{\\partial \(variable)}"
  }

  // MARK: - Numbers

  /// A scalar as a number, a vector as a column; of a large value the middle is left out.
  func value(_ tensor: Tensor) -> String {
    tensor.shape.rank == 0 ? format.latex(tensor.elements[0]) : matrix(tensor)
  }

  /// The rows of a value in brackets.
  func matrix(_ tensor: Tensor) -> String {
    let columns = NumberBlock.shown(tensor.shape.columns)
    let rows = NumberBlock.shown(tensor.shape.rows).map { row in
      columns.map { column in
        switch (row, column) {
        case (let row?, let column?):
          format.latex(tensor.elements[row * tensor.shape.columns + column])
        case (.some, nil): "\\cdots"
        case (nil, .some): "\\vdots"
        case (nil, nil): "\\ddots"
        }
      }.joined(separator: " & ")
    }
    return "\\begin{bmatrix} \(rows.joined(separator: " \\\\ ")) \\end{bmatrix}"
  }

  /// The diagonal matrix of some numbers.
  func diagonal(_ numbers: [Double]) -> String {
    let shown = NumberBlock.shown(numbers.count).map { position in
      position.map { format.latex(numbers[$0]) } ?? "\\ldots"
    }
    return "\\operatorname{diag}(\(shown.joined(separator: ", ")))"
  }

  /// How a value holds together as it is printed.
  func cohesion(of tensor: Tensor) -> Formula.Cohesion {
    tensor.shape.rank == 0 ? format.cohesion(of: tensor.elements[0]) : .atom
  }

  // MARK: - Sums

  /// Formulas added up; of many the middle is left out.
  static func sum(_ formulas: [String]) -> String {
    sum(formulas) { formula in
      formula.hasPrefix("-") ? "- \(formula.dropFirst())" : "+ \(formula)"
    }
  }

  /// Formulas of numbers added up: a negative number in brackets.
  static func sum(ofNumbers terms: [(Formula, (Formula.Place) -> Formula.LaTeX)]) -> String {
    let terms = terms.enumerated().map { position, term in
      term.0.latex(as: position == 0 ? .alone : .laterTerm, filling: term.1)
    }
    return sum(terms) { "+ \($0)" }
  }

  private static func sum(_ parts: [String], added: (String) -> String) -> String {
    NumberBlock.shown(parts.count).enumerated().map { position, part in
      guard let part else { return "+ \\cdots" }
      return position == 0 ? parts[part] : added(parts[part])
    }.joined(separator: " ")
  }

  // MARK: - Words

  /// Words with signs, in a text of LaTeX.
  static func words(_ string: String) -> String {
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
