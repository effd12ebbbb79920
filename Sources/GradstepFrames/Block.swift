import GradstepGraph

/// Operations that are drawn as one card: a call of a function, a turn of a recurrence, or a layer such
/// as σ(W·x + b).
struct Block {
  /// The operation whose value leaves the block.
  let root: Node.ID
  /// The operations before it, in their order.
  let inner: [Node.ID]
  /// The leaves that nothing else uses.
  let parameters: [Node.ID]
  /// The group of the graph that it is, if it is one.
  var group: Int?

  /// The block with some of its parameters.
  func withParameters(_ isWanted: (Node.ID) -> Bool) -> Block {
    Block(root: root, inner: inner, parameters: parameters.filter(isWanted), group: group)
  }
}

extension Graph {
  /// The blocks of the graph; with names those alone that are called so, by their function or by the
  /// name of their value.
  func blocks(named names: [String]? = nil) -> [Block] {
    var blocks: [Block] = []
    var taken = Set<Node.ID>()
    for block in possibleBlocks {
      if let names, !names.contains(where: { name(block, is: $0) }) { continue }
      let nodes = block.inner + block.parameters + [block.root]
      guard taken.isDisjoint(with: nodes) else { continue }
      taken.formUnion(nodes)
      blocks.append(block)
    }
    return blocks.sorted { $0.root < $1.root }
  }

  /// All blocks, also those in others; outer ones stand before those in them.
  private var possibleBlocks: [Block] {
    let uses = operationsThatUse
    return groups.indices.compactMap { block(of: $0, uses: uses) }
      + nodes.indices.reversed().compactMap { layer(endingAt: $0, uses: uses) }
  }

  /// What blocks can be called.
  package var blockNames: [String] {
    var names: [String] = []
    for block in possibleBlocks {
      let function = block.group.flatMap { groups[$0].function }
      for name in [function, displayNames[block.root]].compactMap({ $0 })
      where !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }

  private func name(_ block: Block, is name: String) -> Bool {
    block.group.flatMap { groups[$0].function } == name || displayNames[block.root] == name
      || origins[block.root].name == name
  }

  /// For each node the operations that use it.
  private var operationsThatUse: [[Node.ID]] {
    var uses = [[Node.ID]](repeating: [], count: nodes.count)
    for id in nodes.indices {
      for operand in operands(of: id) where uses[operand].last != id { uses[operand].append(id) }
    }
    return uses
  }

  // MARK: - Groups

  /// A call or a turn that one value leaves.
  private func block(of group: Int, uses: [[Node.ID]]) -> Block? {
    if case .terms = groups[group].content { return nil }
    let members = nodes.indices.filter { id in
      nodes[id].kind == .operation && isIn(group, origins[id].group)
    }
    let ends = members.filter { id in
      id == output || uses[id].contains { !isIn(group, origins[$0].group) }
    }
    guard ends.count == 1, let root = ends.first, members.count > 1 else { return nil }
    let inner = members.filter { $0 != root }
    return Block(
      root: root,
      inner: inner,
      parameters: leaves(usedBy: members, alone: uses) { id in
        switch groups[group].content {
        case .call(_, let arguments): !arguments.contains(.node(id))
        case .turn, .terms: nodes[id].kind == .constant
        }
      },
      group: group
    )
  }

  private func isIn(_ group: Int, _ other: Int?) -> Bool {
    var other = other
    // A parent stands before the groups in it.
    while let next = other, next > group { other = groups[next].parent }
    return other == group
  }

  // MARK: - Layers

  /// A bias added to a product with a weight, and what is done with the sum, component by component.
  private func layer(endingAt id: Node.ID, uses: [[Node.ID]]) -> Block? {
    var inner: [Node.ID] = []
    var sum = id
    if let rule = operation(of: id)?.rule, rule == .elementwise || rule == .softmax,
      operands(of: id).count == 1, let operand = operands(of: id).first
    {
      sum = operand
      inner.append(sum)
    }
    guard operation(of: sum)?.rule == .sum, operands(of: sum).count == 2,
      let product = operands(of: sum).first(where: isProduct), let weight = weight(of: product),
      let term = operands(of: sum).first(where: { $0 != product }), let bias = bias(in: term)
    else { return nil }
    if bias != term { inner.append(term) }
    inner.append(product)
    guard inner.allSatisfy({ uses[$0].count == 1 && $0 != output }) else { return nil }
    let members = [id] + inner
    return Block(
      root: id,
      inner: inner.sorted(),
      parameters: leaves(usedBy: members, alone: uses) { $0 == bias || $0 == weight }
    )
  }

  private func isProduct(_ id: Node.ID) -> Bool {
    let rule = operation(of: id)?.rule
    return rule == .matrixProduct || rule == .product
  }

  /// The leaf that is added; a bias for each row is transposed before.
  private func bias(in term: Node.ID) -> Node.ID? {
    let leaf = operation(of: term)?.rule == .copy ? operands(of: term).first : term
    return leaf.flatMap { nodes[$0].kind == .variable ? $0 : nil }
  }

  /// The leaf of a product that is no input: of two leaves the matrix, or else the first, but never an
  /// x beside a leaf with another name.
  private func weight(of product: Node.ID) -> Node.ID? {
    let leaves = operands(of: product).filter { nodes[$0].kind == .variable }
    guard let first = leaves.first, let last = leaves.last else { return nil }
    let (isInput, isOtherInput) = (isCalledX(first), isCalledX(last))
    guard isInput == isOtherInput else { return isInput ? last : first }
    return shape(of: first).rank < shape(of: last).rank ? last : first
  }

  private func isCalledX(_ leaf: Node.ID) -> Bool {
    displayNames[leaf].first.map { $0 == "x" || $0 == "X" } ?? false
  }

  private func leaves(
    usedBy members: [Node.ID],
    alone uses: [[Node.ID]],
    where isParameter: (Node.ID) -> Bool
  ) -> [Node.ID] {
    let inside = Set(members)
    var found: [Node.ID] = []
    for id in Set(members.flatMap(operands(of:))).sorted()
    where nodes[id].kind != .operation && uses[id].allSatisfy(inside.contains) && isParameter(id) {
      found.append(id)
    }
    return found
  }
}
