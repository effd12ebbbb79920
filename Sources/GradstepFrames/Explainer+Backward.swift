import GradstepGraph
import GradstepTrace

/// What happens on the way back.
extension Explainer {
  func backward(_ id: Node.ID, _ contributions: [Contribution]) -> (Text, [Text]) {
    let upstream = upstream(of: id)
    let headline = pullback(of: id)
    let lines = contributions.map { line(for: $0, of: id, upstream: upstream) }
    let stops = contributions.contains { isStopped($0, of: id, upstream: upstream) }
    return (
      headline,
      lines + (stops ? [Self.nothingCarried(upstream)] : [])
        + kinks(of: id, contributions.map(\.slot)) + domain(of: id)
    )
  }

  /// What is pulled back through an operation.
  func pullback(of id: Node.ID) -> Text {
    Text("pull back through ") + equation(of: id) + Text(", upstream ") + upstreamName
      + Text("\u{A0}=\u{A0}") + typesetter.inline(upstream(of: id), .gradient)
  }

  private func upstream(of id: Node.ID) -> Tensor {
    trace.gradient(of: id) ?? Tensor(graph.shape(of: id), repeating: 0)
  }

  /// Whether an upstream of 0 meets a slope that is not finite: nothing goes on, and no arithmetic
  /// says so.
  private func isStopped(
    _ contribution: Contribution,
    of id: Node.ID,
    upstream: Tensor
  ) -> Bool {
    guard !isMatrixSweep, upstream.elements.contains(0) else { return false }
    let ones = Tensor(upstream.shape, repeating: 1)
    let slopes = trace.pullback(of: id, slot: contribution.slot, upstream: ones).elements
    if upstream.elements.allSatisfy({ $0 == 0 }) { return !slopes.allSatisfy(\.isFinite) }
    guard let operation = graph.operation(of: id) else { return false }
    switch operation.local(contribution.slot, trace.usage(of: id)).structure {
    case .diagonal: return zip(upstream.elements, slopes).contains { $0 == 0 && !$1.isFinite }
    case .identity, .scalarMultiple, .dense, .rightFactor, .leftFactor: return false
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
  private func line(for contribution: Contribution, of id: Node.ID, upstream: Tensor) -> Text {
    guard let operation = graph.operation(of: id) else { return Text() }
    let local = operation.local(contribution.slot, trace.usage(of: id))
    var line = formula(of: contribution, of: id)
    line +=
      isMatrixSweep
      ? Text(" = ") : numbers(of: contribution, local.contribution, of: id, upstream: upstream)
    line += typesetter.inline(contribution.amount, .gradient)
    if contribution.arrived > 1 { line += Text("; ") + sum(contribution) }
    guard contribution.expected > 1 else { return line }
    let count = "\u{A0}(\(contribution.arrived)\u{A0}of\u{A0}\(contribution.expected)\u{A0}arrived)"
    return line + Text(count, .dimmed)
  }

  /// What one operand gets, as a formula: `to b: g·∂c/∂b = g·1`.
  func formula(of contribution: Contribution, of id: Node.ID) -> Text {
    guard let operation = graph.operation(of: id) else { return Text() }
    let local = operation.local(contribution.slot, trace.usage(of: id))
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
    of id: Node.ID,
    upstream: Tensor
  ) -> Text {
    let plain = Text(" = ")
    guard !isStopped(contribution, of: id, upstream: upstream),
      let filling = numberFilling(of: id, upstream: upstream)
    else { return plain }
    let inserted = Typesetter.fill(formula, filling)
    guard inserted.plain != typesetter.inline(contribution.amount, .gradient).plain else {
      return plain
    }
    let again = roundedWithResult(id).pullback(slot: contribution.slot, upstream: round(upstream))
    return plain + inserted + Text(shown(contribution.amount) == shown(again) ? " = " : " ≈ ")
  }

  /// The contribution added to what had arrived: `0.3 + (−0.08) = 0.22`.
  private func sum(_ contribution: Contribution) -> Text {
    let (previous, amount, total) = (
      contribution.previous, contribution.amount, contribution.accumulated
    )
    let isExact = shown(round(previous) + round(amount)) == shown(total)
    return sumOfNumbers(contribution) + Text(isExact ? " = " : " ≈ ")
      + typesetter.inline(total, .gradient)
  }

  /// The left side of that: `0.3 + (−0.08)`.
  func sumOfNumbers(_ contribution: Contribution) -> Text {
    Typesetter.fill(
      "{0} + {1}",
      Typesetter.Filling(
        operand: { slot in
          typesetter.inline(slot == 0 ? contribution.previous : contribution.amount, .gradient)
        },
        result: Text()
      )
    )
  }

  /// The local gradient of a slot, as an edge shows it: a number for scalars, else a formula.
  func localGradient(of id: Node.ID, slot: Int) -> Text {
    guard let operation = graph.operation(of: id) else { return Text() }
    let usage = trace.usage(of: id)
    if graph.shape(of: id).isScalarLike, usage.shapes[slot].isScalarLike {
      let one = Tensor(graph.shape(of: id), repeating: 1)
      let derivative = trace.pullback(of: id, slot: slot, upstream: one)
      return Text(format.string(derivative.elements[0]), .gradient)
    }
    return Typesetter.fill(operation.local(slot, usage).formula, names(of: id))
  }

  /// How what stands at a node is pulled back through a slot: one gradient, or the Jacobian.
  func pullback(_ local: LocalGradient) -> Formula {
    isMatrixSweep ? "{g}·\(local.formula.asFactor)" : local.contribution
  }

  /// Whether the Jacobian stands at each node, and not one gradient.
  var isMatrixSweep: Bool { trace.sweep == .reverse(.everyComponent) }
}
