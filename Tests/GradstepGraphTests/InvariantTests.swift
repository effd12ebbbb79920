import GradstepSyntax
import Testing

@testable import GradstepGraph

/// What holds of every graph.
@Suite struct InvariantTests {
  /// Pieces that formulas are put together of; each is of one number.
  private static let pieces = [
    "x", "w", "2", "tanh(@)", "(@ + @)", "@·@", "@/(@ + 10)", "f(@)", "g(@, @)", "(a·b)", "(a'·b)",
    "sum(a ⊙ @)", "[@, @][1]", "-@", "@^2", "(A·a)[2]", "e^(@/9)", "mean(softmax(@·a))",
  ]

  /// A formula of some size, the same for each seed.
  private static func source(seed: UInt64) -> String {
    var generator = SplitMix(state: seed)
    var text = "@"
    for round in 0..<40 {
      guard let place = text.firstIndex(of: "@") else { break }
      let choices = round < 20 ? pieces[...] : pieces[..<3]
      let piece = choices.randomElement(using: &generator) ?? "x"
      text.replaceSubrange(place...place, with: piece)
    }
    return """
      y = \(text.replacing("@", with: "x")) + x
      f(z) = z + 3/(4 + z·z); g(z, w) = f(z)·w
      x = 0.5; w = -2; a = [1, 2]; b = [3, 4]; A = [[1, 2], [3, 4]]
      """
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func theInvariantsHold(seed: UInt64) throws {
    let text = Self.source(seed: seed)
    let graph = try graph(text)
    #expect(graph.violation == nil, "\(text)")
    #expect(graph.displayNames[graph.output] == "y")
    #expect(graph.nodes.count == graph.displayNames.count)
    for id in graph.nodes.indices {
      let usage = graph.usage(of: id)
      guard let operation = graph.operation(of: id) else {
        #expect(graph.operands(of: id).isEmpty && graph.parameters(of: id).isEmpty)
        continue
      }
      #expect(operation.arity.contains(usage.shapes.count))
      #expect(operation.parameterCount.contains(usage.parameters.count))
      let shape = try operation.shape(usage)
      #expect(shape == graph.shape(of: id))
      #expect(graph.range(of: id).count == graph.shape(of: id).count)
      #expect(graph.leafValues[graph.range(of: id)].allSatisfy { $0 == 0 })
    }
    for group in graph.origins.compactMap(\.group) {
      #expect(graph.groups.indices.contains(group))
    }
  }

  @Test func theSameSourceGivesTheSameGraph() throws {
    for seed in 0..<20 as Range<UInt64> {
      let text = Self.source(seed: seed)
      let (first, second) = (try graph(text), try graph(text))
      #expect(first.nodes == second.nodes)
      #expect(first.origins == second.origins)
      #expect(first.groups == second.groups)
      #expect(first.placements == second.placements)
      #expect(first.displayNames == second.displayNames)
    }
  }

  @Test func unnamedNodesHaveNamesOfTheirOwn() throws {
    for seed in 0..<100 as Range<UInt64> {
      let graph = try graph(Self.source(seed: seed))
      let names = graph.nodes.indices.filter { graph.origins[$0].constant == nil }
        .map { graph.displayNames[$0] }
      #expect(Set(names).count == names.count)
    }
  }
}
