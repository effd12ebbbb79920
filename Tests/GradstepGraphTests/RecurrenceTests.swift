import GradstepSyntax
import Testing

@testable import GradstepGraph

/// Recurrences against the same turns written one by one, and what is drawn together.
@Suite struct RecurrenceTests {
  @Test(arguments: [
    (
      #"h_t = \tanh(W h_{t-1} + U x_t), t = 1, …, 3"#,
      "h_1 = tanh(W·h_0 + U·x[1]); h_2 = tanh(W·h_1 + U·x[2]); h_3 = tanh(W·h_2 + U·x[3])"
    ),
    (
      #"h_t = \tanh(V h_{t-1} + X_t), t = 1, 2"#,
      "h_1 = tanh(V·h_0 + X[1]); h_2 = tanh(V·h_1 + X[2])"
    ),
    (
      #"h_t = \tanh(V h_{t-1} + z_t), t = 1, 2"#,
      "h_1 = tanh(V·h_0 + Z[1]); h_2 = tanh(V·h_1 + Z[2])"
    ),
    (
      #"h_{t,i} = \tanh(\sum_j V_{ij} h_{t-1,j} + u_i x_t), t = 1, 2"#,
      "h_1 = tanh(V·h_0 + u·x[1]); h_2 = tanh(V·h_1 + u·x[2])"
    ),
    (
      #"a^l_j = \sigma(\sum_k w^l_{jk} a^{l-1}_k), l = 2, 3"#,
      "b = sigmoid(w^2·a^1); c = sigmoid(w^3·b)"
    ),
    (
      "g_t = 2θ_{t-1}; m_t = β m_{t-1} + (1-β) g_t; θ_t = θ_{t-1} - W m_t/(1 - β^t), t = 1, 2",
      """
      g_1 = 2θ_0; m_1 = β m_0 + (1-β) g_1; θ_1 = θ_0 - W m_1/(1 - β^1)
      g_2 = 2θ_1; m_2 = β m_1 + (1-β) g_2; θ_2 = θ_1 - W m_2/(1 - β^2)
      """
    ),
    ("s_t = s_{t-1} + \\prod_{k=1}^t x_k, t = 1, 2", "s_1 = s_0 + x[1]; s_2 = s_1 + prod(x[1:2])"),
    ("s_t = β s_{t+1} + x_t, t = 3, 2, 1", "p = β s_4 + x[3]; q = β p + x[2]; r = β q + x[1]"),
  ])
  func aRecurrenceIsWhatOnePutsDownTurnByTurn(formula: String, written: String) throws {
    let values = """
      W = 0.5; U = 2; V = [[0.5, 0.1], [0.2, 0.3]]; u = [1, 2]; x = [1, -2, 4]; h_0 : 2; m_0 = 0.3
      X = [[1, 2], [3, 4]]; Z = [[1, 2], [3, 4]]; θ_0 = 1; β = 0.9; s_0 = 0; s_4 = 0.1
      a^1 = [1, 2]; w^2 = [[0.1, 0.2], [0.3, 0.4]]; w^3 = [[0.5, 0.6]]
      """
    let scalar = formula.contains("W h") ? "h_0 = 0.3" : ""
    let (one, other) = try (graph(formula, values, scalar), graph(written, values, scalar))
    #expect(one.outputValue.elements.isClose(to: other.outputValue.elements, within: 1e-15))
  }

  @Test func theLinesOfATurnAreAGroup() throws {
    let graph = try graph(
      "h_t = tanh(W h_{t-1} + x_t); y_t = V h_t, t = 1, …, 3; L = ∑_{t=1}^3 y_t",
      "W = 0.5; V = 2; h_0 = 0; x = [1, 2, 3]"
    )
    let turns = graph.groups.compactMap {
      if case .turn(let turn) = $0.content { "\(turn.index) = \(turn.number)" } else { nil }
    }
    #expect(turns == ["t = 1", "t = 2", "t = 3"])
    #expect(graph.groups.allSatisfy { $0.parent == nil })
    for (id, origin) in graph.origins.enumerated() where graph.nodes[id].kind == .operation {
      guard let name = origin.name, name != "L" else { continue }
      #expect(origin.group == Int(String(name.suffix(1))).map { $0 - 1 })
    }
  }

  @Test func aCallInATurnIsAGroupInThatOfTheTurn() throws {
    let graph = try graph("f(x) = x^2; h_t = f(h_{t-1}) + 1, t = 1, 2; h_0 = 1")
    #expect(graph.groups.map(\.function) == [nil, "f", nil, "f"])
    #expect(graph.groups.map(\.parent) == [nil, 0, nil, 2])
  }

  @Test func termsThatAreWrittenOutAreAGroup() throws {
    let graph = try graph("s = ∑_{i=1}^4 x_i x_{5-i}; x = [1, 2, 3, 4]")
    #expect(graph.groups.map(\.content) == [.terms(.sum, index: "i", values: [1, 2, 3, 4])])
    let operations = graph.nodes.indices.filter { graph.nodes[$0].kind == .operation }
    #expect(operations.allSatisfy { graph.origins[$0].group == 0 })
  }

