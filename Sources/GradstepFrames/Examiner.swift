import GradstepGraph
package import GradstepText
package import GradstepTrace

/// Says what a quiz says: what is asked, what helps, and what is wrong with an answer.
///
/// The formulas are those of the captions, so that a step shows what its hints said.
package struct Examiner: Sendable {
  let explainer: Explainer
  /// How answers are printed: with digits enough to be right when they are typed in.
  private let answers: TextPrinter

  /// Four digits are right to a thousandth.
  private static let smallestPrecision = 4

  /// An examiner on the steps of a trace.
  package init(_ trace: Trace, format: NumberFormat = .standard) {
    let trace = trace.withoutNoise(digits: format.precision)
    explainer = Explainer(trace: trace, format: format)
    let precision = max(format.precision, Self.smallestPrecision)
    answers = TextPrinter(format: NumberFormat(precision: precision))
  }

  var arithmetic: Arithmetic { explainer.arithmetic }
  var trace: Trace { explainer.trace }
  var graph: Graph { explainer.graph }

  // MARK: - Questions

  /// What is asked, with the shape of the answer.
  package func prompt(_ question: Question) -> Text {
    let id = question.node
    let (subject, equation) = (subject(question), explainer.equation(of: id))
    let words: Text =
      switch question.subject {
      case .value: "what does \(equation) evaluate to?"
      case .tangent: "what is \(subject), the tangent of \(equation)?"
      case .seed: "\(seed)what is \(subject)?"
      case .localGradient: "\(upstream(question))what is the local gradient \(subject)?"
      case .contribution(let contribution) where contribution.expected == 1:
        "\(upstream(question))what is \(subject)?"
      case .contribution(let contribution):
        "\(upstream(question))what does \(explainer.receiver(of: contribution, of: id)) get,"
          + " the first of \(contribution.expected) contributions?"
      case .gradient(let contribution):
        "\(upstream(question))what is \(subject) now, with"
          + " \(contribution.arrived) of \(contribution.expected) contributions?"
      }
    return words + shape(of: question)
  }

  /// The numbers that the answer is worked out from, and a `?` in its place.
  ///
  /// Upstream is not among them: the question itself has it.
  package func givens(_ question: Question) -> Text {
    let numbers = knownNumbers(question)
    let blank = blank(question)
    return numbers.isEmpty ? blank : "with \(numbers.joined(by: ", ")): \(blank)"
  }

  /// The question in a line: a `?`, the formula, and all numbers that the answer is worked out from.
  package func brief(_ question: Question) -> Text {
    let equation = explainer.equation(of: question.node)
    var parts: [Text] =
      switch question.subject {
      case .value: [equation + Self.mark]
      case .seed: [blank(question)]
      case .tangent, .localGradient, .contribution, .gradient: [blank(question), equation]
      }
    if question.slot != nil { parts.append(explainer.upstream(of: question.node)) }
    return (parts + knownNumbers(question)).joined(by: ", ")
  }

  /// What is asked for, and a `?` in the place of its number.
  private func blank(_ question: Question) -> Text {
    subject(question) + Self.mark
  }

  private static let mark = Text("\u{A0}=\u{A0}") + Text("?", .current)

  /// The numbers that the answer is worked out from, without upstream.
  private func knownNumbers(_ question: Question) -> [Text] {
    let id = question.node
    var parts: [Text] = []
    if question.subject != .seed {
      parts = knownNodes(question).map { known in
        explainer.assignment(arithmetic.name(known), .value(trace.value(of: known)))
      }
    }
    if question.subject == .tangent {
      parts += operands(of: id).filter(trace.isMoved).compactMap { operand in
        trace.tangent(of: operand).map {
          explainer.assignment(arithmetic.differential(operand), .flow($0))
        }
      }
    }
    if case .gradient(let contribution) = question.subject {
      let numbers = explainer.printer.numbers(contribution.previous, .gradient)
      parts.append("\(numbers) so far at \(explainer.name(of: contribution.operand))")
    }
    return parts
  }

  /// The operands, each once and without plain numbers, and the node itself where it is known.
  private func knownNodes(_ question: Question) -> [Node.ID] {
    let known = operands(of: question.node).filter {
      graph.nodes[$0].kind != .constant || graph.origins[$0].name != nil
    }
    return question.subject == .value ? known : known + [question.node]
  }

  /// The operands of a node, each once.
  private func operands(of id: Node.ID) -> [Node.ID] {
    graph.operands(of: id).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The right answer, as it can be typed in.
  package func answer(_ question: Question) -> Text {
    answers.numbers(question.expected, question.subject == .value ? .value : .gradient)
  }

  /// What is asked for, in a few signs: `v₁`, `dy`, `∂v₁/∂x`, `∂L/∂W` or `the gradient of W`.
  func subject(_ question: Question) -> Text {
    switch question.subject {
    case .value: explainer.name(of: question.node)
    case .tangent: explainer.differential(of: question.node)
    case .seed: gradient(of: question.node)
    case .localGradient(let slot):
      explainer.partial(question.node, by: operand(slot, of: question.node))
    case .contribution(let contribution), .gradient(let contribution):
      contribution.arrived == contribution.expected
        ? gradient(of: contribution.operand)
        : "the gradient of \(explainer.name(of: contribution.operand))"
    }
  }

  /// The derivative of the output, where that is one number or the whole Jacobian is asked for.
  private func gradient(of id: Node.ID) -> Text {
    let isPlain = trace.sweep == .reverse(.ones) && graph.shape(of: graph.output).isScalarLike
    return isPlain || arithmetic.isMatrixSweep
      ? explainer.partial(graph.output, by: id) : "the gradient of \(explainer.name(of: id))"
  }

  func operand(_ slot: Int, of id: Node.ID) -> Node.ID { graph.operand(of: id, slot: slot) }

  /// What is pulled back, as the caption of the step opens.
  private func upstream(_ question: Question) -> Text {
    "\(explainer.pullback(of: question.node)): "
  }

  /// What the walk back starts from, where it is not the output as it is.
  private var seed: Text {
    guard case .reverse(let seed) = trace.sweep else { return Text() }
    let output = explainer.name(of: graph.output)
    switch seed {
    case .ones where !graph.shape(of: graph.output).isScalarLike:
      return "the walk backward starts from the sum of the components of \(output): "
    case .component(let index):
      return "the walk backward starts from component \(index + 1) of \(output) alone: "
    case .ones, .cotangent, .everyComponent:
      return Text()
    }
  }

  // MARK: - Shapes

  /// The shape of the answer, where it is more than a number.
  private func shape(of question: Question) -> Text {
    guard !question.expected.shape.isScalarLike else { return Text() }
    let opening =
      isDiagonal(question) && question.isOfLocalGradient
      ? " it is diagonal: the diagonal has " : " it has "
    let sentence = Text(opening) + wantedShape(of: question)
    return Text(sentence.runs.map { Text.Run($0.string, dimmed($0.role), script: $0.script) })
  }

  /// What the answer has: `3 components`, or `the shape of W, 3×2` where that is to be learnt.
  func wantedShape(of question: Question) -> Text {
    let shape = question.expected.shape
    guard !arithmetic.isMatrixSweep, question.slot != nil,
      !question.isOfLocalGradient || isDiagonal(question) && shape.rank == 2
    else { return Text(Self.words(shape)) }
    let words = shape.rank == 2 ? shape.description : Self.words(shape)
    return "the shape of \(receiverName(question)), \(words)"
  }

  private func dimmed(_ role: Text.Role) -> Text.Role { role == .plain ? .dimmed : role }

  func isDiagonal(_ question: Question) -> Bool {
    guard let slot = question.slot else { return false }
    return trace.localGradient(of: question.node, slot: slot)?.structure == .diagonal
  }

  /// The node that the answer belongs to.
  func receiverName(_ question: Question) -> Text {
    guard let slot = question.slot else { return explainer.name(of: question.node) }
    return explainer.name(of: operand(slot, of: question.node))
  }

  /// A shape as a sentence says that something has it.
  static func words(_ shape: Shape) -> String {
    switch shape.rank {
    case 0: "one number"
    case 1: shape.rows.counting("component")
    default: "the shape \(shape.description)"
    }
  }
}

extension Question {
  /// Whether a local gradient is asked for.
  var isOfLocalGradient: Bool {
    if case .localGradient = subject { true } else { false }
  }
}
