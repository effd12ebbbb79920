import GradstepGraph
import GradstepSyntax
import Testing

/// Operations that take the rows or the columns of a matrix one by one.
@Suite struct LineTests {
  private static let statements = "A = [[1, 2, 3], [4, 5, 9]]; x = [1, 2, 3]; z = [[1], [1]]"

  @Test(arguments: [
    ("sum_rows(A)", Tensor([6, 18])), ("sum_columns(A)", Tensor([5, 7, 12])),
    ("mean_rows(A)", Tensor([2, 6])), ("mean_columns(A)", Tensor([2.5, 3.5, 6])),
    ("sum_rows(z)", Tensor([1, 1])), ("sum_columns(z)", Tensor([2])),
    ("softmax([[3, 3], [5, 5]])", Tensor([[0.5, 0.5], [0.5, 0.5]])),
    ("softmax_columns([[3, 5], [3, 5]])", Tensor([[0.5, 0.5], [0.5, 0.5]])),
    ("softmax([3, 3])", Tensor([0.5, 0.5])), ("softmax_columns([3, 3])", Tensor([0.5, 0.5])),
    ("softmax(z')", Tensor([[0.5, 0.5]])), ("softmax_columns(z)", Tensor([[0.5], [0.5]])),
    ("log_softmax([[3], [5]]')·0", Tensor([[-0.0, -0.0]])),
    ("sum_rows(softmax(A − 1000))", Tensor([1, 1])),
    ("sum_columns(softmax_columns(A))", Tensor([1, 1, 1])),
  ])
  func itHasAValue(expression: String, expected: Tensor) throws {
    let result = try #require(value(of: expression, where: Self.statements))
    #expect(result.shape == expected.shape)
    #expect(result.elements.isClose(to: expected.elements, within: 1e-15))
  }

  @Test(arguments: [
    ("sum_rows(x)", "'sum_rows' takes a matrix; x has 3 components"),
    ("mean_columns(2)", "'mean_columns' takes a matrix; 2 is a scalar"),
    ("softmax(2)", "'softmax' takes a vector or a matrix; 2 is a scalar"),
    ("softmax(z)", "'softmax' works row by row, and z is 2×1"),
    ("log_softmax(z)", "'log_softmax' works row by row, and z is 2×1"),
    ("cross_entropy(z, z)", "'cross_entropy' works row by row, and z is 2×1"),
    ("cross_entropy(z, [0, 1])", "'cross_entropy' works row by row, and z is 2×1"),
  ])
  func whatDoesNotFitIsRefusedAndEveryWayOutWorks(expression: String, summary: String) throws {
    let diagnostics = build(["\(Self.statements)\ny = \(expression)"]).diagnostics
    #expect(diagnostics.map(\.summary) == [summary])
    for solution in diagnostics.flatMap(\.solutions) {
      let text = try #require(solution.replacements.first).text
      #expect(value(of: text, where: Self.statements) != nil, "\(text)")
    }
  }

  @Test func aColumnIsTakenInEitherWay() throws {
    let diagnostic = try #require(build(["\(Self.statements)\ny = softmax(z)"]).diagnostics.first)
    #expect(
      diagnostic.solutions.map(\.summary) == [
        "to take its column: softmax_columns(z)", "to take a vector: softmax(reshape(z, 2))",
      ]
    )
  }

  @Test func theLossOfABatchIsTheMeanOverItsRows() throws {
    let loss = "cross_entropy([[0, 0], [0, 0], [0, 0]], [[1, 0], [0, 1], [0.5, 0.5]])"
    let difference = try #require(value(of: "\(loss) − log(2)"))
    #expect(difference.elements[0].magnitude < 1e-15)
  }

  @Test func theStepSaysThatItGoesLineByLine() throws {
    let matrix = Tensor([[1, 2], [3, 4]])
    for (name, line) in [("softmax", "row"), ("log_softmax_columns", "column")] {
      let trial = try Trial(name, Sample([matrix]))
      #expect(
        trial.operation.remark(trial.usage)?.forward
          == "\(line) by \(line): each \(line) of \(.x) is taken on its own"
      )
      #expect(trial.operation.remark(Usage(shapes: [.vector(2)])) == nil)
    }
  }
}
