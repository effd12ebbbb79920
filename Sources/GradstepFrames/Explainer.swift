package import GradstepGraph
import GradstepSyntax
package import GradstepText
package import GradstepTrace

/// Says in formulas, numbers and words what happens in a step.
package struct Explainer: Sendable {
  package let arithmetic: Arithmetic
  let printer: TextPrinter
  var setting = Setting()

  /// What is said of a lesson besides its steps.
  struct Setting: Sendable {
    /// The name of the lesson.
    var title = ""
    /// The formulas of the lesson as they were understood, that of the output last.
    var readings: [Text] = []
    /// How the formulas read where a person could have meant something else.
    var echo: String?
    /// Whether captions say why.
    var tellsReasons = false
  }

  package init(trace: Trace, format: NumberFormat) {
    arithmetic = Arithmetic(trace, format: format)
    printer = TextPrinter(format: format)
  }

  init(trace: Trace, format: NumberFormat, setting: Setting) {
    self.init(trace: trace, format: format)
    self.setting = setting
  }

  var trace: Trace { arithmetic.trace }
  package var graph: Graph { arithmetic.graph }
  package var format: NumberFormat { printer.format }

  /// The caption of the step that a snapshot was taken after.
  func caption(of snapshot: Snapshot) -> Caption {
    let step = snapshot.step
    let last = snapshot.course.steps.count - 1
    let header =
      "\(setting.title) · step \(step.index) of \(last) · \(step.phase.rawValue)"
      + (snapshot.epoch.map { " · \($0)" } ?? "")
    let (headline, lines) = content(of: snapshot)
    let reasons = setting.tellsReasons ? reasons(of: snapshot) : []
    return Caption(
      header: Text(header, .dimmed),
      headline: headline,
      lines: lines,
      reasons: reasons.map { Text("why: ", .dimmed) + $0 }
    )
  }

  private func content(of snapshot: Snapshot) -> (headline: Text, lines: [Text]) {
    switch (snapshot.step.phase, snapshot.step.node) {
    case (.forward, let node?):
      (
        equation(of: node),
        evaluation(of: node) + tangent(of: node) + remark(on: node) { $0.forward }
          + domain(of: node) + change(of: node, in: snapshot)
      )
    case (.seed, _): seed
    case (.backward, let node?): backward(node, snapshot.contributions)
    case (.update, let node?): update(of: node)
    case (.inputs, _), (_, nil): inputs
    }
  }

  // MARK: - Inputs and seed

  private var inputs: (Text, [Text]) {
    let variables = graph.nodes(.variable)
    let constants = graph.nodes(.constant).filter { graph.origins[$0].name != nil }
    var lines = setting.echo.map { [Text($0)] } ?? []
    if !variables.isEmpty {
      let verb = variables.count == 1 ? "has its value" : "have their values"
      lines.append("\(list(variables)) \(verb)")
    }
    if !constants.isEmpty {
      let verb = constants.count == 1 ? "is a constant and gets" : "are constants and get"
      lines.append("\(list(constants)) \(verb) no gradient")
    }
    let chosen = graph.leavesOfShapeAlone
    if !chosen.isEmpty {
      let verb = chosen.count == 1 ? "has" : "have"
      lines.append("values were chosen for \(list(chosen)), which \(verb) a shape alone")
    }
    let idle = variables.filter { !trace.reachesOutput[$0] }
    if !idle.isEmpty {
      let verb = idle.count == 1 ? "its gradient is" : "their gradients are"
      lines.append("no path leads from \(list(idle)) to \(output), so \(verb) 0")
    }
    return (setting.readings.last ?? output, parts + lines)
  }

  /// The formulas that the output is built of, unless there are too many to be read.
  private var parts: [Text] {
    let parts = setting.readings.dropLast()
    guard !parts.isEmpty, parts.count <= Self.largestPartCount else { return [] }
    return ["where \(Text.list(parts))"]
  }

  private static let largestPartCount = 8

  private var seed: (Text, [Text]) {
    guard case .reverse(let seed) = trace.sweep else { return (output, []) }
    let numbers = trace.seed.map { printer.numbers($0, .gradient) } ?? Text()
    let derivative: Text = "seed: \(partial(graph.output, by: graph.output)) = \(numbers)"
    let gradient: Text = "seed: the gradient of \(output) is \(numbers)"
    switch seed {
    case .ones where graph.shape(of: graph.output).rank == 0:
      return (
        derivative,
        [
          trace.isOnWayBack[graph.output]
            ? "the walk backward starts at the output"
            : "the output depends on no variable, so nothing flows back"
        ]
      )
    case .ones:
      return (
        gradient,
        ["all ones: what follows are the gradients of the sum of the components of \(output)"]
      )
    case .component(let index):
      let words = "what follows are its gradients, row \(index + 1) of the Jacobian"
      return (gradient, ["component \(index + 1) alone: \(words)"])
    case .cotangent:
      let product: Text = "v\(TextPrinter.raised("T")) times the Jacobian"
      return (gradient, ["a cotangent v: what follows is \(product)"])
    case .everyComponent:
      let words = "a row for each component: at each node stands the Jacobian"
      return (derivative, ["\(words) ∂\(output)/∂(node)"])
    }
  }

  private var output: Text { name(of: graph.output) }

  private func list(_ ids: [Node.ID]) -> Text { Text.list(ids.map(name)) }

  /// The name of a node, styled.
  package func name(of id: Node.ID) -> Text { printer.text(arithmetic.name(id)) }

  /// The sign before a number that stands for a name or for a formula of names.
  func sign(before tensor: Tensor) -> Text { TextPrinter.sign(arithmetic.isWhole(tensor)) }

  /// A name and its numbers, on a line that does not end between them.
  func assignment(_ name: Formula, _ numbers: Formula.Term) -> Text {
    printer.unbroken(arithmetic.assignment(name, numbers))
  }

  /// ∂(node)/∂(operand).
  package func partial(_ node: Node.ID, by operand: Node.ID) -> Text {
    printer.text(
      .derivative(arithmetic.name(node), by: arithmetic.name(operand), along: .operation)
    )
  }

  /// What a group is: a call with its arguments, the number of a turn, or the terms of a sum.
  func title(_ group: Group) -> Text {
    switch group.content {
    case .call(let function, let arguments):
      call(function, arguments)
    case .turn(let turn):
      "\(TextPrinter.name(turn.index)) = \(SyntaxTree.reading(ofNumbers: [turn.number]))"
    case .terms(let reduction, let index, let values):
      Text(SyntaxTree.reading(of: reduction), .symbol) + Text(reduction == .stack ? "" : " ")
        + TextPrinter.name(index)
        + Text(values.isEmpty ? "" : " = \(SyntaxTree.reading(ofNumbers: values))")
    }
  }

  /// An expanded call: the function's name, and the names of what it is called with.
  private func call(_ function: String, _ arguments: [Group.Argument]) -> Text {
    let names = arguments.map { argument in
      switch argument {
      case .node(let id): name(of: id)
      case .number(let written): TextPrinter.text(written)
      }
    }
    return "\(TextPrinter.functionName(function))(\(names.joined(by: ", ")))"
  }
}
