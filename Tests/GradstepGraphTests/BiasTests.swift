import GradstepGraph
import GradstepSyntax
import Testing

/// A vector, or a matrix of one row or column, beside a matrix.
@Suite struct BiasTests {
  private static let statements = """
    A = [[1, 2, 3], [4, 5, 6]]
    S = [[1, 2], [3, 4]]
    r = [10, 20, 30]
    c = [100, 200]
    """

  @Test(arguments: [
    ("A + r", Tensor([[11, 22, 33], [14, 25, 36]])),
    ("r + A", Tensor([[11, 22, 33], [14, 25, 36]])),
    ("A + r'", Tensor([[11, 22, 33], [14, 25, 36]])),
    ("A + c", Tensor([[101, 102, 103], [204, 205, 206]])),
    ("A + c''", Tensor([[101, 102, 103], [204, 205, 206]])),
    ("c − A", Tensor([[99, 98, 97], [196, 195, 194]])),
    ("A ⊙ c", Tensor([[100, 200, 300], [800, 1000, 1200]])),
    ("A / r", Tensor([[0.1, 0.1, 0.1], [0.4, 0.25, 0.2]])),
    ("S + c'", Tensor([[101, 202], [103, 204]])),
    ("S + c''", Tensor([[101, 102], [203, 204]])),
    ("S + c·ones(2)'", Tensor([[101, 102], [203, 204]])),
    ("S + [5]", Tensor([[6, 7], [8, 9]])), ("S + [[5]]", Tensor([[6, 7], [8, 9]])),
    ("c' + c", Tensor([[200, 400]])),
  ])
  func itGoesWithEachRowOrColumnThatItFits(expression: String, expected: Tensor) throws {
    #expect(value(of: expression, where: Self.statements)?.elements == expected.elements)
    #expect(value(of: expression, where: Self.statements)?.shape == expected.shape)
  }

  @Test(arguments: ["A + S", "A + [1, 2, 3, 4]", "[[1], [2]] + [[1, 2]]", "max(A, r)", "r + c"])
  func nothingElseIsRepeated(expression: String) {
    #expect(value(of: expression, where: Self.statements) == nil)
  }

  @Test(arguments: ["S + c", "c − S", "S ⊙ c", "c / S", "S + 2c", "(A + c)·A' + c"])
  func aVectorThatFitsBothWaysIsRefusedAndBothWaysOutWork(expression: String) throws {
    let source = "\(Self.statements)\ny = \(expression)"
    let diagnostic = try #require(build([source]).diagnostics.first)
    let values = try diagnostic.solutions.map { solution in
      let text = try #require(solution.replacements.first?.text)
      return try #require(value(of: text, where: Self.statements), "\(text)")
    }
    #expect(values.count == 2)
    #expect(Set(values).count == 2)
  }

  @Test func whatItGetsIsTheSumOverTheRows() throws {
    let matrix = Tensor([[1, 2], [3, 4], [5, 6]])
    let evaluation = try Trial("add", Sample([matrix, Tensor([10, 20])])).evaluation()
    #expect(evaluation.pullback(slot: 1, upstream: matrix) == Tensor([9, 12]))
    #expect(evaluation.pullback(slot: 0, upstream: matrix) == matrix)
    let columns = try Trial("subtract", Sample([matrix, Tensor([1, 2, 3])])).evaluation()
    #expect(columns.pullback(slot: 1, upstream: matrix) == Tensor([-3, -7, -11]))
  }

  @Test func theStepSaysWhatItGoesWith() throws {
    let rows = try Trial("add", Sample([Tensor([[1, 2], [3, 4], [5, 6]]), Tensor([10, 20])]))
    let remark = try #require(rows.operation.remark(rows.usage))
    #expect(remark.forward == "\(.b) goes with each row of \(.a)")
    #expect(
      remark.backward
        == "\(.b) goes with each row of \(.a), so its gradient is the sum over the rows"
    )
    #expect(rows.operation.local(1, rows.usage).contribution.description == "gᵀ·ones(3)")
    let usage = Usage(shapes: [.vector(3), .matrix(3, 1)])
    let column = try #require(rows.operation.remark(usage))
    #expect(column.forward == "\(.a) goes with each column of \(.b)" && column.backward == nil)
    #expect(rows.operation.remark(Usage(shapes: [.vector(3), .vector(3)])) == nil)
  }
}
