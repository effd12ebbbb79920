import GradstepFrames
import GradstepGraph
package import GradstepText
package import GradstepTrace

extension Trace {
  /// The leaves that the source names and the output, with their values and gradients.
  package func gradientsTable(format: NumberFormat = .standard) -> Table {
    let output = graph.output
    let leaves = namedLeaves.filter { $0 != output }
    let trace = withoutNoise(digits: format.precision)
    let printer = TextPrinter(format: format)
    return Table(
      headings: ["", "shape", "value", "gradient"],
      rows: (leaves + [output]).map { id in
        [
          Table.Cell(printer.text(graph.term(of: id))),
          Table.Cell(Text(graph.shape(of: id).description, .dimmed)),
          cell(trace.value(of: id), .value, format),
          trace.gradient(of: id).map { cell($0, .gradient, format) }
            ?? Table.Cell(Text("–", .dimmed)),
        ]
      }
    )
  }

  /// The rows of a value, in brackets.
  private func cell(
    _ tensor: Tensor,
    _ role: Text.Role,
    _ format: NumberFormat
  ) -> Table.Cell {
    let block = NumberBlock(tensor, format: format)
    return Table.Cell(
      block.rows.map { row in
        block.isBracketed ? Text("[") + Text(row, role) + Text("]") : Text(row, role)
      }
    )
  }
}
