public import GradstepGraph
public import GradstepTrace

/// What is said of a Jacobian: its labels, its determinant, and what that means.
public struct JacobianReport: Sendable {
  private let jacobian: Jacobian
  private let graph: Graph
  private let format: NumberFormat

  /// A report on the Jacobian of a graph's output with respect to leaves.
  public init(_ jacobian: Jacobian, of graph: Graph, format: NumberFormat = .standard) {
    self.jacobian = jacobian
    self.graph = graph
    self.format = format
  }

  /// The determinant of a square Jacobian; `nil` of any other.
  public var determinant: Double? {
    guard jacobian.rows.count == jacobian.columns.count,
      let operation = graph.operations.operations.first(where: { $0.name == "det" }),
      let evaluation = try? Evaluation(operation, [jacobian.matrix])
    else { return nil }
    return evaluation.result.elements[0]
  }

  /// The matrix under the names of the leaves' components, beside those of the output.
  public var table: Table {
    Table(
      jacobian.matrix,
      rows: jacobian.rows.map(label),
      columns: jacobian.columns.map(label),
      format: format
    )
  }

  /// How the matrix was worked out, and what it does to volumes.
  public var sentences: [String] {
    let (rows, columns) = (jacobian.rows.count, jacobian.columns.count)
    let sweeps =
      switch jacobian.mode {
      case .reverse: "\(rows) reverse sweep\(rows == 1 ? "" : "s"), one for each row"
      case .forward: "\(columns) forward sweep\(columns == 1 ? "" : "s"), one for each column"
      }
    var sentences = ["\(rows)×\(columns), worked out by \(sweeps)"]
    if let determinant { sentences.append(volume(determinant)) }
    return sentences
  }

  /// The matrix for other programs, with all digits.
  public var document: JSON {
    func texts(_ components: [Jacobian.Component]) -> JSON {
      .array(components.map { .string(label($0).plain) })
    }
    var members: [JSON.Member] = [
      JSON.Member("format", "gradstep-jacobian-1"),
      JSON.Member("output", .string(graph.displayNames[graph.output])),
      JSON.Member("rows", texts(jacobian.rows)),
      JSON.Member("columns", texts(jacobian.columns)),
      JSON.Member("matrix", .tensor(jacobian.matrix)),
    ]
    if let determinant { members.append(JSON.Member("determinant", .number(determinant))) }
    members.append(JSON.Member("mode", .string(jacobian.mode.rawValue)))
    return .object(members)
  }

  /// What a map with this determinant does to volumes; log of its magnitude beside it.
  private func volume(_ determinant: Double) -> String {
    let size = determinant.magnitude
    let meaning =
      determinant == 0
      ? "volume is lost: the map is not invertible here"
      : size == 1 ? "volume is kept" : size > 1 ? "volume grows" : "volume shrinks"
    let flip = determinant < 0 ? ", and orientation is flipped" : ""
    return "det = \(format.string(determinant)): \(meaning)\(flip)"
  }

  private func label(_ component: Jacobian.Component) -> Text {
    Typesetter.component(component, in: graph)
  }
}
