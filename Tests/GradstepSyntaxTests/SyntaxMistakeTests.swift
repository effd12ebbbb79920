import GradstepSyntax
import Testing

/// One mistake that a person can make, and all that is said about it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let title: String
  let source: String
  let message: String

  var testDescription: String { title }

  init(_ title: String, _ source: String, _ message: String) {
    self.title = title
    self.source = source
    self.message = message
  }
}

@Suite struct SyntaxMistakeTests {
  @Test(arguments: Mistake.all)
  func everyMistakeIsToldInFull(mistake: Mistake) {
    #expect(messages(mistake.source) == mistake.message)
  }

  @Test func allDiagnosticsOfAllSourcesComeInOrder() {
    let (_, diagnostics) = parse("y = a +\nz = 2 3\nx = )", "c = (", "w = x?")
    #expect(diagnostics.map(\.range?.source) == [0, 0, 0, 1, 2])
    #expect(
      diagnostics.map(\.identifier) == [
        "missing-operand", "missing-operator", "stray-bracket", "unclosed-bracket", "unknown-sign",
      ]
    )
  }

  @Test func replacementsMakeTheSourceRight() throws {
    for text in ["y = x./2", "y = sin^-1 (x)", "x^2; y = 1", "y = (x]", "y = [1 2]"] {
      let (tree, diagnostics) = parse(text)
      let solution = try #require(diagnostics.first?.solutions.first)
      var bytes = Array(text.utf8)
      for replacement in solution.replacements.reversed() {
        bytes.replaceSubrange(replacement.range.bytes, with: Array(replacement.text.utf8))
      }
      #expect(tree.printed(source: 0) == text)
      #expect(parse(String(decoding: bytes, as: UTF8.self)).diagnostics.isEmpty)
    }
  }
}

