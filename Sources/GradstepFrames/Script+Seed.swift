import GradstepGraph
import GradstepText
import GradstepTrace

/// The turn: the output gets its gradient.
extension Script {
  static let seed = Script(
    Frame.Phase(name: Step.Phase.seed.rawValue, tint: .gradient, flow: nil),
    facts: [.seed],
    words: { explainer, _, _ in
      // Updates call the sum by a letter.
      explainer.seed(namesSum: explainer.trace.learningRate != nil)
    },
    symbols: { explainer, _, _ in explainer.seed(namesSum: true) },
    changes: { moment, _ in moment.beginWayBack() }
  )
}

extension Explainer {
  fileprivate func seed(namesSum: Bool) -> (Text, [Text]) {
    guard case .reverse(let seed) = trace.sweep else { return (output, []) }
    let numbers = trace.seed.map { printer.numbers($0, .gradient) } ?? Text()
    let derivative: Text = "seed: \(partial(graph.output, by: graph.output)) = \(numbers)"
    let gradient: Text = "seed: the gradient of \(output) is \(numbers)"
    guard trace.isOnWayBack[graph.output] else {
      let isDerivative = graph.shape(of: graph.output).rank == 0 || seed == .everyComponent
      let words: Text = "the output depends on no variable, so nothing flows back"
      return (isDerivative ? derivative : gradient, [words])
    }
    switch seed {
    case .ones where graph.shape(of: graph.output).rank == 0:
      return (derivative, ["the walk backward starts at the output"])
    case .ones:
      let name = namesSum ? printer.text(Objective(trace).name) + ", " : Text()
      return (
        gradient,
        [
          "all ones: what follows are the gradients of \(name)the sum of the components of \(output)"
        ]
      )
    case .component(let index):
      let words = "what follows are its gradients, row \(index + 1) of the Jacobian"
      return (gradient, ["component \(index + 1) alone: \(words)"])
    case .cotangent:
      let product: Text = "v\(TextPrinter.raised("T")) times the Jacobian"
      return (gradient, ["a cotangent v: what follows is \(product)"])
    case .everyComponent:
      let words = "a row for each component: at each node stands the Jacobian"
      return (derivative, ["\(words) ∂\(output)/∂(node)"])
    }
  }
}
