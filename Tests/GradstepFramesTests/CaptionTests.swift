import Gradstep
import Testing
import _GradstepTestSupport

/// What the steps say.
@Suite struct CaptionTests {
  private func explanations(_ sources: [String], precision: Int = 4) throws -> [String] {
    let lesson = try Lesson(
      sources.enumerated().map { Source(name: "\($0.offset)", text: $0.element) },
      format: NumberFormat(precision: precision)
    )
    return lesson.storyboard().captions.map(\.explanation)
  }

  /// Nobody typed the zeros and ones by which a component is replaced.
  @Test(arguments: [
    ("p_{X,Y}", "p_{X,Y}"), ("x_{:}", "x_{:}"), ("w^*", "w^*"), ("h_{t-1}", "h_{t−1}"),
    ("u_{n(w_3,1)}", "u_{n(w_3,1)}"), ("W^{(1)}", "W^(1)"), ("J_{neg-sample}", "J_{neg-sample}"),
    ("f_{k-means}", "f_{k-means}"), ("b_in", "b_in"), ("φ_{y=1}", "φ_{y=1}"),
  ])
  func aNameOnALineIsToldApartFromWhatStandsAround(written: String, plain: String) throws {
    let lesson = try Lesson([Source(name: "s", text: "r = \(written)·2")], inventsLeaves: true)
    #expect(lesson.storyboard().captions[0].headline.plain == "r = \(plain)·2")
  }

