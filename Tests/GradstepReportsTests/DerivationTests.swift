import Gradstep
import Testing
import _GradstepTestSupport

/// What the equations of a trace say.
@Suite struct DerivationTests {
  /// The equations as lines such as `y = x^{2} = 9`, by the headings above them.
  private func equations(
    _ text: String,
    flow: Flow = .gradients,
    precision: Int = 4
  ) throws -> [String: [String]] {
    let lesson = try Lesson(
      [Source(name: "s", text: text)],
      format: NumberFormat(precision: precision),
      flow: flow
    )
    let sheet = lesson.start().equations()
    return Dictionary(
      uniqueKeysWithValues: sheet.sections.map { section in
        let word = section.heading.description(operands: []).prefix { $0.isLetter || $0 == " " }
        return (String(word), section.equations.map { simple(sheet.latex(of: $0)) })
      }
    )
  }

  /// Fractions on one line, so that a test can be read.
  private func simple(_ latex: String) -> String {
    latex.replacing(
      /\\frac\{(\\partial|\\mathrm\{d\}) ?([^{}]*(?:\{[^{}]*\})?)\}\{(?:\\partial|\\mathrm\{d\}) ?([^{}]*(?:\{[^{}]*\})?)\}/
    ) {
      let sign = $0.output.1 == "\\partial" ? "∂" : "d"
      return "\(sign)\($0.output.2)/\(sign)\($0.output.3)"
    }.replacing("\\cdot ", with: "·").replacing("\\approx", with: "≈")
      .replacing(/\\quad\\text\{(.*)\}$/) { " " + $0.output.1 }.replacing(
        "\\begin{bmatrix} ",
        with: "["
      )
      .replacing(" \\end{bmatrix}", with: "]").replacing(" \\\\ ", with: "; ")
  }

