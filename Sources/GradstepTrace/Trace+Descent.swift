package import GradstepGraph

/// Gradient descent: after each walk back every variable goes a part of its gradient down.
public struct Descent: Hashable, Sendable {
  /// The learning rate η of `w − η·∂L/∂w`.
  public let rate: Double
  /// How often all variables are updated: at least once.
  public let epochs: Int

  /// So many epochs at a learning rate.
  public init(rate: Double, epochs: Int) {
    self.rate = rate
    self.epochs = epochs
  }
}

extension Trace {
  /// The variables that are updated: those that a gradient flows back to.
  var updatedNodes: [Node.ID] {
    learningRate == nil
      ? [] : graph.nodes(.variable).filter { isOnWayBack[$0] }
  }

  /// What a variable is worth after its update: `w − η·∂L/∂w`; `nil` of a node that has none.
  package func updatedValue(of id: Node.ID) -> Tensor? {
    guard let learningRate, graph.nodes[id].kind == .variable, isOnWayBack[id] else { return nil }
    let gradient = row(0, of: id, in: flow)
    var value = Tensor(graph.shape(of: id), Array(values[graph.range(of: id)]))
    for position in value.elements.indices {
      value.elements[position] -= learningRate * gradient.elements[position]
    }
    return value
  }

  /// The trace of the next epoch, from the values that the updates leave; the last one goes forward
  /// alone.
  func following(isLast: Bool) -> Trace {
    var leafValues = graph.leafValues
    for id in updatedNodes {
      guard let value = updatedValue(of: id) else { continue }
      leafValues.replaceSubrange(graph.range(of: id), with: value.elements)
    }
    return following(leafValues, isLast: isLast)
  }
}
