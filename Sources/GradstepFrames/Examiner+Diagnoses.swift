package import GradstepGraph
package import GradstepText
package import GradstepTrace

/// What is wrong with an answer, and how it is right.
extension Examiner {
  /// Says what a mistake is and how to mend it, and does not give the answer away.
  ///
  /// - Parameters:
  ///   - mistake: the mistake that was found
  ///   - answer: the answer it was found in
  ///   - question: the question that was answered
  ///   - rightCount: how many of the answer's numbers are right
  /// - Returns: a sentence
  package func diagnosis(
    _ mistake: Mistake,
    in answer: Tensor,
    to question: Question,
    rightCount: Int
  ) -> Text {
    guard question.fits(answer.shape) else {
      let misfit = misfit(answer.shape, question)
      return mistake == .transposeMissing ? "\(misfit); \(transposed(question))" : misfit
    }
    let name = explainer.name(of: question.node)
    switch mistake {
    case .upstreamForgotten:
      let missing = isTangent(question) ? "the tangent" : "upstream"
      return "\(missing) is missing: multiply the local gradient by \(incoming(question))"
    case .replaced where isTangent(question):
      return "this is one part alone: each operand that moves adds one"
    case .replaced:
      return "this is the new contribution alone: add it to \(arrived(question))"
    case .transposeMissing:
      return transposed(question)
    case .derivativeAtOutput:
      let operand = moved(question)
      return "the derivative is taken at the result, \(name); take it at the operand, \(operand)"
    case .derivativeAtInput:
      return "this derivative is written with the result: put in \(name) and not \(moved(question))"
    case .functionNotDifferentiated:
      let factor =
        question.isOfLocalGradient
        ? "" : isTangent(question) ? "the tangent times " : "upstream times "
      return "\(opening(question))\(factor)\(name) itself: take the derivative, not the value"
    case .addedForMultiplied:
      return isTangent(question)
        ? "this is the tangent plus the local gradient: multiply the two"
        : "\(opening(question))upstream plus the local gradient: multiply the two"
    case .tooFar:
      let words = "this is a step further: the local gradient alone is asked for"
      return "\(words), without \(incoming(question))"
    case .sign:
      // Of a sum that of one part may be.
      return "\(isAddedUp(question) ? "a" : "the") sign is the other way round"
    case .double:
      return "\(isAddedUp(question) ? "" : "this is twice as much: ")a factor 2 is too many"
    case .half:
      return "\(isAddedUp(question) ? "" : "this is half as much: ")a factor 2 is missing"
    case .localGradientForgotten where isTangent(question):
      return movedOperands(question).count == 1
        ? "this is the tangent as it came: multiply it by the local gradient"
        : "these are the tangents as they came: multiply each by its local gradient"
    case .localGradientForgotten:
      return "\(opening(question))upstream as it came: multiply it by the local gradient"
    case .nothingAdded:
      return "this is what had arrived before: add the contribution to it"
    case .operandsSwapped where question.slot == nil:
      return "the operands are in each other's place: \(explainer.equation(of: question.node))"
    case .operandsSwapped:
      let receiver = receiverName(question)
      return "\(opening(question))for another operand: what is asked for is \(receiver)'s"
    case .rounding:
      return "right so far: give more digits, for a thousandth counts"
    case .shape:
      return misfit(answer.shape, question)
    case .unknown:
      let count = answer.elements.count
      return count > 1 && rightCount > 0
        ? "not right: \(rightCount) of \(count) numbers \(rightCount == 1 ? "is" : "are")"
        : "not right"
    }
  }

  /// Whether what is asked for is a sum, of which a mistake may concern the last part alone.
  private func isAddedUp(_ question: Question) -> Bool {
    if case .gradient = question.subject { true } else { false }
  }

  /// What a sentence begins with that says what an answer is.
  private func opening(_ question: Question) -> String {
    isAddedUp(question) ? "what is added is " : "this is "
  }

  private func isTangent(_ question: Question) -> Bool { question.subject == .tangent }

  /// What comes in besides values, with its numbers.
  private func incoming(_ question: Question) -> Text {
    isTangent(question)
      ? movedOperands(question).map(explainer.differential).joined(by: " and ")
      : explainer.upstream(of: question.node)
  }

  private func movedOperands(_ question: Question) -> [Node.ID] {
    graph.operands(of: question.node).filter(trace.isMoved)
  }

  /// The operands that a derivative is taken with respect to.
  private func moved(_ question: Question) -> Text {
    question.slot == nil
      ? movedOperands(question).map(explainer.name).joined(by: " and ") : receiverName(question)
  }

  /// What had arrived before.
  private func arrived(_ question: Question) -> Text {
    guard case .gradient(let contribution) = question.subject else { return Text() }
    let numbers = explainer.printer.numbers(contribution.previous, .gradient)
    return "\(numbers), which had arrived before"
  }

  /// That rows and columns are mixed up, with the formula that has its transposes right.
  private func transposed(_ question: Question) -> Text {
    let formula: Text =
      switch question.subject {
      case .contribution(let contribution), .gradient(let contribution):
        explainer.formula(of: contribution, of: question.node)
      case .value: explainer.equation(of: question.node)
      case .tangent:
        explainer.printer.text(arithmetic.pushforward(to: question.node).sides[0].formula)
      case .seed, .localGradient: "rows are outputs, columns are operands"
      }
    return "a transpose is missing or one too many: \(formula)"
  }

  /// Which shape an answer has, and which it should have.
  private func misfit(_ shape: Shape, _ question: Question) -> Text {
    let thing: Text =
      switch question.subject {
      case .localGradient where isDiagonal(question): "the diagonal of \(subject(question))"
      case .contribution, .gradient: "the gradient of \(receiverName(question))"
      case .value, .tangent, .seed, .localGradient: subject(question)
      }
    return "this has \(Self.words(shape)); \(thing) has \(wantedShape(of: question))"
  }
}
