import Gradstep

/// A sweep through the graph of a lesson, with a name for reports of tests.
enum LessonSweep: String, CaseIterable, Sendable {
  case gradients, component, cotangent, jacobian, tangents

  /// What flows through a graph, with numbers that fit its output and its variables.
  func flow(through graph: Graph) -> Flow {
    switch self {
    case .gradients: .gradients
    case .component: .component(graph.shape(of: graph.output).count)
    case .cotangent:
      .cotangent(Source(name: "c", text: Self.text(of: graph.shape(of: graph.output))))
    case .jacobian: .jacobian
    case .tangents:
      .tangents(
        graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }.map { id in
          let text = Self.text(of: graph.shape(of: id))
          return Source(name: "t", text: "\(graph.displayNames[id]) = \(text)")
        }
      )
    }
  }

  /// The numbers 0.5, −1, 1.5 … in a shape.
  private static func text(of shape: Shape) -> String {
    let numbers = (1...shape.count).map { Double($0) / 2 * ($0.isMultiple(of: 2) ? -1 : 1) }
    return Tensor(shape, numbers).source
  }
}

extension Tensor {
  /// The value as a source writes it.
  fileprivate var source: String {
    let rows = (0..<shape.rows).map { row in
      elements[row * shape.columns..<(row + 1) * shape.columns].map { "\($0)" }
    }
    return switch shape.rank {
    case 0: rows[0][0]
    case 1: "[\(rows.map { $0[0] }.joined(separator: ", "))]"
    default: "[\(rows.map { "[\($0.joined(separator: ", "))]" }.joined(separator: ", "))]"
    }
  }
}

/// An operation of the table at one of its samples, as a source.
struct OperationLesson: Sendable {
  let operation: GradstepGraph.Operation
  let source: Source

  /// Every operation of the table at each of its samples.
  static let all: [OperationLesson] = OperationTable.standard.operations.flatMap { operation in
    operation.samples.compactMap { sample in
      guard let call = formula(operation.notations[0], sample) else { return nil }
      let leaves = sample.operands.enumerated().map { "p_\($0) = \($1.source)" }
      let text = (leaves + ["y = \(call)"]).joined(separator: "\n")
      return OperationLesson(operation: operation, source: Source(name: "s", text: text))
    }
  }

  /// What a source writes; `nil` where no source can.
  private static func formula(_ notation: Notation, _ sample: Sample) -> String? {
    let operands = sample.operands.indices.map { "p_\($0)" }
    let parameters = sample.parameters.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    let list = (operands + parameters).joined(separator: ", ")
    return switch notation {
    case .function(let name): "\(name)(\(list))"
    case .infix(let sign):
      (operands + parameters.map { "(\($0))" }).joined(separator: sign.rawValue)
    case .negation: "-\(operands[0])"
    case .transpose: "\(operands[0])'"
    case .component: "\(operands[0])[\(parameters.joined(separator: ", "))]"
    case .row, .column, .slice, .choice: nil
    case .list: "[\(list)]"
    }
  }
}
