import GradstepFrames
package import GradstepGraph
package import GradstepText
package import GradstepTrace

/// What is said of a Jacobian: its labels, its determinant, and what that means.
package struct JacobianReport: Sendable {
  package let jacobian: Jacobian
  let graph: Graph
  let format: NumberFormat
  /// The determinant of the matrix as it is shown, where that is square.
  let volume: VolumeChange?
  /// The matrix as it is shown: what rounding left over from far larger numbers is 0.
  let shown: Tensor

  /// A report on the Jacobian of a graph's output with respect to leaves.
  package init(_ jacobian: Jacobian, of graph: Graph, format: NumberFormat = .standard) {
    self.jacobian = jacobian
    self.graph = graph
    self.format = format
    let isSquare = jacobian.rows.count == jacobian.columns.count
    shown = jacobian.matrixWithoutNoise(in: graph)
    volume = isSquare ? VolumeChange(Determinant(of: shown)) : nil
  }

  /// The table and the sentences, and the equations.
  package var report: Report {
    Report([.table(table), .words(sentences)], document: document, latex: equations().latex)
  }

  /// The determinant of a square Jacobian; `nil` of any other.
  package var determinant: Double? { exactDeterminant?.value }

  /// The same with every digit, for other programs.
  private var exactDeterminant: Determinant? {
    volume == nil ? nil : Determinant(of: jacobian.matrix)
  }

  /// The matrix under the names of the leaves' components, beside those of the output.
  package var table: Table {
    Table(
      shown,
      rows: jacobian.rows.map(graph.label),
      columns: jacobian.columns.map(graph.label),
      format: format
    )
  }

  /// How the matrix was worked out, and what it does to volumes.
  package var sentences: [String] {
    let (rows, columns) = (jacobian.rows.count, jacobian.columns.count)
    let sweeps =
      switch jacobian.mode {
      case .reverse: "\(rows.counting("reverse sweep")), one for each row"
      case .forward: "\(columns.counting("forward sweep")), one for each column"
      }
    var sentences = ["\(rows)×\(columns), worked out by \(sweeps)"]
    if let volume { sentences.append(volume.sentence(format)) }
    return sentences
  }

  /// The matrix for other programs, with all digits.
  package var document: JSON {
    func names(_ components: [Jacobian.Component]) -> JSON {
      .array(components.map { .string(graph.label($0).plain) })
    }
    let determinant = exactDeterminant
    return [
      "format": "gradstep-jacobian-1",
      "output": .string(graph.displayNames[graph.output]),
      "rows": names(jacobian.rows),
      "columns": names(jacobian.columns),
      "matrix": .tensor(jacobian.matrix),
      "determinant": determinant.map { .number($0.value) },
      "logAbsDeterminant": determinant.map { .number($0.logMagnitude) },
      "mode": .string(jacobian.mode.rawValue),
    ]
  }
}
