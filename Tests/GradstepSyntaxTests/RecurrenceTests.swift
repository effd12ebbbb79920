import GradstepSyntax
import Testing

/// Lines that are written once for all turns of a range.
@Suite struct RecurrenceTests {
  private static let formula = #"h_t = \tanh(W h_{t-1} + x_t)"#
  private static let turns = ["h_1 = tanh(W·h₀ + x₁)", "h_2 = tanh(W·h₁ + x₂)"]

  @Test(arguments: [
    ", t = 1, 2", ", t = 1,…,2", #", t = 1, \ldots, 2"#, ", t = 1, ..., 2", ", t=1..2", ", t=1...2",
    ", t = 1…2", ", t = 1:2", ", t := 1 to 2", " for t = 1 to 2", " for t = 1, …, 2.",
    #" \quad \text{for } t = 1, \dots, 2"#, #", \quad t = 1, \ldots, 2"#, ", t ∈ {1, 2}",
    #", t \in \{1, \dots, 2\}"#, ", t ∈ [1, 2]", ", t ∈ [2]", #", \forall t \in [1, 2]"#,
    #" \forall 1 \le t \le 2"#, ", 1 ≤ t ≤ 2", ", 0 < t < 3", " (t = 1, 2)", " (1 <= t <= 2)",
    ", where t = 1, …, 2", " for t in range(1, 3)", " for t from 1 through 2", "; t = 1, …, 2",
    "\nfor t = 1, …, 2", " for all t = 1, 2", #" \text{ for } t = 1 \text{ to } 2"#,
    ", t = 1, …, T; T = 2", ", t = 1, 2, …, T; T = 2", ", 1 ≤ t ≤ T; T = 2",
    ", t = 1, …, T-1; T = 3", ", t = 1, …, T; x_1 : 1; x_2 : 1",
  ])
  func aRangeIsWrittenInManyWays(range: String) {
    let (tree, diagnostics) = parse(Self.formula + range, "W : 1; h_0 : 1")
    #expect(!diagnostics.contains { $0.severity == .error })
    #expect(diagnostics.map(\.identifier) == ["recurrence"])
    #expect(Array(summaries(tree).prefix(2)) == Self.turns)
    #expect(tree.statements.prefix(2).map(\.turn?.number) == [1, 2])
  }

