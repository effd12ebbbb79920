import GradstepGraph
import GradstepTrace
import Testing

/// The matrix of one slot, kept as its structure allows.
@Suite struct LocalJacobianTests {
  private static let leaves = """
    s = 2; a = [1, -2]; b = [3, 0.5]; c = [1, 2, 3]; A = [[1, 2], [3, 4]]; B = [[1, 2, 3], [4, 5, 6]]

    """

  /// The Jacobian of a slot by unit cotangents, as rows, in the order in which values are stored.
  private func jacobian(_ trace: Trace, slot: Int) -> [[Double]] {
    let shape = trace.graph.shape(of: trace.graph.output)
    return (0..<shape.count).map { row in
      var unit = Tensor(shape, repeating: 0)
      unit.elements[row] = 1
      return trace.pullback(of: trace.graph.output, slot: slot, upstream: unit).elements
    }
  }

  @Test(arguments: [
    ("a + b", 0, Structure.identity, nil), ("a − b", 1, .scalarMultiple, Tensor(-1)),
    ("s·a", 1, .scalarMultiple, Tensor(2)), ("a/s", 0, .scalarMultiple, Tensor(0.5)),
    ("s·s", 0, .scalarMultiple, Tensor(2)), ("s^3", 0, .scalarMultiple, Tensor(12)),
    ("a ⊙ b", 0, .diagonal, Tensor([3, 0.5])),
    ("a^2", 0, .diagonal, Tensor([2, -4])), ("s·a", 0, .dense, Tensor([[1], [-2]])),
    ("a + s", 1, .dense, Tensor([[1], [1]])), ("a·b", 0, .dense, Tensor([[3, 0.5]])),
    ("sum(A)", 0, .dense, Tensor([[1, 1, 1, 1]])), ("a[2]", 0, .dense, Tensor([[0, 1]])),
    ("[s, 3]", 0, .dense, Tensor([[1], [0]])), ("a'", 0, .identity, nil),
    ("A·a", 1, .dense, Tensor([[1, 2], [3, 4]])), ("A·a", 0, .rightFactor, Tensor([1, -2])),
    ("A·B", 0, .rightFactor, Tensor([[1, 2, 3], [4, 5, 6]])),
    ("A·B", 1, .leftFactor, Tensor([[1, 2], [3, 4]])),
    ("outer(a, b)", 0, .dense, Tensor([[3, 0], [0.5, 0], [0, 3], [0, 0.5]])),
    ("outer(a, b)", 1, .dense, Tensor([[1, 0], [0, 1], [-2, 0], [0, -2]])),
  ])
  func entriesFollowTheStructure(
    expression: String,
    slot: Int,
    structure: Structure,
    entries: Tensor?
  ) throws {
    let trace = try trace(Self.leaves + expression)
    let local = try #require(trace.localJacobian(of: trace.graph.output, slot: slot))
    #expect(local.structure == structure)
    #expect(local.entries == entries)
    let jacobian = jacobian(trace, slot: slot)
    #expect(local.rows == jacobian.count)
    #expect(local.columns == jacobian[0].count)
  }

  @Test(arguments: [
    "a + b", "a − s", "s − a", "s/a", "a/s", "A ⊙ A", "s ⊙ A", "tanh(A)", "softmax(a)", "A'", "a·b",
    "mean(B)", "B[2,3]", "[a, b]", "[s, s]", "-a", "sqrt(s)", "a^3", "s^s", "outer(a, c)",
  ])
  func theEntriesAreThoseOfTheJacobian(expression: String) throws {
    let trace = try trace(Self.leaves + expression)
    for slot in trace.graph.operands(of: trace.graph.output).indices.indices {
      let local = try #require(trace.localJacobian(of: trace.graph.output, slot: slot))
      let jacobian = jacobian(trace, slot: slot)
      let entries = local.entries?.elements ?? []
      for (row, numbers) in jacobian.enumerated() {
        for (column, number) in numbers.enumerated() {
          let isOnDiagonal = row == column
          switch local.structure {
          case .identity: #expect(number == (isOnDiagonal ? 1 : 0))
          case .scalarMultiple: #expect(number == (isOnDiagonal ? entries[0] : 0))
          case .diagonal: #expect(number == (isOnDiagonal ? entries[row] : 0))
          case .dense: #expect(number == entries[row * local.columns + column])
          case .rightFactor, .leftFactor: Issue.record("a product has tests of its own")
          }
        }
      }
    }
  }

  /// A right factor X stands for Xᵀ ⊗ I over columns, so a row of the Jacobian has a column of X.
  @Test(arguments: ["A·a", "A·B"])
  func aRightFactorIsTransposed(expression: String) throws {
    let trace = try trace(Self.leaves + expression)
    let local = try #require(trace.localJacobian(of: trace.graph.output, slot: 0))
    let factor = try #require(local.entries)
    let result = trace.graph.shape(of: trace.graph.output)
    #expect(factor.shape.columns == result.columns)
    #expect(factor.shape.rows == local.columns / result.rows)
  }

  @Test func aChangedSignIsOneNumber() throws {
    let trace = try trace(Self.leaves + "-A")
    let local = try #require(trace.localJacobian(of: trace.graph.output, slot: 0))
    #expect(local.structure == .scalarMultiple)
    #expect(local.entries == Tensor(-1))
  }

  @Test func aLeafHasNone() throws {
    let trace = try trace("x = 2; y = x²")
    #expect(trace.localJacobian(of: 0, slot: 0) == nil)
  }

  @Test(arguments: [
    ("tanh(ones(4096) + s)", 0, true), ("tanh(ones(4097) + s)", 0, false),
    ("softmax(ones(64) + s)", 0, true), ("softmax(ones(65) + s)", 0, false),
    ("sum(ones(4097) + s)", 0, false), ("(ones(1, 4096)·s)·(ones(4096) + s)", 0, true),
    ("(ones(3, 4096)·s)·(ones(4096) + s)", 0, true),
    ("(ones(2, 2048)·s)·(ones(2048) + s)", 1, true),
    ("(ones(3, 4097)·s)·(ones(4097) + s)", 0, false),
    ("(ones(3, 2048)·s)·(ones(2048) + s)", 1, false),
    ("(ones(2, 64)·s)·(ones(64, 64)·s)", 0, true), ("(ones(2, 64)·s)·(ones(64, 65)·s)", 0, false),
    ("(ones(65, 64)·s)·(ones(64, 2)·s)", 1, false), ("s·(ones(5000)·s)", 1, true),
  ])
  func atMostFourThousandAndNinetySixEntriesAreWorkedOut(
    expression: String,
    slot: Int,
    isThere: Bool
  ) throws {
    let trace = try trace(Self.leaves + expression)
    let local = try #require(trace.localJacobian(of: trace.graph.output, slot: slot))
    #expect((local.entries != nil) == isThere)
  }

  @Test func infiniteEntriesDoNotSpread() throws {
    let trace = try trace("a = [1, 4]; s = 0; y = a/s")
    let local = try #require(trace.localJacobian(of: 2, slot: 1))
    #expect(local.entries == Tensor([[-.infinity], [-.infinity]]))
  }
}
