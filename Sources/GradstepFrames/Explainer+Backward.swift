import GradstepGraph
import GradstepTrace

/// What happens on the way back.
extension Explainer {
  func backward(_ id: Node.ID, _ contributions: [Contribution]) -> (Text, [Text]) {
    let headline = pullback(of: id)
    // Nobody reads a line for each entry of a long list.
    let told = contributions.prefix(Self.mostLines)
    var lines = told.map { line(for: $0, of: id) }
    let rest = contributions.count - told.count
    if rest > 0 {
      lines.append(Text("and so on for \(rest) more operand\(rest == 1 ? "" : "s")", .dimmed))
    }
    let stops = told.contains { isStopped($0, of: id) }
    return (
      headline,
      lines + (stops ? [Self.nothingCarried(upstream(of: id))] : [])
        + kinks(of: id, told.map(\.slot)) + remark(on: id, \.backward) + domain(of: id)
    )
  }

  /// The most operands whose parts are told one by one.
  private static let mostLines = 64

  /// What is pulled back through an operation.
  func pullback(of id: Node.ID) -> Text {
    let upstream = upstream(of: id)
    return Text("pull back through ") + equation(of: id) + Text(", upstream ") + upstreamName
      + tightSign(before: upstream) + typesetter.inline(upstream, .gradient)
  }

  private func upstream(of id: Node.ID) -> Tensor {
    trace.gradient(of: id) ?? Tensor(graph.shape(of: id), repeating: 0)
  }

  /// Whether an upstream of 0 meets a slope that is not finite: nothing goes on, and no arithmetic
  /// says so.
  private func isStopped(_ contribution: Contribution, of id: Node.ID) -> Bool {
    let upstream = upstream(of: id)
    guard !isMatrixSweep, upstream.elements.contains(0) else { return false }
    let ones = Tensor(upstream.shape, repeating: 1)
    let slopes = trace.pullback(of: id, slot: contribution.slot, upstream: ones).elements
    if upstream.elements.allSatisfy({ $0 == 0 }) { return !slopes.allSatisfy(\.isFinite) }
    switch trace.localGradient(of: id, slot: contribution.slot)?.structure {
    case .diagonal: return zip(upstream.elements, slopes).contains { $0 == 0 && !$1.isFinite }
    case .identity, .scalarMultiple, .dense, .rightFactor, .leftFactor, nil: return false
    }
  }

  private static func nothingCarried(_ upstream: Tensor) -> Text {
    Text(
      upstream.elements.allSatisfy { $0 == 0 }
        ? "upstream is 0, so this path carries nothing, whatever the slope"
        : "where upstream is 0 this path carries nothing, whatever the slope"
    )
  }

  /// What was taken for a derivative that does not exist, once for each way of saying it.
  private func kinks(of id: Node.ID, _ slots: [Int]) -> [Text] {
    var summaries: [String] = []
    for slot in slots {
      guard let kink = trace.kink(of: id, slot: slot), !summaries.contains(kink.summary) else {
        continue
      }
      summaries.append(kink.summary)
    }
    return summaries.map { Text("no derivative here: \($0)") }
  }

  /// What one operand gets: the formula, the numbers, and what has arrived.
  private func line(for contribution: Contribution, of id: Node.ID) -> Text {
    var line = amount(of: contribution, of: id)
    if contribution.arrived > 1 { line += Text("; ") + sum(contribution) }
    guard contribution.expected > 1 else { return line }
    let count = "\u{A0}(\(contribution.arrived)\u{A0}of\u{A0}\(contribution.expected)\u{A0}arrived)"
    return line + Text(count, .dimmed)
  }

  /// What one operand gets through one slot: the formula, the numbers put in, and the amount.
  func amount(of contribution: Contribution, of id: Node.ID) -> Text {
    guard let local = trace.localGradient(of: id, slot: contribution.slot) else { return Text() }
    let signs =
      isMatrixSweep
      ? sign(before: contribution.amount) : numbers(of: contribution, local.contribution, of: id)
    return formula(of: contribution, of: id) + signs
      + typesetter.inline(contribution.amount, .gradient)
  }

