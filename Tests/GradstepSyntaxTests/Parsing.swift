import GradstepSyntax

/// The functions that the tests take as given.
let functions: Set<String> = [
  "abs", "acos", "asin", "cos", "cross_entropy", "exp", "log", "max", "norm", "sigmoid", "sin",
  "softmax", "sqrt", "sum", "tanh", "σ",
]

/// Parses texts as sources; the first is `a.graph`, the others are arguments.
func parse(_ texts: String...) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
  Parser.parse(sources(texts), functions: functions)
}

func sources(_ texts: [String]) -> [Source] {
  texts.enumerated().map { Source(name: $0 == 0 ? "a.graph" : "argument \($0)", text: $1) }
}

/// The reading of the last statement's expression, with some values defined before it.
func reading(_ text: String, values: String = "x y z a b c W X U") -> String {
  let shapes = values.split(separator: " ").map { "\($0) : 1; " }.joined()
  let (tree, _) = parse(shapes + "result = " + text)
  guard case .definition(let name, _, let value) = tree.statements.last?.kind,
    name.text == "result"
  else { return "no expression" }
  return tree.reading(of: value)
}

/// All diagnostics as a person sees them.
func messages(_ texts: String...) -> String {
  let sources = sources(texts)
  return DiagnosticFormatter(sources: sources)
    .format(Parser.parse(sources, functions: functions).diagnostics)
}

/// A statement in one line, a shape with its dimensions and an alias with `()`.
private func summary(_ statement: Statement, in tree: SyntaxTree) -> String {
  switch statement.kind {
  case .definition(let name, let isConstant, let value):
    "\(isConstant ? "const " : "")\(name.text) = \(tree.reading(of: value))"
  case .function(let name, let parameters, let body):
    "\(name.text)(\(parameters.map(\.text).joined(separator: ", "))) = \(tree.reading(of: body))"
  case .alias(let name, let function): "\(name.text) = \(function.text)()"
  case .shape(let name, let isConstant, let dimensions, _):
    "\(isConstant ? "const " : "")\(name.text) : \(dimensions)"
  case .expression(let value): tree.reading(of: value)
  case .output(let name): "output \(name.text)"
  }
}

/// All statements, each in one line.
func summaries(_ tree: SyntaxTree) -> [String] {
  tree.statements.map { summary($0, in: tree) }
}

/// A small generator, so that a failure comes back on every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