  @Test func numbersThatTheNamesSayAlreadyHaveNoLine() throws {
    let column = #"\left[\begin{array}{c} 3 \\ 8 \end{array}\right]"#
    let captions = try Lesson("\(column) = \(column).").storyboard().captions
    #expect(captions[1].explanation == "v₁ = [3, 8]")
    for caption in captions { #expect(caption.lines.allSatisfy { !$0.plain.isEmpty }) }
  }

  @Test func zerosAndOnesOfAReplacementAreWrittenOut() throws {
    let vector = try explanations(["x = [1, 2, 3]\ny = x.copy()\ny[0] = 0\nz = y·x"])
    #expect(vector[1] == "y⁺ = x ⊙ [0, 1, 1]; = [1, 2, 3] ⊙ [0, 1, 1] = [0, 2, 3]")
    let matrix = try explanations(["B = [[1, 2], [3, 4]]\nA = B.copy()\nA[0, 1] = 0\nz = sum(A)"])
    #expect(matrix[1].hasPrefix("A⁺ = B ⊙ [[1, 0], [1, 1]]; "), "\(matrix[1])")
  }

  @Test func nothingIsPromisedThatDoesNotCome() throws {
    let constant = try explanations(["y = 2x", "const x = [1, 2]"])
    #expect(
      constant.last
        == "seed: the gradient of y is [1, 1]; the output depends on no variable, so nothing flows back"
    )
    let rows = try Lesson([Source(name: "s", text: "y = 2x; const x = [1, 2]")], flow: .jacobian)
    #expect(
      rows.storyboard().captions.last?.headline.plain == "seed: ∂y/∂y = [[1, 0], [0, 1]]"
    )
    let tangents = try Lesson(
      [Source(name: "s", text: "z = 3; x = 2; const c = 4; y = c x^2")],
      flow: .tangents([Source(name: "t", text: "x = 1")])
    )
    #expect(
      tangents.storyboard().captions[0].explanation
        == "y = c·x²; z and x have their values; c is a constant; no path leads from z to y"
    )
  }

  @Test func theChainRuleIsSaidInSignsFormulasAndNumbers() throws {
    #expect(
      try explanations(["e = (a + b)·(b + 1)", "a = 2", "b = 1"]) == [
        "e = (a + b)·(b + 1); a and b have their values",
        "v₁ = a + b; = 2 + 1 = 3",
        "v₂ = b + 1; = 1 + 1 = 2",
        "e = v₁·v₂; = 3·2 = 6",
        "seed: ∂e/∂e = 1; the walk backward starts at the output",
        "pull back through e = v₁·v₂, upstream g = 1; "
          + "to v₁: g·∂e/∂v₁ = g·v₂ = 1·2 = 2; "
          + "to v₂: g·∂e/∂v₂ = g·v₁ = 1·3 = 3",
        "pull back through v₂ = b + 1, upstream g = 3; "
          + "to b: g·∂v₂/∂b = g·1 = 3·1 = 3 (1 of 2 arrived)",
        "pull back through v₁ = a + b, upstream g = 2; "
          + "to a: g·∂v₁/∂a = g·1 = 2·1 = 2; "
          + "to b: g·∂v₁/∂b = g·1 = 2·1 = 2; 3 + 2 = 5 (2 of 2 arrived)",
      ]
    )
  }

  @Test func valuesThatWereChosenAreSaidToBe() throws {
    #expect(
      try explanations(["y = W·x + b; W : 3×2; x : 2; b = [1, 2, 3]"])[0]
        == "y = W·x + b; W, x and b have their values; "
        + "values were chosen for W and x, which have a shape alone"
    )
    #expect(
      try explanations(["y = 2t", "const t : 1"])[0]
        == "y = 2·t; t is a constant and gets no gradient; "
        + "values were chosen for t, which has a shape alone"
    )
  }

  @Test func whatArrivesTwiceIsAdded() throws {
    let last = try #require(try explanations(["y = a·a", "a = -3"]).last)
    #expect(last.contains("−3 + (−3) = −6 (2 of 2 arrived)"))
  }

  @Test func roundedNumbersThatDoNotGiveTheRoundedResultAreNotEqual() throws {
    let steps = try explanations(["y = a·b", "a = 1.2345678", "b = 2.3456789"])
    #expect(steps[1].hasSuffix("≈ 1.235·2.346 ≈ 2.896"))
    let exact = try explanations(["y = a·b", "a = 1.5", "b = 2"])
    #expect(exact[1].hasSuffix("= 1.5·2 = 3"))
  }

  @Test(
    arguments: [
      ("2 + a", "a = 0.9999", "= 2 + 0.9999 ≈ 3"), ("a + 0.2", "a = 0.1", "= 0.1 + 0.2 = 0.3"),
      ("0.6525 + a", "a = 1", "= 0.6525 + 1 ≈ 1.653"),
      ("a − 1", "a = -0.6525", "= −0.6525 − 1 ≈ −1.653"),
      ("sum(a)", "a = [0.6525, 1]", "= sum([0.6525, 1]) ≈ 1.653"),
      ("tanh(a)", "a = 1.2", "= tanh(1.2) ≈ 0.8337"), ("a/3", "a = 1", "= 1/3 ≈ 0.3333"),
      ("a/4", "a = 1", "= 1/4 = 0.25"), ("a/2", "a = 1.23456", "≈ 1.235/2 ≈ 0.6173"),
      ("reciprocal(a)", "a = 3", "= 1/3 ≈ 0.3333"), ("reciprocal(a)", "a = 4", "= 1/4 = 0.25"),
      ("logsumexp(a)", "a = [0, 0]", "= logsumexp([0, 0]) ≈ 0.6931"),
      ("logsumexp(a)", "a = [1000, 0]", "= logsumexp([1000, 0]) ≈ 1000"),
      ("a^0.9563", "a = 1", "= 1^(0.9563) = 1"), ("a^0.9563", "a = 0", "= 0^(0.9563) = 0"),
      ("a^(-0.95637)", "a = 1", "= 1^(−0.95637) = 1"),
      ("sin(a)", "a = 3.141592653589793", "≈ sin(3.142) ≈ 0"),
      ("0.1 + 0.2 − a", "a = 0.3", "= 0.3 − 0.3 = 0"),
    ]
  )
  func equalIsWhatExactArithmeticGives(formula: String, value: String, numbers: String) throws {
    #expect(try explanations(["y = \(formula)", value])[1].hasSuffix("; \(numbers)"))
  }

  @Test func whatIsSmallBesideWhatWasAddedIsShownAsZero() throws {
    let steps = try explanations(["y = a·b − c", "a = 0.1", "b = 3", "c = 0.3"])
    #expect(steps[2].hasSuffix("= 0.3 − 0.3 = 0"))
    let loss = try explanations(["L = softmax(x)", "x = [1.5, -2]"])
    #expect(loss.last?.hasSuffix(" ≈ [0, 0]") == true, "\(loss)")
  }

  @Test func aNegativeNumberHasBracketsWhereItNeedsThem() throws {
    #expect(try explanations(["y = x^2", "x = -3"])[1].hasSuffix("= (−3)² = 9"))
    #expect(try explanations(["y = a - b", "a = -1", "b = -2"])[1].hasSuffix("= −1 − (−2) = 1"))
    #expect(try explanations(["y = tanh(x)", "x = -50"])[1].hasSuffix("= tanh(−50) ≈ −1"))
    #expect(try explanations(["y = |x|", "x = -3"])[1].hasSuffix("= |−3| = 3"))
  }

  @Test func aVariableWithoutAPathIsExplained() throws {
    let steps = try explanations(["y = x^2", "x = 3", "c = 5"])
    #expect(steps[0].contains("no path leads from c to y, so its gradient is 0"))
  }

  @Test func theSeedOfAVectorIsExplained() throws {
    let steps = try explanations(["Y = 2x", "x = [1, 2]"])
    #expect(
      steps[2] == "seed: the gradient of Y is [1, 1]; "
        + "all ones: what follows are the gradients of the sum of the components of Y"
    )
  }

  @Test func upstreamHasALetterThatTheSourceDoesNotUse() throws {
    let steps = try explanations(["L = w·g", "g = 2", "w = 3"])
    #expect(steps[3].contains("upstream δ = 1; to w: δ·∂L/∂w = δ·g = 1·2 = 2"))
  }

  @Test func anOperandInTwoSlotsIsToldApart() throws {
    let steps = try explanations(["y = x·x", "x = 2"])
    #expect(
      steps[3].contains("to x as operand 1: g·x = 1·2 = 2 (1 of 2 arrived); to x as operand 2")
    )
  }

  @Test func powersOfTenAreNotTornApart() throws {
    #expect(
      try explanations(["y = a/b", "a = 2e8", "b = 3e9"])[1].hasSuffix("= 2·10⁸/(3·10⁹) ≈ 0.06667")
    )
    #expect(try explanations(["y = x^2", "x = 1e-9"])[1].hasSuffix("= (10⁻⁹)² = 10⁻¹⁸"))
  }

  @Test func scriptsOfScriptsCanBeRead() throws {
    #expect(try explanations(["y = a^b", "a = 2", "b = -3"])[3].contains("g·b·a^(b − 1)"))
    #expect(try explanations(["y = 2^-x", "x = 1"])[2].hasPrefix("y = 2^(v₁)"))
  }

  @Test func aKinkIsToldWithWhatWasTaken() throws {
    let relu = try explanations(["y = relu(x)", "x = 0"])
    #expect(relu.last?.hasSuffix("no derivative here: relu′(0) = 0 was taken") == true)
    let tie = try explanations(["y = max(a, b)", "a = 1", "b = 1"])
    #expect(tie.last?.contains("each of the 2 gets an equal share") == true)
    #expect(try explanations(["y = relu(x)", "x = 1"]).last?.contains("no derivative") == false)
  }

  @Test(
    arguments: [
      (["y = p/q", "p = 1", "q = 0"], "'divide' is defined for q ≠ 0"),
      (["y = 1/q", "q = 0"], "'divide' is defined for q ≠ 0"),
      (["y = log(r)", "r = -1"], "'log' is defined for r > 0"),
      (["y = p/(q − q)", "p = 1", "q = 0"], "'divide' is defined for v₁ ≠ 0"),
    ]
  )
  func aDomainIsToldWithTheNamesOfTheSource(sources: [String], words: String) throws {
    let steps = try explanations(sources)
    #expect(steps.contains { $0.contains("outside of the domain: \(words)") }, "\(steps)")
  }

  @Test func aLossOutsideOfItsDomainSaysWhatIsWorkedOut() throws {
    let steps = try explanations(["L = cross_entropy(z, t)", "z = [1, 2]", "t = [1, 1]"])
    let last = try #require(steps.last)
    #expect(last.contains("to z: g·(sum(t)·softmax(z) − t) = "), "\(last)")
    let inside = try explanations(["L = cross_entropy(z, t)", "z = [1, 2]", "t = [0, 1]"])
    #expect(inside.last?.contains("to z: g·(softmax(z) − t) = ") == true, "\(inside)")
  }

  @Test(
    arguments: [
      (["y = [x]", "x = [1, 2]"], "to x: gᵀ = [[1, 1]]ᵀ = [1, 1]"),
      (["y = [x, z]", "x = [1, 2]", "z = [3, 4]"], "gᵀ·e₂ = [[1, 1], [1, 1]]ᵀ·e₂ = [1, 1]"),
      (["y = W[2, 1]", "W = [[1, 2], [3, 4]]"], "to W: g·E_{2,1} = 1·E_{2,1} = [[0, 0], [1, 0]]"),
      (
        ["Y = concat(A, B)", "A = [[1, 2, 3]]", "B = [[4, 5, 6], [7, 8, 9]]"],
        "to A: g[1] = [[1, 1, 1], [1, 1, 1], [1, 1, 1]][1] = [[1, 1, 1]]"
      ),
    ]
  )
  func aPartOfAMatrixGetsItsPart(sources: [String], words: String) throws {
    let last = try #require(try explanations(sources).last)
    #expect(last.contains(words), "\(last)")
  }

  @Test func tangentsOfPartsOfMatricesAreParts() throws {
    func last(_ source: String, _ tangent: String) throws -> String {
      let lesson = try Lesson(
        [Source(name: "s", text: source)],
        flow: .tangents([Source(name: "t", text: tangent)])
      )
      return try #require(lesson.storyboard().captions.last).explanation
    }
    let concat = "Y = concat(A, B); A = [[1, 2, 3]]; B = [[4, 5, 6], [7, 8, 9]]"
    #expect(
      try last(concat, "A = [[1, 0, 0]]").contains("dY = concat(eye(1), zeros(2, 1))·dA = ")
    )
    #expect(
      try last("y = W[2, 1]; W = [[1, 2], [3, 4]]", "W = [[1, 0], [5, 0]]")
        .hasSuffix("dy = dW[2, 1] = [[1, 0], [5, 0]][2, 1] = 5")
    )
  }

  @Test func tangentsAreSaidAsDifferentials() throws {
    let lesson = try Lesson(
      [Source(name: "s", text: "y = x^2; x = 3")],
      flow: .tangents([Source(name: "t", text: "x = 0.5")])
    )
    #expect(
      lesson.storyboard().captions.map(\.explanation) == [
        "y = x²; x has its value", "y = x²; = 3² = 9; dy = 2·x·dx = 2·3·0.5 = 3",
      ]
    )
  }

  @Test func theReadingOfTheSourceIsEchoed() throws {
    let steps = try explanations([
      "f = tanh\nz = Wx\nY = f(z)", "W = [[1, 2], [3, 4]]", "x = [1, 2]",
    ])
    #expect(steps[0].hasPrefix("Y = f(z); where f = tanh and z = W·x; "))
  }

  @Test func ofALongListTheFirstOperandsAreTold() throws {
    let list = [String](repeating: "x", count: 100).joined(separator: ", ")
    let steps = try explanations(["y = [\(list)]", "x = 2"])
    #expect(steps[3].hasSuffix("(64 of 100 arrived); and so on for 36 more operands"))
    let short = try explanations(["y = [x, x, x]", "x = 2"])
    #expect(short[3].hasSuffix("g[3] = [1, 1, 1][3] = 1; 2 + 1 = 3 (3 of 3 arrived)"))
  }

  @Test func largeValuesAreCut() throws {
    let entries = (1...20).map(String.init).joined(separator: ", ")
    let steps = try explanations(["y = 2x", "x = [\(entries)]"])
    #expect(steps[1] == "y = 2·x; = [2, 4, 6, 8, ⋯, 40]")
  }

  @Test(arguments: [2, 4, 12]) func thePrecisionIsThatOfTheFormat(digits: Int) throws {
    let steps = try explanations(["y = exp(x)", "x = 1"], precision: digits)
    #expect(steps[1].hasSuffix(NumberFormat(precision: digits).string(2.718281828459045)))
  }

  @Test(arguments: [
    ("conv(a, b)", "a = [1, 2]", "b = [3, 4, 5]", "= [12, 12]", "= [3, 3, 3]"),
    ("kron(a, b)", "a = [[1, 2], [3, 4]]", "b = [[3, 4]]", "= [[7, 7], [7, 7]]", "= [[10, 10]]"),
    ("kron(a, b)", "a = [1, 0.5]", "b = [[3, 4]]", "= [7, 7]", "= [[1.5, 1.5]]"),
  ])
  func sumsOverIndicesAreExactWhereTheirNumbersAre(
    formula: String,
    a: String,
    b: String,
    toA: String,
    toB: String
  ) throws {
    let steps = try explanations(["z = sum(\(formula))", a, b])
    let parts = try #require(steps.last).split(separator: "; ")
    #expect(parts.contains { $0.hasPrefix("to a: ") && $0.hasSuffix(toA) })
    #expect(parts.contains { $0.hasPrefix("to b: ") && $0.hasSuffix(toB) })
  }

  @Test func everyOperationIsExplainedAtItsSamples() {
    for operation in OperationTable.standard.operations {
      let usage = Usage(
        shapes: operation.samples[0].operands.map(\.shape),
        parameters: operation.samples[0].parameters
      )
      #expect(!operation.formula(usage).description.isEmpty)
      for slot in operation.samples[0].operands.indices {
        #expect(operation.local(slot, usage).contribution.places.contains(.upstream))
      }
    }
  }
}
