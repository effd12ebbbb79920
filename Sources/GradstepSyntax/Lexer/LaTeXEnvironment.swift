/// The environments of LaTeX by what they mean for a formula.
enum LaTeXEnvironment {
  /// Whether the environment only lays statements out on a page.
  static func isLayout(_ name: String) -> Bool {
    separatesColumns(name) || layouts.contains(unstarred(name))
  }

  /// Whether every second `&` of a line stands between two formulas.
  static func separatesColumns(_ name: String) -> Bool {
    columns.contains(unstarred(name))
  }

  /// Whether the environment is a matrix.
  static func isMatrix(_ name: String) -> Bool {
    matrices.contains(unstarred(name))
  }

  /// The name that all environments of choices are read under.
  static let choice = "cases"

  /// Whether the environment chooses between values.
  static func isChoice(_ name: String) -> Bool {
    ["cases", "dcases", "rcases"].contains(unstarred(name))
  }

  /// Whether the environment is a table without bars or brackets of a matrix, which with conditions in
  /// it chooses between values, too.
  static func canChoose(_ name: String) -> Bool {
    ["Bmatrix", "matrix", "array", "smallmatrix"].contains(unstarred(name))
  }

  /// Whether an argument in braces belongs to the start of the environment.
  static func hasArgument(_ name: String) -> Bool {
    ["array", "alignat", "alignedat"].contains(unstarred(name))
  }

  /// The names of all environments that are read.
  static var names: [String] { layouts.sorted() + columns.sorted() + matrices.sorted() + [choice] }

  private static func unstarred(_ name: String) -> String {
    name.hasSuffix("*") ? String(name.dropLast()) : name
  }

  private static let layouts: Set<String> = [
    "equation", "displaymath", "math", "gather", "gathered", "multline", "split", "eqnarray",
    "dmath",
  ]

  private static let columns: Set<String> = [
    "align", "aligned", "alignat", "alignedat", "flalign",
  ]

  private static let matrices: Set<String> = [
    "matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "psmallmatrix", "bsmallmatrix",
    "array",
  ]
}
