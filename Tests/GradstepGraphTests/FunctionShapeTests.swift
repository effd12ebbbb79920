import GradstepGraph
import GradstepSyntax
import Testing

/// The shapes that functions take and give, and what is said of others.
@Suite struct FunctionShapeTests {
  @Test(arguments: [
    ("max(2, 3)", Tensor(3)), ("min([1, 5], 3)", Tensor([1, 3])), ("max([4, 9, 2])", Tensor(9)),
    ("pow([2, 3], 2)", Tensor([4, 9])), ("pow(-2, 3)", Tensor(-8)),
    ("concat([1, 2], 3, [4])", Tensor([1, 2, 3, 4])),
    ("concat([[1, 2]], [[3, 4], [5, 6]])", Tensor([[1, 2], [3, 4], [5, 6]])),
    ("reshape([1, 2, 3, 4, 5, 6], 2, 3)", Tensor([[1, 2, 3], [4, 5, 6]])),
    ("reshape([[1, 2], [3, 4]], 4)", Tensor([1, 2, 3, 4])), ("eye(2)", Tensor([[1, 0], [0, 1]])),
    ("zeros(2)", Tensor([0, 0])), ("zeros(1, 2)", Tensor([[0, 0]])),
    ("diag([2, 3])", Tensor([[2, 0], [0, 3]])), ("diag([[1, 2], [3, 4]])", Tensor([1, 4])),
    ("inv([[0, 1], [2, 0]])", Tensor([[0, 0.5], [1, 0]])), ("trace([[1, 2], [3, 4]])", Tensor(5)),
    ("‖[3, 4]‖", Tensor(5)), ("leaky_relu(-2)", Tensor(-0.02)), ("leaky_relu(-2, 0.5)", Tensor(-1)),
    ("mse([1, 2], [3, 4])", Tensor(4)), ("mse(1, [3])", Tensor(4)), ("swish(0)", Tensor(0)),
    ("sign([-2, 0, 7])", Tensor([-1, 0, 1])),
    ("square([[1, 2], [3, 4]])", Tensor([[1, 4], [9, 16]])),
    ("prod([2, 3, 4])", Tensor(24)), ("log2(8)", Tensor(3)), ("log_10(1000)", Tensor(3)),
    ("arctan(0)", Tensor(0)), ("arcsin(0)", Tensor(0)), ("arccos(1)", Tensor(0)),
    ("clip([-3, 0.5, 9], -1, 2)", Tensor([-1, 0.5, 2])), ("erf(0)", Tensor(0)),
    ("max([[1, 5]], [[3, 2]])", Tensor([[3, 5]])),
    ("min(2, [[1, 5], [3, 0]])", Tensor([[1, 2], [2, 0]])),
    ("norm([3, -4], 1)", Tensor(7)), ("argmax([3, 9, 9])", Tensor(2)),
    ("argmin([[3, 1]])", Tensor(2)),
    ("cumsum([1, 2, 3])", Tensor([1, 3, 6])),
    ("conv([1, 2, 3], [1, 10])", Tensor([1, 12, 23, 30])),
    ("kron([1, 2], [3, 4])", Tensor([3, 4, 6, 8])),
    ("kron([[1, 2]], [[3], [4]])", Tensor([[3, 6], [4, 8]])),
    ("[1e200, 1e200, 3]·[1e200, -1e200, 1]", Tensor(3)),
    ("[2, 1e200]·[1, 1e200]", Tensor(.infinity)),
    ("[[1e200, 1e200], [1, 1]]·[1e200, -1e200]", Tensor([0, 0])),
    ("softmax([[1, 1], [1, 1]])", Tensor([[0.5, 0.5], [0.5, 0.5]])),
  ])
  func aCallHasAValue(expression: String, expected: Tensor) {
    #expect(value(of: expression) == expected)
  }

  @Test(arguments: [
    ("y = inv([[1, 2, 3]])", "'inv' takes a square matrix; [[1, 2, 3]] is 1×3"),
    ("y = det([1, 2])", "'det' takes a square matrix; [1, 2] has 2 components"),
    ("y = diag([[1, 2]])", "'diag' takes a vector or a square matrix; [[1, 2]] is 1×2"),
    (
      "y = reshape([1, 2, 3], 2, 2)",
      "'reshape' keeps how many numbers there are; [1, 2, 3] has 3 components and the shape is 2×2"
    ),
    (
      "y = concat([[1, 2]], [3, 4])",
      "all parts of 'concat' have as many columns; [[1, 2]] is 1×2 and [3, 4] has 2 components"
    ),
    (
      "y = mse([1, 2], [[1, 2]])",
      "'mse' takes two values of one shape; [1, 2] has 2 components and [[1, 2]] is 1×2"
    ),
    (
      "y = max([1, 2], [1, 2, 3])",
      "'max' needs a scalar or equal shapes; [1, 2] has 2 components and [1, 2, 3] has 3 components"
    ),
    ("y = eye(2, 2)", "'eye' takes 1 argument; it is given 2"),
    ("y = max(1, 2, 3)", "'max' takes 1 to 2 arguments; it is given 3"),
    ("y = clip([1, 2], 3, 1)", "the bounds of 'clip' go from the smaller to the larger"),
    ("y = argmax([[1, 2], [3, 4]])", "'argmax' takes a vector; [[1, 2], [3, 4]] is 2×2"),
    ("y = conv([1, 2], [[1, 2]])", "'conv' takes two vectors; [[1, 2]] is 1×2"),
    ("y = eye(1.5)", "a size is a whole number from 1 to 1000000"),
    ("x = [1, 2]; y = leaky_relu(x, x)", "'leaky_relu' takes a plain number here"),
  ])
  func aCallThatDoesNotFit(source: String, summary: String) {
    #expect(build([source]).diagnostics.map(\.summary) == [summary])
  }

  @Test(arguments: [
    ("y = mse([1, 2], [[1, 2]])", "transpose the target: mse([1, 2], [[1, 2]]ᵀ)"),
    (
      "A = [[1, 2, 3], [4, 5, 6]]; b = [1, 2]; y = max(A, b)",
      "to take a vector to every column, repeat it: max(A, b·ones(3)ᵀ)"
    ),
  ])
  func aWayOutIsACallOfTheSameFunction(source: String, solution: String) throws {
    let diagnostic = try #require(build([source]).diagnostics.first)
    #expect(diagnostic.solutions.first?.summary.replacing("'", with: "ᵀ") == solution)
  }
}
