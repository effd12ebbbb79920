package import GradstepGraph
package import GradstepText
import GradstepTrace

/// What a list of the nodes says of one of them after a step, each part on one line.
package struct NodeRow: Hashable, Sendable {
  /// The node.
  package let node: Node.ID
  /// Its name, or its number.
  package let name: Text
  /// The operation with its operands; what kind of leaf it is elsewhere.
  package let operation: Text
  /// Scalar, vector or matrix, with its size.
  package let shape: Text
  /// The value; empty before the walk forward has come here.
  package let value: Text
  /// What has arrived of the gradient, or the tangent where tangents flow; empty before.
  package let gradient: Text
  /// How much of the gradient has arrived; `nil` where nothing has, or everything.
  package let arrival: Arrival?
  /// Whether the step has changed the value or the gradient.
  package let isChanged: Bool

  /// The gradient in at most so many columns, with the mark of one that has arrived in part.
  ///
  /// Numbers are left out before the mark is: without it a part looks like the whole.
  package func gradient(columns: Int) -> Text {
    guard let arrival else { return gradient.cut(columns: columns) }
    let marks = arrival.marking(Text()).columns
    return arrival.marking(gradient.cut(columns: max(1, columns - marks))).cut(columns: columns)
  }
}

extension Moment {
  /// The row of a node after the step.
  package func row(of id: Node.ID) -> NodeRow {
    let explainer = explainer
    let graph = trace.graph
    return NodeRow(
      node: id,
      name: explainer.name(of: id),
      operation: graph.nodes[id].kind == .operation
        ? explainer.expression(of: id) : Text(graph.nodes[id].kind.rawValue, .dimmed),
      shape: Text(graph.shape(of: id).description, .dimmed),
      value: snapshot.value(of: id).map { explainer.printer.numbers($0, .value) } ?? Text(),
      gradient: gradient(of: id),
      arrival: snapshot.arrival(at: id),
      isChanged: snapshot.step.phase.script.isChanged(id, snapshot)
    )
  }

  /// A node and what it evaluates to: `x = [1, −2]`.
  package func assignment(of id: Node.ID) -> Text {
    let value = value(of: id)
    return explainer.name(of: id) + explainer.sign(before: value)
      + explainer.printer.numbers(value, .value)
  }

  /// The name of a node with the value that it gets, whether the walk has come there or not.
  package func result(of id: Node.ID) -> (name: Text, value: Text) {
    (explainer.name(of: id), explainer.printer.numbers(value(of: id), .value))
  }

  private func value(of id: Node.ID) -> Tensor { snapshot.value(of: id) ?? trace.value(of: id) }

  /// The operation of a node with its operands; the name of a leaf.
  package func expression(of id: Node.ID) -> Text { explainer.expression(of: id) }

  /// The equation of a node, and its value and its gradient row by row.
  ///
  /// The middle of a matrix is left out where it is wider than so many columns.
  package func numbers(of id: Node.ID, columns: Int) -> [Text] {
    let name = explainer.name(of: id)
    let isOperation = trace.graph.nodes[id].kind == .operation
    var lines = [isOperation ? explainer.equation(of: id) : name]
    lines[0] += Text("   shape \(trace.graph.shape(of: id))", .dimmed)
    if let value = snapshot.value(of: id) {
      lines += explainer.rows(
        of: value,
        .value,
        after: name + explainer.sign(before: value),
        columns: columns
      )
    }
    if let flow = flow(to: id) {
      let mark = Text(snapshot.tangent(of: id) == nil ? "∂" : "d")
      let arrival = snapshot.arrival(at: id)
      let opening = arrival == nil ? Text() : Text(Arrival.opening, .gradient)
      lines += explainer.rows(
        of: flow,
        .gradient,
        after: mark + name + explainer.sign(before: flow) + opening,
        columns: columns - (arrival.map { $0.ending.count + 1 } ?? 0)
      )
      if let arrival { lines[lines.count - 1] += Text("\u{A0}\(arrival.ending)", .gradient) }
    }
    return lines
  }

  /// What has arrived of the gradient, or the tangent.
  private func flow(to id: Node.ID) -> Tensor? {
    snapshot.tangent(of: id) ?? snapshot.gradient(of: id)
  }

  private func gradient(of id: Node.ID) -> Text {
    if let tensor = flow(to: id) { return explainer.printer.numbers(tensor, .gradient) }
    return trace.showsNoGradient(id) ? Text("–", .dimmed) : Text()
  }
}

extension Explainer {
  /// The rows of a value one below another, with brackets, the first behind what it is equal to.
  func rows(
    of tensor: Tensor,
    _ role: Text.Role,
    after opening: Text,
    columns: Int
  ) -> [Text] {
    // A number takes two columns at least, so what is much larger cannot fit.
    let isWide = tensor.shape.columns > columns / 2
    var block = NumberBlock(
      tensor,
      format: format,
      measure: NumberBlock.Measure(largestSide: isWide ? NumberBlock.largestSide : .max)
    )
    let width = opening.columns + 2 + Text(block.rows.first ?? "").columns
    if width > columns { block = NumberBlock(tensor, format: format) }
    let indent = Text(String(repeating: " ", count: opening.columns))
    return block.rows.enumerated().map { position, row in
      let numbers = Text(row, role)
      return (position == 0 ? opening : indent) + (block.isBracketed ? "[\(numbers)]" : numbers)
    }
  }
}
