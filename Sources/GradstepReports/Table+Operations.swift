import GradstepFrames
package import GradstepGraph
import GradstepText

extension Table {
  /// The operations that a source can use, printed from their table.
  package static func operations(_ table: OperationTable = .standard) -> Table {
    Table(
      headings: ["operation", "written", "local gradient", "defined", "what it does"],
      rows: table.operations.map { operation in
        let sample = operation.samples.first ?? Sample([])
        let usage = Usage(
          shapes: sample.operands.map { $0.shape },
          parameters: sample.parameters
        )
        return [
          Table.Cell(Text(operation.name, .symbol)),
          Table.Cell(written(operation, usage)),
          Table.Cell(
            sample.operands.indices.prefix(2).map { slot in
              fill(operation.local(slot, usage).formula, usage)
            }
          ),
          Table.Cell(Text(operation.domain.condition.description(operands: letters(operation)))),
          Table.Cell(Text(operation.summary)),
        ]
      }
    )
  }

  /// How a source writes the operation: its functions, or its formula.
  private static func written(_ operation: Operation, _ usage: Usage) -> [Text] {
    let arguments = operation.arity.lowerBound == 0 ? ["n"] : letters(operation)
    let calls = operation.functionNames.map { name in
      Text(name, .symbol) + Text("(\(arguments.joined(separator: ", ")))")
    }
    return calls.isEmpty ? [fill(operation.formula(usage), usage)] : calls
  }

  /// What the operands are called.
  private static func letters(_ operation: Operation) -> [String] {
    operation.arity.upperBound == 1 ? ["x"] : ["a", "b"]
  }

  private static func fill(_ formula: Formula, _ usage: Usage) -> Text {
    let letters = usage.shapes.count == 1 ? ["x"] : ["a", "b", "c", "d"]
    return TextPrinter(format: .standard).text(
      formula.filled { place in
        switch place {
        case .operand(let slot):
          .term(.name(letters.indices.contains(slot) ? letters[slot] : "…"))
        case .result, .upstream, .tangent, .tangentVector:
          .term(.name(Formula.place(place).description))
        }
      }
    )
  }
}
