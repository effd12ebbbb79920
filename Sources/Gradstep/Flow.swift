/// What flows through the graph of a lesson besides values, as a person asks for it.
public enum Flow: Hashable, Sendable {
  /// The gradient of the output, or of the sum of its components.
  case gradients
  /// The gradient of one component, counted from 1: one row of the Jacobian.
  case component(Int)
  /// The cotangent that a source such as `[1, 0]` gives to the output.
  case cotangent(Source)
  /// The whole Jacobian: a row for each component of the output.
  case jacobian
  /// Tangents forward, from the leaves that sources such as `x = [1, 0]` name.
  case tangents([Source])

  /// Whether each variable gets one gradient, which descent can follow.
  var givesGradients: Bool {
    switch self {
    case .gradients, .component, .cotangent: true
    case .jacobian, .tangents: false
    }
  }

  /// The sweep through a graph.
  ///
  /// - Throws: what is wrong with the sources, or with how they fit the graph
  func sweep(through graph: Graph) throws(DiagnosticsError) -> Sweep {
    let shape = graph.shape(of: graph.output)
    switch self {
    case .gradients:
      return .reverse(.ones)
    case .jacobian:
      return .reverse(.everyComponent)
    case .component(let number):
      guard 1...shape.count ~= number else {
        let count = "the output has \(shape.count.counting("component"))"
        throw DiagnosticsError(
          sources: [],
          diagnostics: [
            .error("no-such-component", "\(count), counted from 1; there is no \(number)")
          ]
        )
      }
      return .reverse(.component(number - 1))
    case .cotangent(let source):
      let (_, value) = try Self.leaf(of: source)
      try Self.check(value.shape, against: shape, of: "the output", in: source)
      return .reverse(.cotangent(Tensor(shape, value.elements)))
    case .tangents(let sources):
      var tangents: [Node.ID: Tensor] = [:]
      for source in sources {
        let (name, value) = try Self.leaf(of: source)
        let leaf = graph.origins.indices.first { id in
          graph.nodes[id].kind == .variable && graph.origins[id].name == name
        }
        guard let leaf else {
          throw Self.error(
            "no-such-leaf",
            "a tangent is given to a variable; '\(name ?? source.text)' is none",
            in: source
          )
        }
        try Self.check(value.shape, against: graph.shape(of: leaf), of: name ?? "", in: source)
        tangents[leaf] = Tensor(graph.shape(of: leaf), value.elements)
      }
      return .forward(tangents)
    }
  }

  /// The numbers that a source stands for, and the name that it gives them.
  private static func leaf(
    of source: Source
  ) throws(DiagnosticsError) -> (name: String?, value: Tensor) {
    let blueprint = try Blueprint([source])
    guard blueprint.graph.leavesOfShapeAlone.isEmpty else {
      throw error("shape-without-values", "this is given as numbers, not as a shape", in: source)
    }
    return blueprint.output
  }

  private static func check(
    _ shape: Shape,
    against wanted: Shape,
    of name: String,
    in source: Source
  ) throws(DiagnosticsError) {
    guard shape != wanted, !(shape.isScalarLike && wanted.isScalarLike) else { return }
    throw error(
      "shape-mismatch",
      "the shape is that of \(name), \(wanted.description); this is \(shape.description)",
      in: source
    )
  }

  private static func error(
    _ identifier: String,
    _ summary: String,
    in source: Source
  ) -> DiagnosticsError {
    let range = SourceRange(source: 0, bytes: 0..<source.text.utf8.count)
    return DiagnosticsError(
      sources: [source],
      diagnostics: [.error(identifier, summary, at: range)]
    )
  }
}
