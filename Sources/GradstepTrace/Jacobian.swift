package import GradstepGraph

/// The matrix of partial derivatives of the output with respect to some leaves.
package struct Jacobian: Hashable, Sendable {
  /// A component of a node: the node, and the indices of the component, counted from 1.
  package struct Component: Hashable, Sendable {
    /// The node.
    package let node: Node.ID
    /// None for a scalar, one for a vector, two for a matrix.
    package let indices: [Int]
  }

  /// How the matrix was worked out.
  package enum Mode: String, Hashable, Sendable {
    /// One column for each sweep, from a leaf to the output.
    case forward
    /// One row for each sweep, from the output to the leaves.
    case reverse
  }

  /// The components of the output, a matrix column by column.
  package let rows: [Component]
  /// The components of the leaves, one leaf after another, a matrix column by column.
  package let columns: [Component]
  /// ∂(row)/∂(column).
  package let matrix: Tensor
  /// How the matrix was worked out: in the mode that takes fewer sweeps.
  package let mode: Mode

  /// The Jacobian of the graph's output with respect to leaves.
  ///
  /// One sweep gives a row in reverse mode and a column in forward mode, so the mode is chosen by
  /// which there are fewer of. See Griewank and Walther, *Evaluating Derivatives*, chapter 3.
  package init(of graph: Graph, withRespectTo leaves: [Node.ID], mode: Mode? = nil) {
    self.init(of: graph, withRespectTo: leaves, mode: mode) { _, _ in }
  }

  /// The Jacobian, and how many multiplications were made by the rules that were really called.
  package static func counted(
    of graph: Graph,
    withRespectTo leaves: [Node.ID],
    mode: Mode
  ) -> (jacobian: Jacobian, multiplications: Cost.Count) {
    var multiplications: Cost.Count = 0
    let jacobian = Jacobian(of: graph, withRespectTo: leaves, mode: mode) { node, slot in
      multiplications += Cost.Count(graph.multiplications(of: node, slot: slot))
    }
    return (jacobian, multiplications)
  }

  @inline(__always)
  private init(
    of graph: Graph,
    withRespectTo leaves: [Node.ID],
    mode: Mode?,
    note: (_ node: Node.ID, _ slot: Int) -> Void
  ) {
    rows = Self.components(of: graph.output, in: graph)
    columns = leaves.flatMap { Self.components(of: $0, in: graph) }
    self.mode = mode ?? (rows.count <= columns.count ? .reverse : .forward)
    let shape = Shape.matrix(rows.count, columns.count)
    switch self.mode {
    case .reverse: matrix = Tensor(shape, Self.byRows(graph, leaves, note))
    case .forward: matrix = Tensor(shape, Self.byColumns(graph, leaves, columns.count, note))
    }
  }

  @inline(__always)
  private static func byRows(
    _ graph: Graph,
    _ leaves: [Node.ID],
    _ note: (_ node: Node.ID, _ slot: Int) -> Void
  ) -> [Double] {
    let values = Trace.forwardPass(graph)
    let isOnWay = Trace.nodesBetween(leaves, andOutputOf: graph)
    return Seed.everyComponent.tensors(for: graph.shape(of: graph.output)).flatMap { seed in
      let flow = Trace.reversePass(graph, values: values, seed: seed, over: isOnWay, note: note)
      return leaves.flatMap { leaf in
        let first = graph.placements[leaf].offset
        return graph.shape(of: leaf).columnOrder.map { flow[first + $0] }
      }
    }
  }

  @inline(__always)
  private static func byColumns(
    _ graph: Graph,
    _ leaves: [Node.ID],
    _ count: Int,
    _ note: (_ node: Node.ID, _ slot: Int) -> Void
  ) -> [Double] {
    let values = Trace.forwardPass(graph)
    let first = graph.placements[graph.output].offset
    let order = graph.shape(of: graph.output).columnOrder
    var matrix = [Double](repeating: 0, count: order.count * count)
    var column = 0
    for leaf in leaves {
      let isOnWay = Trace.nodesBetween([leaf], andOutputOf: graph)
      for tangent in Seed.everyComponent.tensors(for: graph.shape(of: leaf)) {
        let flow = Trace.tangentPass(
          graph,
          values: values,
          tangents: [leaf: tangent],
          over: isOnWay,
          note: note
        )
        for (row, position) in order.enumerated() {
          matrix[row * count + column] = flow[first + position]
        }
        column += 1
      }
    }
    return matrix
  }

  /// The components of a node, a matrix column by column.
  package static func components(of id: Node.ID, in graph: Graph) -> [Component] {
    graph.shape(of: id).columnOrder.map { Component($0, of: id, in: graph) }
  }
}
