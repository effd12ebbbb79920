package import GradstepSyntax

/// A computation graph: a flat list of nodes, operands before the operations that use them.
package struct Graph: Sendable {
  /// The nodes, operands before the operations that use them.
  package let nodes: [Node]
  /// Where each node comes from, in the order of the nodes.
  package let origins: [Origin]
  /// What nodes are drawn together, each group behind the one that it stands in.
  package let groups: [Group]
  /// The node that the walk ends at, and from which it goes back.
  package let output: Node.ID
  /// The operations that the nodes apply.
  package let operations: OperationTable
  /// Where the numbers of each node are in the one buffer of all values.
  package let placements: [Placement]
  /// The buffer of all values with the leaves filled in, and 0 in place of what is to come.
  package internal(set) var leafValues: [Double]
  /// The leaves that the source gives a shape alone; values are chosen for them.
  package let leavesOfShapeAlone: [Node.ID]
  /// What the sums over an index of the source became, by their expressions.
  package internal(set) var outcomes: [Expression.ID: ReductionOutcome] = [:]
  /// A name for every node: its own, a constant's number, or `v_1`, `v_2` … for the others.
  package let displayNames: [String]
  /// How names are set, none like another one.
  package internal(set) var printedNames = PrintedNames.separate

  let operandList: [Node.ID]
  /// For each entry of `operandList` how many numbers the operands in the slots before it have.
  let operandOffsets: [Int]
  let parameterList: [Double]

  init(
    nodes: [Node],
    origins: [Origin],
    groups: [Group],
    output: Node.ID,
    operations: OperationTable,
    placements: [Placement],
    leafValues: [Double],
    leavesOfShapeAlone: [Node.ID],
    operandList: [Node.ID],
    parameterList: [Double]
  ) {
    self.nodes = nodes
    self.origins = origins
    self.groups = groups
    self.output = output
    self.operations = operations
    self.placements = placements
    self.leafValues = leafValues
    self.leavesOfShapeAlone = leavesOfShapeAlone
    self.operandList = operandList
    operandOffsets = Self.operandOffsets(nodes, operandList, placements)
    self.parameterList = parameterList
    displayNames = Self.displayNames(nodes: nodes, origins: origins)
    assert(violation == nil, violation ?? "")
  }

  /// The name of a node in the spelling that it is printed by.
  package func printedName(of id: Node.ID) -> String {
    printedNames.spelling(of: displayNames[id])
  }

  /// The operands of a node, by slot.
  package func operands(of id: Node.ID) -> ArraySlice<Node.ID> {
    operandList[nodes[id].operands]
  }

  /// The operand of a node in a slot.
  package func operand(of id: Node.ID, slot: Int) -> Node.ID {
    operandList[nodes[id].operands.lowerBound + slot]
  }

  /// The numbers that are part of the node's operation, such as an exponent.
  package func parameters(of id: Node.ID) -> ArraySlice<Double> {
    parameterList[nodes[id].parameters]
  }

  /// The operation that a node applies; `nil` for a leaf.
  package func operation(of id: Node.ID) -> Operation? {
    nodes[id].kind == .operation ? operations[nodes[id].operation] : nil
  }

  /// The shape of a node's value, and of its gradient.
  package func shape(of id: Node.ID) -> Shape {
    placements[id].shape
  }

  /// Where a node's numbers are in a buffer of all nodes.
  package func range(of id: Node.ID) -> Range<Int> {
    let placement = placements[id]
    return placement.offset..<placement.offset + placement.shape.count
  }

  /// What is known of a node's operation before any number is.
  package func usage(of id: Node.ID) -> Usage {
    Usage(
      shapes: OperandShapes(
        of: operands(of: id),
        in: placements,
        offsets: operandOffsets[nodes[id].operands]
      ),
      parameters: Array(parameters(of: id))
    )
  }

  /// The same graph with other numbers in the buffer of all values.
  package func with(leafValues: [Double]) -> Graph {
    precondition(leafValues.count == self.leafValues.count)
    var graph = self
    graph.leafValues = leafValues
    return graph
  }

  /// The nodes of a kind.
  package func nodes(_ kind: Node.Kind) -> [Node.ID] {
    nodes.indices.filter { nodes[$0].kind == kind }
  }

  /// Whether a path leads from each node to the output, the output itself included.
  package func nodesThatReachOutput() -> [Bool] { nodesThatReach(output) }

  /// Whether a path leads from each node to another one, that one included.
  func nodesThatReach(_ target: Node.ID) -> [Bool] {
    var reaches = [Bool](repeating: false, count: nodes.count)
    reaches[target] = true
    for id in stride(from: target, through: 0, by: -1) where reaches[id] {
      for operand in operands(of: id) { reaches[operand] = true }
    }
    return reaches
  }

  /// Whether each node is one of some leaves or computed from one.
  package func nodesMoved(by leaves: some Sequence<Node.ID>) -> [Bool] {
    var isMoved = [Bool](repeating: false, count: nodes.count)
    for leaf in leaves { isMoved[leaf] = true }
    for id in nodes.indices where operands(of: id).contains(where: { isMoved[$0] }) {
      isMoved[id] = true
    }
    return isMoved
  }

  /// The structure and the formulas of the local gradient of a slot, before any number is known.
  package func local(_ slot: Int, of id: Node.ID) -> LocalGradient {
    operations[nodes[id].operation].local(slot, usage(of: id))
  }

  /// Calls `body` with a function that gives the application of each node, over a buffer of values.
  ///
  /// Nothing is allocated for a node: whoever walks the graph pays for the walk alone.
  package func withApplications<Result>(
    over values: UnsafePointer<Double>,
    _ body: ((Node.ID) -> Application) -> Result
  ) -> Result {
    placements.withUnsafeBufferPointer { placements in
      operandList.withUnsafeBufferPointer { operandList in
        operandOffsets.withUnsafeBufferPointer { operandOffsets in
          parameterList.withUnsafeBufferPointer { parameterList in
            body { id in
              let node = nodes[id]
              // A graph has a node at least, so its placements have an address.
              let base = placements.baseAddress.unsafelyUnwrapped
              return Application(
                node: id,
                operands: UnsafeBufferPointer(rebasing: operandList[node.operands]),
                offsets: UnsafeBufferPointer(rebasing: operandOffsets[node.operands]),
                parameters: UnsafeBufferPointer(rebasing: parameterList[node.parameters]),
                placements: base,
                values: values
              )
            }
          }
        }
      }
    }
  }

  private static func operandOffsets(
    _ nodes: [Node],
    _ operandList: [Node.ID],
    _ placements: [Placement]
  ) -> [Int] {
    var offsets = [Int](repeating: 0, count: operandList.count)
    for node in nodes {
      var end = 0
      for position in node.operands {
        offsets[position] = end
        end += placements[operandList[position]].shape.count
      }
    }
    return offsets
  }

  /// Names the unnamed after the first letter that no name of the source begins with.
  private static func displayNames(nodes: [Node], origins: [Origin]) -> [String] {
    var letters = ["v", "u", "z", "h", "n", "t", "s"]
    for case let name? in origins.lazy.map({ $0.name }) {
      // `v1` may be printed as `v_1`.
      let isStem = { letter in
        name.hasPrefix(letter)
          && (name.dropFirst(letter.count).first.map { $0 == "_" || $0.isWholeNumber } ?? true)
      }
      if letters.contains(where: isStem) { letters.removeAll(where: isStem) }
    }
    let letter = letters.first ?? "node"
    // With a letter of their own the names need not be looked through.
    let names = letters.isEmpty ? Set(origins.compactMap { $0.name }) : []
    var count = 0
    return zip(nodes, origins).map { node, origin in
      if let name = origin.name ?? origin.constant?.reading.text { return name }
      repeat { count += 1 } while names.contains("\(letter)_\(count)")
      return "\(letter)_\(count)"
    }
  }
}

extension Graph {
  /// The first invariant that does not hold; `nil` in every graph that a builder makes.
  var violation: String? {
    guard nodes.indices.contains(output) else { return "the output is a node" }
    guard origins.count == nodes.count, placements.count == nodes.count else {
      return "every node has an origin and a placement"
    }
    var end = 0
    for (id, node) in nodes.enumerated() {
      guard placements[id].offset == end else { return "values lie one behind another" }
      end += placements[id].shape.count
      guard operandList[node.operands].allSatisfy({ $0 < id }) else {
        return "operands stand before the operations that use them"
      }
      guard origins[id].constant == nil || node.kind == .constant else {
        return "only constants have a text"
      }
    }
    guard end == leafValues.count else { return "the buffer holds all values" }
    guard leavesOfShapeAlone.allSatisfy({ nodes[$0].kind != .operation }) else {
      return "values are chosen for leaves alone"
    }
    for (position, group) in groups.enumerated() {
      guard group.parent.map({ $0 < position }) ?? true else {
        return "a group stands behind the one around it"
      }
    }
    return nil
  }
}
