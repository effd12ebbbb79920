import GradstepGraph
import GradstepText
import GradstepTrace

extension LessonView {
  /// The paths from a leaf to the output.
  public static let paths = LessonView(
    name: "paths",
    summary:
      "each path from one leaf to the output with its product of local derivatives, and their sum",
    storyboard: { start, theme, subject in
      Storyboard(start, theme: theme).paths(from: subject.leaf, of: start)
    },
    pictures: .leaf
  )
}

extension Storyboard {
  /// A picture of all paths from a leaf, and one of each; by default from the variable with the most.
  fileprivate func paths(from leaf: Node.ID?, of start: Moment) -> Storyboard {
    let explainer = start.explainer
    let leaf = leaf ?? explainer.graph.leafOfMostPaths ?? explainer.graph.output
    let paths = explainer.graph.paths(from: leaf, atMost: Self.mostPaths)
    let summary = LessonView.summary.storyboard(start, diagram.theme, LessonView.Subject()).start
    var frames = [frame(summary, with: paths.shown)]
    for path in paths.shown { frames.append(frame(summary, with: [path])) }
    let captions = explainer.captions(of: paths, from: leaf)
    // Whoever has seen one picture needs to know of the next one alone what differs.
    let pages = frames.indices.map { index in
      Page(
        phase: Step.Phase.backward.script.phase,
        changes: index == 0 ? [] : frames[index - 1].changes(to: frames[index])
      )
    }
    return Storyboard(diagram: diagram, captions: captions, start: frames[0], pages: pages)
  }

  /// More pictures of paths nobody looks at.
  private static let mostPaths = 40

  /// All that is known, with some paths at work.
  private func frame(_ summary: Frame, with paths: [[JacobianFactor]]) -> Frame {
    var frame = summary
    var (nodes, edges) = (Set<Int>(), Set<[Int]>())
    for factor in paths.joined() {
      nodes.formUnion([factor.node, factor.operand])
      edges.insert([factor.node, factor.slot])
    }
    for index in frame.cards.indices where !nodes.contains(index) {
      frame.cards[index].emphasis = .pending
    }
    for (index, edge) in diagram.edges.enumerated() {
      let isOnPath = edges.contains([edge.operation, edge.slot])
      frame.edges[index].emphasis = isOnPath ? .current : .pending
      if !isOnPath { frame.edges[index].label = nil }
    }
    return frame
  }
}

// MARK: - Paths of a graph

/// The paths from a leaf to the output.
struct Paths {
  /// Some of them, each as the local derivatives along it, that next to the leaf first.
  var shown: [[JacobianFactor]] = []
  /// How many there are.
  var count = 0.0
}

extension Graph {
  /// How many paths lead from each node to the output.
  private var pathCounts: [Double] {
    var counts = [Double](repeating: 0, count: nodes.count)
    counts[output] = 1
    for id in nodes.indices.reversed() {
      for operand in operands(of: id) { counts[operand] += counts[id] }
    }
    return counts
  }

  /// The variable that most paths lead from to the output; the first of several.
  var leafOfMostPaths: Node.ID? {
    let counts = pathCounts
    return nodes(.variable).max { counts[$0] < counts[$1] }
  }

  /// The paths from a leaf to the output, in the order of the operations that use it.
  func paths(from leaf: Node.ID, atMost most: Int) -> Paths {
    let counts = pathCounts
    var uses = [[JacobianFactor]](repeating: [], count: nodes.count)
    for factor in jacobianFactors(from: leaf) { uses[factor.operand].append(factor) }
    var paths = Paths(count: counts[leaf])
    // A path may be as long as the graph is deep: a stack of our own instead of recursion.
    var open: [(path: Int, factor: JacobianFactor?)] = [(0, nil)]
    var path: [JacobianFactor] = []
    while let (length, factor) = open.popLast(), paths.shown.count < most {
      path.removeLast(path.count - length)
      if let factor { path.append(factor) }
      let end = factor?.node ?? leaf
      if end == output { paths.shown.append(path) }
      for use in uses[end].reversed() { open.append((path.count, use)) }
    }
    return paths
  }
}

