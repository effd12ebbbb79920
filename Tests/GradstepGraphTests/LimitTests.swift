import GradstepSyntax
import Testing

@testable import GradstepGraph

/// Sources that are deep, long, large, or that grow beyond all bounds.
@Suite struct LimitTests {
  /// Functions of which each is built of the one before.
  private static func tower(_ height: Int, _ body: (_ previous: String) -> String) -> String {
    let functions = (1..<height).map { "f_\($0 + 1)(x) = \(body("f_\($0)"))\n" }
    return "f_1(x) = x + 1\n" + functions.joined() + "a = 1\ny = f_\(height)(a)"
  }

  private func summaries(_ source: String) -> [String] {
    build([source]).diagnostics.map(\.summary)
  }

  @Test(arguments: [
    "y = ones(1000000, 1000000)", "y = ones(9000, 9000)", "y = sum(ones(8193, 8192))",
    "a = ones(1000)\ny = sum(outer(outer(a, a)·a, a) + outer(ones(1000000), ones(100)))",
  ])
  func aGraphHoldsSoManyNumbers(source: String) {
    #expect(
      summaries(source) == [
        "a graph holds at most 1000000 nodes, 67108864 numbers and 100000 expanded calls;"
          + " with this it would have more"
      ]
    )
  }

  @Test func aShapeBeyondAllBoundsIsOfTheLargestNumber() {
    #expect(Shape.matrix(.max, 2).count == .max)
    #expect(Shape.matrix(1_000_000, 1_000_000).count == 1_000_000_000_000)
  }

  @Test(arguments: [
    "y = \\sum_{i=-9000000000000000000}^{9000000000000000000} 1",
    "x = [1, 2]; y_i = x_{i+9000000000000000000+9000000000000000000}",
  ])
  func nothingCountsWhatIsTooLarge(source: String) {
    #expect(build([source]).diagnostics.contains { $0.severity == .error })
  }

  @Test(arguments: ["+", "·", " - "]) func aConstantMayBeALongSum(sign: String) throws {
    let terms = [String](repeating: "1", count: 20_000).joined(separator: sign)
    let constant = try #require(
      build(["x = 2; y = x·(-\(terms))"]).graph?.origins.compactMap { $0.constant }.first
    )
    #expect(constant.cohesion.isSigned)
  }

  @Test func numbersThatAreFoldedCount() {
    #expect(summaries("t = (ones(6000, 6000) + 1)[1, 1]").count == 1)
  }

  @Test func aLeafCountsOnce() {
    #expect(summaries("W = ones(5800, 5800)").isEmpty)
  }

  @Test func nothingFollowsFromASizeThatIsTooLarge() {
    let found = summaries("z = sum(ones(9000, 9000)) + 1\noutput z")
    #expect(found.count == 1)
  }

  @Test func functionsAreNestedDeeply() throws {
    let graph = try graph(Self.tower(1_000) { "\($0)(x) + 1" })
    #expect(graph.groups.count == 1_000)
    #expect(graph.groups.last?.parent == 998)
    #expect(graph.outputValue == Tensor(1_001))
  }

  @Test func expansionIsExponential() throws {
    let graph = try graph(Self.tower(12) { "\($0)(\($0)(x))" })
    #expect(graph.outputValue == Tensor(2_049))
    #expect(graph.groups.count == 4_095)
  }

  @Test(.timeLimit(.minutes(5)), arguments: [21, 30, 40])
  func expansionHasALimit(height: Int) {
    #expect(summaries(Self.tower(height) { "\($0)(\($0)(x))" }).count == 1)
  }

  @Test(.timeLimit(.minutes(5)), arguments: [30, 40])
  func expansionIntoNothingHasALimit(height: Int) {
    let source = "f_1(x) = x\n" + Self.tower(height) { "\($0)(\($0)(x))" }.drop { $0 != "\n" }
    #expect(summaries(source).count == 1)
  }

  /// Sums in one another, whose terms would be more at each level, may all bind the same letter.
  @Test(.timeLimit(.minutes(5)), arguments: [7, 90])
  func sumsInOneAnotherHaveALimit(depth: Int) {
    let sums = String(repeating: #"\sum_{j=1}^2 ("#, count: depth)
    let source = "x = 1\ny = \(sums)x·j\(String(repeating: ")", count: depth))"
    #expect(summaries(source) == ["sums stand in one another at most 6 deep"])
  }

  @Test func definitionsWaitForOneAnother() throws {
    let count = 20_000
    let definitions = (0..<count).map { "a_\($0) = a_\($0 + 1) + 1" } + ["a_\(count) = 1"]
    let graph = try graph(definitions.joined(separator: "\n"))
    #expect(graph.nodes.count == 2 * count + 1)
    #expect(graph.violation == nil)
  }

  @Test func aCircleOfManyDefinitionsIsOneMistake() {
    let count = 5_000
    let definitions = (0..<count).map { "a_\($0) = a_\(($0 + 1) % count) + 1" }
    #expect(summaries(definitions.joined(separator: "\n")).count == 1)
  }

  @Test func sumsAreLong() throws {
    let graph = try graph("x = 1; y = x" + String(repeating: " + x", count: 100_000))
    #expect(graph.nodes.count == 100_001)
    #expect(graph.violation == nil)
  }

  @Test func listsAreLong() throws {
    let entries = (0..<50_000).map { "x·\($0)" }
    let graph = try graph("x = 2; y = [\(entries.joined(separator: ", "))]")
    #expect(graph.shape(of: graph.output) == .vector(50_000))
  }

  @Test func manyMistakesAreQuick() {
    let statements = (0..<2_000).map { "y_\($0) = [1, 2][3] + foo(\($0))" }
    #expect(build([statements.joined(separator: "\n")]).diagnostics.count == 4_000)
  }

  @Test(.timeLimit(.minutes(5)))
  func manyMissingNamesAreQuick() {
    let names = (0..<20_000).map { "missing_\($0)" }
    let diagnostics = build(["y = 1\nz = " + names.joined(separator: " + ")]).diagnostics
    #expect(diagnostics.count == 1)
  }
}
