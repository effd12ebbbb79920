import GradstepGraph
import GradstepTrace

extension JacobianReport {
  /// The matrix as an equation and, where it is square, the determinant and its logarithm.
  public func equations() -> EquationSheet {
    let typesetter = LaTeXTypesetter(graph: graph, format: format)
    let name = LaTeXTypesetter.derivative(
      of: list(jacobian.rows, typesetter),
      by: list(jacobian.columns, typesetter)
    )
    let matrix = shown
    let isNumber = matrix.shape.isScalarLike
    let numbers = typesetter.value(isNumber ? Tensor(matrix.elements[0]) : matrix)
    func isWhole(_ number: Double) -> Bool { format.isWhole(number) }
    var equations = [
      Equation(name).equal(to: numbers, isExact: matrix.elements.allSatisfy(isWhole))
    ]
    if let volume {
      equations += [
        Equation("\\det \(name)", note: volume.limit ?? "")
          .equal(
            to: format.latex(volume.determinant.value),
            isExact: volume.limit == nil && isWhole(volume.determinant.value)
          ),
        Equation(
          "\\log\\left\\lvert \\det \(name)\\right\\rvert",
          note: LaTeXTypesetter.words(volume.meaning)
        ).equal(to: format.latex(volume.logMagnitude), isExact: volume.isLogExact),
      ]
    }
    return EquationSheet([EquationSheet.Section("", equations)])
  }

  /// The names of components, in brackets where there are several; of many the middle is left out.
  private func list(_ components: [Jacobian.Component], _ typesetter: LaTeXTypesetter) -> String {
    let names = NumberBlock.shown(components.count).map { position in
      position.map { typesetter.component(of: components[$0].node, components[$0].indices) }
        ?? "\\ldots"
    }
    return components.count == 1 ? names[0] : "(\(names.joined(separator: ", ")))"
  }
}
