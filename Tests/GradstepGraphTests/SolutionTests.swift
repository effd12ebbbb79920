import GradstepSyntax
import Testing

@testable import GradstepGraph

/// Ways out are taken: what a message says to write is right.
@Suite struct SolutionTests {
  @Test(arguments: [
    "W = [[1, 2], [3, 4], [5, 6]]; x = [1, 2, 3]; y = W·x",
    "W = [[1, 2], [3, 4], [5, 6]]; y = W·W", "W = [[1, 2], [3, 4]]; x = [1, 2]; y = x*W",
    "W = [[1, 2], [3, 4]]; b = [1, 2]; y = W + b", "W = [[1, 2], [3, 4]]; b = [1, 2]; y = b − W",
    "W = [[1, 2, 3], [3, 4, 5]]; y = W ⊙ W'", "W = [[1, 2, 3], [3, 4, 5]]; V = W'; y = (W + 1)/V",
    "a = [1, 2]; b = [3, 4]; y = a*b", "a = [1, 2]; b = [3, 4]; y = 2 − (a + b) (a − b)/2",
    "A = [[1, 2], [3, 4]]; y = A^2", "A = [[1, 2], [3, 4]]; y = (A + 1)²", "a = [1, 2]; y = 2^a",
    "a = [1, 2]; y = 3·2^(a + 1)", "y = sigmiod(2)", "height = 3; y = heigth + 1",
    "height = 3; output heigth", "W = [[1, 2], [3, 4]]; b = [1, 2]; y = (W + b)·b",
    "A = [[1, 2, 3], [4, 5, 6]]; y = A^2", "W = [[1, 2], [3, 4]]; b = [1, 2]; y = W − (-b)",
    "W = [[1, 2], [3, 4]]; b = [1, 2]; y = -(W + b)/2", "a = [1, 2]; y = 2^(-a)",
    "A = [[1, 2], [3, 4]]; y = (-A)^2", "A = [[1, 2], [3, 4]]; y = 2 − 3(A + 1)^2·A",
    "W = [[1, 2], [3, 4], [5, 6]]; x = [1, 2, 3]; y = -W·(-x)",
    "a = [1, 2]; b = [3, 4]; y = (-a)*(b/2)", "A = [[1, 2, 3], [4, 5, 6]]; y = 1 − A − A'/2",
  ])
  func everyWayOutIsRight(source: String) throws {
    let results = try repaired(source)
    #expect(!results.isEmpty)
    for result in results { #expect(messages(result) == "", "\(result)") }
  }

  @Test(arguments: ["a = [1, 2, 3]; b = [3, 4]; y = a*b", "a = 2; y = a·abx"])
  func thereIsNoWayOutThatLeadsNowhere(source: String) throws {
    #expect(try repaired(source).isEmpty)
  }

  @Test func aWayOutKeepsTheExponent() throws {
    let results = try repaired("A = [[1, 2], [3, 4]]; y = A^3")
    #expect(!results.contains { $0.hasSuffix("y = A·A") })
  }

  @Test func anExponentByComponentsIsTakenByComponents() throws {
    let results = try repaired("a = [1, 2]; b = [3, 4]; y = a^b")
    #expect(results.count == 1)
    let values = try results.map { try graph($0).outputValue.elements }
    #expect(values.allSatisfy { $0.isClose(to: [1, 16], within: 1e-12) })
  }
}