  /// What one operand gets, as a formula: `to b: g·∂c/∂b = g·1`.
  func formula(of contribution: Contribution, of id: Node.ID) -> Text {
    guard let local = trace.localGradient(of: id, slot: contribution.slot) else { return Text() }
    var line = Text("to ") + typesetter.name(contribution.operand)
    if graph.operands(of: id).filter({ $0 == contribution.operand }).count > 1 {
      // Each slot has a part of ∂(node)/∂(operand) alone.
      line += Text(" as operand \(contribution.slot + 1): ")
    } else {
      line += Text(": ")
      let isScalar =
        graph.shape(of: id).isScalarLike && graph.shape(of: contribution.operand).isScalarLike
      if isMatrixSweep || isScalar {
        // The chain rule in its own signs, before it is worked out.
        line += upstreamName + Text("·∂") + typesetter.name(id) + Text("/∂")
        line += typesetter.name(contribution.operand) + Text(" = ")
      }
    }
    return line + Typesetter.fill(pullback(local), names(of: id))
  }

  /// The formula with the numbers put in, where they are few, up to the sign before the result.
  private func numbers(
    of contribution: Contribution,
    _ formula: Formula,
    of id: Node.ID
  ) -> Text {
    let upstream = upstream(of: id)
    let isExact = isExact(formula, of: id, upstream: upstream, gives: contribution.amount)
    guard !isStopped(contribution, of: id) else { return sign(before: contribution.amount) }
    guard let filling = numberFilling(of: id, upstream: upstream),
      case let inserted = Typesetter.fill(formula, filling),
      inserted.plain != typesetter.inline(contribution.amount, .gradient).plain
    else { return Self.sign(isExact && isWhole(contribution.amount)) }
    return Self.sign(insertsWhole(formula, of: id, upstream: upstream)) + inserted
      + Self.sign(isExact)
  }

  /// The contribution added to what had arrived: `0.3 + (−0.08) = 0.22`.
  private func sum(_ contribution: Contribution) -> Text {
    let total = contribution.accumulated
    let isExact = isExact(sumOf: [contribution.previous, contribution.amount], gives: total)
    return sumOfNumbers(contribution) + Self.sign(isExact) + typesetter.inline(total, .gradient)
  }

  /// The left side of that: `0.3 + (−0.08)`.
  func sumOfNumbers(_ contribution: Contribution) -> Text {
    Typesetter.fill(
      .a + .b,
      Typesetter.Filling(
        operand: { slot in
          typesetter.piece(slot == 0 ? contribution.previous : contribution.amount, .gradient)
        },
        result: Typesetter.Piece(Text())
      )
    )
  }

  /// The local gradient of a slot, as an edge shows it: a number for scalars, else a formula.
  func localGradient(of id: Node.ID, slot: Int) -> Text {
    guard let local = trace.localGradient(of: id, slot: slot) else { return Text() }
    if graph.shape(of: id).isScalarLike, graph.usage(of: id).shapes[slot].isScalarLike {
      let one = Tensor(graph.shape(of: id), repeating: 1)
      let derivative = trace.pullback(of: id, slot: slot, upstream: one)
      return Text(format.string(derivative.elements[0]), .gradient)
    }
    return Typesetter.fill(local.formula, names(of: id))
  }

  /// How what stands at a node is pulled back through a slot: one gradient, or the Jacobian.
  func pullback(_ local: LocalGradient) -> Formula {
    isMatrixSweep ? .g * local.formula : local.contribution
  }

  /// Whether the Jacobian stands at each node, and not one gradient.
  var isMatrixSweep: Bool { trace.sweep == .reverse(.everyComponent) }
}
