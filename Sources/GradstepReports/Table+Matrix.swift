import GradstepFrames
import GradstepGraph
import GradstepText
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
      headings: [""] + (columns?.map { $0.plain } ?? Array(repeating: "", count: count)),
      rows: (0..<matrix.shape.rows).map { row in
        [Cell(rows?[row] ?? Text())] + cells.map { Cell(Text($0[row], .gradient)) }
      }
    )
  }
}

extension Graph {
  /// A component as print has it: x₁, W₁₂, or the name alone for a scalar.
  func label(_ component: Jacobian.Component) -> Text {
    TextPrinter.component(of: printedName(of: component.node), component.indices)
  }
}
