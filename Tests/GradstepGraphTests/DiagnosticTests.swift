import GradstepSyntax
import Testing

/// How diagnostics come together.
@Suite struct DiagnosticTests {
  private func identifiers(_ texts: String...) -> [String] {
    build(texts).diagnostics.map(\.identifier)
  }

  @Test func allErrorsComeInOneGo() {
    let found = identifiers(
      """
      a = [1, 2]
      p = a + [1, 2, 3]
      q = a[7]
      r = foo(a)
      s = tanh(a, a)
      t = unknown·2
      const u = 2a
      w = w + 1
      x = a* [3, 4]
      output nothing
      """
    )
    #expect(
      Set(found) == [
        "shape-mismatch", "unknown-function", "argument-count", "missing-value", "constant-formula",
        "name-on-both-sides", "ambiguous-product", "unknown-output",
      ]
    )
    #expect(found.count == 9)
  }

  @Test func errorsComeInTheOrderOfTheText() {
    let places = build(["y = q + 1\nz = [1, 2]·[1, 2, 3]\nw = foo(2)"]).diagnostics
      .map { $0.range?.bytes.lowerBound ?? -1 }
    #expect(places.count == 3)
    #expect(places == places.sorted())
  }

  @Test(arguments: [
    "y = [1, 2] + [1, 2, 3]\nz = y + y + tanh(y)·2", "y = foo(2)\nz = y·y[3]", "y = y + 1\nz = y·2",
    "y = q\nz = y + [y, 2]", "W : 0×2\ny = W·[1, 2]\noutput y",
    "W : 10000×10000\ny = W·[1, 2]\noutput y", "y = 2·\nz = y + 1\noutput y",
    "f(z) = z[3]\ny = tanh(f([1, 2])) + 1",
  ])
  func whatFollowsFromAMistakeIsNone(source: String) {
    #expect(build([source]).diagnostics.count == 1)
    #expect(build([source]).graph == nil)
  }

  @Test(arguments: ["z[3]", "z + [1, 2, 3]", "tanh(z, z)", "foo(z)", "z·q", "g(z)", "f(z)"])
  func aMistakeInABodyIsToldOnce(body: String) {
    let source = "f(z) = \(body)\ng(z) = f(z)\ny = f([1, 2]) + f([3, 4]) + g([5, 6])"
    let count = build([source]).diagnostics.count
    #expect(count == 1)
  }

  @Test func everyMissingNameIsToldOnce() {
    let diagnostics = build(["y = a·b + a·c\nz = b·d"]).diagnostics
    #expect(diagnostics.count == 1)
    #expect(
      diagnostics.first?.solutions.map(\.summary)
        == ["give them values, as in a = 1; b = 1; c = 1; d = 1"]
    )
  }

  @Test func aMissingNameOfABodyIsItsCallersToo() {
    #expect(identifiers("f(z) = z·k\ny = f(1)") == ["missing-value"])
  }

  @Test func theDotProductTakesVectors() {
    let summary = build(["A = [[1, 2], [3, 4]]\ny = dot(A, [1, 2])"]).diagnostics.first?.summary
    #expect(
      summary == "a dot product needs two vectors of one length; A is 2×2 and [1, 2] has"
        + " 2 components"
    )
  }

  @Test func anIndexTooManyIsSaidSo() {
    let summary = build(["a = [1, 2]\ny = a[1, 2, 3]"]).diagnostics.first?.summary
    #expect(summary == "a has 2 components and takes one index")
  }

  @Test func anIndexIsTheSmallestWrongThing() {
    let range = build(["a = [1, 2]\ny = a[3] + 1"]).diagnostics.first?.range?.bytes
    #expect(range == 17..<18)
  }

  @Test func warningsLeaveAGraph() {
    let (graph, diagnostics) = build(["a = [1, 2]; y = a^2"])
    #expect(graph != nil)
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(build(["a = 2; y = a^2"]).diagnostics.isEmpty)
  }

  @Test func headlinesAreShortAndHaveNoFullStop() {
    let sources = [
      "y = a + foo(tanh(1, 2))", "y = [1, 2]·[1, 2, 3]", "x : 2", "f = tanh; output q",
    ]
    for diagnostic in sources.flatMap({ build([$0]).diagnostics }) {
      #expect(!diagnostic.summary.hasSuffix("."))
      #expect(diagnostic.summary.first?.isUppercase == false)
      #expect(diagnostic.summary.count < 120)
      #expect(diagnostic.range != nil)
    }
  }
}
