import GradstepGraph
import Testing

/// An entry of the operation table at one of its sample points.
struct Trial: CustomTestStringConvertible, Sendable {
  let operation: GradstepGraph.Operation
  let sample: Sample

  /// Every entry at each of its sample points.
  static let all: [Trial] = OperationTable.standard.operations.flatMap { operation in
    operation.samples.map { Trial(operation: operation, sample: $0) }
  }

  var testDescription: String {
    let operands = sample.operands.map(\.source).joined(separator: "; ")
    return "\(operation.name) at \(operands) with \(sample.parameters)"
  }

  var usage: Usage { Usage(shapes: sample.operands.map(\.shape), parameters: sample.parameters) }

  /// The evaluation at the sample point, moved along a direction in one slot.
  func evaluation(
    moving slot: Int = 0,
    along direction: Tensor? = nil,
    by step: Double = 0
  ) throws -> Evaluation {
    var operands = sample.operands
    if let direction {
      operands[slot] = Tensor(
        operands[slot].shape,
        zip(operands[slot].elements, direction.elements).map { $0 + step * $1 }
      )
    }
    let evaluation = try Evaluation(operation, operands, parameters: sample.parameters)
    return try #require(evaluation)
  }

  /// The local Jacobian of a slot by unit tangents, as rows, everything in the order it is stored.
  func jacobian(of slot: Int) throws -> [[Double]] {
    let evaluation = try evaluation()
    let shape = sample.operands[slot].shape
    let columns = (0..<shape.count).map { column in
      var unit = Tensor(shape, repeating: 0)
      unit.elements[column] = 1
      return evaluation.pushforward(slot: slot, tangent: unit).elements
    }
    return evaluation.result.elements.indices.map { row in columns.map { $0[row] } }
  }

  /// The local Jacobian over the columns of the result and of the operand, one below another.
  func jacobianOverColumns(of slot: Int) throws -> [[Double]] {
    let jacobian = try jacobian(of: slot)
    let rows = Self.columnOrder(try evaluation().result.shape)
    let columns = Self.columnOrder(sample.operands[slot].shape)
    return rows.map { row in columns.map { jacobian[row][$0] } }
  }

  private static func columnOrder(_ shape: Shape) -> [Int] {
    (0..<shape.columns).flatMap { column in
      (0..<shape.rows).map { $0 * shape.columns + column }
    }
  }
}

/// The Kronecker product of two matrices, given as rows.
func kronecker(_ left: [[Double]], _ right: [[Double]]) -> [[Double]] {
  left.flatMap { leftRow in
    right.map { rightRow in leftRow.flatMap { a in rightRow.map { a * $0 } } }
  }
}

/// The identity matrix, as rows.
func identity(_ size: Int) -> [[Double]] {
  (0..<size).map { row in (0..<size).map { $0 == row ? 1 : 0 } }
}

extension Tensor {
  /// The rows of the tensor as a matrix; a vector is a column.
  var rows: [[Double]] {
    (0..<shape.rows).map { Array(elements[($0 * shape.columns)..<(($0 + 1) * shape.columns)]) }
  }

  /// The columns of the tensor as a matrix.
  var transposedRows: [[Double]] {
    (0..<shape.columns).map { column in rows.map { $0[column] } }
  }
}
