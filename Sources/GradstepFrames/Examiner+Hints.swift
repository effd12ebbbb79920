import GradstepGraph
public import GradstepTrace

/// What helps with a question.
extension Examiner {
  /// The hints in their order: the formula, the formula with the numbers put in, the answer.
  ///
  /// The last is the answer as it can be typed in. What says nothing that is new is left out.
  public func hints(_ question: Question) -> [Text] {
    let answer = answer(question)
    let (formula, numbers) = formulas(question)
    return [formula] + (numbers.map { [$0] } ?? []) + [answer]
  }

  /// An equation for the numbers; `nil` where there are none, or they are the answer already.
  private func equation(
    _ left: Text,
    _ numbers: Text?,
    _ question: Question,
    isWhole: Bool
  ) -> Text? {
    guard let numbers, numbers.plain != answer(question).plain else { return nil }
    return left + Explainer.sign(isWhole) + numbers
  }

  private func formulas(_ question: Question) -> (Text, Text?) {
    let id = question.node
    let equals = Text(" = ")
    switch question.subject {
    case .value:
      let summary = graph.operation(of: id).map { Self.inSentence($0.summary) } ?? ""
      return (
        explainer.equation(of: id) + Text(": \(summary)"),
        equation(
          subject(question),
          explainer.expressionOfNumbers(of: id),
          question,
          isWhole: graph.operation(of: id).map {
            explainer.insertsWhole($0.formula(graph.usage(of: id)), of: id)
          } ?? true
        )
      )
    case .tangent:
      return (
        subject(question) + equals + explainer.pushforwards(of: id),
        equation(
          subject(question),
          explainer.pushforwardsOfNumbers(of: id),
          question,
          isWhole: explainer.insertsWholeTangents(of: id)
        )
      )
    case .seed:
      return (seedHint, nil)
    case .localGradient(let slot):
      guard let local = local(slot, of: id) else { return (Text(), nil) }
      let filling = explainer.numberFilling(of: id, upstream: nil)
      return (
        subject(question) + equals + Typesetter.fill(local.formula, explainer.names(of: id)),
        equation(
          subject(question),
          filling.map { Typesetter.fill(local.formula, $0) },
          question,
          isWhole: explainer.insertsWhole(local.formula, of: id)
        )
      )
    case .contribution(let contribution):
      let formula = explainer.formula(of: contribution, of: id)
      let isWhole =
        local(contribution.slot, of: id).map {
          explainer.insertsWhole(
            explainer.pullback($0),
            of: id,
            upstream: trace.gradient(of: id)
          )
        } ?? true
      return (
        formula,
        equation(
          formula,
          contributionNumbers(contribution, of: id),
          question,
          isWhole: isWhole
        )
      )
    case .gradient(let contribution):
      let formula = explainer.formula(of: contribution, of: id)
      return (
        formula + Text(", added to what had arrived"),
        explainer.amount(of: contribution, of: id) + Text("; ")
          + explainer.sumOfNumbers(contribution)
      )
    }
  }

  private func local(_ slot: Int, of id: Node.ID) -> LocalGradient? {
    trace.localGradient(of: id, slot: slot)
  }

  /// How upstream is pulled back to the operand, with the numbers put in.
  private func contributionNumbers(_ contribution: Contribution, of id: Node.ID) -> Text? {
    guard let local = local(contribution.slot, of: id), let upstream = trace.gradient(of: id),
      let filling = explainer.numberFilling(of: id, upstream: upstream)
    else { return nil }
    return Typesetter.fill(explainer.pullback(local), filling)
  }

  private var seedHint: Text {
    let output = explainer.name(of: graph.output)
    guard case .reverse(let seed) = trace.sweep else { return Text() }
    return switch seed {
    case .ones where graph.shape(of: graph.output).isScalarLike:
      Text("how fast ") + output + Text(" changes with ") + output + Text(" itself")
    case .ones:
      Text("how fast the sum of the components of ") + output
        + Text(" changes with each of them")
    case .component(let index):
      Text("how fast component \(index + 1) of ") + output + Text(" changes with each component")
    case .cotangent, .everyComponent:
      Text("a row for each component of ") + output
        + Text(": how fast it changes with each component")
    }
  }

  /// A summary of the operation table in the middle of a sentence.
  private static func inSentence(_ summary: String) -> String {
    let words = summary.hasSuffix(".") ? summary.dropLast() : summary[...]
    // `The product` becomes `the product`; a name such as `ReLU` stays.
    guard words.dropFirst().first?.isUppercase == false || words.dropFirst().first == " " else {
      return String(words)
    }
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
