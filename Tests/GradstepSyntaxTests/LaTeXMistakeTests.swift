import Testing

/// The mistakes in formulas of LaTeX.
@Suite struct LaTeXMistakeTests {
  @Test(arguments: Mistake.latex)
  func everyMistakeIsToldInFull(mistake: Mistake) {
    #expect(messages(mistake.source) == mistake.message)
  }
}

extension Mistake {
  static let latex: [Mistake] = [
    Mistake(
      "a misspelled command",
      #"y = \alpah x"#,
      #"""
      a.graph:1:5: error: '\alpah' is no command of the input language
      1 | y = \alpah x
        |     ^~~~~~
        | help: did you mean '\alpha'?
      """#
    ),
    Mistake(
      "a command that runs into a name",
      #"y = \cdotx; x = 1"#,
      #"""
      a.graph:1:5: error: '\cdotx' is no command of the input language
      1 | y = \cdotx; x = 1
        |     ^~~~~~
        | help: a blank ends a command: write \cdot x
      """#
    ),
    Mistake(
      "an unknown command",
      #"y = \foo(x)"#,
      #"""
      a.graph:1:5: error: '\foo' is no command of the input language
      1 | y = \foo(x)
        |     ^~~~
        | help: commands are functions, Greek letters, products, fonts, accents, brackets, \frac and \sqrt; one of your own is a name that is given: \foo = 1
      """#
    ),
    Mistake(
      "a derivative of LaTeX",
      #"y = \frac{\partial f}{\partial x}"#,
      #"""
      a.graph:1:11: error: derivatives are computed, not written
      1 | y = \frac{\partial f}{\partial x}
        |           ^~~~~~~~
        | help: write the function alone, and read its gradient off the backward pass; one that is given is a name, as in \nabla f = [1, 2]
      """#
    ),
    Mistake(
      "a gradient of LaTeX",
      #"y = \nabla f"#,
      #"""
      a.graph:1:5: error: derivatives are computed, not written
      1 | y = \nabla f
        |     ^~~~~~
        | help: write the function alone, and read its gradient off the backward pass; one that is given is a name, as in \nabla f = [1, 2]
      """#
    ),
    Mistake(
      "an integral",
      #"y = \int x"#,
      #"""
      a.graph:1:5: error: a formula has no integrals
      1 | y = \int x
        |     ^~~~
        | help: write the integral as a formula without '\int'
      """#
    ),
    Mistake(
      "a comparison",
      #"y = x \leq 2"#,
      #"""
      a.graph:1:7: error: a comparison chooses between values, and stands in a case or in brackets
      1 | y = x \leq 2
        |       ^~~~
        | help: write { a if x > 0; b otherwise }, or max, min or relu
      """#
    ),
    Mistake(
      "dots",
      #"y = a + \cdots + b"#,
      #"""
      a.graph:1:9: error: a formula has all its terms written out
      1 | y = a + \cdots + b
        |         ^~~~~~
        | help: write the terms that the dots stand for
      """#
    ),
    Mistake(
      "cases",
      #"y = \begin{cases} x & a \\ 0 & b \end{cases}; z = 1"#,
      #"""
      a.graph:1:25: error: a case has a condition with one of < > ≤ ≥ = ≠
      1 | y = \begin{cases} x & a \\ 0 & b \end{cases}; z = 1
        |                         ^~
        | help: write it as x > 0, or -1 < x < 1
      """#
    ),
    Mistake(
      "a determinant in bars",
      #"y = \begin{vmatrix} 1 \end{vmatrix}"#,
      #"""
      a.graph:1:5: error: the bars of 'vmatrix' could be a determinant, a norm or a bracket
      1 | y = \begin{vmatrix} 1 \end{vmatrix}
        |     ^~~~~~~~~~~~~~~
        | help: write \operatorname{det} of a bmatrix
      """#
    ),
    Mistake(
      "a misspelled environment",
      #"y = \begin{bmatix} 1 \end{bmatix}"#,
      #"""
      a.graph:1:5: error: environments are 'equation', 'align' and the like, and matrices; 'bmatix' is neither
      1 | y = \begin{bmatix} 1 \end{bmatix}
        |     ^~~~~~~~~~~~~~
        | help: did you mean '\begin{bmatrix}'?
      """#
    ),
    Mistake(
      "an environment without a name",
      #"y = \begin x"#,
      #"""
      a.graph:1:5: error: '\begin' has its argument in braces
      1 | y = \begin x
        |     ^~~~~~
        | help: write '\begin{…}' on one line
      """#
    ),
    Mistake(
      "a ragged matrix",
      #"y = \begin{bmatrix} 1 & 2 \\ 3 \end{bmatrix}"#,
      #"""
      a.graph:1:30: error: the rows of a matrix have as many cells as the first, which has 2; this one has 1
      1 | y = \begin{bmatrix} 1 & 2 \\ 3 \end{bmatrix}
        |                              ^
        | note: the matrix starts here: a.graph:1:5
      """#
    ),
    Mistake(
      "an open matrix",
      #"y = \begin{bmatrix} 1 & 2"#,
      #"""
      a.graph:1:5: error: this '\begin{bmatrix}' is never closed
      1 | y = \begin{bmatrix} 1 & 2
        |     ^~~~~~~~~~~~~~~
      """#
    ),
    Mistake(
      "a matrix closed as another",
      #"y = \begin{bmatrix} 1 & 2 \end{pmatrix}"#,
      #"""
      a.graph:1:27: error: '\begin{bmatrix}' is closed by '\end{bmatrix}', not by '\end{pmatrix}'
      1 | y = \begin{bmatrix} 1 & 2 \end{pmatrix}
        |                           ^~~~~~~~~~~~~
        | note: it is opened here: a.graph:1:5
        | help: write '\end{bmatrix}'
      """#
    ),
    Mistake(
      "a matrix without a cell",
      #"y = \begin{bmatrix} 1 & & 2 \end{bmatrix}"#,
      #"""
      a.graph:1:23: error: '&' needs an expression on its right
      1 | y = \begin{bmatrix} 1 & & 2 \end{bmatrix}
        |                       ^
      """#
    ),
    Mistake(
      "an empty matrix",
      #"y = \begin{bmatrix} \end{bmatrix}"#,
      #"""
      a.graph:1:5: error: a matrix has at least one cell
      1 | y = \begin{bmatrix} \end{bmatrix}
        |     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
      """#
    ),
    Mistake(
      "a fraction with one argument",
      #"y = \frac{1} + 2"#,
      #"""
      a.graph:1:5: error: '\frac' has two arguments in braces
      1 | y = \frac{1} + 2
        |     ^~~~~
        | help: write \frac{a}{b}
      """#
    ),
    Mistake(
      "a fraction with an empty argument",
      #"y = \frac{}{2}"#,
      #"""
      a.graph:1:10: error: brackets have an expression in them
      1 | y = \frac{}{2}
        |          ^~
      """#
    ),
    Mistake(
      "a root of nothing",
      #"y = \sqrt[3]"#,
      #"""
      a.graph:1:5: error: '\sqrt' has an argument in braces
      1 | y = \sqrt[3]
        |     ^~~~~
        | help: write \sqrt{x}
      """#
    ),
    Mistake(
      "a root of a sum's degree",
      #"y = \sqrt[x+1]{2}"#,
      #"""
      a.graph:1:12: error: the degree of a root is one number or one name
      1 | y = \sqrt[x+1]{2}
        |            ^
      """#
    ),
    Mistake(
      "an open brace in an expression",
      "y = 2^{x",
      """
      a.graph:1:7: error: this '{' is never closed
      1 | y = 2^{x
        |       ^
      """
    ),
    Mistake(
      "an open brace around a transpose",
      #"y = W^{\top"#,
      #"""
      a.graph:1:7: error: this '{' is never closed
      1 | y = W^{\top
        |       ^
      """#
    ),
    Mistake(
      "a stray brace",
      "y = x}",
      """
      a.graph:1:6: error: this '}' closes no bracket
      1 | y = x}
        |      ^
        | help: remove it, or open a bracket before it
      """
    ),
    Mistake(
      "a brace closed by a bracket",
      "y = {x)",
      """
      a.graph:1:7: error: '{' is closed by '}', not by ')'
      1 | y = {x)
        |       ^
        | note: it is opened here: a.graph:1:5
        | help: write '}'
      """
    ),
    Mistake(
      "empty braces",
      "y = x^{}",
      """
      a.graph:1:7: error: brackets have an expression in them
      1 | y = x^{}
        |       ^~
      """
    ),
    Mistake(
      #"\left without \right"#,
      #"y = \left( x"#,
      #"""
      a.graph:1:5: error: this '\left(' is never closed
      1 | y = \left( x
        |     ^~~~~~
      """#
    ),
    Mistake(
      #"\left closed without \right"#,
      #"y = \left( x )"#,
      #"""
      a.graph:1:14: error: '\left(' is closed by '\right)', not by ')'
      1 | y = \left( x )
        |              ^
        | note: it is opened here: a.graph:1:5
        | help: write '\right)'
      """#
    ),
    Mistake(
      #"\right without \left"#,
      #"y = ( x \right)"#,
      #"""
      a.graph:1:9: error: '(' is closed by ')', not by '\right)'
      1 | y = ( x \right)
        |         ^~~~~~~
        | note: it is opened here: a.graph:1:5
        | help: write ')'
      """#
    ),
    Mistake(
      #"\left without a bracket"#,
      #"y = \left x"#,
      #"""
      a.graph:1:5: error: '\left' is followed by a bracket: ( ) [ ] |
      1 | y = \left x
        |     ^~~~~
        | help: remove '\left', or write a bracket behind it
      """#
    ),
    Mistake(
      "sided bars of two kinds",
      #"y = \lVert x \rvert"#,
      #"""
      a.graph:1:14: error: '\lVert' is closed by '\rVert', not by '\rvert'
      1 | y = \lVert x \rvert
        |              ^~~~~~
        | note: it is opened here: a.graph:1:5
        | help: write '\rVert'
      """#
    ),
    Mistake(
      "a corner of another kind",
      #"y = \lceil x \rfloor"#,
      #"""
      a.graph:1:14: error: '\lceil' is closed by '\rceil', not by '\rfloor'
      1 | y = \lceil x \rfloor
        |              ^~~~~~~
        | note: it is opened here: a.graph:1:5
        | help: write '\rceil'
      """#
    ),
    Mistake(
      "another norm",
      #"y = \|x\|_q"#,
      #"""
      a.graph:1:10: error: the index of a norm is a number or the name of one, ∞, or F for a matrix
      1 | y = \|x\|_q
        |          ^
        | help: give it a value, as in q = 3
      """#
    ),
    Mistake(
      "a logarithm to a base",
      #"y = \log_2 x"#,
      #"""
      a.graph:1:9: error: 'log' is a function and has no subscript
      1 | y = \log_2 x
        |         ^
        | help: write a logarithm to another base as \log(x)/\log(2)
      """#
    ),
    Mistake(
      "a mark over two letters",
      #"y = \hat{xy}"#,
      #"""
      a.graph:1:5: error: '\hat' stands over the one letter of a name
      1 | y = \hat{xy}
        |     ^~~~
        | help: write '\hat{x}', or '\hat{x}_1'
      """#
    ),
    Mistake(
      "text",
      #"y = \text{for all } x"#,
      #"""
      a.graph:1:5: error: '\text' has one name in its braces
      1 | y = \text{for all } x
        |     ^~~~~~~~~~~~~~~
        | help: write '\text{x}', of letters, digits and '_'
      """#
    ),
    Mistake(
      "a layer in brackets on a value",
      "y = W^{(1)} W; W = 1",
      """
      a.graph:1:8: error: a superscript in brackets is part of a function's name, and no function has this one
      1 | y = W^{(1)} W; W = 1
        |        ^~~
        | help: write W_1 for a value, or W^1 for a power
        | help: define W^(1) = tanh for a function
      """
    ),
    Mistake(
      "a function without that superscript",
      #"y = \tanh^{(1)}(x)"#,
      #"""
      a.graph:1:12: error: a superscript in brackets is part of a function's name, and no function has this one
      1 | y = \tanh^{(1)}(x)
        |            ^~~
        | help: define tanh^(1), or write the power behind the call: tanh(x)^2
      """#
    ),
    Mistake(
      "a prime on a command",
      #"y = \tanh^{\prime}(x)"#,
      #"""
      a.graph:1:5: error: derivatives are computed, not written; 'tanh' is a function
      1 | y = \tanh^{\prime}(x)
        |     ^~~~~~~~~~~~~~
        | help: write the derivative: (1 - \tanh(x) ⊙ \tanh(x))
      """#
    ),
    Mistake(
      "a negative power of a command",
      #"y = \sin^{-1} x"#,
      #"""
      a.graph:1:9: error: a negative power of a function is its inverse or its reciprocal
      1 | y = \sin^{-1} x
        |         ^~~~~
        | help: write 1/sin(x)
        | help: write asin(x)
      """#
    ),
    Mistake(
      "an open dollar",
      "y = $x",
      """
      a.graph:1:5: error: this '$' is never closed
      1 | y = $x
        |     ^
      """
    ),
    Mistake(
      "a display closed by a dollar",
      #"\[ y = x \)"#,
      #"""
      a.graph:1:10: error: '\[' is closed by '\]', not by '\)'
      1 | \[ y = x \)
        |          ^~
        | note: it is opened here: a.graph:1:1
        | help: write '\]'
      """#
    ),
    Mistake(
      "an open environment",
      #"\begin{align} y &= x"#,
      #"""
      a.graph:1:1: error: this '\begin{align}' is never closed
      1 | \begin{align} y &= x
        | ^~~~~~~~~~~~~
      """#
    ),
    Mistake(
      "an environment closed as another",
      #"\begin{align} y &= x \end{equation}"#,
      #"""
      a.graph:1:22: error: '\begin{align}' is closed by '\end{align}', not by '\end{equation}'
      1 | \begin{align} y &= x \end{equation}
        |                      ^~~~~~~~~~~~~~
        | note: it is opened here: a.graph:1:1
        | help: write '\end{align}'
      """#
    ),
    Mistake(
      "a stray end of an environment",
      #"y = x \end{align}"#,
      #"""
      a.graph:1:7: error: this '\end{align}' closes nothing
      1 | y = x \end{align}
        |       ^~~~~~~~~~~
      """#
    ),
    Mistake(
      "a label without its end",
      #"y = x \label{eq"#,
      #"""
      a.graph:1:7: error: '\label' has its argument in braces
      1 | y = x \label{eq
        |       ^~~~~~
        | help: write '\label{…}' on one line
      """#
    ),
    Mistake(
      "a backslash alone",
      #"y = \"#,
      #"""
      a.graph:1:5: error: '\' is no sign of the input language
      1 | y = \
        |     ^
        | help: write a command of LaTeX behind it, as in \sigma; A \ b is inv(A)·b
      """#
    ),
    Mistake(
      "an environment closed by a delimiter",
      #"\begin{align} y &= x \]"#,
      #"""
      a.graph:1:22: error: '\begin{align}' is closed by '\end{align}', not by '\]'
      1 | \begin{align} y &= x \]
        |                      ^~
        | note: it is opened here: a.graph:1:1
        | help: write '\end{align}'
      """#
    ),
  ]
}
