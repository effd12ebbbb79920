import GradstepGraph
import GradstepTrace

/// Says in formulas, numbers and words what happens in a step.
struct Explainer: Sendable {
  let trace: Trace
  let format: NumberFormat
  /// The name of the lesson.
  let title: String
  /// The formulas of the lesson as they were understood, that of the output last.
  let readings: [Text]

  /// The letter that stands for upstream.
  private let upstreamLetter: String

  init(trace: Trace, format: NumberFormat, title: String, readings: [Text]) {
    self.trace = trace
    self.format = format
    self.title = title
    self.readings = readings
    let taken = Set(
      (trace.graph.displayNames + trace.graph.groups.map(\.function))
        .map { String($0.prefix { $0 != "_" && $0 != "^" }) }
    )
    upstreamLetter = ["g", "δ", "r", "q"].first { !taken.contains($0) } ?? "upstream"
  }

  private var graph: Graph { trace.graph }
  private var typesetter: Typesetter { Typesetter(trace: trace, format: format) }

  /// The caption of the step that a snapshot was taken after.
  func caption(of snapshot: Snapshot) -> Caption {
    let step = snapshot.step
    let last = trace.steps.count - 1
    let header = Text("\(title) · step \(step.index) of \(last) · \(step.phase.rawValue)", .dimmed)
    let (headline, lines) = content(of: snapshot)
    return Caption(header: header, headline: headline, lines: lines)
  }

  private func content(of snapshot: Snapshot) -> (headline: Text, lines: [Text]) {
    switch (snapshot.step.phase, snapshot.step.node) {
    case (.forward, let node?): (equation(of: node), [evaluation(of: node)])
    case (.seed, _): seed
    case (.backward, let node?): backward(node, snapshot.contributions)
    case (.inputs, _), (_, nil): inputs
    }
  }

  // MARK: - Inputs and seed

