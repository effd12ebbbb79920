import GradstepFrames
import GradstepGraph
package import GradstepText
package import GradstepTrace

/// What is shown of a Jacobian layer by layer: each factor, their product, and the reverse order.
package struct LayerReport: Sendable {
  /// A matrix under the line that says what it is.
  package struct Layer: Sendable {
    /// The derivative, the factor and its shape: `∂v₁/∂x = A, 4×5`.
    package let title: String
    /// The matrix under the components of the operand, beside those of the node.
    package let table: Table
  }

  private let layers: LayeredJacobian
  private let explainer: Explainer

  /// A report on a chain of factors, for the graph of a trace.
  package init(_ layers: LayeredJacobian, of trace: Trace, format: NumberFormat = .standard) {
    self.layers = layers
    explainer = Explainer(trace: trace, format: format)
  }

  private var graph: Graph { explainer.graph }

  /// The factors, their product and the reverse order; for other programs behind the Jacobian.
  package var report: Report { Report(parts, document: document) }

  private var parts: [Report.Part] {
    var parts = factors.map { [.words([$0.title]), .table($0.table)] as [Report.Part] }
    if let omission { parts.append([.words([omission])]) }
    parts.append([.words([product.title]), .table(product.table)])
    if let reversal {
      parts.append([.words([reversal.sentence])] + (reversal.table.map { [.table($0)] } ?? []))
    }
    return Array(parts.joined(separator: [.words([""])]))
  }

  /// The factors in the order of evaluation.
  package var factors: [Layer] {
    zip(layers.factors, layers.matrices).map { factor, matrix in
      let derivative = explainer.partial(factor.node, by: factor.operand).plain
      let label = explainer.label(of: factor).plain
      let title = label == derivative ? derivative : "\(derivative) = \(label)"
      return Layer(
        title: "\(title), \(factor.shape)",
        table: table(matrix, of: factor.node, by: factor.operand)
      )
    }
  }

  /// The product of the factors, the last one first.
  package var product: Layer {
    let derivative = explainer.partial(graph.output, by: layers.leaf).plain
    let factors = layers.factors.reversed() as [JacobianFactor]
    let product = explainer.product(factors).plain
    let shapes = factors.isEmpty ? "" : "\(Explainer.shapes(factors)) = "
    return Layer(
      title: "\(derivative) = \(product), \(shapes)\(layers.product.shape)",
      table: table(layers.product, of: graph.output, by: layers.leaf)
    )
  }

  /// Which factors are left out of the product, and why; `nil` where none is.
  package var omission: String? { explainer.sentence(leavingOut: layers.identities) }

  /// What the factors give in the reverse order; a matrix where that is another one.
  package var reversal: (sentence: String, table: Table?)? {
    let factors = layers.factors
    switch layers.reversal {
    case .none:
      return nil
    case .clash(let position):
      let pair = [factors[position], factors[position + 1]]
      let (columns, rows) = (pair[0].shape.columns, pair[1].shape.rows)
      return (
        "the reverse order \(explainer.product(factors).plain) does not fit: "
          + (factors.count > 2 ? "\(explainer.product(pair).plain) " : "it ")
          + "would be \(Explainer.shapes(pair)), "
          + "\(columns.counting("column")) against \(rows.counting("row"))",
        nil
      )
    case .product(let shape, let matrix):
      let opening = "the reverse order \(explainer.product(factors).plain) "
      if layers.isSameReversed { return (opening + "happens to give the same matrix", nil) }
      let result = shape == layers.product.shape ? "another matrix" : "a matrix of another shape"
      return (
        opening + "fits, too, and gives \(result), \(shape)\(matrix == nil ? "" : ":")",
        matrix.map { Table($0, rows: nil, columns: nil, format: explainer.format) }
      )
    }
  }

  /// A Jacobian for other programs with its factors behind it, with all digits.
  private var document: JSON {
    let jacobian = Jacobian(of: graph, withRespectTo: [layers.leaf])
    let report = JacobianReport(jacobian, of: graph, format: explainer.format)
    let factors = zip(layers.factors, layers.matrices).map { factor, matrix -> JSON in
      [
        "label": .string(explainer.label(of: factor).plain),
        "shape": .integers(factor.shape.dimensions),
        "matrix": .tensor(matrix),
      ]
    }
    return report.document.adding(["factors": .array(factors)])
  }

  private func table(_ matrix: Tensor, of node: Node.ID, by operand: Node.ID) -> Table {
    Table(
      matrix,
      rows: Jacobian.components(of: node, in: graph).map(graph.label),
      columns: Jacobian.components(of: operand, in: graph).map(graph.label),
      format: explainer.format
    )
  }
}
