import GradstepGraph
package import GradstepText
import GradstepTrace

extension Moment {
  /// The local Jacobian of a slot of the operation at work, with both ways to pull upstream back
  /// through it; empty where no operation is at work or it has no such slot.
  ///
  /// The middle of a matrix is left out where it is wider than so many columns.
  package func jacobianCard(slot: Int, columns: Int) -> [Text] {
    let isPullback = snapshot.step.phase == .backward
    guard let node = snapshot.step.node, isPullback || snapshot.step.phase == .forward else {
      return []
    }
    return explainer.jacobianCard(
      of: node,
      slot: slot,
      isPullback: isPullback,
      columns: columns
    )
  }
}

/// The local Jacobian of a slot, with its structure and all its numbers.
extension Explainer {
  fileprivate func jacobianCard(
    of id: Node.ID,
    slot: Int,
    isPullback: Bool,
    columns: Int
  ) -> [Text] {
    let operands = Array(graph.operands(of: id))
    guard operands.indices.contains(slot), let local = trace.localGradient(of: id, slot: slot),
      let routes = trace.pullbackRoutes(of: id, slot: slot, upstream: matrixOfUpstream(at: id))
    else { return [] }
    let operand = operands[slot]
    var lines = [
      equation(of: id)
        + Text(operands.count > 1 ? "   slot \(slot + 1) of \(operands.count)" : "", .dimmed),
      Text(),
      "J = \(partial(id, by: operand)) = \(printer.text(arithmetic.inNames(local.formula, of: id)))",
      structure(local.structure, of: id, operand),
    ]
    if let matrix = routes.matrix {
      lines += rows(of: matrix, .gradient, after: "J\(sign(before: matrix))", columns: columns)
    } else {
      lines.append("too large to be written out; the shortcut does not need it")
    }
    if !trace.isOnWayBack[operand], trace.reachesOutput[id] {
      let reason =
        graph.nodes[operand].kind == .constant
        ? "is a constant" : "depends on no variable"
      return lines + [Text(), "\(name(of: operand)) \(reason) and gets no gradient"]
    }

    guard isPullback, !arithmetic.isMatrixSweep else { return lines }
    return lines + [Text()] + pullback(routes, local, of: id)
  }

  /// The structure in words, and the size.
  private func structure(_ structure: Structure, of id: Node.ID, _ operand: Node.ID) -> Text {
    let (result, source) = (graph.shape(of: id), graph.shape(of: operand))
    let (rows, columns) = (result.count, source.count)
    let matrices = [id, operand].filter { graph.shape(of: $0).rank == 2 }
    let words =
      switch structure {
      // Its formula says it already.
      case .rightFactor, .leftFactor: ""
      case .identity where !result.isStacked(as: source): "permutation, "
      case .identity, .scalarMultiple, .diagonal, .dense: "\(structure.rawValue), "
      }
    var text = Text("\(words)\(rows)×\(columns)", .dimmed)
    for (position, matrix) in matrices.enumerated() {
      text +=
        Text(position == 0 ? ", over the columns of " : " and of ", .dimmed) + name(of: matrix)
    }
    return text
  }

  /// Jᵀ·g with the matrix, and by the shortcut.
  private func pullback(
    _ routes: PullbackRoutes,
    _ local: LocalGradient,
    of id: Node.ID
  ) -> [Text] {
    let isMatrix = graph.shape(of: id).rank == 2
    let name = printer.text(arithmetic.upstreamName)
    let g: Text = isMatrix ? "vec(\(name))" : name
    func numbers(_ tensor: Tensor) -> Text {
      sign(before: tensor) + printer.numbers(tensor, .gradient)
    }
    let upstream = numbers(isMatrix ? routes.upstream : arithmetic.upstream(of: id))
    let formula = printer.text(arithmetic.inNames(local.contribution, of: id))
    let shortcut: Text = "the shortcut: \(formula)\(numbers(routes.shortcut))"
    guard let product = routes.product, let agree = routes.agree else {
      return ["upstream: \(g)\(upstream)", shortcut]
    }
    return [
      "upstream: \(g)\(upstream)",
      "with the matrix: J\(TextPrinter.raised("T"))·\(g)\(numbers(product))",
      shortcut,
      Text(agree ? "✓ both ways agree" : "✗ they differ", .symbol),
    ]
  }

  private func matrixOfUpstream(at id: Node.ID) -> Tensor {
    let (upstream, shape) = (arithmetic.upstream(of: id), graph.shape(of: id))
    return upstream.shape == shape ? upstream : Tensor(shape, repeating: 0)
  }
}
