import GradstepGraph
public import GradstepTrace

/// What is said of a gradient check: a row for each node, and what follows from them.
public struct GradientCheckReport: Sendable {
  let check: GradientCheck
  let linearization: LinearizationCheck?
  let trace: Trace
  let format: NumberFormat

  /// A report on the check of a trace's gradients and of its linearisation.
  public init(
    _ check: GradientCheck,
    _ linearization: LinearizationCheck?,
    of trace: Trace,
    format: NumberFormat = .standard
  ) {
    self.check = check
    self.linearization = linearization
    self.trace = trace
    self.format = format
  }

  var graph: Graph { trace.graph }

  // MARK: - Gradients

  /// The nodes that were checked, with their largest errors and what came out.
  public var table: Table {
    Table(
      headings: ["", "operation", "shape", "checked", "largest error", "verdict"],
      rows: check.nodes.map { result in
        let id = result.node
        let judged = result.components.count { $0.error != nil }
        return [
          Table.Cell(Typesetter.name(graph.displayNames[id])),
          Table.Cell(Text(graph.operation(of: id)?.name ?? "variable", .symbol)),
          Table.Cell(Text(graph.shape(of: id).description, .dimmed)),
          Table.Cell(Text("\(judged) of \(result.componentCount)")),
          Table.Cell(largestError(of: result)),
          Table.Cell(verdict(of: result)),
        ]
      }
    )
  }

  /// The largest relative error of a node, and where that is.
  private func largestError(of result: GradientCheck.NodeResult) -> Text {
    guard let worst = result.worst, let error = worst.error else { return Text("–", .dimmed) }
    let number = Text(Self.errors.string(error))
    guard error > 0, result.componentCount > 1 else { return number }
    return number + Text(" at ", .dimmed) + label(worst.component)
  }

  /// What came out for a node: the worst difference, and each reason to skip components.
  private func verdict(of result: GradientCheck.NodeResult) -> [Text] {
    var lines: [Text] = []
    let failures = result.failures
    if let worst = result.worst, worst.isFailure {
      lines.append(Text("✗ ") + difference(worst))
      if failures.count > 1 {
        lines.append(Text("  \(failures.count) components differ", .dimmed))
      }
    } else if result.worst != nil {
      lines.append(Text("✓"))
    }
    for (reason, count) in reasons(in: result.components).prefix(Self.largestReasonCount) {
      let subject = count == result.componentCount ? "skipped" : "\(count) skipped"
      lines.append(Text("\(subject): \(reason)"))
    }
    return lines
  }

  /// The gradient and the difference quotient that do not agree.
  private func difference(_ component: GradientCheck.Component) -> Text {
    guard case .differs(let quotient, _) = component.verdict else { return Text() }
    let gradient = format.string(component.gradient)
    let isTold = gradient != format.string(quotient)
    // Numbers that differ look different.
    let format = isTold ? format : NumberFormat(precision: NumberFormat.precisions.upperBound)
    return Text("gradient ") + Text(format.string(component.gradient), .gradient)
      + Text(", difference quotient ") + Text(format.string(quotient), .value)
      + (component.component.indices.isEmpty
        ? Text() : Text(" at ", .dimmed) + label(component.component))
  }

  /// The reasons to skip components, with how many each one stands for, in the order of the node.
  private func reasons(
    in components: [GradientCheck.Component]
  ) -> [(reason: String, count: Int)] {
    var reasons: [(reason: String, count: Int)] = []
    var positions: [String: Int] = [:]
    for component in components {
      guard case .skipped(let obstacle) = component.verdict else { continue }
      let reason = words(for: obstacle)
      if let position = positions[reason] {
        reasons[position].count += 1
      } else {
        positions[reason] = reasons.count
        reasons.append((reason, 1))
      }
    }
    return reasons
  }

  /// How many reasons to skip components of one node are said.
  private static let largestReasonCount = 3

  /// Why difference quotients cannot judge a gradient.
  func words(for obstacle: GradientCheck.Obstacle) -> String {
    switch obstacle {
    case .kink(let kink, _): return kink.summary
    case .bend: return "the slopes on both sides differ over every step, as at a kink or a pole"
    case .notFinite(let id): return "\(name(id)) is not finite"
    case .neighbour(let id):
      let domain = graph.domainSentence(of: id).map { ": \($0)" } ?? ""
      return "right beside it \(name(id)) is not finite\(domain)"
    case .rounding(let uncertainty):
      return uncertainty.isFinite
        ? "rounding leaves the quotient uncertain by \(Self.errors.string(uncertainty))"
        : "no step gives a finite quotient"
    }
  }

  // MARK: - Sentences

  /// How many gradients agree, where the others begin to differ, and what was not looked at.
  public var sentences: [String] {
    [outcome] + [culprit, selection].compactMap(\.self)
  }

  private var outcome: String {
    let components = check.components
    guard !components.isEmpty else { return "no node has a gradient" }
    let agreeing = components.count { component in
      if case .agrees = component.verdict { true } else { false }
    }
    let differing = components.count(where: \.isFailure)
    let skipped = components.count - agreeing - differing
    var sentence =
      "\(agreeing) of \(components.count) gradient\(components.count == 1 ? "" : "s") "
      + "agree\(agreeing == 1 ? "s" : "") with \(agreeing == 1 ? "its" : "their") difference "
      + "quotient\(agreeing == 1 ? "" : "s") within \(Self.errors.string(check.tolerance))"
    if differing > 0 { sentence += ", \(differing) do\(differing == 1 ? "es" : "") not" }
    if skipped > 0 { sentence += ", \(skipped) \(skipped == 1 ? "is" : "are") skipped" }
    return sentence
  }

  /// Where the walk back goes wrong: behind the last node that differs all gradients are right.
  private var culprit: String? {
    guard let last = check.failures.last?.node else { return nil }
    let users = graph.nodes.indices.filter { id in
      trace.reachesOutput[id] && graph.operands(of: id).contains(last)
    }
    var names: [String] = []
    for user in users {
      guard let name = graph.operation(of: user)?.name, !names.contains(name) else { continue }
      names.append(name)
    }
    guard !names.isEmpty else { return nil }
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return "on the way back \(name(last)) is the first to differ: look at the pullback of \(list)"
  }

  private var selection: String? {
    let counted = check.nodes.filter { $0.components.count < $0.componentCount }
    var parts: [String] = []
    if check.nodes.count < check.nodeCount {
      parts.append("\(check.nodes.count) of \(check.nodeCount) nodes")
    }
    if !counted.isEmpty {
      let shown = counted.prefix(3).map { result in
        "\(result.components.count) of the \(result.componentCount) components of "
          + name(result.node)
      }
      let rest = counted.count - shown.count
      parts += shown + (rest > 0 ? ["some of \(rest) other node\(rest == 1 ? "" : "s")"] : [])
    }
    guard !parts.isEmpty else { return nil }
    return "a spread-out selection was checked: \(parts.joined(separator: ", "))"
  }

  func name(_ id: Node.ID) -> String { Typesetter.name(graph.displayNames[id]).plain }

  private func label(_ component: Jacobian.Component) -> Text {
    Typesetter.component(component, in: graph)
  }

  /// Errors are told by their size.
  private static let errors = NumberFormat(precision: 2)
}
