import GradstepSyntax
import Testing

/// Choices in all the ways in which they are set.
@Suite struct ChoiceTests {
  @Test(arguments: [
    (
      #"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"#,
      "{ x if x > 0; 0 otherwise }"
    ),
    (
      #"\begin{cases} x, & x \ge 0, \\ -x, & x < 0. \end{cases}"#,
      "{ x if x ≥ 0; −x otherwise }"
    ),
    (
      #"\left\{ \begin{array}{ll} x & \mbox{if } x \leq 1 \\ 1 & \mbox{if $x > 1$.} \end{array} \right."#,
      "{ x if x ≤ 1; 1 otherwise }"
    ),
    (
      #"\left\{\begin{matrix} x & \text{for } |x| \neq y \\ 1 & \text{otherwise.} \end{matrix}\right\}"#,
      "{ x if abs(x) ≠ y; 1 otherwise }"
    ),
    (
      #"\begin{dcases} 1 & \text{if } x = 0 \\ \frac{y}{x} & \text{else} \end{dcases} + 1"#,
      "{ 1 if x = 0; y/x otherwise } + 1"
    ),
    (
      #"\begin{cases} x & \text{if } -1 < x < 1 \\ 0 & \text{otherwise} \end{cases}"#,
      "{ x if −1 < x and x < 1; 0 otherwise }"
    ),
    (
      #"\begin{cases} x & \text{if } x > 0 \text{ and } y > 0 \\ 0 & \text{otherwise} \end{cases}"#,
      "{ x if x > 0 and y > 0; 0 otherwise }"
    ),
    (
      #"\begin{cases} 1 & x > 0 \\ 0 & x = 0 \\ -1 & \text{otherwise} \end{cases}"#,
      "{ 1 if x > 0; 0 if x = 0; −1 otherwise }"
    ),
    (
      "\\left\\{\n\\begin{array}{ll} x & \\mbox{if } x \\leq 1 \\\\ 1 & \\mbox{if $x > 1$} \\end{array}\\right.",
      "{ x if x ≤ 1; 1 otherwise }"
    ),
    (
      #"\begin{cases} 1 & \text{$x \geq 0$} \\ 0 & \text{otherwise} \end{cases}"#,
      "{ 1 if x ≥ 0; 0 otherwise }"
    ),
    ("np.where(x > 0, x, 0.1)", "{ x if x > 0; 0.1 otherwise }"),
    ("y (x <= 1)", "y·{ 1 if x ≤ 1; 0 otherwise }"),
  ])
  func aChoiceIsRead(source: String, expected: String) {
    #expect(reading(source) == expected)
  }

