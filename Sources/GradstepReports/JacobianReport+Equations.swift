import GradstepFrames
import GradstepGraph
package import GradstepText
import GradstepTrace

extension JacobianReport {
  /// The matrix as an equation and, where it is square, the determinant and its logarithm.
  package func equations() -> EquationSheet {
    let jacobian = Formula.derivative(
      list(self.jacobian.rows),
      by: list(self.jacobian.columns),
      along: .operation
    )
    let matrix = shown.shape.isScalarLike ? Tensor(shown.elements[0]) : shown
    var equations = [
      equation(jacobian, matrix, isExact: matrix.elements.allSatisfy(format.isWhole))
    ]
    if let volume {
      let determinant = Formula.call("det", [jacobian])
      let value = volume.determinant.value
      equations += [
        equation(
          determinant,
          Tensor(value),
          isExact: volume.limit == nil && format.isWhole(value),
          note: "\(volume.limit ?? "")"
        ),
        equation(
          .call("log", [.magnitude(determinant)]),
          Tensor(volume.logMagnitude),
          isExact: volume.isLogExact,
          note: "\(volume.meaning)"
        ),
      ]
    }
    return EquationSheet([EquationSheet.Section("", equations)], format: format)
  }

  private func equation(
    _ left: Formula,
    _ numbers: Tensor,
    isExact: Bool,
    note: Sentence = ""
  ) -> Equation {
    Equation(left, note: note).equal(to: .term(.flow(numbers)), isExact: isExact)
  }

  /// The names of components, in brackets where there are several; of many the middle is left out.
  private func list(_ components: [Jacobian.Component]) -> Formula {
    let names = Formula.shown(
      components.map { .term(.component(graph.printedName(of: $0.node), $0.indices)) }
    )
    return components.count == 1 ? names[0] : .call("", names)
  }
}
