import GradstepLayout
import GradstepText

@testable import GradstepFrames

/// Builds diagrams by hand, in the order in which they are to be read.
struct SampleDiagram {
  private(set) var diagram = Diagram(cards: [], edges: [], groups: [])

  var labelSize = Size(width: 52, height: 18)

  mutating func group(_ label: String, parent: Int? = nil) -> Int {
    diagram.groups.append(Diagram.Group(label: Text(label), parent: parent))
    return diagram.groups.count - 1
  }

  mutating func leaf(_ name: String, group: Int? = nil) -> Int {
    card(name, .variable, Size(width: 92, height: 57.5), group)
  }

  mutating func apply(_ name: String, _ operands: Int..., group: Int? = nil) -> Int {
    apply(name, operands, group: group)
  }

  mutating func apply(_ name: String, _ operands: [Int], group: Int? = nil) -> Int {
    let operation = card(name, .operation, Size(width: 103.3, height: 58), group)
    for (slot, operand) in operands.enumerated() {
      diagram.edges.append(
        Diagram.Edge(operand: operand, operation: operation, slot: slot, labelSize: labelSize)
      )
    }
    return operation
  }

  private mutating func card(
    _ name: String,
    _ kind: Diagram.Kind,
    _ size: Size,
    _ group: Int?
  ) -> Int {
    diagram.cards.append(
      Diagram.Card(
        id: "\(name)_\(diagram.cards.count)",
        kind: kind,
        isOutput: false,
        name: Text(name),
        symbol: Text(),
        shape: Text(),
        valueSize: .zero,
        gradientSize: .zero,
        size: size,
        group: group
      )
    )
    return diagram.cards.count - 1
  }
}

extension SampleDiagram {
  /// The lesson `f(U·f(W·x + b) + c)`.
  static var twoLayers: Diagram {
    var sample = SampleDiagram()
    let x = sample.leaf("x")
    let w = sample.leaf("W")
    let b = sample.leaf("b")
    let u = sample.leaf("U")
    let c = sample.leaf("c")
    let hidden = sample.apply("f", sample.apply("+", sample.apply("·", w, x), b))
    _ = sample.apply("f", sample.apply("+", sample.apply("·", u, hidden), c))
    return sample.diagram
  }

  /// The product `a·a`.
  static var square: Diagram {
    var sample = SampleDiagram()
    let a = sample.leaf("a")
    _ = sample.apply("·", a, a)
    return sample.diagram
  }

  /// The lesson `g(w·x)·w + t`, with `g(z) = 1/(1 + exp(neg(z)))` and `neg(u) = −u`.
  static var groups: Diagram {
    var sample = SampleDiagram()
    let outer = sample.group("g(w·x)")
    let inner = sample.group("neg(z)", parent: outer)
    let x = sample.leaf("x")
    let w = sample.leaf("w")
    let t = sample.leaf("t")
    let negated = sample.apply("−", sample.apply("·", w, x), group: inner)
    let one = sample.leaf("1", group: outer)
    let sum = sample.apply("+", one, sample.apply("exp", negated, group: outer), group: outer)
    let result = sample.apply("1/", sum, group: outer)
    _ = sample.apply("+", sample.apply("·", result, w), t)
    return sample.diagram
  }

  /// The sum `x0 + c1 + c2 + …`.
  static func chain(_ count: Int) -> Diagram {
    var sample = SampleDiagram()
    var sum = sample.leaf("x0")
    for number in 1...count { sum = sample.apply("+", sum, sample.leaf("c\(number)")) }
    return sample.diagram
  }

  /// The sum `x + x + x + …`.
  static func sharedLeaf(_ count: Int) -> Diagram {
    var sample = SampleDiagram()
    let x = sample.leaf("x")
    var sum = x
    for _ in 1...count { sum = sample.apply("+", sum, x) }
    return sample.diagram
  }

  /// Numbers of cards, each of which uses two earlier ones, without any order to be found in it.
  static func tangle(_ count: Int) -> Diagram {
    var sample = SampleDiagram()
    var cards = [sample.leaf("x0"), sample.leaf("x1")]
    var random: UInt32 = 1
    for _ in 1...count {
      let operands = (0..<2).map { _ in
        random = random &* 1_664_525 &+ 1_013_904_223
        return cards[Int(random >> 8) % cards.count]
      }
      cards.append(sample.apply("+", operands))
    }
    return sample.diagram
  }
}