  @Test(arguments: [
    ("{ x if x > 0; 0 otherwise }", "{ x if x > 0; 0 otherwise }"),
    ("{ x if x > 0, 0.1x otherwise } + 1", "{ x if x > 0; 0.1·x otherwise } + 1"),
    ("x, if x > 0, -x, otherwise", "{ x if x > 0; −x otherwise }"),
    (
      "{x^2 if -1 < x ≤ 1; y if x = 2; 1, else}",
      "{ x² if −1 < x and x ≤ 1; y if x = 2; 1 otherwise }"
    ),
    (#"x \text{ if } x \ge 0, 0.01x \text{ otherwise}"#, "{ x if x ≥ 0; 0.01·x otherwise }"),
    ("x if x > 0 else y", "{ x if x > 0; y otherwise }"),
    ("1 + (x if x > 1 else y if x > 0 else 2)y", "1 + { x if x > 1; y if x > 0; 2 otherwise }·y"),
    ("[x if x > 0 else y, 2]", "[{ x if x > 0; y otherwise }, 2]"),
    (
      "(x if x > 0 else 1)·(y if y > 0 else 2)",
      "{ x if x > 0; 1 otherwise }·{ y if y > 0; 2 otherwise }"
    ),
    ("{ 0 if x = y; x otherwise }", "{ 0 if x = y; x otherwise }"),
    ("where(x > 0, x, 0.1)", "{ x if x > 0; 0.1 otherwise }"),
  ])
  func aChoiceIsReadWithoutAnEnvironment(source: String, expected: String) {
    #expect(reading(source) == expected)
  }

  @Test(arguments: [
    ("{ x if x < 0 or x > 1; 0 otherwise }", "{ x if x < 0 or x > 1; 0 otherwise }"),
    (
      #"\begin{cases} x & \text{if } x < 0 \text{ or } x > 1 \\ 0 & \text{else} \end{cases}"#,
      "{ x if x < 0 or x > 1; 0 otherwise }"
    ),
    (
      #"\begin{cases} x & \text{if $x < 0$ or $x > 1$} \\ 0 & \text{else} \end{cases}"#,
      "{ x if x < 0 or x > 1; 0 otherwise }"
    ),
    (
      #"\begin{cases} x & y = 1 \lor x > 0 \land x < 1 \\ 0 & \text{else} \end{cases}"#,
      "{ x if y = 1 or x > 0 and x < 1; 0 otherwise }"
    ),
    (#"1\{x = 1 \wedge y = 1\}"#, "{ 1 if x = 1 and y = 1; 0 otherwise }"),
    (#"1\{x = 1 \vee y = 1\}"#, "{ 1 if x = 1 or y = 1; 0 otherwise }"),
    (#"1\{x = 1 \text{ and } y = 1\}"#, "{ 1 if x = 1 and y = 1; 0 otherwise }"),
    (#"1\{x = 1, y = 1\}"#, "{ 1 if x = 1 and y = 1; 0 otherwise }"),
    (#"1\{0 < x ≤ 1\}"#, "{ 1 if 0 < x and x ≤ 1; 0 otherwise }"),
    ("𝟙[x = 1 ∧ y = 1 ∨ z = 2]", "{ 1 if x = 1 and y = 1 or z = 2; 0 otherwise }"),
    (#"1\{(x = 1) \wedge (y = 1)\}"#, "{ 1 if x = 1 and y = 1; 0 otherwise }"),
    (
      #"1\{(x < 0 \lor x > 1) \land y = 1\}"#,
      "{ 1 if x < 0 and y = 1 or x > 1 and y = 1; 0 otherwise }"
    ),
    ("y (x > 0 ∧ x < 1)", "y·{ 1 if x > 0 and x < 1; 0 otherwise }"),
  ])
  func conditionsAreJoined(source: String, expected: String) {
    #expect(reading(source) == expected)
  }

  @Test func conditionsOfAnIndicatorAreToldOfNoNumber() {
    let (_, diagnostics) = parse(#"x = 1; y = 1; z = 1\{(x = 1) \wedge (y = 1)\}"#)
    #expect(diagnostics.isEmpty)
  }

  /// What is printed is read as what it was printed from.
  @Test(arguments: [
    "{ x if x > 0; 0 otherwise }", "{ 1 if −1 < x and x < 1; 0 if x = 2; y/x otherwise } + 1",
    "abs({ x if x > { y if y > 0; 1 otherwise }; 0 otherwise })",
    "{ x if x > 0; { y if y > 0; 1 otherwise }·2 otherwise }",
    "{ x if x < 0 and y = 1 or x > 1; y if y = 2; 0 otherwise }",
  ])
  func aReadingOfAChoiceReadsAsItself(text: String) {
    #expect(reading(text) == text)
  }

  @Test(arguments: [
    "y =  x if x > 0 else 0 ", "y = {  x if x > 0 ;  0 otherwise } + 1",
    "y = (\n x if x > 0 else\n 2) ",
  ])
  func theTextIsPrintedBack(text: String) {
    #expect(parse(text).tree.printed(source: 0) == text)
  }

  @Test func aValueThatIsNoChoiceKeepsItsWords() {
    let (tree, diagnostics) = parse("if = 2; else = 3; y = if + else")
    #expect(diagnostics.isEmpty)
    #expect(tree.statements.count == 3)
  }

  @Test func theLastCaseIsThatOfAllElse() {
    #expect(
      messages(
        #"x = 1; y = \begin{cases} -1 & x < -1 \\ 1 & x > 1 \end{cases}"#
      )
        == #"""
        a.graph:1:43: warning: the last case reads as that of all other values
        1 | x = 1; y = \begin{cases} -1 & x < -1 \\ 1 & x > 1 \end{cases}
          |                                           ^
          | help: if it does not hold for them, add a case for 'otherwise'
        """#
    )
  }

  @Test(arguments: [
    (#"\begin{cases} x & x > 0 \end{cases}"#, "one-case"),
    (#"\begin{cases} x \\ 1 & x > 0 \end{cases}"#, "case-without-condition"),
    (#"\begin{cases} x & \text{if } x \\ 1 \end{cases}"#, "condition-expected"),
    ("x > 0", "misplaced-comparison"), ("(x = 1)", "second-equals"),
    (#"\begin{cases} x & x > \\ 1 \end{cases}"#, "missing-operand"),
    (#"\begin{cases} x & x > 0 \\ 1"#, "unclosed-bracket"),
    (#"\begin{cases} \end{cases}"#, "empty-brackets"),
    (#"\begin{cases} x & x < 0 \lor x > 1, x > 2 \\ 1 \end{cases}"#, "comma-behind-or"),
    (#"1\{x \text{ or } x = 1\}"#, "condition-expected"),
    (
      #"1\{"# + Array(repeating: #"(x = 1 \lor x = 2)"#, count: 5).joined(separator: #"\land"#)
        + #"\}"#,
      "too-many-conditions"
    ),
  ])
  func aMistakeInAChoiceIsTold(source: String, identifier: String) {
    let (_, diagnostics) = parse("x = 1; y = " + source)
    #expect(diagnostics.map(\.identifier) == [identifier])
  }

  @Test func aBraceAroundDefinitionsIsNoChoice() {
    let (tree, diagnostics) = parse(
      #"\left\{ \begin{aligned} x &= 1 \\ y &= x^2 \end{aligned} \right."#
    )
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(summaries(tree) == ["x = 1", "y = x²"])
  }
}
