import GradstepSyntax
import Testing

@testable import GradstepGraph

/// The texts as sources: the first is `a.graph`, the others are arguments.
func sources(_ texts: [String]) -> [Source] {
  texts.enumerated().map { Source(name: $0 == 0 ? "a.graph" : "argument \($0)", text: $1) }
}

/// Builds the graph of some sources, with the diagnostics of every stage as they are printed.
func build(_ texts: [String]) -> (graph: Graph?, diagnostics: [Diagnostic]) {
  let functions = OperationTable.standard.functionNames
  let (tree, parsing) = Parser.parse(sources(texts), functions: functions)
  let (graph, building) = GraphBuilder.build(tree)
  return (graph, Diagnostic.inOrder(parsing + building))
}

/// The graph of sources that are right.
func graph(_ texts: String...) throws -> Graph {
  let (graph, diagnostics) = build(texts)
  guard let graph, !diagnostics.contains(where: { $0.severity == .error }) else {
    throw DiagnosticsError(sources: sources(texts), diagnostics: diagnostics)
  }
  return graph
}

/// All diagnostics of some sources as a person sees them.
func messages(_ texts: String...) -> String {
  DiagnosticsError(sources: sources(texts), diagnostics: build(texts).diagnostics).description
}

/// The source with each of the ways out of its first error taken.
func repaired(_ source: String) throws -> [String] {
  let error = try #require(build([source]).diagnostics.first { $0.severity == .error })
  return error.solutions.filter { !$0.replacements.isEmpty }.map { solution in
    var bytes = Array(source.utf8)
    let edits = solution.replacements.sorted {
      $0.range.bytes.lowerBound > $1.range.bytes.lowerBound
    }
    for edit in edits { bytes.replaceSubrange(edit.range.bytes, with: edit.text.utf8) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Graph {
  /// A line for each node: its name, and what it is made of.
  var listing: [String] {
    nodes.indices.map { id in
      guard let operation = operation(of: id) else {
        return "\(displayNames[id]): \(nodes[id].kind)"
      }
      let parts =
        operands(of: id).map { displayNames[$0] } + parameters(of: id).map { "\($0)" }
      return "\(displayNames[id]): \(operation.name)(\(parts.joined(separator: ", ")))"
    }
  }

  /// The value of the output, worked out node by node.
  var outputValue: Tensor {
    var values: [Tensor] = []
    for id in nodes.indices {
      guard let operation = operation(of: id) else {
        values.append(Tensor(shape(of: id), Array(leafValues[range(of: id)])))
        continue
      }
      let evaluation = Evaluation(
        operation,
        operands(of: id).map { values[$0] },
        parameters: Array(parameters(of: id)),
        shape: shape(of: id)
      )
      values.append(evaluation.result)
    }
    return values[output]
  }
}

/// What an expression evaluates to, with some statements before it; `nil` where it is none.
func value(of expression: String, where statements: String = "") -> Tensor? {
  build(["\(statements)\nresult = \(expression)\noutput result"]).graph?.outputValue
}

extension Tensor {
  /// The tensor as a source writes it.
  var source: String {
    func list(_ elements: ArraySlice<Double>) -> String {
      "[" + elements.map { "\($0)" }.joined(separator: ", ") + "]"
    }
    switch shape.rank {
    case 0: return "\(elements[0])"
    case 1: return list(elements[...])
    default:
      let rows = (0..<shape.rows).map { row in
        list(elements[(row * shape.columns)..<((row + 1) * shape.columns)])
      }
      return "[" + rows.joined(separator: ", ") + "]"
    }
  }
}

/// A small generator, so that a failure comes back on every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// Numbers between −1 and 1 in a shape.
  mutating func tensor(_ shape: Shape) -> Tensor {
    Tensor(shape, (0..<shape.count).map { _ in Double.random(in: -1...1, using: &self) })
  }
}

extension [Double] {
  /// Whether the numbers differ by at most a part of the largest of them.
  func isClose(to others: [Double], within tolerance: Double) -> Bool {
    let scale = (self + others).reduce(0) { Swift.max($0, $1.magnitude) }
    return count == others.count
      && zip(self, others).allSatisfy { ($0 - $1).magnitude <= tolerance * scale }
  }
}
