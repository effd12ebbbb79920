package import GradstepGraph
package import GradstepText
package import GradstepTrace

/// The arithmetic of steps: each line as an equation, in names first and then in numbers.
///
/// Captions, hints and documents print the same equations.
package struct Arithmetic: Sendable {
  package let trace: Trace
  let format: NumberFormat
  /// What upstream is called: `g`, or another letter where the source uses that one.
  let upstreamName: Formula
  /// What a local Jacobian is called.
  let jacobianName: Formula
  /// What counts rows and columns.
  let indexNames: (row: Formula, column: Formula)

  init(_ trace: Trace, format: NumberFormat) {
    self.trace = trace
    self.format = format
    // A gradient is a small letter, a Jacobian a large one.
    let letters =
      trace.sweep == .reverse(.everyComponent) ? ["G", "Δ", "R", "Q"] : ["g", "δ", "r", "q"]
    func unused(_ letters: [String], _ other: String) -> Formula {
      .term(.name(trace.graph.unusedLetter(among: letters) ?? other))
    }
    upstreamName = unused(letters, "upstream")
    jacobianName = unused(["J", "D", "M"], "Jacobian")
    indexNames = (unused(["i", "k", "m", "p"], "row"), unused(["j", "l", "n", "q"], "column"))
  }

  package var graph: Graph { trace.graph }

  /// A formula of a node, and what stands in its places besides the node and its operands.
  package struct Work {
    let node: Node.ID
    let formula: Formula
    var upstream: Flow?
    var tangent: Flow?

    /// What flows: what it is called, and its numbers.
    struct Flow {
      let name: Formula
      let number: Tensor
    }
  }

  // MARK: - Terms

  /// What a node is called; a constant is its number.
  package func name(_ id: Node.ID) -> Formula { graph.term(of: id) }

  /// The tangent of a node.
  package func differential(_ id: Node.ID) -> Formula { .differential(name(id)) }

  /// A formula in the names of what stands in its places.
  package func inNames(_ work: Work) -> Formula {
    work.formula.filled { place in
      switch place {
      case .operand(let slot): name(graph.operand(of: work.node, slot: slot))
      case .result: name(work.node)
      case .upstream: work.upstream?.name ?? upstreamName
      case .tangent: work.tangent?.name ?? .blank
      case .tangentVector: vector(work.tangent) { $0.name }
      }
    }
  }

  /// A formula of a node in the names of its operands.
  func inNames(_ formula: Formula, of id: Node.ID) -> Formula {
    inNames(Work(node: id, formula: formula))
  }

  /// The same in numbers.
  private func inNumbers(_ work: Work) -> Formula {
    work.formula.filled { place in
      switch place {
      case .operand(let slot):
        .term(.value(trace.value(of: graph.operand(of: work.node, slot: slot))))
      case .result: .term(.value(trace.value(of: work.node)))
      case .upstream: work.upstream.map { .term(.flow($0.number)) } ?? .blank
      case .tangent: work.tangent.map { .term(.flow($0.number)) } ?? .blank
      case .tangentVector: vector(work.tangent) { .term(.flow($0.number)) }
      }
    }
  }

  /// A tangent with the columns of a matrix one below another.
  private func vector(_ flow: Work.Flow?, _ term: (Work.Flow) -> Formula) -> Formula {
    guard let flow else { return .blank }
    return flow.number.shape.rank == 2 ? .call("vec", [term(flow)]) : term(flow)
  }

  // MARK: - Numbers

  /// The formulas added up, in numbers, and whether those say all of what they stand for; `nil` where
  /// they would fill the page.
  package func inserted(_ works: [Work]) -> Equation.Side? {
    guard works.allSatisfy({ hasShortNumbers($0.node) }) else { return nil }
    return Equation.Side(
      isExact: works.allSatisfy(insertsWhole),
      formula: .sum(works.map(inNumbers))
    )
  }

  /// An equation with the numbers put into the formulas that it ends in, where they are few, and what
  /// comes of them.
  package func closed(_ equation: Equation, by works: [Work], is result: Formula.Term) -> Equation {
    let numbers = result.numbers
    let isExact = isExact(works, gives: numbers)
    let end = Formula.term(result)
    // What passes through unchanged is not said twice, in two shapes at that.
    guard works.map({ $0.formula }) != [.g], let inserted = inserted(works) else {
      return equation.equal(to: end, isExact: isExact && isWhole(numbers))
    }
    return equation.equal(to: inserted.formula, isExact: inserted.isExact)
      .equal(to: end, isExact: isExact)
  }

  /// A name and its numbers.
  package func assignment(_ name: Formula, _ numbers: Formula.Term) -> Equation {
    Equation(name).equal(to: .term(numbers), isExact: isWhole(numbers.numbers))
  }

  /// Whether the numbers of a node and its operands are few enough to be put into a formula.
  func hasShortNumbers(_ id: Node.ID) -> Bool {
    let operands = graph.operands(of: id)
    return operands.count <= NumberBlock.largestSide
      && (operands + [id]).allSatisfy { graph.shape(of: $0).isShort }
  }
}

extension Formula.Term {
  /// The numbers; none of what has a name.
  var numbers: Tensor {
    switch self {
    case .value(let tensor), .flow(let tensor), .constant(_, let tensor): tensor
    case .name, .component: Tensor([] as [Double])
    }
  }
}

extension Graph {
  /// What a node is called; a constant is its number.
  package func term(of id: Node.ID) -> Formula {
    guard let constant = origins[id].constant else { return .term(.name(printedName(of: id))) }
    return .term(.constant(constant, Tensor(shape(of: id), Array(leafValues[range(of: id)]))))
  }
}

extension Shape {
  /// Whether a value is small enough to be put into a formula.
  fileprivate var isShort: Bool {
    count <= 9 && rows <= NumberBlock.largestSide && columns <= NumberBlock.largestSide
  }
}

extension Formula {
  /// All of a few formulas; of many the middle is left out.
  package static func shown(
    _ formulas: [Formula],
    leftOut mark: Formula = .symbol("…")
  ) -> [Formula] {
    NumberBlock.shown(formulas.count).map { $0.map { formulas[$0] } ?? mark }
  }
}