  /// The example of Christopher Olah, "Calculus on Computational Graphs: Backpropagation" (2015).
  @Test func theWalkIsTheChainRuleWithNumbers() throws {
    let sections = try equations("a = 2; b = 1; c = a + b; d = b + 1; e = c·d")
    #expect(sections["Inputs"] == ["a = 2", "b = 1"])
    #expect(
      sections["Forward"] == [
        "c = a + b = 2 + 1 = 3", "d = b + 1 = 1 + 1 = 2", "e = c·d = 3·2 = 6",
      ]
    )
    #expect(
      sections["Local derivatives"] == [
        "∂c/∂a = 1", "∂c/∂b = 1", "∂d/∂b = 1", "∂e/∂c = d = 2", "∂e/∂d = c = 3",
      ]
    )
    #expect(
      sections["Backward"]
        == [
          "de/de = 1", "de/dc = de/de·∂e/∂c = 1·2 = 2", "de/dd = de/de·∂e/∂d = 1·3 = 3",
          "de/da = de/dc·∂c/∂a = 2·1 = 2", "de/db = de/dd·∂d/∂b + de/dc·∂c/∂b = 3·1 + 2·1 = 5",
        ]
    )
  }

  @Test func theDerivativeAlongAllPathsIsToldFromTheLocalOne() throws {
    let sections = try equations("x = 3; v = x^2; y = x·v")
    #expect(sections["Local derivatives"]?.contains("∂y/∂x = v = 9") == true)
    #expect(sections["Backward"]?.last == "dy/dx = dy/dy·∂y/∂x + dy/dv·∂v/∂x = 1·9 + 3·6 = 27")
  }

  @Test func anOperandInTwoSlotsHasOneLocalDerivative() throws {
    let sections = try equations("y = a·a; a = -3")
    #expect(sections["Local derivatives"] == ["∂y/∂a = a + a = -3 + (-3) = -6"])
    #expect(sections["Backward"]?.last == "dy/da = dy/dy·∂y/∂a = 1·(-6) = -6")
  }

  @Test func gradientsOfMatricesAreProductsAndSums() throws {
    let sections = try equations("L = sum(W·x + W·W·x); W = [[1, 2], [3, 4]]; x = [1, 1]")
    let backward = try #require(sections["Backward"])
    #expect(
      backward.contains(
        "dL/dx = W^{\\top}·dL/dv_{1} + {v_{2}}^{\\top}·dL/dv_{3} = [4; 6] + [22; 32] = [26; 38]"
      ) || backward.contains { $0.hasPrefix("dL/dx = ") && $0.hasSuffix(" = [26; 38]") },
      "\(backward)"
    )
  }

  @Test func structureIsNamedAndSmallMatricesAreShown() throws {
    let sections = try equations("Y = tanh(W·x + b); W = [[1, 2]]; x = [0.5, -0.25]; b = [1]")
    #expect(sections["Local derivatives"]?.first?.hasPrefix("∂v_{1}/∂W = x^{\\top}") == true)
    let diagonal = try equations("Y = z⊙z; z = [1, 2]")
    #expect(
      diagonal["Local derivatives"] == [
        "∂Y/∂z = \\operatorname{diag}(z) + \\operatorname{diag}(z) = \\operatorname{diag}(2, 4)"
      ]
    )
    let dense = try equations("y = a·b; a = [1, 2]; b = [3, 4]")
    #expect(
      dense["Local derivatives"] == ["∂y/∂a = b^{\\top} = [3 & 4]", "∂y/∂b = a^{\\top} = [1 & 2]"]
    )
  }

  /// ∂L/∂A and dL/dA are one row where L uses A alone.
  @Test(arguments: ["det(A)", "norm(A)", "mse(A, B)", "A[1, 2]"])
  func localJacobiansCountColumnsAsJacobiansDo(formula: String) throws {
    let sections = try equations(
      "A = [[1, 2], [3, -5]]; B = [[5, 6], [7, 8]]; L = \(formula)",
      flow: .jacobian
    )
    let local = try #require(sections["Local derivatives"]?.first { $0.hasPrefix("∂L/∂A = ") })
    let total = try #require(sections["Backward"]?.first { $0.hasPrefix("dL/dA = ") })
    let numbers = try #require(local.firstMatch(of: /\[[^\[\]]*\]$/)).output
    let isSame = ["=", "≈"].contains { total.hasSuffix(" \($0) \(numbers)") }
    #expect(isSame, "\(local); \(total)")
  }

  @Test(
    arguments: [
      (
        "Y = concat(A, B); A = [[1, 2, 3]]; B = [[4, 5, 6], [7, 8, 9]]",
        "I \\otimes \\operatorname{concat}(\\operatorname{eye}(1), \\operatorname{zeros}(2, 1))"
      ), ("Y = reshape(A, 3, 2); A = [[1, 2, 3], [4, 5, 6]]", "\\operatorname{reshape}(\\cdot)"),
      ("Y = reshape(A, 6); A = [[1, 2, 3], [4, 5, 6]]", "\\operatorname{reshape}(\\cdot)"),
      ("Y = reshape(A, 3, 2); A = [1, 2, 3, 4, 5, 6]", "\\operatorname{reshape}(\\cdot)"),
      (
        "Y = A[2, 1]; A = [[1, 2], [3, 4]]",
        "\\operatorname{vec}(E_{2,1})^{\\top} = [0 & 1 & 0 & 0]"
      ),
    ]
  )
  func localJacobiansOverColumnsAreNoIdentities(source: String, formula: String) throws {
    let local = try #require(try equations(source)["Local derivatives"]?.first)
    #expect(local == "∂Y/∂A = \(formula)")
  }

  @Test func aDiagonalCountsColumnsToo() throws {
    let sections = try equations("A = [[1, 2], [3, 4]]; B = [[5, 6], [7, 8]]; Y = A ⊙ B")
    let local = try #require(sections["Local derivatives"]?.first)
    #expect(local.hasSuffix(" = \\operatorname{diag}(5, 7, 6, 8)"), "\(local)")
  }

  @Test func roundedNumbersThatDoNotGiveTheRoundedResultAreNotEqual() throws {
    let rounded = try equations("y = a·b; a = 1.2345678; b = 2.3456789")
    #expect(rounded["Forward"] == ["y = a·b ≈ 1.235·2.346 ≈ 2.896"])
    let exact = try equations("y = a·b; a = 1.2345; b = 2.5", precision: 12)
    #expect(exact["Forward"] == ["y = a·b = 1.2345·2.5 = 3.08625"])
  }

  @Test func contributionsThatDoNotAddUpAsPrintedAreNotEqual() throws {
    let number = try equations("a = 0.2; y = sin(a) + tanh(a) + exp(a)", precision: 2)
    let chain = try #require(number["Backward"]?.last)
    #expect(chain.hasSuffix(" ≈ 1·1.2 + 1·0.96 + 1·0.98 ≈ 3.2"), "\(chain)")
    let vector = try equations("a = [0.2]; y = sin(a) + tanh(a) + exp(a)", precision: 2)
    let sum = try #require(vector["Backward"]?.last)
    #expect(sum.hasSuffix(" ≈ [1.2] + [0.96] + [0.98] ≈ [3.2]"), "\(sum)")
  }

  @Test(arguments: [
    (Flow.gradients, "ds/dY = [1; 1]"), (.component(2), "dY_{2}/dY = [0; 1]"),
    (.cotangent(Source(name: "c", text: "[1, -1]")), "ds/dY = [1; -1]"),
    (.jacobian, "dY/dY = [1 & 0; 0 & 1]"),
  ])
  func theSeedIsThatOfTheSweep(flow: Flow, seed: String) throws {
    let sections = try equations("Y = 2x; x = [1, 2]", flow: flow)
    #expect(sections["Backward"]?.first == seed)
  }

  @Test func whatIsDifferentiatedHasALetterThatTheSourceDoesNotUse() throws {
    let sections = try equations("Y = s·x; s = 2; x = [1, 2]")
    #expect(sections["Backward"]?.first == "dS/dY = [1; 1]")
  }

  @Test func aJacobianIsAProductOfJacobians() throws {
    let sections = try equations("Y = [3x^2 y, 2x + y]; x = 2; y = 1", flow: .jacobian)
    #expect(
      sections["Backward"]?.contains { $0.hasPrefix("dY/dx = ") && $0.hasSuffix("= [12; 2]") }
        == true
    )
    let number = try equations("y = x^2; x = 3", flow: .jacobian)
    #expect(number["Backward"] == ["dy/dy = 1", "dy/dx = dy/dy·∂y/∂x = 6"])
  }

  @Test func tangentsAreDifferentials() throws {
    let sections = try equations(
      "y = a - b·c; a = 1; b = 2; c = 3",
      flow: .tangents([Source(name: "t", text: "a = 1"), Source(name: "t", text: "b = 0.5")])
    )
    #expect(
      sections["Tangents"]?.map { $0.replacing("\\mathrm{d}", with: "d") } == [
        "da = 1", "db = 0.5", "dv_{1} = c·db = 3·0.5 = 1.5",
        "dy = da - 1·dv_{1} = 1 - 1·1.5 = -0.5",
      ]
    )
    #expect(sections["Backward"] == nil)
    let still = try equations(
      "y = a^2 + b^2; a = 1; b = 2",
      flow: .tangents([Source(name: "t", text: "a = 1")])
    )
    #expect(still["Tangents"]?.contains { $0.hasSuffix("= 0 (no tangent comes here)") } == true)
  }

  @Test func kinksAndVariablesWithoutAPathAreNoted() throws {
    let sections = try equations("y = relu(x); x = 0; c = 5")
    #expect(
      sections["Local derivatives"]?.first?.hasSuffix(
        "= 0 (no derivative here: relu$'$(0) = 0 was taken)"
      ) == true
    )
    #expect(sections["Backward"]?.last == "dy/dc = 0 (no path leads from $c$ to $y$)")
  }

  @Test func constantsGetNoGradient() throws {
    let sections = try equations("y = (x - t)^2; x = 3; const t = 1")
    #expect(sections["Constants"] == ["t = 1"] && sections["Inputs"] == ["x = 3"])
    #expect(sections["Backward"]?.contains { $0.hasPrefix("dy/dt") } == false)
  }

  @Test func numbersBeyondTheUsualAreLaTeX() throws {
    let sections = try equations("y = [1/x, -1/x, 0/x, 1e-5, -2e9]; x = 0")
    #expect(
      sections["Forward"]?.last?.hasSuffix(
        "= [\\infty; -\\infty; \\text{NaN}; 10^{-5}; -2·10^{9}]"
      ) == true,
      "\(sections)"
    )
  }

  @Test func largeMatricesAreCutInTheMiddle() throws {
    let numbers = (0..<72).map(Double.init)
    let rows = (0..<8).map { row in
      "[\((0..<9).map { "\(numbers[row * 9 + $0])" }.joined(separator: ", "))]"
    }
    let sections = try equations("y = sum(A); A = [\(rows.joined(separator: ", "))]")
    let matrix = try #require(sections["Inputs"]?.first)
    #expect(matrix.hasPrefix("A = [0 & 1 & 2 & 3 & \\cdots & 8; 9 &"))
    #expect(matrix.contains("; \\vdots & \\vdots & \\vdots & \\vdots & \\ddots & \\vdots; "))
    #expect(matrix.hasSuffix("& \\cdots & 71]"))
  }

  /// What a node receives is in the trace, and stands at the end of its equation.
  @Test(arguments: Example.all)
  func everyGradientIsThatOfTheTrace(example: Example) throws {
    let lesson = try example.lesson()
    let trace = lesson.trace
    let sheet = lesson.start().equations()
    let backward = try #require(sheet.sections.last).equations.map(sheet.latex(of:))
    let nodes = lesson.graph.nodes.indices.filter { trace.hasGradient($0) }
    #expect(backward.count == nodes.count)
    for id in nodes where lesson.graph.shape(of: id).rank == 0 {
      let name = Name.latex(of: lesson.graph.displayNames[id])
      let equation = try #require(backward.first { $0.contains("{\\mathrm{d}\(name)} ") })
      let number = try #require(trace.gradient(of: id)).elements[0]
      let text = lesson.format.string(number).replacing("−", with: "-")
      #expect(equation.hasSuffix(" \(text)"))
    }
  }
}
