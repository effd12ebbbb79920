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
      return misfit(answer.shape, question)
        + (mistake == .transposeMissing ? Text("; ") + transposed(question) : Text())
    }
    let id = question.node
    switch mistake {
    case .upstreamForgotten:
      return isTangent(question)
        ? Text("the tangent is missing: multiply the local gradient by ") + incoming(question)
        : Text("upstream is missing: multiply the local gradient by ") + incoming(question)
    case .replaced where isTangent(question):
      return Text("this is one part alone: each operand that moves adds one")
    case .replaced:
      return Text("this is the new contribution alone: add it to ") + arrived(question)
    case .transposeMissing:
      return transposed(question)
    case .derivativeAtOutput:
      return Text("the derivative is taken at the result, ") + explainer.name(of: id)
        + Text("; take it at the operand, ") + moved(question)
    case .derivativeAtInput:
      return Text("this derivative is written with the result: put in ")
        + explainer.name(of: id) + Text(" and not ") + moved(question)
    case .functionNotDifferentiated:
      return notDifferentiated(question)
    case .addedForMultiplied:
      return isTangent(question)
        ? Text("this is the tangent plus the local gradient: multiply the two")
        : opening(question) + Text("upstream plus the local gradient: multiply the two")
    case .tooFar:
      return Text("this is a step further: the local gradient alone is asked for, without ")
        + incoming(question)
    case .sign:
      // Of a sum that of one part may be.
      return Text(isAddedUp(question) ? "a sign" : "the sign") + Text(" is the other way round")
    case .double:
      return Text(isAddedUp(question) ? "" : "this is twice as much: ")
        + Text("a factor 2 is too many")
    case .half:
      return Text(isAddedUp(question) ? "" : "this is half as much: ")
        + Text("a factor 2 is missing")
    case .localGradientForgotten where isTangent(question):
      return graph.operands(of: id).count(where: trace.isMoved) == 1
        ? Text("this is the tangent as it came: multiply it by the local gradient")
        : Text("these are the tangents as they came: multiply each by its local gradient")
    case .localGradientForgotten:
      return opening(question) + Text("upstream as it came: multiply it by the local gradient")
    case .nothingAdded:
      return Text("this is what had arrived before: add the contribution to it")
    case .operandsSwapped where question.slot == nil:
      return Text("the operands are in each other's place: ") + explainer.equation(of: id)
    case .operandsSwapped:
      return opening(question) + Text("for another operand: what is asked for is ")
        + receiverName(question) + Text("'s")
    case .rounding:
      return Text("right so far: give more digits, for a thousandth counts")
    case .shape:
      return misfit(answer.shape, question)
    case .unknown:
      let count = answer.elements.count
      return count > 1 && rightCount > 0
        ? Text("not right: \(rightCount) of \(count) numbers \(rightCount == 1 ? "is" : "are")")
        : Text("not right")
    }
  }

  /// That the function stands where its derivative should.
  private func notDifferentiated(_ question: Question) -> Text {
    let factor =
      question.isOfLocalGradient
      ? "" : isTangent(question) ? "the tangent times " : "upstream times "
    return opening(question) + Text(factor) + explainer.name(of: question.node)
      + Text(" itself: take the derivative, not the value")
  }

  /// Whether what is asked for is a sum, of which a mistake may concern the last part alone.
  private func isAddedUp(_ question: Question) -> Bool {
    if case .gradient = question.subject { true } else { false }
  }

  /// What a sentence begins with that says what an answer is.
  private func opening(_ question: Question) -> Text {
    Text(isAddedUp(question) ? "what is added is " : "this is ")
  }

  private func isTangent(_ question: Question) -> Bool { question.subject == .tangent }

  /// What comes in besides values, with its numbers.
  private func incoming(_ question: Question) -> Text {
    guard isTangent(question) else {
      return explainer.upstream(of: question.node)
    }
    return movedOperands(question).map(explainer.differential).joined(by: " and ")
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
    return explainer.printer.numbers(contribution.previous, .gradient)
      + Text(", which had arrived before")
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
      case .seed, .localGradient: Text("rows are outputs, columns are operands")
      }
    return Text("a transpose is missing or one too many: ") + formula
  }

  /// Which shape an answer has, and which it should have.
  private func misfit(_ shape: Shape, _ question: Question) -> Text {
    let thing: Text =
      switch question.subject {
      case .localGradient where isDiagonal(question): Text("the diagonal of ") + subject(question)
      case .contribution, .gradient: Text("the gradient of ") + receiverName(question)
      case .value, .tangent, .seed, .localGradient: subject(question)
      }
    return Text("this has \(Self.words(shape)); ") + thing + Text(" has ")
      + wantedShape(of: question)
  }
}

extension [Text] {
  /// The texts with words between them.
  func joined(by words: String) -> Text {
    var text = Text()
    for (position, part) in enumerated() {
      if position > 0 { text += Text(words) }
      text += part
    }
    return text
  }
}
