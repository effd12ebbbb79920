import Gradstep

/// The Jacobian as the product of those of its layers.
extension JacobianCommand {
  func printLayers(of lesson: Lesson) throws {
    let graph = lesson.graph
    let leaf = try graph.variable(named: wrt.first)
    Progress.show("working out the Jacobians of the layers")
    let layers = try layers(of: lesson, from: leaf)
    let report = LayerReport(layers, of: lesson.trace, format: lesson.format)
    let output = StandardStream.standardOutput
    guard !json else {
      let jacobian = JacobianReport(
        Jacobian(of: graph, withRespectTo: [leaf]),
        of: graph,
        format: lesson.format
      )
      return try output.writeResult(.data(report.document(behind: jacobian).text))
    }
    let isStyled = options.color.isStyled(output)
    var parts = (report.factors + [report.product]).map { layer in
      "\(layer.title)\n" + Printable(layer.table, isStyled: isStyled)
    }
    if let omission = report.omission { parts.insert("\(omission)\n", at: parts.count - 1) }
    if let reversal = report.reversal {
      let table = reversal.table.map { Printable($0, isStyled: isStyled) }
      parts.append("\(reversal.sentence)\n" + (table ?? ""))
    }
    for (position, part) in parts.enumerated() {
      try output.writeResult(position == 0 ? part : "\n" + part)
    }
  }

  private func layers(of lesson: Lesson, from leaf: Node.ID) throws -> LayeredJacobian {
    let graph = lesson.graph
    let cost = Cost(of: graph, withRespectTo: leaf)
    guard let chain = cost.chain else {
      let why = CostReport(cost, of: lesson.trace, isChosen: false).obstacle ?? ""
      let others = graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }
        .filter { JacobianChain(of: graph, from: $0) != nil }.map { graph.displayNames[$0] }
      let wayOut =
        others.isEmpty
        ? "leave --by-layer out" : "leave --by-layer out, or choose --wrt \(others[0])"
      throw Failure("\(why); \(wayOut)")
    }
    do {
      return try LayeredJacobian(
        chain,
        in: lesson.trace.withoutNoise(digits: lesson.format.precision)
      )
    } catch {
      let name = error.factor.map { "of \(graph.displayNames[$0.node])" } ?? "that is asked for"
      throw Failure(
        "the Jacobian \(name) has \(error.entryCount) entries, and at most"
          + " \(LocalJacobian.largestEntryCount) are written out;"
          + " 'gradstep cost' works without them"
      )
    }
  }
}
