package import GradstepGraph

extension GradientCheck {
  /// What came out for one node.
  package struct NodeResult: Hashable, Sendable {
    /// The node.
    package let node: Node.ID
    /// How many components it has.
    package let componentCount: Int
    /// The components that were looked at: all of them, or a spread-out selection.
    package let components: [Component]

    /// The components whose gradient differs from the difference quotient.
    package var failures: [Component] { components.filter { $0.isFailure } }

    /// The component with the largest relative error; `nil` where none could be judged.
    package var worst: Component? {
      var worst: (component: Component, error: Double)?
      for component in components {
        guard let error = component.error else { continue }
        if worst.map({ error > $0.error }) ?? true { worst = (component, error) }
      }
      return worst?.component
    }
  }

  /// What came out for one component of a node.
  package struct Component: Hashable, Sendable {
    /// The node, and the indices of the component.
    package let component: Jacobian.Component
    /// The gradient that the walk backward gave.
    package let gradient: Double
    /// What the difference quotients say of it.
    package let verdict: Verdict

    /// Whether the gradient agrees with the difference quotient.
    package var agrees: Bool {
      if case .agrees = verdict { true } else { false }
    }

    /// Whether the gradient differs from the difference quotient.
    package var isFailure: Bool {
      if case .differs = verdict { true } else { false }
    }

    /// How far gradient and difference quotient are from each other; `nil` where that is skipped.
    package var error: Double? {
      switch verdict {
      case .agrees(_, let error), .differs(_, let error): error
      case .skipped: nil
      }
    }
  }

  /// What difference quotients say of a gradient.
  package enum Verdict: Hashable, Sendable {
    /// They tend to it, up to a relative error within the tolerance.
    case agrees(quotient: Double, error: Double)
    /// They tend to something else.
    case differs(quotient: Double, error: Double)
    /// They cannot judge it.
    case skipped(Obstacle)
  }

  /// Why difference quotients cannot judge a gradient.
  package enum Obstacle: Hashable, Sendable {
    /// An operation that depends on the component has no derivative at these values.
    case kink(Kink, of: Node.ID)
    /// There is a slope, but not what was taken at kinks on the way: they cancel out.
    case cancellingKinks(Kink, of: Node.ID, quotient: Double)
    /// The slopes on both sides differ however small the step.
    case bend
    /// The value differs on both sides however small the step.
    case jump
    /// A value that the gradient is worked out from is not finite.
    case notFinite(Node.ID)
    /// This node is not finite next to these values.
    case neighbour(Node.ID)
    /// Rounding leaves the difference quotient uncertain by so much.
    case rounding(Double)
  }
}

extension Jacobian.Component {
  /// The component at a position of a node's elements.
  init(_ position: Int, of id: Node.ID, in graph: Graph) {
    let shape = graph.shape(of: id)
    let (row, column) = position.quotientAndRemainder(dividingBy: shape.columns)
    self.init(node: id, indices: Array([row + 1, column + 1].prefix(shape.rank)))
  }
}
