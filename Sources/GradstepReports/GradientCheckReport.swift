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
          Table.Cell(TextPrinter.name(graph.printedName(of: id))),
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
    return number + Text(" at ", .dimmed) + graph.label(worst.component)
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
    for (reason, count) in tally(result.components, words).prefix(Self.largestReasonCount) {
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
        ? Text() : Text(" at ", .dimmed) + graph.label(component.component))
  }

  /// What is said of the reasons to skip components, each once, with how many it stands for.
  private func tally(
    _ components: [GradientCheck.Component],
    _ words: (GradientCheck.Obstacle) -> String
  ) -> [(words: String, count: Int)] {
    var entries: [(words: String, count: Int)] = []
    var positions: [String: Int] = [:]
    for component in components {
      guard case .skipped(let obstacle) = component.verdict else { continue }
      let words = words(obstacle)
      let position = positions[words] ?? entries.count
      if position == entries.count { entries.append((words, 0)) }
      positions[words] = position
      entries[position].count += 1
    }
    return entries
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
    let agree =
      agreeing == 1
      ? "agrees with its difference quotient" : "agree with their difference quotients"
    return "\(agreeing) of \(components.count.counting("gradient")) \(agree) "
      + "within \(Self.errors.string(check.tolerance))"
      + (differing > 0 ? ", \(differing) \(differing == 1 ? "does" : "do") not" : "")
      + (skipped > 0 ? ", \(skipped) \(skipped == 1 ? "is" : "are") skipped" : "")
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
    let places = tally(check.components, place).map { "\($0.count) \($0.words)" }
    return places.isEmpty ? nil : "skipped: " + places.joined(separator: "; ")
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
    var names: [String] = []
    for user in graph.nodes.indices
    where trace.reachesOutput[user] && graph.operands(of: user).contains(last) {
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
      parts += shown + (rest > 0 ? ["some of \(rest.counting("other node"))"] : [])
    }
    guard !parts.isEmpty else { return nil }
    return "a spread-out selection was checked: \(parts.joined(separator: ", "))"
  }

  func name(_ id: Node.ID) -> String { Self.typeset(graph.printedName(of: id)) }

  private static func typeset(_ name: String) -> String { TextPrinter.name(name).plain }

  /// Errors are told by their size.
  private static let errors = NumberFormat(precision: 2)
}
