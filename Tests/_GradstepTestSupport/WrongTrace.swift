package import Gradstep

extension Trace {
  /// The trace of a formula with an operation whose pullback passes on twice what is right.
  package static func wrong(_ formula: String, doubling name: String) throws -> Trace {
    let table = OperationTable(
      OperationTable.standard.operations.map { operation in
        guard operation.name == name else { return operation }
        return .init(
          operation.name,
          notations: operation.notations,
          arity: operation.arity,
          parameterCount: operation.parameterCount,
          rule: operation.rule,
          summary: operation.summary,
          symbol: operation.symbol,
          formula: operation.formula,
          domain: operation.domain,
          samples: operation.samples,
          shape: operation.shape,
          value: operation.value,
          local: operation.local,
          pullback: { application, slot, upstream, gradient in
            for _ in 0..<2 { operation.pullback(application, slot, upstream, gradient) }
          },
          pushforward: operation.pushforward,
          kink: operation.kink
        )
      }
    )
    let sources = [Source(name: "formula", text: formula)]
    let (tree, parsing) = Parser.parse(sources, functions: table.functionNames)
    let (graph, building) = GraphBuilder.build(tree, operations: table)
    guard let graph else {
      throw DiagnosticsError(sources: sources, diagnostics: parsing + building)
    }
    return Trace(graph)
  }
}
