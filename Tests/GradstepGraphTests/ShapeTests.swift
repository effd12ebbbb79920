import GradstepGraph
import Testing

/// Which shapes go together, and what comes out.
@Suite struct ShapeTests {
  private static let values = """
    s = 2; p = [3]; q = [5]'; a = [1, 2]; b = [3, 4]; c = [1, 2, 3]
    A = [[1, 2], [3, 4]]; B = [[1, 2, 3], [4, 5, 6]]; r = [[7, 8]]
    """

  @Test(arguments: [
    ("s + a", [2]), ("a − s", [2]), ("A/s", [2, 2]), ("s/a", [2]), ("s·A", [2, 2]),
    ("A s", [2, 2]),
    ("a ⊙ b", [2]), ("a + b", [2]), ("A ⊙ A", [2, 2]), ("s ⊙ A", [2, 2]), ("a/b", [2]),
    ("A·a", [2]), ("A*a", [2]), ("A a", [2]), ("A@a", [2]), ("A·B", [2, 3]), ("B'·A", [3, 2]),
    ("a·b", []), ("a@b", []), ("dot(a, b)", []), ("outer(a, c)", [2, 3]),
    ("a'·b", []), ("a·b'", [2, 2]), ("a'·A·b", []), ("a'", [1, 2]), ("a''", [2, 1]), ("s'", []),
    ("A'", [2, 2]), ("B^T", [3, 2]), ("r'", [2, 1]), ("r·a", []), ("a·r", [2, 2]), ("r a", []),
    ("a[2]", []), ("B[2,3]", []), ("[s, s]", [2]), ("[a, b]", [2, 2]), ("[a]", [1, 2]),
    ("[r, a]", [2, 2]), ("[A·a, b]", [2, 2]), ("[s]", [1]), ("[a[1], 2, s]", [3]),
    ("-A", [2, 2]), ("a^2", [2]), ("s^2", []), ("2^s", []), ("a^s", [2]),
    ("sum(A)", []), ("mean(a)", []), ("softmax(a)", [2]), ("tanh(A)", [2, 2]),
    ("ones(3)", [3]), ("ones(2, 3)", [2, 3]), ("A + a·ones(2)'", [2, 2]),
  ])
  func theShapeOf(expression: String, dimensions: [Int]) {
    #expect(value(of: expression, where: Self.values)?.shape.dimensions == dimensions)
  }

  @Test(arguments: [
    ("p·a", [2]), ("q·a", [2]), ("a/q", [2]), ("A·q", [2, 2]), ("c + p", [3]), ("q − c", [3]),
    ("a^p", [2]), ("s^q", []), ("p·s", [1]), ("p + q", [1, 1]), ("q + p", [1, 1]),
    ("[s, p, q]", [3]),
    ("[p]", [1, 1]), ("q^2", [1, 1]), ("sum(q)", []), ("outer(s, a)", [1, 2]),
    ("outer(p, p)", [1, 1]),
    ("p[1]", []), ("q[1,1]", []), ("q·p", [1, 1]), ("q + s", [1, 1]), ("tanh(q)", [1, 1]),
  ])
  func oneComponentCountsAsAScalar(expression: String, dimensions: [Int]) {
    #expect(value(of: expression, where: Self.values)?.shape.dimensions == dimensions)
  }

  @Test func aMatrixOfOneColumnTimesOneComponentIsAVector() {
    let weights = "W = [[1, 2, 3]]'; x = [2]; d = [1, 1, 1]"
    #expect(value(of: "W·x", where: weights)?.elements == [2, 4, 6])
    #expect(value(of: "W·x", where: weights)?.shape == .vector(3))
    #expect(value(of: "W·x + d", where: weights)?.shape == .vector(3))
  }

  @Test func aListOfVectorsOfOneComponentIsAMatrix() {
    #expect(value(of: "[[1], [2], [3]]")?.shape == .matrix(3, 1))
  }

  @Test(arguments: [
    ("a·b", [11]), ("a·b'", [3, 4, 6, 8]), ("A·a", [5, 11]), ("A·B", [9, 12, 15, 19, 26, 33]),
    ("B'", [1, 4, 2, 5, 3, 6]), ("a'·A·b", [61]), ("outer(a, c)", [1, 2, 3, 2, 4, 6]),
    ("B[2,1]", [4]), ("[a, b]", [1, 2, 3, 4]), ("1 − a/2", [0.5, 0]),
    ("A + a·ones(2)'", [2, 3, 5, 6]), ("mean(A)", [2.5]), ("-a^2", [-1, -4]),
    ("sum(A ⊙ A)", [30]),
  ])
  func theValueOf(expression: String, elements: [Double]) {
    #expect(value(of: expression, where: Self.values)?.elements == elements)
  }

  @Test func shapesSayWhatTheyAre() {
    #expect(Shape.scalar.description == "scalar")
    #expect(Shape.vector(3).description == "3")
    #expect(Shape.matrix(3, 2).description == "3×2")
    #expect([Shape.scalar, .vector(1), .matrix(1, 1)].allSatisfy { $0.isScalarLike })
    #expect(!Shape.vector(2).isScalarLike && !Shape.matrix(1, 2).isScalarLike)
    #expect(Shape.matrix(3, 2).count == 6)
    #expect(Set([Shape.scalar, .vector(1), .matrix(1, 1)]).count == 3)
  }
}
