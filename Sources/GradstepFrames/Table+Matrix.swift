import GradstepGraph
import GradstepTrace

extension Table {
  /// A matrix, its columns aligned, with labels above and beside it where there are some.
  init(_ matrix: Tensor, rows: [Text]?, columns: [Text]?, format: NumberFormat) {
    let count = matrix.shape.columns
    let cells = (0..<count).map { column in
      format.column(
        (0..<matrix.shape.rows).map { matrix.elements[$0 * count + column] }
      )
    }
    self.init(
      headings: [""] + (columns?.map(\.plain) ?? Array(repeating: "", count: count)),
      rows: (0..<matrix.shape.rows).map { row in
        [Cell(rows?[row] ?? Text())] + cells.map { Cell(Text($0[row], .gradient)) }
      }
    )
  }
}

extension Typesetter {
  /// A component as print has it: x₁, W₁₂, or the name alone for a scalar.
  static func component(_ component: Jacobian.Component, in graph: Graph) -> Text {
    let name = Typesetter.name(graph.displayNames[component.node])
    // Beyond nine a comma tells one index from the next.
    let separator = component.indices.contains { $0 > 9 } ? "," : ""
    let list = component.indices.map(String.init).joined(separator: separator)
    let isLowered = name.runs.contains { $0.script == .subscript }
    let indices = isLowered && !list.isEmpty ? ",\(list)" : list
    return indices.isEmpty ? name : name + Text([Text.Run(indices, .plain, script: .subscript)])
  }
}
