import GradstepFrames
import GradstepGraph
package import GradstepText
package import GradstepTrace

/// What is said of a gradient check: a row for each node, and what follows from them.
package struct GradientCheckReport: Sendable {
  let check: GradientCheck
  let linearization: LinearizationCheck?
  let trace: Trace
  let format: NumberFormat

  /// A report on the check of a trace's gradients and of its linearisation.
  package init(
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

  /// Both tables, each with what follows from it.
  package var report: Report { Report(parts, document: document) }

  private var parts: [Report.Part] {
    var parts: [Report.Part] = [.table(table), .words(sentences)]
    if let sentences = linearizationSentences {
      parts.append(.words(["", sentences.opening]))
      if let table = linearizationTable { parts.append(.table(table)) }
      parts.append(.words(sentences.closing))
    }
    return parts
  }

  // MARK: - Gradients

  /// The nodes that were checked, with their largest errors and what came out.
  package var table: Table {
    Table(
      headings: ["", "operation", "shape", "checked", "largest error", "verdict"],
      rows: check.nodes.map { result in
        let id = result.node
        let judged = result.components.count { $0.error != nil }
        return [
          Table.Cell(TextPrinter.name(graph.displayNames[id])),
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
    case .kink(let kink, _): return kink.summary + (kink.isJump ? ", where the value jumps" : "")
    case .cancellingKinks(let kink, let id, let quotient):
      return "\(kink.summary) at \(name(id)), but the kinks cancel out: "
        + "the slope is \(format.string(quotient))"
    case .jump: return "the value differs on both sides over every step: it jumps here"
    case .bend: return "the slopes on both sides differ over every step, as at a kink or a pole"
    case .notFinite(let id): return "\(name(id)) is not finite"
    case .neighbour(let id):
      let domain = graph.domainSentence(of: id, naming: Self.typeset).map { ": \($0)" } ?? ""
      return "right beside it \(name(id)) is not finite\(domain)"
    case .rounding(let uncertainty):
      return uncertainty.isFinite
        ? "rounding leaves the quotient uncertain by \(Self.errors.string(uncertainty))"
        : "no step gives a finite quotient"
    }
  }

  // MARK: - Sentences

  /// How many gradients agree, where the others begin to differ, and what was not looked at.
  package var sentences: [String] {
    [outcome] + [skipping, culprit, selection].compactMap { $0 }
  }

  private var outcome: String {
    let components = check.components
    guard !components.isEmpty else { return "nothing was checked: no node has a gradient" }
    let (agreeing, differing, skipped) = counts
    guard agreeing + differing > 0 else {
      return skipped == 1
        ? "nothing was checked: the one gradient is skipped"
        : "nothing was checked: all \(skipped) gradients are skipped"
    }
    guard check.isTelling else {
      return "nothing was checked that could differ: "
        + "\(skipped) of \(components.count) gradients \(skipped == 1 ? "is" : "are") skipped"
    }
    var sentence =
      "\(agreeing) of \(components.count) gradient\(components.count == 1 ? "" : "s") "
      + "agree\(agreeing == 1 ? "s" : "") with \(agreeing == 1 ? "its" : "their") difference "
      + "quotient\(agreeing == 1 ? "" : "s") within \(Self.errors.string(check.tolerance))"
    if differing > 0 { sentence += ", \(differing) do\(differing == 1 ? "es" : "") not" }
    if skipped > 0 { sentence += ", \(skipped) \(skipped == 1 ? "is" : "are") skipped" }
    return sentence
  }

  /// How many gradients agree with their difference quotients, differ from them, and are skipped.
  var counts: (agreeing: Int, differing: Int, skipped: Int) {
    let components = check.components
    let agreeing = components.count { $0.agrees }
    let differing = components.count { $0.isFailure }
    return (agreeing, differing, components.count - agreeing - differing)
  }

  /// What kept gradients from being checked, with how many each reason stands for.
  private var skipping: String? {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for component in check.components {
      guard case .skipped(let obstacle) = component.verdict else { continue }
      let place = place(of: obstacle)
      if counts[place] == nil { order.append(place) }
      counts[place, default: 0] += 1
    }
    guard !order.isEmpty else { return nil }
    return "skipped: " + order.map { "\(counts[$0] ?? 0) \($0)" }.joined(separator: "; ")
  }

  /// Where gradients cannot be checked, in words that stand for all such places.
  private func place(of obstacle: GradientCheck.Obstacle) -> String {
    switch obstacle {
    case .kink(let kink, _) where kink.isJump: "where a value jumps and has no slope"
    case .kink: "at a kink, where there is no one slope to compare with"
    case .cancellingKinks: "at kinks that cancel out, whose subgradients add up to another slope"
    case .bend: "where the slopes on both sides differ, as at a kink or a pole"
    case .jump: "where a value jumps and has no slope"
    case .notFinite: "where a value on the way to the output is not finite"
    case .neighbour: "right beside values that are not finite"
    case .rounding: "where rounding hides the slope"
    }
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

  func name(_ id: Node.ID) -> String { Self.typeset(graph.displayNames[id]) }

  private static func typeset(_ name: String) -> String { TextPrinter.name(name).plain }

  private func label(_ component: Jacobian.Component) -> Text {
    graph.label(component)
  }

  /// Errors are told by their size.
  private static let errors = NumberFormat(precision: 2)
}
