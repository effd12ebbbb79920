package import GradstepGraph
package import GradstepText
package import GradstepTrace

/// Gradient descent: what happens to a variable after the walk back, and what comes of it.
extension Script {
  static let update = Script(
    Frame.Phase(name: Step.Phase.update.rawValue, tint: .value, flow: nil),
    facts: [.gradient, .value, .explanation, .why],
    words: { explainer, id, _ in explainer.update(of: id) },
    symbols: { explainer, id, _ in (explainer.update(of: id).0, []) },
    reasons: { explainer, id, _ in [explainer.reason(forUpdateOf: id)] },
    changes: { moment, id in moment.showValue(of: id) }
  )
}

extension Explainer {
  fileprivate func update(of id: Node.ID) -> (Text, [Text]) {
    guard let equation = arithmetic.update(of: id), let rate = trace.learningRate else {
      return (name(of: id), [])
    }
    var definition = equation
    definition.sides.removeLast(equation.sides.count - 1)
    return (
      "update: \(printer.text(definition))",
      [
        printer.rightSides(equation, from: 1),
        printer.text("learning rate \(arithmetic.rateName) = \(Formula.number(rate))" as Sentence),
      ]
    )
  }

  /// Why a variable goes down its gradient.
  fileprivate func reason(forUpdateOf id: Node.ID) -> Sentence {
    let objective = Objective(trace).name
    let slope = Formula.derivative(objective, by: .y, along: .all)
    return "gradient descent: \(objective) grows fastest along \(slope), so \(Formula.y) goes"
      + " against it, \(arithmetic.rateName) times as far"
  }

  /// What the output was before the last updates, where it is worked out once more.
  func change(of id: Node.ID, in snapshot: Snapshot) -> [Text] {
    guard id == graph.output, let before = snapshot.valueBeforeUpdates(of: id) else { return [] }
    return ["before the last updates it was \(printer.numbers(before, .value))"]
  }
}

extension Arithmetic {
  /// What the learning rate is called: `η`, or another letter where the source uses that one.
  package var rateName: Formula {
    .term(.name(graph.unusedLetter(among: ["η", "α", "λ", "ε"]) ?? "rate"))
  }

  /// The update of a variable: `w ← w − η·dL/dw = 0.4 − 0.5·0.08 = 0.36`; `nil` where it has none.
  package func update(of id: Node.ID) -> Equation? {
    guard let rate = trace.learningRate, let value = trace.updatedValue(of: id) else { return nil }
    let gradient = Work.Flow(
      name: .derivative(Objective(trace).name, by: name(id), along: .all),
      number: upstream(of: id)
    )
    func work(_ rate: Formula) -> Work {
      Work(node: id, formula: .y - rate * .g, upstream: gradient)
    }
    return closed(
      Equation(name(id), isUpdate: true).equal(to: inNames(work(rateName))),
      by: [work(.number(rate))],
      is: .value(value)
    )
  }
}

extension Snapshot {
  /// Which epoch a step belongs to: `epoch 2 of 3`; `nil` where there is one pass alone.
  package var epoch: String? {
    let count = course.traces.count - 1
    guard count > 0 else { return nil }
    return trace.epoch < count
      ? "epoch \(trace.epoch + 1) of \(count)"
      : "after \(count.counting("epoch"))"
  }
}
