package import GradstepGraph

/// What a step is asked for before it shows its result.
package struct Question: Hashable, Sendable {
  /// What is asked for.
  package enum Subject: Hashable, Sendable {
    /// What the node evaluates to.
    case value
    /// The tangent of the node.
    case tangent
    /// The gradient that the output starts with.
    case seed
    /// The local gradient of a slot: of a diagonal one the diagonal, in the shape of the operand.
    case localGradient(slot: Int)
    /// What an operand gets first.
    case contribution(Contribution)
    /// What an operand has after it has got more.
    case gradient(Contribution)
  }

  /// The step that shows the answer.
  package let step: Step
  /// The node at work.
  package let node: Node.ID
  /// What is asked for.
  package let subject: Subject
  /// The right answer.
  package let expected: Tensor

  /// The most numbers that are asked for, or that have to be put into a formula at once.
  package static let largestCount = 9
  /// The most rows or columns of them.
  package static let largestSide = 6
  /// The most operands that have to be put into a formula at once.
  package static let largestOperandCount = 6
  /// The most questions of a step.
  package static let largestQuestionCount = 2

  /// The slot that is asked about, where it is one.
  package var slot: Int? {
    switch subject {
    case .value, .tangent, .seed: nil
    case .localGradient(let slot): slot
    case .contribution(let contribution), .gradient(let contribution): contribution.slot
    }
  }

  /// The node whose value or gradient is asked for; `nil` where it is a local gradient, which belongs
  /// to two nodes.
  package var askedNode: Node.ID? {
    switch subject {
    case .value, .tangent, .seed: node
    case .localGradient: nil
    case .contribution(let contribution), .gradient(let contribution): contribution.operand
    }
  }

  /// Whether an answer has the shape that is asked for.
  ///
  /// A vector of one component counts as a scalar, and a matrix of one column as a vector.
  package func fits(_ shape: Shape) -> Bool { shape.isSameBlock(as: expected.shape) }

  /// An answer as the question takes it: of a diagonal matrix that is given in full, the diagonal.
  package func taking(_ answer: Tensor) -> Tensor {
    let count = expected.shape.count
    guard case .localGradient = subject, expected.shape.rank == 1, count > 1,
      answer.shape == .matrix(count, count)
    else { return answer }
    let isDiagonal = answer.elements.enumerated().allSatisfy { position, number in
      position.isMultiple(of: count + 1) || number == 0
    }
    guard isDiagonal else { return answer }
    return Tensor((0..<count).map { answer.elements[$0 * (count + 1)] })
  }
}

extension Shape {
  /// Whether values of both shapes are written as the same block of numbers.
  func isSameBlock(as other: Shape) -> Bool { rows == other.rows && columns == other.columns }

  /// Whether a person can be asked for a value of this shape.
  var isAskable: Bool {
    count <= Question.largestCount && max(rows, columns) <= Question.largestSide
  }
}
