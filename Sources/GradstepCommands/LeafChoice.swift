import Gradstep

extension Graph {
  /// The variable that an option names.
  func variable(named name: String) throws -> Node.ID {
    let variables = nodes.indices.filter { nodes[$0].kind == .variable }
    // `x_1` and `x₁` are one name.
    let leaf = variables.first { id in
      [displayNames[id], SyntaxTree.reading(ofName: displayNames[id])].contains(name)
    }
    guard let leaf else {
      let names = variables.map { displayNames[$0] }.joined(separator: ", ")
      throw Failure("'\(name)' is no variable of the source; there are \(names)")
    }
    return leaf
  }

  /// The variable that an option names; without one the variable with the longest chain.
  func variable(named name: String?) throws -> Node.ID {
    guard let leaf = leafOfLongestChain else { throw Failure("the source has no variables") }
    return try name.map { try variable(named: $0) } ?? leaf
  }
}
