import GradstepSyntax

/// A graph in the making.
struct GraphDraft {
  /// What a graph holds at most: half a gigabyte of values, and as much of gradients.
  static let largestElementCount = 1 << 26
  static let largestNodeCount = 1_000_000
  static let largestGroupCount = 100_000

  private var nodes: [Node] = []
  private var origins: [Origin] = []
  private var groups: [Group] = []
  private var placements: [Placement] = []
  private var leafValues: [Double] = []
  private var leavesOfShapeAlone: Set<Node.ID> = []
  private var operandList: [Node.ID] = []
  private var parameterList: [Double] = []
  private var literals: [Literal] = []
  /// The operations under sums, so that none is there twice.
  var shared: [Key: Node.ID] = [:]
  /// Those of them that are there for more than one use.
  private var reused: Set<Node.ID> = []

  /// What an operation is applied to.
  struct Key: Hashable {
    let operation: Int
    let operands: [Node.ID]
    let parameters: [Double]
    let group: Int?
  }

  /// How many numbers the literals hold.
  private var literalElementCount = 0

  /// A number, a vector or a matrix of numbers that is no node yet.
  private struct Literal {
    let tensor: Tensor
    /// The expression that it is written as.
    let written: Expression.ID
    /// Whether operations on it and other such numbers are worked out at once.
    let folds: Bool
    /// Whether a function took part in working it out.
    let isByFunction: Bool
    /// The constant that it became.
    var node: Node.ID?
  }

  // MARK: - Numbers

  mutating func addLiteral(
    _ tensor: Tensor,
    written: Expression.ID,
    byFunction isByFunction: Bool = false
  ) -> GraphBuilder.Value {
    literals.append(
      Literal(tensor: tensor, written: written, folds: true, isByFunction: isByFunction)
    )
    literalElementCount += tensor.elements.count
    return .literal(literals.count - 1)
  }

  /// The number as an argument of a call: one constant, however often the body uses it.
  mutating func addArgument(_ literal: Int) -> GraphBuilder.Value {
    let original = literals[literal]
    guard original.folds else { return .literal(literal) }
    literals.append(
      Literal(
        tensor: original.tensor,
        written: original.written,
        folds: false,
        isByFunction: original.isByFunction
      )
    )
    return .literal(literals.count - 1)
  }

  /// Whether a value is a number that a function took part in working out.
  func isWorkedOutByFunction(_ value: GraphBuilder.Value) -> Bool {
    if case .literal(let literal) = value { literals[literal].isByFunction } else { false }
  }

  /// A literal of zeros and ones that no source has, written out.
  func reading(ofPattern literal: Int) -> Reading {
    let tensor = literals[literal].tensor
    let numbers = tensor.elements.map { String(Int($0)) }
    func list(_ parts: [String]) -> String { "[\(parts.joined(separator: ", "))]" }
    guard tensor.shape.rank == 2 else { return Reading([.number(list(numbers))]) }
    let columns = tensor.shape.columns
    let rows = stride(from: 0, to: numbers.count, by: columns).map {
      list(Array(numbers[$0..<$0 + columns]))
    }
    return Reading([.number(list(rows))])
  }

  func writtenAs(_ literal: Int) -> Expression.ID { literals[literal].written }

  /// The numbers of all the values, where all are numbers that may be worked out at once.
  func foldableTensors(_ values: [GraphBuilder.Value]) -> [Tensor]? {
    var tensors: [Tensor] = []
    for value in values {
      guard case .literal(let literal) = value, literals[literal].folds else { return nil }
      tensors.append(literals[literal].tensor)
    }
    return tensors
  }

  /// The number that a value is, where it is one already; a leaf is one if that is asked for.
  ///
  /// What a function gives is none: its digits would fill a formula.
  func number(_ value: GraphBuilder.Value, takesLeaves: Bool) -> Double? {
    switch value {
    case .literal(let literal):
      let tensor = literals[literal].tensor
      if literals[literal].isByFunction { return nil }
      return tensor.shape.isScalarLike ? tensor.elements[0] : nil
    case .node(let id) where takesLeaves && nodes[id].kind != .operation:
      // Which operation it is never hangs on a value that is yet to be chosen.
      guard placements[id].shape.isScalarLike, !leavesOfShapeAlone.contains(id) else {
        return nil
      }
      return leafValues[placements[id].offset]
    case .node, .indexed, .index, .slice, .eulersNumber, .broken:
      return nil
    }
  }