  @Test func termsInATurnAreAGroupInThatOfTheTurn() throws {
    let graph = try graph(
      "h_t = h_{t-1} + ∑_{i=1}^3 x_i x_{4-i}, t = 1, 2; h_0 = 1; x = [1, 2, 3]"
    )
    #expect(graph.groups.map(\.parent) == [nil, 0, nil, 2])
  }

  @Test func whatIsOneOperationOnAllComponentsIsNoGroup() throws {
    #expect(try graph("s = ∑_i x_i^2; x = [1, 2, 3, 4]").groups.isEmpty)
  }

  @Test(arguments: [
    ("L = ∑_{t=1}^3 (y_t - h_t)^2", "L = (y_1 - h_1)^2 + (y_2 - h_2)^2 + (y_3 - h_3)^2"),
    ("L = \\frac1T ∑_t (y_t - h_t)^2; T = 3", "L = ((y_1-h_1)^2 + (y_2-h_2)^2 + (y_3-h_3)^2)/3"),
    ("l_t = (y_t - h_t)^2; L = ∑_t l_t", "L = (y_1 - h_1)^2 + (y_2 - h_2)^2 + (y_3 - h_3)^2"),
    ("L = h_T^2; T = 3", "L = h_3^2"),
  ])
  func whatComesAfterUsesTheTurns(loss: String, written: String) throws {
    let recurrence = "h_t = W h_{t-1}, t = 1, …, 3; "
    let values = "W = 0.5; h_0 = 1; y_1 = 1; y_2 = 2; y_3 = -1"
    let (one, other) = try (graph(recurrence + loss, values), graph(recurrence + written, values))
    #expect(one.outputValue.elements.isClose(to: other.outputValue.elements, within: 1e-14))
  }

  @Test func valuesWithATurnInBracketsAreSummed() throws {
    let graph = try graph(
      "h^{(t)} = W h^{(t-1)}; L^{(t)} = (h^{(t)})^2, t = 1, 2; L = \\sum_t L^{(t)}",
      "W = 2; h^{(0)} = 1"
    )
    #expect(graph.outputValue == Tensor(20))
  }

  @Test func noListIsBuiltWhereTheTermsAreWrittenOut() throws {
    let graph = try graph(
      "h_t = W h_{t-1}, t = 1, 2; L = ∑_{t=1}^2 t ‖h_t‖; W = [[1, 2], [3, 4]]; h_0 = [1, 2]"
    )
    #expect(graph.displayNames.contains("h_2"))
    #expect(!graph.displayNames.contains("h"))
    #expect(graph.nodes.count { $0.kind == .operation } == 7)
  }

  @Test func aNamedParameterIsNoListOfValues() throws {
    let graph = try graph("x_{k+1} = x_k - f(x_k)/2x_k, k = 0, 1; f(x) = x^2 - 2; x_0 = 1")
    #expect(!graph.displayNames.contains("x"))
  }

  @Test func theOutputIsTheLastTurn() throws {
    let outputs = try [
      "h_t = W h_{t-1}; y_t = 2h_t, t = 1, 2; h_0 = 1", "s_t = W s_{t+1}, t = 2, 1; s_3 = 1",
      "s_t = W s_{t+1}, t = 1, 2; s_3 = 1", "y_t = 2h_t; h_t = W h_{t-1}, t = 1, 2; h_0 = 1",
    ].map { try graph($0, "W = 2") }
    #expect(outputs.map { $0.displayNames[$0.output] } == ["y_2", "s_1", "s_1", "y_2"])
  }

  @Test func turnsThatTheOutputDoesNotUseAreToldOnce() {
    let (_, diagnostics) = build(["h_t = W h_{t-1}; y_t = 2h_t, t = 1, …, 5; h_0 = 1; W = 2"])
    #expect(diagnostics.map(\.identifier) == ["unused-turns", "recurrence"])
    #expect(diagnostics[0].summary == "y₁, y₂, y₃ and 1 more are not part of the output y₅")
  }

  @Test func theValueBeforeTheFirstTurnIsAskedForWithItsShape() {
    #expect(
      messages("h_t = tanh(W h_{t-1} + b), t = 1, …, 3; W = [[1, 2], [3, 4]]; b = [1, 2]")
        .contains("help: give it a value, as in h_0 : 2\n")
    )
  }

  @Test func whatIsBesideAValueBeforeTheFirstTurnIsFoundOut() {
    #expect(
      messages("h_t = Wh_{t-1}, t = 1, 2; h_0 = 1").contains("help: give it a value, as in W : ")
    )
  }

  @Test func tooFewInputsAreTold() {
    let text = messages("h_t = W h_{t-1} + x_t, t = 1, …, 4; W = 2; h_0 = 1; x = [1, 2]")
    #expect(text.contains("error: an index is a whole number from 1 to 2 here; x has 2 components"))
    #expect(text.components(of: "error:") == 1)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { split(separator: part).count - 1 }
}