  private var inputs: (Text, [Text]) {
    let variables = graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }
    let constants = graph.nodes.indices.filter {
      graph.nodes[$0].kind == .constant && graph.origins[$0].name != nil
    }
    var lines: [Text] = []
    if !variables.isEmpty {
      let verb = variables.count == 1 ? " has its value" : " have their values"
      lines.append(list(variables) + Text(verb))
    }
    if !constants.isEmpty {
      let verb = constants.count == 1 ? " is a constant and gets" : " are constants and get"
      lines.append(list(constants) + Text("\(verb) no gradient"))
    }
    let idle = variables.filter { !trace.reachesOutput[$0] }
    if !idle.isEmpty {
      let (verb, pronoun) =
        idle.count == 1 ? ("leads", "its gradient is") : ("lead", "their gradients are")
      lines.append(
        Text("no path \(verb) from ") + list(idle) + Text(" to ") + output
          + Text(", so \(pronoun) 0")
      )
    }
    return (readings.last ?? output, parts + lines)
  }

  /// The formulas that the output is built of, unless there are too many to be read.
  private var parts: [Text] {
    let parts = readings.dropLast()
    guard !parts.isEmpty, parts.count <= Self.largestPartCount else { return [] }
    var line = Text("where ")
    for (position, part) in parts.enumerated() {
      if position > 0 { line += Text(position == parts.count - 1 ? " and " : ", ") }
      line += part
    }
    return [line]
  }

  private static let largestPartCount = 8

  private var seed: (Text, [Text]) {
    let shape = graph.shape(of: graph.output)
    let numbers = typesetter.inline(trace.seed, .gradient)
    if shape.rank == 0 {
      return (
        Text("seed: ∂") + output + Text("/∂") + output + Text(" = ") + numbers,
        [Text("the walk backward starts at the output")]
      )
    }
    return (
      Text("seed: the gradient of ") + output + Text(" is ") + numbers,
      [
        Text("all ones: what follows are the gradients of the sum of the components of ") + output
      ]
    )
  }

  private var output: Text { typesetter.name(graph.output) }

  private func list(_ ids: [Node.ID]) -> Text {
    var text = Text()
    for (position, id) in ids.enumerated() {
      if position > 0 { text += Text(position == ids.count - 1 ? " and " : ", ") }
      text += typesetter.name(id)
    }
    return text
  }

  /// The name of a node, styled.
  func name(of id: Node.ID) -> Text { typesetter.name(id) }

  /// An expanded call: the function's name, and the names of what it is called with.
  func call(_ group: Group) -> Text {
    var text = Typesetter.functionName(group.function) + Text("(")
    for (position, argument) in group.arguments.enumerated() {
      if position > 0 { text += Text(", ") }
      switch argument {
      case .node(let id): text += typesetter.name(id)
      case .number(let written): text += Typesetter.words(written)
      }
    }
    return text + Text(")")
  }

  // MARK: - Forward

  /// The node as its operation applied to the names of its operands: `v₂ = v₁ + b`.
  func equation(of id: Node.ID) -> Text {
    typesetter.name(id) + Text(" = ") + expression(of: id)
  }

  /// The right side of the equation.
  func expression(of id: Node.ID) -> Text {
    guard let operation = graph.operation(of: id) else { return typesetter.name(id) }
    return Typesetter.fill(operation.formula(graph.usage(of: id)), names(of: id))
  }

  /// The equation with the numbers put in: `= [1, 2] + [3, 4] = [4, 6]`.
  private func evaluation(of id: Node.ID) -> Text {
    guard let operation = graph.operation(of: id) else { return Text() }
    let result = trace.value(of: id)
    let numbers = typesetter.inline(result, .value)
    guard let filling = numberFilling(of: id, upstream: nil) else { return Text("= ") + numbers }
    let inserted = Typesetter.fill(operation.formula(graph.usage(of: id)), filling)
    guard inserted.plain != numbers.plain else { return Text("= ") + numbers }
    let sign = shown(result) == shown(rounded(id).result) ? " = " : " ≈ "
    return Text("= ") + inserted + Text(sign) + numbers
  }

  // MARK: - Backward

  private func backward(_ id: Node.ID, _ contributions: [Contribution]) -> (Text, [Text]) {
    let upstream = trace.gradient(of: id) ?? Tensor(graph.shape(of: id), repeating: 0)
    let headline =
      Text("pull back through ") + equation(of: id) + Text(", upstream ") + upstreamName
      + Text("\u{A0}=\u{A0}") + typesetter.inline(upstream, .gradient)
    guard !contributions.isEmpty else {
      return (headline, [Text("its operands are constants, which get no gradient")])
    }
    return (headline, contributions.map { line(for: $0, of: id, upstream: upstream) })
  }

  /// What one operand gets: the formula, the numbers, and what has arrived.
  private func line(for contribution: Contribution, of id: Node.ID, upstream: Tensor) -> Text {
    let slot = contribution.slot
    guard let operation = graph.operation(of: id) else { return Text() }
    let formula = operation.local(slot, graph.usage(of: id)).contribution
    var line = Text("to ") + typesetter.name(contribution.operand)
    if graph.operands(of: id).filter({ $0 == contribution.operand }).count > 1 {
      // Each slot has a part of ∂(node)/∂(operand) alone.
      line += Text(" as operand \(slot + 1): ")
    } else {
      line += Text(": ")
      if upstream.shape.isScalarLike, contribution.amount.shape.isScalarLike {
        // The chain rule in its own signs, before it is worked out.
        line += upstreamName + Text("·∂") + typesetter.name(id) + Text("/∂")
        line += typesetter.name(contribution.operand) + Text(" = ")
      }
    }
    line += Typesetter.fill(formula, names(of: id))
    let amount = typesetter.inline(contribution.amount, .gradient)
    if let filling = numberFilling(of: id, upstream: upstream) {
      let inserted = Typesetter.fill(formula, filling)
      if inserted.plain != amount.plain {
        line += Text(" = ") + inserted
        let (evaluation, roundedUpstream) = (rounded(id), round(upstream))
        let again = evaluation.pullback(slot: slot, upstream: roundedUpstream)
        line += Text(shown(contribution.amount) == shown(again) ? " = " : " ≈ ")
      } else {
        line += Text(" = ")
      }
    } else {
      line += Text(" = ")
    }
    line += amount
    if contribution.arrived > 1 { line += Text("; ") + sum(contribution) }
    guard contribution.expected > 1 else { return line }
    let count = " (\(contribution.arrived) of \(contribution.expected) arrived)"
    return line + Text(count.replacingSpaces, .dimmed)
  }

  /// The contribution added to what had arrived: `0.3 + (−0.08) = 0.22`.
  private func sum(_ contribution: Contribution) -> Text {
    let (previous, amount, total) = (
      contribution.previous, contribution.amount, contribution.accumulated
    )
    let added = zip(round(previous).elements, round(amount).elements).map(+)
    let isExact = shown(Tensor(total.shape, added)) == shown(total)
    var text = Typesetter.fill(
      "{0} + {1}",
      Typesetter.Filling(
        operand: { typesetter.inline($0 == 0 ? previous : amount, .gradient) },
        result: Text(),
        upstream: Text()
      )
    )
    text += Text(isExact ? " = " : " ≈ ")
    return text + typesetter.inline(total, .gradient)
  }

  /// The local gradient of a slot, as an edge shows it: a number for scalars, else a formula.
  func localGradient(of id: Node.ID, slot: Int) -> Text {
    guard let operation = graph.operation(of: id) else { return Text() }
    let usage = graph.usage(of: id)
    if graph.shape(of: id).isScalarLike, usage.shapes[slot].isScalarLike {
      let one = Tensor(graph.shape(of: id), repeating: 1)
      let derivative = trace.pullback(of: id, slot: slot, upstream: one)
      return Text(format.string(derivative.elements[0]), .gradient)
    }
    let formula = Typesetter.fill(operation.local(slot, usage).formula, names(of: id))
    return Text(formula.runs.map { Text.Run($0.string, $0.role, script: $0.script) })
  }

  // MARK: - Fillings

  private func names(of id: Node.ID) -> Typesetter.Filling {
    let operands = Array(graph.operands(of: id))
    return Typesetter.Filling(
      operand: { typesetter.name(operands[$0]) },
      result: typesetter.name(id),
      upstream: upstreamName
    )
  }

  /// What upstream is called: `g`, or another letter where the source uses that one.
  private var upstreamName: Text { Text(upstreamLetter, .name) }

  /// The numbers of the operands; `nil` where they would fill the page.
  private func numberFilling(of id: Node.ID, upstream: Tensor?) -> Typesetter.Filling? {
    let operands = Array(graph.operands(of: id))
    let shapes = operands.map { graph.shape(of: $0) } + [graph.shape(of: id)]
    guard shapes.allSatisfy(typesetter.isShort), operands.count <= NumberBlock.largestSide else {
      return nil
    }
    return Typesetter.Filling(
      operand: { typesetter.inline(trace.value(of: operands[$0]), .value) },
      result: typesetter.inline(trace.value(of: id), .value),
      upstream: upstream.map { typesetter.inline($0, .gradient) } ?? Text()
    )
  }

  /// The operation applied to the numbers as they are printed.
  ///
  /// Where the printed numbers do not give the printed result, an equals sign would be wrong.
  private func rounded(_ id: Node.ID) -> Evaluation {
    let operands = graph.operands(of: id).map { round(trace.value(of: $0)) }
    let parameters = Array(graph.parameters(of: id))
    guard let operation = graph.operation(of: id),
      let evaluation = try? Evaluation(operation, operands, parameters: parameters)
    else { preconditionFailure("the graph holds only applications that fit") }
    return evaluation
  }

  private func round(_ tensor: Tensor) -> Tensor { tensor.map(format.rounded) }

  private func shown(_ tensor: Tensor) -> [String] { tensor.elements.map(format.string) }
}

extension String {
  /// The string held together in one line.
  fileprivate var replacingSpaces: String { String(map { $0 == " " ? "\u{A0}" : $0 }) }
}
