/// Tells about how wide a formula of LaTeX is in print, in em of its font.
///
/// The widths are those of Computer Modern, rounded; they only decide where a line is broken.
struct LaTeXRuler {
  private var rest: ArraySlice<Unicode.Scalar>

  /// The width of a formula.
  static func width(of latex: String) -> Double {
    width(of: Array(latex.unicodeScalars)[...])
  }

  private static func width(of scalars: ArraySlice<Unicode.Scalar>) -> Double {
    var ruler = LaTeXRuler(rest: scalars)
    return ruler.row(until: nil)
  }

  /// Up to a closing brace, or to the end.
  private mutating func row(until end: Unicode.Scalar?) -> Double {
    var width = 0.0
    while let scalar = rest.popFirst() {
      switch scalar {
      case end: return width
      case "{": width += row(until: "}")
      case "}", " ", "\n", "&": break
      case "^", "_": width += Self.scriptScale * argument()
      case "\\": width += command()
      case "=": width += 1.33
      case "+", "-", "<", ">": width += 1.2
      case "(", ")", "[", "]", ",", ".": width += 0.36
      case _ where scalar.isASCII: width += 0.54
      case _ where scalar.properties.generalCategory == .nonspacingMark: break
      // Letters of other scripts are up to a square.
      default: width += 1
      }
    }
    return width
  }

  /// What stands in braces, or one sign or command.
  private mutating func argument() -> Double {
    switch rest.popFirst() {
    case "{": row(until: "}")
    case "\\": command()
    case nil: 0
    case _?: 0.54
    }
  }

  private mutating func command() -> Double {
    let letters = rest.prefix(while: Self.isLetter)
    rest = rest.dropFirst(max(letters.count, 1))
    switch Self.string(letters) {
    case "frac": return max(argument(), argument()) + 0.24
    case "begin": return environment()
    case "operatorname", "mathit", "mathrm", "text", "textit", "hat", "bar", "tilde", "dot":
      return argument()
    case "left", "right", "end": return 0
    case "quad": return 1
    case "approx", "odot", "otimes", "cdots", "ldots": return 1.3
    case "cdot": return 0.72
    case "lvert", "rvert", "lVert", "rVert", "": return 0.4
    case let word: return Self.functions.contains(word) ? 0.5 * Double(word.count) + 0.17 : 0.6
    }
  }

  /// A matrix: its columns are as wide as their widest cells.
  private mutating func environment() -> Double {
    _ = argument()
    let start = rest
    while !rest.isEmpty, !rest.starts(with: "\\end{".unicodeScalars) { rest.removeFirst() }
    var widths: [Double] = []
    for row in Self.rows(of: start[..<rest.startIndex]) {
      for (column, cell) in row.split(separator: "&").enumerated() {
        let width = Self.width(of: cell)
        if column == widths.count { widths.append(width) }
        widths[column] = max(widths[column], width)
      }
    }
    rest = rest.dropFirst("\\end".unicodeScalars.count)
    _ = argument()
    return widths.reduce(0, +) + Double(max(widths.count - 1, 0)) + 1
  }

  /// What stands before, between and behind the signs that end a row.
  private static func rows(
    of scalars: ArraySlice<Unicode.Scalar>
  ) -> [ArraySlice<Unicode.Scalar>] {
    var rows: [ArraySlice<Unicode.Scalar>] = []
    var rest = scalars
    let sign = "\\\\".unicodeScalars
    while let end = rest.indices.first(where: { rest[$0...].starts(with: sign) }) {
      rows.append(rest[..<end])
      rest = rest[(end + sign.count)...]
    }
    return rows + [rest]
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x61...0x7A).contains(scalar.value | 0x20)
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private static let scriptScale = 0.7

  /// Commands that print their own letters.
  private static let functions: Set<String> = [
    "exp", "log", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "max",
    "min", "det",
  ]
}
