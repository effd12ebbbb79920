import GradstepFrames
import GradstepGraph
package import GradstepText
package import GradstepTrace

/// What is said of the cost of differentiating the output with respect to one leaf.
package struct CostReport: Sendable {
  private let cost: Cost
  private let explainer: Explainer
  /// Whether the leaf was chosen for its chain, and not asked for.
  private let isChosen: Bool

  /// A report on a cost, for the graph of a trace.
  package init(_ cost: Cost, of trace: Trace, isChosen: Bool, format: NumberFormat = .standard) {
    self.cost = cost
    self.isChosen = isChosen
    explainer = Explainer(trace: trace, format: format)
  }

  private var graph: Graph { explainer.graph }
  private var leaf: String { explainer.name(of: cost.leaf).plain }
  private var output: String { explainer.name(of: graph.output).plain }
  private var derivative: String {
    explainer.partial(graph.output, by: cost.leaf).plain
  }

  /// The sentences and the table.
  package var report: Report {
    Report([.words(opening), .table(table), .words(closing)], document: document)
  }

  // MARK: - Sentences

  /// What the table is about: the leaf and the product, or why there is no product.
  package var opening: [String] {
    if let obstacle {
      let isGraph = cost.fanOut != nil
      return
        (isChosen && isGraph
        ? ["no variable has a chain of factors, so \(leaf) is taken"] : [])
        + [obstacle] + (isGraph ? ["the numbers are those of the whole graph, node by node"] : [])
    }
    guard let chain = cost.chain else { return [] }
    var lines: [String] = []
    if chain.factors.isEmpty {
      lines.append("\(derivative) = I: nothing is multiplied")
    } else {
      let factors = chain.factors.reversed() as [JacobianFactor]
      let product = explainer.product(factors).plain
      lines.append("\(derivative) = \(product), \(Explainer.shapes(factors))")
    }
    if isChosen, !chain.factors.isEmpty {
      lines.append("\(leaf) is chosen, the variable with the longest chain")
    }
    return lines
      + [explainer.sentence(leavingOut: chain.path.filter { $0.isIdentity })].compactMap { $0 }
  }

  /// Why the local Jacobians are no chain; `nil` where they are one.
  package var obstacle: String? {
    guard cost.chain == nil else { return nil }
    guard let fanOut = cost.fanOut else {
      return "\(derivative) = 0: no path leads from \(leaf) to \(output)"
    }
    let node = explainer.name(of: fanOut.node).plain
    let uses = Set(fanOut.uses).sorted().map { explainer.name(of: $0) }
    let count = fanOut.uses.count == 2 ? "twice" : "\(fanOut.uses.count) times"
    return "\(derivative) is no product of a chain: \(node) is used \(count),"
      + " by \(Text.list(uses, atMost: 3).plain), and what comes back adds up"
  }

  /// What the engine does, and what is held in memory.
  package var closing: [String] {
    let (executed, bytes) = (cost.executed, cost.bytes)
    var lines: [String] = []
    if let chain = cost.chain, !chain.matrices.isSearched {
      lines.append(
        "of \(chain.factors.count) factors the best order is not searched: the cheaper one is taken"
      )
    }
    lines += [
      "executed, structure used: \(executed.forward) by "
        + "\(executed.forwardSweeps.counting("forward sweep")), \(executed.reverse) by "
        + executed.reverseSweeps.counting("reverse sweep"),
      "(a division counts as a multiplication; working out derivatives is not counted)",
      "memory: \(bytes.jacobians.counting("byte")) for all local Jacobians as matrices, "
        + "\(bytes.vjps) for the gradients of all nodes",
    ]
    return lines
  }

  // MARK: - Table

  /// The products with their shapes, one by one, for forward and reverse accumulation and for the
  /// best order.
  package var table: Table {
    let rows: [[Text]]
    if let chain = cost.chain {
      let matrices = chain.matrices
      let (forward, reverse, best) = (matrices.forward, matrices.reverse, matrices.best)
      rows =
        steps("forward", forward, chain) + steps("reverse", reverse, chain)
        + (best == forward || best == reverse
          ? [total("best", best, chain)]
          : steps("best", best, chain))
    } else {
      let isForward = cost.best != cost.reverse
      rows = [
        line("forward", Text("from \(leaf) to \(output)"), cost.forward),
        line("reverse", Text("from \(output) to \(leaf)"), cost.reverse),
        line("best", Text(isForward ? "forward" : "reverse"), cost.best),
      ]
    }
    return Table(
      headings: ["", "product", "multiplications", "result"],
      rows: rows.map { $0.map { Table.Cell($0) } }
    )
  }

  /// The products of an order, and below them the whole.
  private func steps(_ name: String, _ order: ProductOrder, _ chain: JacobianChain) -> [[Text]] {
    let products = Explainer.shortened(order.products)
    var rows = products.map { product -> [Text] in
      guard let product else { return [Text(), Text("⋯"), Text("⋯"), Text()] }
      let (rows, inner, columns) = (product.rows, product.inner, product.columns)
      return [
        Text(), Text("(\(rows)×\(inner))(\(inner)×\(columns))"),
        Text("\(rows)·\(inner)·\(columns) = \(product.cost.multiplications)"),
        Text("\(rows)×\(columns), \(product.cost.largestIntermediate.counting("number"))"),
      ]
    }
    var whole = total("", order, chain)
    if products.count > 1 {
      let parts = products.map { $0.map { "\($0.cost.multiplications)" } ?? "⋯" }
      whole[2] = Text(parts.joined(separator: " + ") + " = ") + whole[2]
    }
    rows.append(whole)
    rows[0][0] = Text(name)
    return rows
  }

  private func total(_ name: String, _ order: ProductOrder, _ chain: JacobianChain) -> [Text] {
    let product =
      chain.factors.count <= Self.largestBracketedCount
      ? explainer.product(chain.factors, in: order) : Text("all \(chain.factors.count) factors")
    return line(name, product, order.cost)
  }

  private func line(_ name: String, _ product: Text, _ cost: Cost.Accumulation) -> [Text] {
    [
      Text(name), product, Text("\(cost.multiplications)"),
      Text("largest \(cost.largestIntermediate)"),
    ]
  }

  /// The most factors of which a table shows the brackets.
  private static let largestBracketedCount = 12

  // MARK: - JSON

  /// The cost for other programs.
  package var document: JSON {
    let factors = cost.chain?.factors ?? []
    return [
      "format": "gradstep-cost-1",
      "output": .string(graph.displayNames[graph.output]),
      "leaf": .string(graph.displayNames[cost.leaf]),
      "factors": .array(
        factors.map { factor in
          [
            "label": .string(explainer.label(of: factor).plain),
            "shape": .integers(factor.shape.dimensions),
          ]
        }
      ),
      "forward": Self.document(cost.forward),
      "reverse": Self.document(cost.reverse),
      "best": Self.document(cost.best, order: bestOrder),
      "executed": [
        "forward": .integer(cost.executed.forward), "reverse": .integer(cost.executed.reverse),
      ],
      "bytes": [
        "jacobians": .integer(cost.bytes.jacobians), "vjps": .integer(cost.bytes.vjps),
      ],
    ]
  }

  private static func document(_ cost: Cost.Accumulation, order: String? = nil) -> JSON {
    [
      "multiplications": .integer(cost.multiplications),
      "largestIntermediate": .integer(cost.largestIntermediate),
      "order": order.map { .string($0) },
    ]
  }

  /// The best order in brackets, or the name of the cheaper accumulation where none was searched.
  private var bestOrder: String {
    guard let chain = cost.chain, chain.matrices.isSearched else {
      return cost.best == cost.reverse ? "reverse" : "forward"
    }
    return explainer.product(chain.factors, in: chain.matrices.best).plain
  }
}
