import GradstepGraph

extension Snapshot {
  /// What the last step is to be asked for before its result is shown.
  ///
  /// At most two questions, and none whose numbers would fill the page. Where nothing new can be
  /// learnt, nothing is asked: a local gradient that is a constant or that upstream leaves as it is.
  /// Where there is no derivative, nobody can know which one was taken.
  package var questions: [Question] {
    guard let node = step.node else { return [] }
    switch step.phase {
    case .forward: return isAskable(node) ? forwardQuestions(node) : []
    case .seed: return seedQuestions(node)
    case .backward: return isAskable(node) ? backwardQuestions(node) : []
    default: return []
    }
  }

  private func question(
    _ subject: Question.Subject,
    _ node: Node.ID,
    _ expected: Tensor
  ) -> Question {
    Question(step: step, node: node, subject: subject, expected: expected)
  }

  /// Whether all numbers that an answer is worked out from can be shown.
  private func isAskable(_ node: Node.ID) -> Bool {
    let graph = trace.graph
    let operands = graph.operands(of: node)
    return operands.count <= Question.largestOperandCount
      && graph.shape(of: node).isAskable
      && operands.allSatisfy { graph.shape(of: $0).isAskable }
  }

  private func forwardQuestions(_ node: Node.ID) -> [Question] {
    let value = question(.value, node, trace.value(of: node))
    let hasKink = trace.firstKink(of: node) { trace.isMoved($0) } != nil
    guard trace.isMoved(node), !hasKink, let tangent = trace.tangent(of: node) else {
      return [value]
    }
    return [value, question(.tangent, node, tangent)]
  }

  /// A cotangent that a person gave is known already.
  private func seedQuestions(_ node: Node.ID) -> [Question] {
    if case .reverse(.cotangent) = trace.sweep { return [] }
    guard let seed = trace.seed, seed.shape.isAskable else { return [] }
    return [question(.seed, node, seed)]
  }

  private func backwardQuestions(_ node: Node.ID) -> [Question] {
    guard let upstream = trace.gradient(of: node), upstream.shape.isAskable else { return [] }
    var ranked: [(rank: Int, contribution: Contribution)] = []
    for contribution in contributions
    where contribution.amount.shape.isAskable
      && trace.kink(of: node, slot: contribution.slot) == nil
    {
      let rank = rank(contribution, of: node)
      // What goes on as it came is asked for once.
      guard rank < Self.lowestRank || !ranked.contains(where: { $0.rank == rank }) else { continue }
      ranked.append((rank, contribution))
    }
    let chosen = ranked.sorted { ($0.rank, $0.contribution.slot) < ($1.rank, $1.contribution.slot) }
      .prefix(Question.largestQuestionCount).map { $0.contribution }.sorted { $0.slot < $1.slot }
    let questions = chosen.map { contribution in
      contribution.arrived > 1
        ? question(.gradient(contribution), node, contribution.accumulated)
        : question(.contribution(contribution), node, contribution.amount)
    }
    return (localGradientQuestion(node).map { [$0] } ?? []) + questions
  }

  private static var lowestRank: Int { 2 }

  /// The smaller, the more there is to be learnt from what an operand gets.
  private func rank(_ contribution: Contribution, of node: Node.ID) -> Int {
    if contribution.arrived > 1 { return 0 }
    let local = trace.graph.local(contribution.slot, of: node)
    return local.structure == .identity ? Self.lowestRank : 1
  }

  /// The local gradient of a function of one operand, before what it makes of upstream.
  private func localGradientQuestion(_ node: Node.ID) -> Question? {
    let graph = trace.graph
    guard let contribution = contributions.first, graph.operands(of: node).count == 1,
      !graph.local(0, of: node).formula.isConstant, let working = Working(trace, node),
      let expected = working.localGradient(slot: 0),
      expected.shape.isAskable, expected.elements != contribution.amount.elements,
      trace.kink(of: node, slot: 0) == nil
    else { return nil }
    return question(.localGradient(slot: 0), node, expected)
  }
}