extension Mistake {
  static let all: [Mistake] = [
    Mistake(
      "a sign without a right operand",
      "y = a +",
      """
      a.graph:1:7: error: '+' needs an expression on its right
      1 | y = a +
        |       ^
      """
    ),
    Mistake(
      "a definition without a value",
      "x =",
      """
      a.graph:1:3: error: '=' needs an expression on its right
      1 | x =
        |   ^
      """
    ),
    Mistake(
      "a statement without a name",
      "= 3",
      """
      a.graph:1:1: error: '=' needs a name on its left
      1 | = 3
        | ^
      """
    ),
    Mistake(
      "a power on the left",
      "x^2 = y; x = 1",
      """
      a.graph:1:1: error: the left side of '=' is a name, or a function with its parameters
      1 | x^2 = y; x = 1
        | ^~~
      """
    ),
    Mistake(
      "a number on the left",
      "3 = x",
      """
      a.graph:1:1: error: the left side of '=' is a name, or a function with its parameters
      1 | 3 = x
        | ^
        | help: swap the two sides: the name stands left, x = …
      """
    ),
    Mistake(
      "two names on the left",
      "a b = c",
      """
      a.graph:1:1: error: the left side of '=' is a name, or a function with its parameters
      1 | a b = c
        | ^~~
      """
    ),
    Mistake(
      "a side of unknown names",
      "y = a + 1 = x; x = 2",
      """
      a.graph:1:5: note: this side is left aside: nothing is known of 'a'
      1 | y = a + 1 = x; x = 2
        |     ^~~~~
      """
    ),
    Mistake(
      "a sign without a left operand",
      "y = (·x)",
      """
      a.graph:1:6: error: '·' needs an expression on its left
      1 | y = (·x)
        |      ^
      """
    ),
    Mistake(
      "two signs",
      "y = a + * b",
      """
      a.graph:1:9: error: '*' needs an expression on its left
      1 | y = a + * b
        |         ^
      """
    ),
    Mistake(
      "a stray bracket",
      "y = a)",
      """
      a.graph:1:6: error: this ')' closes no bracket
      1 | y = a)
        |      ^
        | help: remove it, or open a bracket before it
      """
    ),
    Mistake(
      "an open bracket",
      "y = f(a + (b)",
      """
      a.graph:1:6: error: this '(' is never closed
      1 | y = f(a + (b)
        |      ^
      """
    ),
    Mistake(
      "an open bracket before other statements",
      "y = (1 +\nz = 2\nx = 3)",
      """
      a.graph:1:5: error: this '(' is never closed
      1 | y = (1 +
        |     ^
      a.graph:3:6: error: this ')' closes no bracket
      3 | x = 3)
        |      ^
        | help: remove it, or open a bracket before it
      """
    ),
    Mistake(
      "the wrong bracket",
      "y = (a]",
      """
      a.graph:1:7: error: '(' is closed by ')', not by ']'
      1 | y = (a]
        |       ^
        | note: it is opened here: a.graph:1:5
        | help: write ')'
      """
    ),
    Mistake(
      "the wrong corner",
      "y = ⌊a)",
      """
      a.graph:1:7: error: '⌊' is closed by '⌋', not by ')'
      1 | y = ⌊a)
        |       ^
        | note: it is opened here: a.graph:1:5
        | help: write '⌋'
      """
    ),
    Mistake(
      "an empty list",
      "y = []",
      """
      a.graph:1:5: error: a list has at least one component
      1 | y = []
        |     ^~
      """
    ),
    Mistake(
      "empty brackets",
      "y = tanh()",
      """
      a.graph:1:9: error: brackets have an expression in them
      1 | y = tanh()
        |         ^~
      """
    ),
    Mistake(
      "numbers without a comma",
      "y = [1 2]",
      """
      a.graph:1:8: error: a number stands first in a product; an operator is missing before '2'
      1 | y = [1 2]
        |        ^
        | help: separate the components of a list with ','
        | help: for a product, write '·' between them
      """
    ),
    Mistake(
      "a sign that joins components",
      "y = [1 -2]",
      """
      a.graph:1:8: warning: reads as one component, not as two
      1 | y = [1 -2]
        |        ^
        | help: for two components, write ',' between them
      """
    ),
    Mistake(
      "two numbers",
      "y = 2 3",
      """
      a.graph:1:7: error: a number stands first in a product; an operator is missing before '3'
      1 | y = 2 3
        |       ^
        | help: for a product, write '·' between them
      """
    ),
    Mistake(
      "a number behind a name",
      "y = x 2",
      """
      a.graph:1:7: error: a number stands first in a product; an operator is missing before '2'
      1 | y = x 2
        |       ^
        | help: for a product, write '·' between them
      """
    ),
    Mistake(
      "a number too large",
      "y = 1e999",
      """
      a.graph:1:5: error: a number is at most 1.7976931348623157e+308, and this one is larger
      1 | y = 1e999
        |     ^~~~~
      """
    ),
    Mistake(
      "a division before a product",
      "a : 1; b : 1; c : 1; y = a/bc + 1",
      """
      a.graph:1:27: warning: reads as (a/b)·c
      1 | a : 1; b : 1; c : 1; y = a/bc + 1
        |                           ^~~
        | help: if all of it divides, write a/(b·c)
      """
    ),
    Mistake(
      "a long division",
      "z = 1/2x y",
      """
      a.graph:1:6: warning: reads as (1/2)·x·y
      1 | z = 1/2x y
        |      ^~~~~
        | help: if all of it divides, write 1/(2·x·y)
      """
    ),
    Mistake(
      "an argument without brackets",
      "y = sin 2x + 1",
      """
      a.graph:1:5: warning: reads as sin(2·x)
      1 | y = sin 2x + 1
        |     ^~~~~~
        | help: write sin(2·x)
      """
    ),
    Mistake(
      "a function without an argument",
      "y = tanh + 1",
      """
      a.graph:1:5: error: 'tanh' is a function and needs an argument
      1 | y = tanh + 1
        |     ^~~~
        | help: write tanh(x)
      """
    ),
    Mistake(
      "a function at the end",
      "y = 1 + tanh",
      """
      a.graph:1:9: error: 'tanh' is a function and needs an argument
      1 | y = 1 + tanh
        |         ^~~~
        | help: write tanh(x)
      """
    ),
    Mistake(
      "a function's inverse",
      "y = sin^-1 x",
      """
      a.graph:1:8: error: a negative power of a function is its inverse or its reciprocal
      1 | y = sin^-1 x
        |        ^~~
        | help: write 1/sin(x)
        | help: write asin(x)
      """
    ),
    Mistake(
      "a function's reciprocal",
      "y = tanh⁻¹(x)",
      """
      a.graph:1:9: error: a negative power of a function is its inverse or its reciprocal
      1 | y = tanh⁻¹(x)
        |         ^~
        | help: write 1/tanh(x)
      """
    ),
    Mistake(
      "a function's power",
      "y = sin^n x",
      """
      a.graph:1:8: error: a power between a function and its argument is a number
      1 | y = sin^n x
        |        ^~
        | help: write the power behind the call: sin(x)^n
      """
    ),
    Mistake(
      "a function's derivative",
      "y = tanh'(x)",
      """
      a.graph:1:5: error: derivatives are computed, not written; 'tanh' is a function
      1 | y = tanh'(x)
        |     ^~~~~
        | help: write the derivative: (1 - tanh(x) ⊙ tanh(x))
      """
    ),
    Mistake(
      "a spaced component",
      "x : 3; y = x [1]",
      """
      a.graph:1:14: warning: reads as a product with a list
      1 | x : 3; y = x [1]
        |              ^
        | help: for a component, write the bracket without a blank before it
      """
    ),
    Mistake(
      "an ambiguous name",
      "a : 1; ab : 1; b : 1; y = ab2 + aab",
      """
      a.graph:1:33: error: an unknown name is read as a product where it splits in one way, and 'aab' splits in several
      1 | a : 1; ab : 1; b : 1; y = ab2 + aab
        |                                 ^~~
        | help: write a·a·b
        | help: write a·ab
      """
    ),
    Mistake(
      "a comparison",
      "y = a < b",
      """
      a.graph:1:7: error: a comparison chooses between values, and stands in a case or in brackets
      1 | y = a < b
        |       ^
        | help: write { a if x > 0; b otherwise }, or max, min or relu
      """
    ),
    Mistake(
      "two equals signs",
      "y = a == b",
      """
      a.graph:1:7: error: a comparison chooses between values, and stands in a case or in brackets
      1 | y = a == b
        |       ^~
        | help: write { a if x > 0; b otherwise }, or max, min or relu
      """
    ),
    Mistake(
      "a gradient",
      "y = ∇f",
      """
      a.graph:1:5: error: '∇' is no sign of the input language
      1 | y = ∇f
        |     ^
        | help: gradients are computed: write the function alone
      """
    ),
    Mistake(
      "a backtick",
      "`y = x`",
      """
      a.graph:1:1: error: '`' is no sign of the input language
      1 | `y = x`
        | ^
        | help: write names without quotation marks
      """
    ),
    Mistake(
      "an ampersand",
      "y = a & b",
      """
      a.graph:1:7: error: '&' is no sign of the input language
      1 | y = a & b
        |       ^
        | help: write '&' between the cells of a matrix, or inside an environment such as 'align'
      """
    ),
    Mistake(
      "a NUL",
      "y = a\u{0}b",
      """
      a.graph:1:6: error: U+0000 is no sign of the input language
      1 | y = a␀b
        |      ^
      """
    ),
    Mistake(
      "a stray superscript",
      "y = ²x",
      """
      a.graph:1:5: error: a raised number needs an expression on its left
      1 | y = ²x
        |     ^
      """
    ),
    Mistake(
      "a semicolon of another language",
      "y = (1; 2)",
      """
      a.graph:1:7: error: ';' stands between statements, and between the rows of a matrix
      1 | y = (1; 2)
        |       ^
      """
    ),
    Mistake(
      "an open bar",
      "y = |x",
      """
      a.graph:1:5: error: this '|' is never closed
      1 | y = |x
        |     ^
      """
    ),
    Mistake(
      "nested bars",
      "y = ||x| + 1|",
      """
      a.graph:1:5: error: this '||' is never closed
      1 | y = ||x| + 1|
        |     ^~
      """
    ),
    Mistake(
      "a name defined twice",
      "x = 1\nx = 2",
      """
      a.graph:2:1: error: a name is defined once, and 'x' is defined twice
      2 | x = 2
        | ^
        | note: x is first defined here: a.graph:1:1
      """
    ),
    Mistake(
      "an expression without a name",
      "x^2\ny = 2",
      """
      a.graph:1:1: error: only the last statement of a source can be an expression without a name
      1 | x^2
        | ^~~
        | help: give it a name: z = …
      """
    ),
    Mistake(
      "two outputs",
      "x = 1; output x; output x",
      """
      a.graph:1:25: error: a source has one output
      1 | x = 1; output x; output x
        |                         ^
        | note: the output is first chosen here: a.graph:1:15
      """
    ),
    Mistake(
      "an output that is an expression",
      "output x + 1",
      """
      a.graph:1:10: error: 'output' is followed by one name
      1 | output x + 1
        |          ^~~
        | help: give the expression a name, and write that name after 'output'
      """
    ),
    Mistake(
      "a parameter twice",
      "f(a, a) = a",
      """
      a.graph:1:6: error: the parameters of a function differ, and 'a' is there twice
      1 | f(a, a) = a
        |      ^
        | note: it is first here: a.graph:1:3
      """
    ),
    Mistake(
      "no parameters",
      "f() = 1",
      """
      a.graph:1:2: error: a function has at least one parameter
      1 | f() = 1
        |  ^
        | help: define a value: f = …
      """
    ),
    Mistake(
      "a number as a parameter",
      "f(2) = 1",
      """
      a.graph:1:3: error: a parameter is a name
      1 | f(2) = 1
        |   ^
      """
    ),
    Mistake(
      "parameters without a comma",
      "f(a b) = 1",
      """
      a.graph:1:5: error: parameters are separated by ','
      1 | f(a b) = 1
        |     ^
      """
    ),
    Mistake(
      "a parameter behind a comma",
      "f(a,) = 1",
      """
      a.graph:1:4: error: a parameter follows ','
      1 | f(a,) = 1
        |    ^
      """
    ),
    Mistake(
      "a constant function",
      "const f(x) = x",
      """
      a.graph:1:1: error: 'const' marks a value, and a function is none
      1 | const f(x) = x
        | ^~~~~
      """
    ),
    Mistake(
      "a constant without a value",
      "const q",
      """
      a.graph:1:1: error: 'const' is followed by a name with its value or its shape
      1 | const q
        | ^~~~~
        | help: write const q = 1 or const q : 2
      """
    ),
    Mistake(
      "a shape without dimensions",
      "W :",
      """
      a.graph:1:3: error: ':' is followed by a shape
      1 | W :
        |   ^
        | help: write 3×2 for a matrix, 3 for a vector, 1 for a scalar
      """
    ),
    Mistake(
      "a shape with a hole",
      "W : 3×",
      """
      a.graph:1:6: error: '×' is followed by a shape
      1 | W : 3×
        |      ^
        | help: write 3×2 for a matrix, 3 for a vector, 1 for a scalar
      """
    ),
    Mistake(
      "a shape of three dimensions",
      "W : 3x3x3",
      """
      a.graph:1:6: error: a shape has at most two dimensions, rows and columns
      1 | W : 3x3x3
        |      ^~~~
      """
    ),
    Mistake(
      "a shape of no size",
      "x : 0",
      """
      a.graph:1:5: error: a dimension is a whole number from 1 to 1000000
      1 | x : 0
        |     ^
      """
    ),
    Mistake(
      "a shape of half a size",
      "x : 1.5",
      """
      a.graph:1:5: error: a dimension is a whole number from 1 to 1000000
      1 | x : 1.5
        |     ^~~
      """
    ),
    Mistake(
      "an open brace",
      "W ∈ ℝ^{3×2",
      """
      a.graph:1:7: error: this '{' is never closed
      1 | W ∈ ℝ^{3×2
        |       ^
      """
    ),
    Mistake(
      "a shape of words",
      "x : vector",
      """
      a.graph:1:5: error: a shape is a size, or rows × columns
      1 | x : vector
        |     ^~~~~~
        | help: write 3×2 for a matrix, 3 for a vector, 1 for a scalar
      """
    ),
    Mistake(
      "a shape in an expression",
      "y = x : 2",
      """
      a.graph:1:7: error: ':' gives a shape to a name, and stands right after it
      1 | y = x : 2
        |       ^
        | help: write a shape on a line of its own, as in W : 3×2
      """
    ),
    Mistake(
      "nothing",
      "# nothing\n",
      """
      error: a source has at least one statement, and this one has none
        | help: start with a formula and its values: y = x^2 + 2x; x = 3
      """
    ),
  ]
}
