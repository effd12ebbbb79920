/// What is worked out of a lesson besides its steps.
extension Lesson {
  /// The leaves that the source names and the output, with their values and gradients.
  public var gradients: Report {
    Report(
      [.table(trace.gradientsTable(format: format))],
      document: trace.gradientsDocument()
    )
  }

  /// The Jacobian of the output with respect to leaves; by default to all variables.
  ///
  /// Rows are components of the output, columns those of the leaves, a matrix column by column. Of a
  /// square one the determinant is told, too.
  ///
  /// - Throws: `DiagnosticsError` where a name is none of a variable, or the matrix is too large
  public func jacobian(withRespectTo names: [String] = []) throws(DiagnosticsError) -> Report {
    try jacobianReport(withRespectTo: names).report
  }

  /// The numbers of that Jacobian, row by row.
  ///
  /// - Throws: `DiagnosticsError` where a name is none of a variable, or the matrix is too large
  public func jacobianMatrix(
    withRespectTo names: [String] = []
  ) throws(DiagnosticsError) -> Tensor {
    try jacobianReport(withRespectTo: names).jacobian.matrix
  }

  /// The local Jacobians on the way from one leaf, by default from the variable with the longest way,
  /// and their product.
  ///
  /// - Throws: `DiagnosticsError` where there is no single way, or a matrix is too large
  public func jacobianByLayer(from name: String? = nil) throws(DiagnosticsError) -> Report {
    let layers = try layers(from: try variable(named: name))
    return LayerReport(layers, of: trace, format: format).report
  }

  /// What forward, reverse and the best order of the chain rule cost, with respect to one leaf; by
  /// default to the variable with the longest chain.
  ///
  /// - Throws: `DiagnosticsError` where the name is none of a variable
  public func cost(withRespectTo name: String? = nil) throws(DiagnosticsError) -> Report {
    let cost = Cost(of: graph, withRespectTo: try variable(named: name))
    return CostReport(cost, of: trace, isChosen: name == nil, format: format).report
  }

  /// Every gradient against difference quotients, and how fast f(x + h) − f(x) − J·h vanishes.
  ///
  /// - Parameters:
  ///   - tolerance: the relative error up to which a gradient and its quotient agree
  ///   - progress: told in words what is being done
  /// - Returns: what came out, and whether some gradient was checked and all that were agree
  /// - Throws: `DiagnosticsError` where no single cotangent flows back
  public func check(
    tolerance: Double = 1e-6,
    progress: (String) -> Void = { _ in }
  ) throws(DiagnosticsError) -> (holds: Bool, report: Report) {
    let check = GradientCheck(trace, tolerance: tolerance) { node, component, count in
      let place = count > 1 ? ", component \(component + 1) of \(count)" : ""
      progress("checking node \(node + 1) of \(graph.nodes.count)\(place)")
    }
    guard let check else { throw Self.error("no-cotangent", "no single cotangent flows back") }
    progress("comparing f(x + h) with f(x) + J·h")
    let report = GradientCheckReport(check, LinearizationCheck(trace), of: trace, format: format)
    return (check.holds, report.report)
  }

  // MARK: - Leaves

  /// The variable of a name; without one the variable with the longest chain.
  private func variable(named name: String?) throws(DiagnosticsError) -> Node.ID {
    guard let longest = graph.leafOfLongestChain else { throw noVariables }
    return try name.map { name throws(DiagnosticsError) in try variable(named: name) } ?? longest
  }

  func variable(named name: String) throws(DiagnosticsError) -> Node.ID {
    if let leaf = node(named: name), graph.nodes[leaf].kind == .variable { return leaf }
    let names = variables.map { graph.displayNames[$0] }.joined(separator: ", ")
    throw Self.error(
      "no-such-variable",
      "'\(name)' is no variable of the source; there are \(names)"
    )
  }

  private var variables: [Node.ID] { graph.nodes(.variable) }

  private var noVariables: DiagnosticsError {
    Self.error("no-variables", "the source has no variables")
  }

  // MARK: - Jacobians

  private func jacobianReport(
    withRespectTo names: [String]
  ) throws(DiagnosticsError) -> JacobianReport {
    guard !variables.isEmpty else { throw noVariables }
    var leaves: [Node.ID] = []
    for name in names { leaves.append(try variable(named: name)) }
    if leaves.isEmpty { leaves = variables }
    let rows = graph.shape(of: graph.output).count
    let columns = leaves.reduce(0) { $0 + graph.shape(of: $1).count }
    let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
    guard !overflows, count <= Self.largestEntryCount else {
      throw Self.error(
        "large-jacobian",
        "the Jacobian would be \(rows)×\(columns), more than \(Self.largestEntryCount) numbers",
        "differentiate by one leaf, or choose a component as the output"
      )
    }
    return JacobianReport(Jacobian(of: graph, withRespectTo: leaves), of: graph, format: format)
  }

  /// More numbers nobody can read, and few machines can hold.
  private static let largestEntryCount = 4_000_000

  private func layers(from leaf: Node.ID) throws(DiagnosticsError) -> LayeredJacobian {
    let cost = Cost(of: graph, withRespectTo: leaf)
    guard let chain = cost.chain else {
      let why = CostReport(cost, of: trace, isChosen: false).obstacle ?? ""
      let other = variables.first { JacobianChain(of: graph, from: $0) != nil }
      let wayOut = other.map { "differentiate by \(graph.displayNames[$0]), which has a chain" }
      throw Self.error("no-chain", why, wayOut ?? "ask for the whole Jacobian, not layer by layer")
    }
    do {
      return try LayeredJacobian(chain, in: trace.withoutNoise(digits: format.precision))
    } catch {
      let name = error.factor.map { "of \(graph.displayNames[$0.node])" } ?? "that is asked for"
      throw Self.error(
        "large-jacobian",
        "the Jacobian \(name) has \(error.entryCount) entries, and at most"
          + " \(LocalJacobian.largestEntryCount) are written out",
        "ask for the cost, which is told without them"
      )
    }
  }

  private static func error(
    _ identifier: String,
    _ summary: String,
    _ wayOut: String? = nil
  ) -> DiagnosticsError {
    let solutions = wayOut.map { [Diagnostic.Solution(summary: $0)] } ?? []
    return DiagnosticsError(
      sources: [],
      diagnostics: [.error(identifier, summary, solutions: solutions)]
    )
  }
}
