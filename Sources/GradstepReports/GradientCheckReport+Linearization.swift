import GradstepFrames
import GradstepGraph
import GradstepText
import GradstepTrace

/// What is said of a linearisation.
extension GradientCheckReport {
  /// What is left over of f(x + h) − f(x) − J·h for smaller and smaller h; `nil` where nothing moves.
  package var linearizationTable: Table? {
    guard let linearization, linearization.verdict != .notFinite else { return nil }
    let rows = linearization.rows
    let columns: [[Double]] = [
      rows.map { $0.size }, rows.map { $0.change }, rows.map { $0.remainder },
      rows.map { $0.ratio },
    ]
    let cells = columns.map(format.column)
    return Table(
      headings: ["‖h‖", "‖f(x+h) − f(x)‖", "‖f(x+h) − f(x) − J·h‖", "over ‖h‖²"],
      rows: rows.indices.map { row in cells.map { Table.Cell(Text($0[row], .value)) } }
    )
  }

  /// What the table of the linearisation is of, and what it shows.
  package var linearizationSentences: (opening: String, closing: [String])? {
    guard let linearization else { return nil }
    let opening = "f is the output, x all variables together; h moves them in one direction:"
    var closing: [String]
    switch linearization.verdict {
    case .quadratic:
      closing = ["what is left over shrinks like ‖h‖²: J is the derivative in this direction"]
    case .linear(let isExact):
      closing = [
        "\(isExact ? "nothing is left over" : "what is left over is rounding"): "
          + "f is linear in this direction"
      ]
    case .bent(let kink):
      closing = [
        "what is left over does not shrink like ‖h‖²: "
          + (kink.map { "f \($0.isJump ? "jumps" : "has a kink") here: \($0.summary)" }
            ?? "f is not smooth here, or J is not its derivative")
      ]
    case .unclear: closing = ["rounding takes over before anything can be seen"]
    case .notFinite: closing = ["f or J is not finite here"]
    }
    if let size = linearization.roundingSize {
      closing.append("from ‖h‖ = \(format.string(size)) on rounding takes over")
    }
    return (opening, closing)
  }
}
