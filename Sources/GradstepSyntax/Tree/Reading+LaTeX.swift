extension Reading {
  /// The reading in LaTeX, for a document that loads amsmath.
  package var latex: String { pieces.reduce(into: "") { $0 += $1.latex } }

  /// A number by its digits and the power of ten behind them, where it is typed with one.
  package static func parts(ofNumber text: String) -> (digits: String, exponent: Int?) {
    let parts = text.lowercased().split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return (text, nil) }
    return (String(parts[0]), exponent)
  }

  /// The name of a function in LaTeX.
  package static func latex(ofFunction name: String) -> String {
    if commands.contains(name) { return "\\\(name)" }
    let letters = NameParts(name).base
    guard letters.count > 1 else { return Name.latex(of: name) }
    return "\\operatorname{\(name.replacing(scalars: "_", with: "\\_"))}"
  }

  /// Functions that LaTeX has a command for.
  private static let commands: Set<String> = [
    "exp", "log", "ln", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min", "det",
  ]
}

extension Reading.Piece {
  fileprivate var latex: String {
    switch self {
    case .name(let name): return Name.latex(of: name)
    case .function(let name): return Reading.latex(ofFunction: name)
    case .number(let text):
      let (digits, exponent) = Reading.parts(ofNumber: text)
      let power = exponent.map { "10^{\($0)}" }
      return power.map { digits == "1" ? $0 : "\(digits)\\cdot \($0)" } ?? digits
    case .sign(let sign): return Self.signs[sign] ?? sign
    case .word(.if): return " & \\text{if } "
    case .word(.otherwise): return " & \\text{otherwise} "
    case .word(let word): return " \\text{ \(word.rawValue) } "
    case .equals: return " &= "
    case .opening(let whole): return whole.latex.opening
    case .separator(let whole): return whole.latex.separator
    case .closing(let whole): return whole.latex.closing
    }
  }

  /// Signs that LaTeX writes otherwise.
  private static let signs: [String: String] = [
    "−": "-", " − ": " - ", "·": "\\cdot ", " ⊙ ": " \\odot ", "∑": "\\sum", "∏": "\\prod",
    "const ": "",
    "∈": " \\in ", "≠": " \\neq ", " ≠ ": " \\neq ", " ≤ ": " \\leq ", " ≥ ": " \\geq ",
  ]
}

extension Reading.Whole {
  fileprivate var latex: (opening: String, separator: String, closing: String) {
    switch self {
    case .brackets: ("\\left(", "", "\\right)")
    case .bracketsOnLine: ("", "", "")
    case .list: ("\\left[", ", ", "\\right]")
    case .column: ("\\left[", "; ", "\\right]")
    case .call("sqrt"): ("\\sqrt{", ", ", "}")
    case .call("abs"): ("\\left\\lvert ", ", ", "\\right\\rvert")
    case .call("norm"): ("\\left\\lVert ", ", ", "\\right\\rVert")
    case .call(let function): ("\(Reading.latex(ofFunction: function))\\left(", ", ", "\\right)")
    case .quotient: ("\\frac{", "}{", "}")
    case .power: ("{", "}^{", "}")
    case .raised(let digits): ("{", "", "}^{\(digits)}")
    case .transpose: ("{", "", "}^{\\top}")
    case .component: ("{", "}_{", "}")
    case .cases: ("\\begin{cases} ", " \\\\ ", "\\end{cases}")
    }
  }
}
