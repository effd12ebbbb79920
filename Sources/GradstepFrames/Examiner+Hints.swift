import GradstepGraph
package import GradstepText
package import GradstepTrace

/// What helps with a question.
extension Examiner {
  /// The hints in their order: the formula, the formula with the numbers put in, the answer.
  ///
  /// The last is the answer as it can be typed in. What says nothing that is new is left out.
  package func hints(_ question: Question) -> [Text] {
    let answer = answer(question)
    let (formula, numbers) = formulas(question)
    return [formula] + (numbers.map { [$0] } ?? []) + [answer]
  }

  private func formulas(_ question: Question) -> (Text, Text?) {
    let id = question.node
    switch question.subject {
    case .value:
      let summary = graph.operation(of: id).map { Self.inSentence($0.summary) } ?? ""
      let works = arithmetic.evaluation(of: id).map { [$0] } ?? []
      return (
        "\(explainer.equation(of: id)): \(summary)",
        numbers(subject(question), works, question)
      )
    case .tangent:
      return (
        explainer.printer.text(arithmetic.pushforward(to: id)),
        numbers(subject(question), arithmetic.pushforwards(of: id), question)
      )
    case .seed:
      return (seedHint, nil)
    case .localGradient(let slot):
      guard let local = trace.localGradient(of: id, slot: slot) else { return (Text(), nil) }
      let work = Arithmetic.Work(node: id, formula: local.formula)
      return (
        "\(subject(question)) = \(explainer.printer.text(arithmetic.inNames(work)))",
        numbers(subject(question), [work], question)
      )
    case .contribution(let contribution):
      let formula = explainer.formula(of: contribution, of: id)
      let works = arithmetic.pullback(
        through: contribution.slot,
        of: id,
        upstream: arithmetic.upstreamName
      ).map { [$0] }
      return (formula, numbers(formula, works ?? [], question))
    case .gradient(let contribution):
      let sum = arithmetic.sum([contribution.previous, contribution.amount])
      return (
        "\(explainer.formula(of: contribution, of: id)), added to what had arrived",
        "\(explainer.amount(of: contribution, of: id)); \(explainer.printer.text(sum))"
      )
    }
  }

  /// A formula with the numbers put in; `nil` where there are none, or they are the answer already.
  private func numbers(_ left: Text, _ works: [Arithmetic.Work], _ question: Question) -> Text? {
    guard !works.isEmpty, let inserted = arithmetic.inserted(works) else { return nil }
    let numbers = explainer.printer.text(inserted.formula)
    guard numbers.plain != answer(question).plain else { return nil }
    return left + TextPrinter.sign(inserted.isExact) + numbers
  }

  private var seedHint: Text {
    let output = explainer.name(of: graph.output)
    guard case .reverse(let seed) = trace.sweep else { return Text() }
    return switch seed {
    case .ones where graph.shape(of: graph.output).isScalarLike:
      "how fast \(output) changes with \(output) itself"
    case .ones:
      "how fast the sum of the components of \(output) changes with each of them"
    case .component(let index):
      "how fast component \(index + 1) of \(output) changes with each component"
    case .cotangent, .everyComponent:
      "a row for each component of \(output): how fast it changes with each component"
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
