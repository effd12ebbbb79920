import GradstepSyntax
import Testing

@testable import GradstepGraph

/// An operation of the table at a sample point, in the middle of a small graph.
///
/// Each operand is the sum of two halves, which are variables; the result r goes on to r + r², so
/// that its gradient is put together of two contributions.
struct SmallGraph: CustomTestStringConvertible, Sendable {
  let position: Int
  let sample: Sample

  static let all: [SmallGraph] = OperationTable.standard.operations.enumerated().flatMap {
    position,
    operation in
    operation.samples.map { SmallGraph(position: position, sample: $0) }
  }

  private var operation: Operation { OperationTable.standard[position] }

  var testDescription: String {
    "\(operation.name) at \(sample.operands.map(\.elements)) with \(sample.parameters)"
  }

  func graph() throws -> Graph {
    let table = OperationTable.standard
    let range = SourceRange(source: 0, bytes: 0..<0)
    var draft = GraphDraft()
    func apply(
      _ name: String,
      _ operands: [Node.ID],
      _ shape: Shape,
      to draft: inout GraphDraft
    ) -> Int {
      draft.addOperation(
        table.operations.firstIndex { $0.name == name } ?? -1,
        operands: operands,
        parameters: [],
        shape: shape,
        range: range,
        group: nil
      )
    }
    var leaves: [[Node.ID]] = []
    for (slot, operand) in sample.operands.enumerated() {
      let halves = ["a", "b"].compactMap { half -> Node.ID? in
        let literal = draft.addLiteral(operand.map { $0 / 2 }, written: 0)
        guard case .literal(let number) = literal else { return nil }
        return draft.addLeaf(number, name: "\(half)\(slot)", isConstant: false, range: range)
      }
      leaves.append(halves)
    }
    let operands = zip(leaves, sample.operands).map {
      apply("add", $0, $1.shape, to: &draft)
    }
    let usage = Usage(shapes: sample.operands.map(\.shape), parameters: sample.parameters)
    let shape = try operation.shape(usage) ?? .scalar
    let result = draft.addOperation(
      position,
      operands: operands,
      parameters: sample.parameters,
      shape: shape,
      range: range,
      group: nil
    )
    let square = apply("square", [result], shape, to: &draft)
    let output = apply("add", [result, square], shape, to: &draft)
    return draft.graph(output: output, operations: table)
  }
}

/// Numbers between −1 and 1 in a shape, none of them near 0, the same on every run.
func spread(_ shape: Shape, _ start: Int = 0) -> Tensor {
  let numbers = (0..<shape.count).map { position in
    let number = (Double(start + position + 1) * 0.618_033_988_749_895)
      .truncatingRemainder(dividingBy: 1)
    return number < 0.5 ? number - 1 : number
  }
  return Tensor(shape, numbers)
}