extension Explainer {
  /// What is said of all paths, and of each.
  fileprivate func captions(of paths: Paths, from leaf: Node.ID) -> [Caption] {
    let isCounted = paths.count <= Self.mostCounted
    let number = isCounted ? Int(paths.count).counting("path") : "more than 10¹⁵ paths"
    func caption(_ title: String, _ headline: Text, _ lines: [Text]) -> Caption {
      let header = Text("\(setting.title) · \(title)", .dimmed)
      return Caption(header: header, headline: headline, lines: lines, title: title)
    }
    let name = name(of: leaf).plain
    guard !paths.shown.isEmpty else {
      let words: Text = "no path leads from \(self.name(of: leaf)) to \(output)"
      return [caption("no path from \(name)", words, [])]
    }
    let whole = printer.text(
      .derivative(Objective(trace).name, by: arithmetic.name(leaf), along: .all)
    )
    let products = paths.shown.map(localProduct)
    let sum: Text =
      paths.shown.count <= Self.mostTerms
      ? "\(whole) = \(products.map { $0.names }.joined(by: " + "))"
      : "\(whole) is the sum over \(number)"
    let isWhole = Double(paths.shown.count) == paths.count
    let total = isWhole ? sumInNumbers(products.compactMap { $0.number }) : nil
    let count = isCounted ? "\(Int(paths.count))" : "very many"
    let each = zip(paths.shown, products).enumerated().map { index, entry in
      let (path, product) = entry
      let nodes = [self.name(of: leaf)] + path.map { self.name(of: $0.node) }
      let line = product.names + (product.digits ?? Text())
      return caption(
        "path \(index + 1) of \(count) from \(name)",
        nodes.joined(by: " → "),
        [line]
      )
    }
    return [caption("\(number) from \(name)", sum, total.map { [$0] } ?? [])] + each
  }

  /// The most paths that are counted.
  private static let mostCounted = 1e15

  /// The most products that a sum shows.
  private static let mostTerms = 6

  /// The product of the local derivatives along a path: in names, and in numbers where all are
  /// numbers.
  private func localProduct(
    _ path: [JacobianFactor]
  ) -> (names: Text, digits: Text?, number: Double?) {
    // The output is a leaf itself.
    guard !path.isEmpty else { return (Text("1"), nil, nil) }
    let names = path.reversed().map(localName).joined(by: "·")
    let isScalar = path.allSatisfy {
      graph.shape(of: $0.node).isScalarLike && graph.shape(of: $0.operand).isScalarLike
    }
    guard isScalar else { return (names, nil, nil) }
    let slopes = path.reversed().map { arithmetic.slope(of: $0.node, [$0.slot]).elements[0] }
    let number = slopes.reduce(1, *)
    let isWhole = slopes.allSatisfy(format.isWhole)
    let factors = slopes.map { Formula.term(.flow(Tensor($0))) }
    var equation = Equation(factors.dropFirst().reduce(factors.first ?? .number(1)) { $0 * $1 })
    equation = equation.equal(
      to: .term(.flow(Tensor(number))),
      isExact: arithmetic.isExact(productOf: slopes, gives: number)
    )
    let digits =
      factors.count > 1 ? printer.text(equation) : printer.text(factors.first ?? .number(1))
    return (names, TextPrinter.sign(isWhole) + digits, number)
  }

  /// ∂(node)/∂(operand); where the operand stands in several slots, each has a part of that alone, and
  /// is told by its formula.
  private func localName(_ factor: JacobianFactor) -> Text {
    let isWhole = graph.operands(of: factor.node).count { $0 == factor.operand } == 1
    guard !isWhole, let local = trace.localGradient(of: factor.node, slot: factor.slot) else {
      return partial(factor.node, by: factor.operand)
    }
    return printer.text(arithmetic.inNames(local.formula, of: factor.node), as: .factor)
  }

  /// The sum of what all paths bring.
  private func sumInNumbers(_ numbers: [Double]) -> Text? {
    guard !numbers.isEmpty, numbers.count <= Self.mostTerms else { return nil }
    let parts = numbers.map { Tensor($0) }
    let total = Tensor(numbers.reduce(0, +))
    // The names stand in the line above.
    let equation = Equation(.blank).equal(to: .blank)
      .equal(to: arithmetic.sum(parts), isExact: numbers.allSatisfy(format.isWhole))
      .equal(to: .term(.flow(total)), isExact: arithmetic.isExact(sumOf: parts, gives: total))
    return printer.rightSides(equation, from: 1)
  }
}