  @Test(arguments: ["for t = 1, …, 2: ", "For t = 1, 2:\n", "for t = 1 to 2, ", "∀ t ∈ {1, 2}: "])
  func aRangeStandsBeforeItsLines(range: String) {
    let (tree, _) = parse(range + Self.formula + "; y_t = 2h_t", "W : 1; h_0 : 1")
    #expect(
      Array(summaries(tree).prefix(4)) == [
        Self.turns[0], "y_1 = 2·h₁", Self.turns[1], "y_2 = 2·h₂",
      ]
    )
  }

  @Test(arguments: [
    ("F_n = F_{n-1} + F_{n-2}, n = 2, 3", ["F_2 = F₁ + F₀", "F_3 = F₂ + F₁"]),
    ("w_{t+1} = w_t - η g_t, t = 0, 1", ["w_1 = w₀ − η·g₀", "w_2 = w₁ − η·g₁"]),
    ("s_t = γ s_{t+1}, t = 2, 1", ["s_2 = γ·s₃", "s_1 = γ·s₂"]),
    ("s_t = γ s_{t+1}, t = T, …, 1; T = 2; s_{T+1} = 1", ["s_2 = γ·s₃", "s_1 = γ·s₂"]),
    ("h^{(t)} = W h^{(t-1)}, t = 1, 2", ["h^(1) = W·h^(0)", "h^(2) = W·h^(1)"]),
    ("a^{[l]} = V^{[l]} a^{[l-1]}, l = 1, 2", ["a^[1] = V^[1]·a^[0]", "a^[2] = V^[2]·a^[1]"]),
    (
      #"a^{\langle t \rangle} = W a^{\langle t-1 \rangle}, t = 1, 2"#,
      ["a^⟨1⟩ = W·a^⟨0⟩", "a^⟨2⟩ = W·a^⟨1⟩"]
    ),
    ("a^{<t>} = W a^{<t-1>}, t = 1, 2", ["a^⟨1⟩ = W·a^⟨0⟩", "a^⟨2⟩ = W·a^⟨1⟩"]),
    ("a^l = w^l a^{l-1}, l = 2, 3; w^2 = 1; w^3 = 2; a^1 = 3", ["a^2 = w^2·a^1", "a^3 = w^3·a^2"]),
    ("hₜ = W hₜ₋₁, t = 1, 2", ["h_1 = W·h₀", "h_2 = W·h₁"]),
    ("h_t = Wh_{t-1}, t = 1, 2; h_0 = 1", ["h_1 = W·h₀", "h_2 = W·h₁"]),
    ("s_t = s_{t-1} + t^2, t = 1, 2", ["s_1 = s₀ + 1²", "s_2 = s₁ + 2²"]),
    (#"s_t = s_{t-1} \beta^t, t = 1, 2; β = 2"#, ["s_1 = s₀·β¹", "s_2 = s₁·β²"]),
    ("s_t = s_{t-1} + 2t x, t = 1, 2; x = 1", ["s_1 = s₀ + 2·1·x", "s_2 = s₁ + 2·2·x"]),
    ("x_t = x_{t-1}, t = -1, 0", ["x_{-1} = x_{-2}", "x_0 = x_{-1}"]),
  ])
  func namesHaveTheNumberOfTheTurn(text: String, expected: [String]) {
    let (tree, diagnostics) = parse(text, "W : 1; γ : 1; η : 1")
    #expect(!diagnostics.contains { $0.severity == .error })
    #expect(Array(summaries(tree).prefix(expected.count)) == expected)
  }

  @Test(arguments: [
    "h_t = W h_{t-1}, t = 1, …, 3; h_{t-1} = 1", "h_t = W h_{t-1}", "h_t = W h_{t-1}, t = 1, 2, …",
    "h_t = W h_{t-1}, t = 1, …, T", "h_t = W h_{t-1}, i = 1, …, 3", "h_t = W h_{t-1}, t > 0",
  ])
  func withoutARangeOrWithOneTurnGivenTheNamesAreSingle(text: String) {
    let (tree, diagnostics) = parse(text, "W : 1")
    #expect(summaries(tree).first == "h_t = W·h_{t-1}")
    #expect(diagnostics.allSatisfy { $0.identifier == "left-aside" })
  }

  @Test func linesWithRangesOfTheirOwnAreRecurrencesOfTheirOwn() {
    let (tree, _) = parse(
      "h_t = W h_{t-1}, t = 1, 2; s_t = W s_{t-1}, t = 1, 2, 3; y_t = h_t, t = 1, 2",
      "W : 1; h_0 : 1; s_0 : 1"
    )
    #expect(
      tree.statements.compactMap(\.turn).map { "\($0.recurrence).\($0.number)" } == [
        "0.1", "0.1", "0.2", "0.2", "1.1", "1.2", "1.3",
      ]
    )
  }

  @Test func aRangeOfAnotherSourceCounts() {
    let (tree, _) = parse("h_t = W h_{t-1}", "t = 1, 2", "W : 1; h_0 : 1")
    #expect(Array(summaries(tree).prefix(2)) == ["h_1 = W·h₀", "h_2 = W·h₁"])
  }

  @Test func whatAnotherSourceGivesTakesThePlaceOfATurn() {
    let (tree, diagnostics) = parse("h_t = W h_{t-1}, t = 1, 2", "W : 1; h_0 : 1; h_1 = 3")
    #expect(summaries(tree) == ["h_2 = W·h₁", "W : []", "h_0 : []", "h_1 = 3"])
    #expect(diagnostics.map(\.identifier) == ["recurrence"])
  }

  @Test func theLastTurnIsCalledByTheNameOfTheBound() {
    let (tree, _) = parse(
      "h_t = W h_{t-1}, t = 1, …, T; T = 2; y = h_T + h_{T-1}; output h_T",
      "W : 1; h_0 : 1"
    )
    #expect(summaries(tree)[3...4] == ["y = h₂ + h₁", "output h_2"])
  }

  // MARK: - Mistakes

  @Test(arguments: [
    (
      "h_t = W h_{t-1}, t = 1, 2, …; h_0 = 1",
      "a.graph:1:18: error: the turns of a recurrence come to an end, and these go on"
    ),
    (
      "h_t = W h_{t-1}, t ≥ 1; h_0 = 1",
      "a.graph:1:18: error: the turns of a recurrence come to an end, and these go on"
    ),
    (
      "h_t = W h_{t-1}, t = 1, …, T; h_0 = 1",
      "a.graph:1:18: error: the turns of a recurrence are counted; 'T' is their bound and has no value"
    ),
    (
      "h_t = W h_{t-1}, t = 1, …, 100000; h_0 = 1",
      "a.graph:1:18: error: a recurrence is written out for at most 1000 turns; this has 100000"
    ),
    (
      "h_t = W h_{t-1}, 4 ≤ t ≤ 1; h_0 = 1",
      "a.graph:1:18: error: a recurrence has at least one turn, and there is no number in this range"
    ),
    (
      "h_t = W h_{t-1}, t = 1, 2, t = 1, 2, 3; h_0 = 1",
      "a.graph:1:28: error: a recurrence has one range of 't', and this one comes on top"
    ),
    (
      "F_n = F_{n-1} + F_{n-2}, n = 1, …, 6; F_1 = 1; F_2 = 1",
      "a.graph:1:26: error: a name is defined once; 'F_1' has a value, and 'F_n' gives it one for n = 1, …, 6"
    ),
    (
      "h_t = W h + x_t, t = 1, 2, 3; x = [1, 2, 3]",
      "a.graph:1:9: error: a recurrence names the turn that a value is of; 'h' on the right is of none"
    ),
  ])
  func mistakesAreTold(text: String, expected: String) {
    #expect(messages(text, "W : 1").contains(expected + "\n"))
  }

  @Test(arguments: [
    "h_t = W h_{t-1}, t = 1, 2, …; h_0 = 1", "h_t = W h_{t-1} + x_t, t > 0; h_0 = 1; x = [1, 2]",
    "h_t = W h_{t-1}, t = 1, …, T; h_0 = 1", "h_t = W h_{t-1}, t = 1, …, 100000; h_0 = 1",
    "F_n = F_{n-1} + F_{n-2}, n = 1, …, 6; F_1 = 1; F_2 = 1",
    "h_t = W h + x_t, t = 1, 2, 3; x = [1, 2, 3]; h_0 = 1",
  ])
  func waysOutAreRight(text: String) throws {
    let error = try #require(parse(text, "W : 1").diagnostics.first { $0.severity == .error })
    let edits = error.solutions.flatMap(\.replacements)
    #expect(!edits.isEmpty)
    for edit in edits {
      var bytes = Array(text.utf8)
      bytes.replaceSubrange(edit.range.bytes, with: edit.text.utf8)
      let (tree, diagnostics) = parse(String(decoding: bytes, as: UTF8.self), "W : 1")
      #expect(diagnostics.map(\.identifier) == ["recurrence"])
      #expect(tree.statements.contains { $0.turn != nil })
    }
  }

  @Test func aMistakeInALineIsToldOnce() {
    let (_, diagnostics) = parse("h_t = W h_{t-1} + , t = 1, …, 5; h_0 = 1; W = 2")
    #expect(diagnostics.count { $0.severity == .error } == 1)
    let (_, warnings) = parse("h_t = h_{t-1}/2W, t = 1, …, 5; h_0 = 1; W = 2")
    #expect(warnings.map(\.identifier) == ["division-before-product", "recurrence"])
  }

  @Test func aThousandTurnsAreRead() {
    let (tree, diagnostics) = parse("h_t = W h_{t-1}, t = 1, …, 1000; h_0 = 1; W = 2")
    #expect(tree.statements.count == 1_002)
    #expect(diagnostics.count == 1)
  }
}
