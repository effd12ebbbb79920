import FoundationEssentials
import GradstepGraph
import GradstepSyntax
import GradstepTrace

/// The trace of a source that is right, with the operations of the language or others.
func trace(
  _ text: String,
  operations: OperationTable = .standard,
  sweep: Sweep = .reverse(.ones)
) throws -> Trace {
  let sources = [Source(name: "a.graph", text: text)]
  let (tree, parsing) = Parser.parse(sources, functions: operations.functionNames)
  let (graph, building) = GraphBuilder.build(tree, operations: operations)
  let diagnostics = parsing + building
  guard let graph, !diagnostics.contains(where: { $0.severity == .error }) else {
    throw DiagnosticsError(sources: sources, diagnostics: diagnostics)
  }
  return Trace(graph, sweep: sweep)
}

/// The example files of the project.
enum Examples {
  private static let folder =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }
    .joined() + "/Graphs"

  /// The names of all of them, without their ending.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".graph") }.map { String($0.dropLast(6)) }.sorted()
  }()

  static func source(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name).graph", encoding: .utf8)
  }

  static func trace(_ name: String) throws -> Trace {
    try GradstepTraceTests.trace(source(name))
  }
}

extension Trace {
  /// The node of a name.
  func node(_ name: String) -> Node.ID {
    graph.displayNames.firstIndex(of: name) ?? -1
  }

  /// The value of the node of a name.
  func value(_ name: String) -> [Double] { value(of: node(name)).elements }

  /// The gradient of the node of a name.
  func gradient(_ name: String) -> [Double]? { gradient(of: node(name))?.elements }

  /// A word for each step, such as `forward y`.
  var story: [String] {
    steps.map { step in
      ([step.phase.rawValue] + [step.node].compactMap { $0.map { graph.displayNames[$0] } })
        .joined(separator: " ")
    }
  }

  /// The sum of the output's components after one number of a leaf has changed.
  func outputSum(changing position: Int, by change: Double) throws -> Double {
    var values = graph.leafValues
    values[position] += change
    for id in graph.nodes.indices {
      guard let operation = graph.operation(of: id) else { continue }
      let operands = graph.operands(of: id).map { operand in
        Tensor(graph.shape(of: operand), Array(values[graph.range(of: operand)]))
      }
      let evaluation = try Evaluation(
        operation,
        operands,
        parameters: Array(graph.parameters(of: id))
      )
      values.replaceSubrange(graph.range(of: id), with: evaluation?.result.elements ?? [])
    }
    return values[graph.range(of: graph.output)].reduce(0, +)
  }

  /// The gradient of every number of a leaf by differences on five points.
  func slopes(of leaf: Node.ID) throws -> [Double] {
    try graph.range(of: leaf).map { position in
      let size = graph.leafValues[position].magnitude
      let step = 1e-3 * min(1, size == 0 ? 1 : size)
      func value(_ multiple: Double) throws -> Double {
        try outputSum(changing: position, by: multiple * step)
      }
      return try (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * step)
    }
  }
}

extension [Double] {
  /// Whether the numbers differ by at most a part of the largest of them.
  func isClose(to others: [Double], within tolerance: Double) -> Bool {
    let scale = (self + others).reduce(0) { Swift.max($0, $1.magnitude) }
    return count == others.count
      && zip(self, others).allSatisfy { ($0 - $1).magnitude <= tolerance * scale }
  }

  /// Whether the numbers are the same to the last bit.
  func isSame(as others: [Double]) -> Bool {
    map(\.bitPattern) == others.map(\.bitPattern)
  }
}
