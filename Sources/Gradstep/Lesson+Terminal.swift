extension Lesson {
  /// The graph as a terminal shows it, drawn with room and, for a narrower window, tightly.
  ///
  /// It runs from left to right: a terminal has fewer rows than columns.
  ///
  /// - Throws: `GraphvizError` where the graph is too large to be laid out
  package func terminalGraphs(
    isASCII: Bool = false
  ) async throws(GraphvizError) -> [TerminalGraph] {
    try await Moments(start()).terminalGraphs(isASCII: isASCII)
  }
}

extension Moments {
  /// The graph of the lesson as a terminal shows it, drawn with room and tightly.
  ///
  /// - Throws: `GraphvizError` where the graph is too large to be laid out
  package func terminalGraphs(
    isASCII: Bool = false
  ) async throws(GraphvizError) -> [TerminalGraph] {
    let diagram = diagram.inCells(isASCII: isASCII)
    let layout = try await Graphviz.layout(diagram, direction: .leftToRight, spacing: .cells)
    return [false, true].map {
      TerminalGraph(diagram, layout: layout, isASCII: isASCII, isTight: $0)
    }
  }
}