  /// The whole numbers that a value is a list of, where they are known already.
  func wholeNumbers(_ value: GraphBuilder.Value) -> [Int]? {
    let numbers: [Double]
    switch value {
    case .literal(let literal):
      numbers = literals[literal].isByFunction ? [] : literals[literal].tensor.elements
    case .node(let id) where nodes[id].kind != .operation && !leavesOfShapeAlone.contains(id):
      let start = placements[id].offset
      numbers = Array(leafValues[start..<start + placements[id].shape.count])
    default: return nil
    }
    let whole = numbers.compactMap { Int(counting: $0) }
    return whole.isEmpty || whole.count < numbers.count ? nil : whole
  }

  /// A component of a leaf, by indices counted from 1; nothing where it is not known yet.
  func component(of value: GraphBuilder.Value, at indices: [Int]) -> Double? {
    guard case .node(let id) = value, nodes[id].kind != .operation,
      !leavesOfShapeAlone.contains(id), placements[id].shape.rank == indices.count
    else { return nil }
    let dimensions = placements[id].shape.dimensions
    guard zip(indices, dimensions).allSatisfy({ 1...$1 ~= $0 }) else { return nil }
    let place = zip(indices, dimensions).reduce(0) { $0 * $1.1 + $1.0 - 1 }
    return leafValues[placements[id].offset + place]
  }

  func isOperation(_ id: Node.ID) -> Bool { nodes[id].kind == .operation }

  func shape(_ value: GraphBuilder.Value) -> Shape {
    switch value {
    case .node(let id): placements[id].shape
    case .literal(let literal): literals[literal].tensor.shape
    case .indexed, .index, .slice, .eulersNumber, .broken: .scalar
    }
  }

  // MARK: - Nodes

  /// Whether a value of this shape can be added.
  func hasRoom(for shape: Shape) -> Bool {
    nodes.count < Self.largestNodeCount
      && shape.count <= Self.largestElementCount - leafValues.count - literalElementCount
  }

  var groupCount: Int { groups.count }

  /// Whether there can be another group.
  var hasRoomForGroup: Bool { groups.count < Self.largestGroupCount }

  mutating func addLeaf(
    _ literal: Int,
    name: String,
    isConstant: Bool,
    range: SourceRange
  ) -> Node.ID {
    let origin = Origin(name: name, constant: nil, range: range, group: nil)
    return add(
      isConstant ? .constant : .variable,
      literals[literal].tensor,
      origin: origin
    )
  }

  /// Adds a leaf of which the source gives the shape alone.
  mutating func addLeaf(
    _ shape: Shape,
    name: String,
    isConstant: Bool,
    range: SourceRange
  ) -> Node.ID {
    let origin = Origin(name: name, constant: nil, range: range, group: nil)
    let id = add(isConstant ? .constant : .variable, Tensor(shape, repeating: 0), origin: origin)
    leavesOfShapeAlone.insert(id)
    return id
  }

  mutating func addConstant(
    _ literal: Int,
    constant: Constant,
    range: SourceRange,
    group: Int?
  ) -> Node.ID {
    if let id = literals[literal].node { return id }
    let origin = Origin(name: nil, constant: constant, range: range, group: group)
    let id = add(.constant, literals[literal].tensor, origin: origin)
    literals[literal].node = id
    return id
  }

  mutating func addOperation(
    _ operation: Int,
    operands: [Node.ID],
    parameters: [Double],
    shape: Shape,
    range: SourceRange,
    group: Int?
  ) -> Node.ID {
    let operandStart = operandList.count
    operandList += operands
    let parameterStart = parameterList.count
    parameterList += parameters
    append(
      Node(
        kind: .operation,
        operation: operation,
        operands: operandStart..<operandList.count,
        parameters: parameterStart..<parameterList.count
      ),
      shape,
      Origin(name: nil, constant: nil, range: range, group: group)
    )
    leafValues += repeatElement(0, count: shape.count)
    return nodes.count - 1
  }

  /// Gives an operation that has no name yet the name of its definition.
  mutating func name(_ id: Node.ID, _ name: String) {
    let origin = origins[id]
    guard nodes[id].kind == .operation, origin.name == nil else { return }
    origins[id] = Origin(name: name, constant: nil, range: origin.range, group: origin.group)
  }

  mutating func addGroup(_ content: Group.Content, parent: Int?) -> Int {
    groups.append(Group(content: content, parent: parent))
    return groups.count - 1
  }

  /// Whether a group is a turn, or stands in one.
  func isTurn(_ group: Int?) -> Bool {
    var next = group
    while let position = next {
      if case .turn = groups[position].content { return true }
      next = groups[position].parent
    }
    return false
  }

