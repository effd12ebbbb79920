import GradstepGraph
import Testing

/// Rows, columns and slices.
@Suite struct PartTests {
  private static let matrix = Tensor([[1, 2, 3], [4, 5, 6]])

  @Test(arguments: [
    ("row", matrix, [2], Tensor([4, 5, 6])), ("column", matrix, [3], Tensor([3, 6])),
    ("slice", matrix, [2, 2], Tensor([[4, 5, 6]])), ("slice", matrix, [1, 2], matrix),
    ("slice", Tensor([7, 8, 9]), [1, 2], Tensor([7, 8])),
    ("slice", Tensor([7, 8, 9]), [3, 3], Tensor([9])),
  ])
  func aPartIsCountedFromOne(name: String, x: Tensor, indices: [Double], part: Tensor) throws {
    let evaluation = try Trial(name, Sample([x], parameters: indices)).evaluation()
    #expect(evaluation.result == part)
    let pulled = evaluation.pullback(slot: 0, upstream: part.map { _ in 1 })
    #expect(pulled.elements.reduce(0, +) == Double(part.elements.count))
  }

  @Test(
    arguments: [
      ("row", matrix, [3], "an index is a whole number from 1 to 2 here; {0} is 2×3"),
      ("row", Tensor([1, 2]), [1], "{0} has 2 components and takes one index"),
      ("column", matrix, [0], "an index is a whole number from 1 to 3 here; {0} is 2×3"),
      ("column", matrix, [1.5], "an index is a whole number from 1 to 3 here; {0} is 2×3"),
      ("slice", matrix, [1, 3], "an index is a whole number from 1 to 2 here; {0} is 2×3"),
      ("slice", matrix, [2, 1], "a slice goes from a smaller index to a larger one"),
      ("slice", Tensor(2), [1, 1], "{0} is a scalar and takes no index"),
    ] as [(String, Tensor, [Double], String)]
  )
  func whatIsNotThereIsRefused(
    name: String,
    x: Tensor,
    indices: [Double],
    summary: String
  ) throws {
    let trial = try Trial(name, Sample([x], parameters: indices))
    let error = #expect(throws: ShapeError.self) { try trial.operation.shape(trial.usage) }
    #expect(error?.summary == summary)
  }

  @Test func oneIndexOfAMatrixIsThatOfARow() {
    #expect(value(of: "A[2]", where: "A = [[1, 2], [3, 4]]") == Tensor([3, 4]))
    #expect(value(of: "A[2][1]", where: "A = [[1, 2], [3, 4]]") == Tensor(3))
    #expect(value(of: "A[2, 1]", where: "A = [[1, 2], [3, 4]]") == Tensor(3))
  }

  @Test func aPartIsShownAsItIsWritten() throws {
    let row = try Trial("row", Sample([Self.matrix], parameters: [2]))
    #expect(row.operation.formula(row.usage).description == "a[2, :]")
    #expect(row.operation.local(0, row.usage).formula.description == "I ⊗ e_(2)ᵀ")
    let column = try Trial("column", Sample([Self.matrix], parameters: [2]))
    #expect(column.operation.formula(column.usage).description == "a[:, 2]")
    let slice = try Trial("slice", Sample([Tensor([1, 2, 3, 4])], parameters: [2, 3]))
    #expect(slice.operation.formula(slice.usage).description == "a[2:3]")
    #expect(
      slice.operation.local(0, slice.usage).contribution.description
        == "concat(zeros(1), g, zeros(1))"
    )
  }
}
