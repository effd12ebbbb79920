import GradstepGraph
import GradstepText
import GradstepTrace

/// The way back: an operation passes its gradient on to its operands.
extension Script {
  static let backward = Script(
    Frame.Phase(name: Step.Phase.backward.rawValue, tint: .gradient, flow: .toOperand),
    facts: [.upstream, .explanation, .why, .contributions],
    words: { explainer, id, snapshot in explainer.backward(id, snapshot.contributions) },
    symbols: { explainer, id, snapshot in
      let lines = snapshot.contributions.prefix(Explainer.mostLines)
        .map { explainer.formula(of: $0, of: id) }
      return (explainer.symbolicPullback(of: id), lines)
    },
    reasons: { explainer, id, snapshot in explainer.reasons(of: id, snapshot.contributions) },
    changes: { moment, id in moment.passBack(id) },
    isChanged: { id, snapshot in snapshot.contributions.contains { $0.operand == id } }
  )
}

extension Explainer {
  fileprivate func backward(_ id: Node.ID, _ contributions: [Contribution]) -> (Text, [Text]) {
    // Nobody reads a line for each entry of a long list.
    let told = contributions.prefix(Self.mostLines)
    var lines = told.map { line(for: $0, of: id) }
    let rest = contributions.count - told.count
    if rest > 0 {
      lines.append(Text("and so on for \(rest.counting("more operand"))", .dimmed))
    }
    if told.contains(where: { arithmetic.isStopped($0, of: id) }) {
      lines.append(Self.nothingCarried(arithmetic.upstream(of: id)))
    }
    lines += arithmetic.kinks(of: id, told.map { $0.slot }).map {
      Text("no derivative here: \($0)")
    }
    return (pullback(of: id), lines + remark(on: id) { $0.backward } + domain(of: id))
  }

  /// The most operands whose parts are told one by one.
  fileprivate static let mostLines = 64

  /// What is pulled back through an operation.
  func pullback(of id: Node.ID) -> Text {
    "pull back through \(equation(of: id)), upstream \(upstream(of: id))"
  }

  /// The same, with what upstream is in names.
  fileprivate func symbolicPullback(of id: Node.ID) -> Text {
    let whole = Formula.derivative(
      Objective(trace).name,
      by: arithmetic.name(id),
      along: .all
    )
    let upstream = printer.text(Equation(arithmetic.upstreamName).equal(to: whole))
    return "pull back through \(equation(of: id)), upstream \(upstream)"
  }

  /// The gradient that a node has received, with its name.
  func upstream(of id: Node.ID) -> Text {
    assignment(arithmetic.upstreamName, .flow(arithmetic.upstream(of: id)))
  }

  private static func nothingCarried(_ upstream: Tensor) -> Text {
    Text(
      upstream.elements.allSatisfy { $0 == 0 }
        ? "upstream is 0, so this path carries nothing, whatever the slope"
        : "where upstream is 0 this path carries nothing, whatever the slope"
    )
  }

  /// What one operand gets: the formula, the numbers, and what has arrived.
  private func line(for contribution: Contribution, of id: Node.ID) -> Text {
    var line = amount(of: contribution, of: id)
    if contribution.arrived > 1 {
      line += Text("; ") + printer.text(arithmetic.accumulation(contribution))
    }
    guard contribution.expected > 1 else { return line }
    let count = "\u{A0}(\(contribution.arrived)\u{A0}of\u{A0}\(contribution.expected)\u{A0}arrived)"
    return line + Text(count, .dimmed)
  }

  /// What one operand gets through one slot: the formula, the numbers put in, and the amount.
  func amount(of contribution: Contribution, of id: Node.ID) -> Text {
    text(arithmetic.amount(contribution, of: id), to: contribution, of: id)
  }

  /// What one operand gets, as a formula: `to b: g·∂c/∂b = g·1`.
  func formula(of contribution: Contribution, of id: Node.ID) -> Text {
    text(arithmetic.contribution(contribution, of: id), to: contribution, of: id)
  }

  private func text(_ equation: Equation?, to contribution: Contribution, of id: Node.ID) -> Text {
    guard let equation else { return Text() }
    return "to \(receiver(of: contribution, of: id)): \(printer.text(equation))"
  }

  /// Which operand gets it, and at which place where it has several.
  func receiver(of contribution: Contribution, of id: Node.ID) -> Text {
    let operand = name(of: contribution.operand)
    let isSeveral = graph.operands(of: id).count { $0 == contribution.operand } > 1
    return isSeveral ? "\(operand) as operand \(contribution.slot + 1)" : operand
  }

  /// The local gradient of a slot, as an edge shows it: a number for scalars, else a formula, or its
  /// name where that is too long.
  func localGradient(of id: Node.ID, slot: Int) -> Text {
    guard let local = trace.localGradient(of: id, slot: slot) else { return Text() }
    if graph.shape(of: id).isScalarLike, graph.usage(of: id).shapes[slot].isScalarLike {
      return Text(format.string(arithmetic.slope(of: id, [slot]).elements[0]), .gradient)
    }
    let formula = printer.text(arithmetic.inNames(local.formula, of: id))
    let isLong = setting.theme.size(ofLocal: formula).width > setting.theme.longestLocal
    return isLong ? partial(id, by: graph.operand(of: id, slot: slot)) : formula
  }
}