  /// The innermost group around nodes that is more than the terms of a sum: within it, what is the same
  /// in two sums is one node.
  func scope(of group: Int?) -> Int? {
    var scope = group
    while let position = scope, case .terms = groups[position].content {
      scope = groups[position].parent
    }
    return scope
  }

  private mutating func add(_ kind: Node.Kind, _ tensor: Tensor, origin: Origin) -> Node.ID {
    append(
      Node(
        kind: kind,
        operation: 0,
        operands: operandList.count..<operandList.count,
        parameters: parameterList.count..<parameterList.count
      ),
      tensor.shape,
      origin
    )
    leafValues += tensor.elements
    return nodes.count - 1
  }

  private mutating func append(_ node: Node, _ shape: Shape, _ origin: Origin) {
    placements.append(Placement(shape: shape, offset: leafValues.count))
    nodes.append(node)
    origins.append(origin)
  }

  /// Whether the operation of a node makes each component of its own components alone.
  func isByComponents(_ id: Node.ID, _ operations: OperationTable) -> Bool {
    let node = nodes[id]
    guard node.kind == .operation else { return true }
    let shapes = operandList[node.operands].map { placements[$0].shape }
    let usage = Usage(shapes: shapes, parameters: Array(parameterList[node.parameters]))
    let shape = placements[id].shape
    return shapes.indices.contains { slot in
      guard shapes[slot] == shape else { return false }
      switch operations[node.operation].local(slot, usage).structure {
      case .identity, .scalarMultiple, .diagonal: return true
      case .dense, .leftFactor, .rightFactor: return false
      }
    }
  }

  /// The operation of these operands that is there already, where sums share what they have in common.
  mutating func sharedOperation(_ key: Key) -> Node.ID? {
    guard let id = shared[key] else { return nil }
    reused.insert(id)
    return id
  }

  /// Whether a node is the last one, is an application of an operation, and has one use at most.
  func isLast(_ id: Node.ID, of operation: Int) -> Bool {
    id == nodes.count - 1 && nodes[id].kind == .operation && nodes[id].operation == operation
      && origins[id].name == nil && !reused.contains(id)
  }

  /// Takes back the node that was added last, which nothing uses.
  ///
  /// - Returns: its first operand
  mutating func takeBackLast() -> Node.ID? {
    guard let node = nodes.popLast(), let placement = placements.popLast() else { return nil }
    let operand = operandList[node.operands].first
    origins.removeLast()
    operandList.removeSubrange(node.operands.lowerBound...)
    parameterList.removeSubrange(node.parameters.lowerBound...)
    leafValues.removeSubrange(placement.offset...)
    shared = shared.filter { $0.value < nodes.count }
    return operand
  }

  // MARK: - Attempts

  /// How much there was at some time.
  struct Mark {
    fileprivate let nodes: Int
    fileprivate let groups: Int
    fileprivate let elements: Int
    fileprivate let operands: Int
    fileprivate let parameters: Int
    fileprivate let literals: Int
    fileprivate let literalElements: Int
  }

  var mark: Mark {
    Mark(
      nodes: nodes.count,
      groups: groups.count,
      elements: leafValues.count,
      operands: operandList.count,
      parameters: parameterList.count,
      literals: literals.count,
      literalElements: literalElementCount
    )
  }

  /// Takes back all that was added since.
  mutating func rewind(to mark: Mark) {
    nodes.removeSubrange(mark.nodes...)
    origins.removeSubrange(mark.nodes...)
    placements.removeSubrange(mark.nodes...)
    groups.removeSubrange(mark.groups...)
    leafValues.removeSubrange(mark.elements...)
    operandList.removeSubrange(mark.operands...)
    parameterList.removeSubrange(mark.parameters...)
    literals.removeSubrange(mark.literals...)
    literalElementCount = mark.literalElements
    shared = shared.filter { $0.value < mark.nodes }
    reused = reused.filter { $0 < mark.nodes }
    leavesOfShapeAlone = leavesOfShapeAlone.filter { $0 < mark.nodes }
    for position in literals.indices where (literals[position].node ?? 0) >= mark.nodes {
      literals[position].node = nil
    }
  }

  // MARK: - The finished graph

  func graph(output: Node.ID, operations: OperationTable) -> Graph {
    Graph(
      nodes: nodes,
      origins: origins,
      groups: groups,
      output: output,
      operations: operations,
      placements: placements,
      leafValues: leafValues,
      leavesOfShapeAlone: leavesOfShapeAlone.sorted(),
      operandList: operandList,
      parameterList: parameterList
    )
  }
}
