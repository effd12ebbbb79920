extension Lesson {
  /// What a name of the source is worth; `nil` where it has no value of that name.
  ///
  /// `x_1` and `x₁` are one name.
  public func value(of name: String) -> Tensor? { node(named: name).map(trace.value) }

  /// The gradient that a name of the source gets, in the shape of its value; `nil` where none is of
  /// that name, or it gets none, as a constant.
  public func gradient(of name: String) -> Tensor? {
    node(named: name).flatMap { trace.gradient(of: $0) }
  }

  /// The node of a name.
  func node(named name: String) -> Node.ID? {
    graph.nodes.indices.first { id in
      [graph.displayNames[id], graph.printedName(of: id)].contains {
        $0 == name || SyntaxTree.reading(ofName: $0) == name
      }
    }
  }

  /// The lesson with the values that a statement such as `x = [1, 2]` gives to a leaf.
  ///
  /// - Throws: what is wrong with the statement; also where it would change more than values
  public func changed(by statement: Source) throws(DiagnosticsError) -> Lesson {
    let changed = try Lesson(
      tree.sources + [statement],
      name: name,
      format: format,
      flow: flow,
      descent: descent,
      valueSeed: valueSeed
    )
    guard changed.graph.nodes == graph.nodes, changed.graph.placements == graph.placements,
      changed.graph.displayNames == graph.displayNames
    else {
      throw DiagnosticsError(
        sources: [statement],
        diagnostics: [.error("not-a-value", difference(from: changed))]
      )
    }
    return changed
  }

  /// What another graph has that is not a matter of values.
  private func difference(from changed: Lesson) -> String {
    let other = changed.graph
    let leaves = graph.nodes.indices.filter { graph.nodes[$0].kind != .operation }
      .compactMap { graph.origins[$0].name }
    let name = changed.tree.statements.last { $0.range.source == tree.sources.count }?.name?.text
    if let name, !graph.displayNames.contains(name) {
      return "there is no leaf '\(name)'; there are \(leaves.joined(separator: ", "))"
    }
    for (id, origin) in graph.origins.enumerated() where graph.nodes[id].kind != .operation {
      guard let name = origin.name,
        let same = other.origins.firstIndex(where: { $0.name == name }),
        other.shape(of: same) != graph.shape(of: id), other.nodes[same].kind != .operation
      else { continue }
      return "a leaf keeps its shape: that of \(name) is \(graph.shape(of: id)), and this is"
        + " \(other.shape(of: same))"
    }
    return "this gives values to a leaf, such as 'x = [1, 2]'; the graph stays as it is"
  }
}
