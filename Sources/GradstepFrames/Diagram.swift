package import GradstepText

/// What all frames of a lesson share: the cards with room for the widest text that each will
/// ever show, the edges between them, and the groups around them.
package struct Diagram: Hashable, Sendable {
  /// The cards, operands before the operations that use them.
  package var cards: [Card]
  /// One for each slot of each operation, in the order of operations and slots.
  package var edges: [Edge]
  /// One for each expanded call of a function of the source's own.
  package var groups: [Group]
  /// What stands before gradients or, where they flow instead, tangents.
  package var mark = "∂"
  /// Whether the labels of all edges are ever shown together.
  package var showsAllLabels = false
  /// What its parts are sized with, and are to be drawn with.
  package var theme = Theme.auto

  /// The outline of one node.
  package struct Card: Hashable, Sendable {
    /// A stable name for the node, such as `W`, `b_u` or `v_4`; unique in the diagram.
    package var id: String
    /// What the node is.
    package var kind: Kind
    /// How it is drawn.
    package var form = Form.full
    /// Whether the walk backward starts here.
    package var isOutput: Bool
    /// The name of the node, on the left of the card's head.
    package var name: Text
    /// The sign or the name of the operation, in the middle of the head.
    package var symbol: Text
    /// The set that the value is of, on the right of the head.
    package var shape: Text
    /// Room for the largest value that the card will ever show.
    package var valueSize: Size
    /// Room for the largest gradient.
    package var gradientSize: Size
    /// Whether the gradient stands below the value, and not beside it.
    package var isStacked = false
    /// The largest part of the gradient that is ever shown alone, which there is room to mark; `nil`
    /// where all of it arrives in one step.
    package var largestPart: Arrival?
    /// What stands below its own numbers, where it stands for several nodes.
    package var parts: [Part] = []
    /// The whole card.
    package var size: Size
    /// The whole card where the picture runs from top to bottom; `nil` where that is the same.
    package var turnedSize: Size?
    /// The position in `groups` of the innermost group that the card belongs to.
    package var group: Int?
    /// Whether its two operands may swap their places where that removes a crossing.
    package var commutes = false
  }

  /// How deep groups are nested at most.
  ///
  /// A call at this depth is drawn as one group with all the calls in it: nobody reads more frames
  /// in one another, and the time of Graphviz grows with the square of their number.
  package static let greatestGroupDepth = 8

  /// A node that stands in the card of another: a parameter, or what is at work there.
  package struct Part: Hashable, Sendable {
    /// What it is called; empty where that changes from step to step.
    package var name = Text()
    /// Whether a gradient is awaited from the start.
    package var isVariable = false
    /// Room for the largest value and the largest gradient.
    package var valueSize, gradientSize: Size
    /// The largest part of the gradient that is ever shown alone.
    package var largestPart: Arrival?
    /// Where its numbers begin, from the left side of the card, and where it begins, from the top.
    package var valueX = 0.0, gradientX = 0.0, y = 0.0
    /// How high it is.
    package var height = 0.0
  }

  /// How a card is drawn.
  package enum Form: Hashable, Sendable {
    /// A head, and below it value and gradient.
    case full
    /// A name or a number and nothing else.
    case word
    /// An outline of a size around a sign; value and gradient stand on both sides of the wire that
    /// leaves it.
    case gate(Size)
  }

  /// What a node is.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case variable
    case constant
    case operation
  }

  /// The way from an operand to the operation that uses it in one slot.
  package struct Edge: Hashable, Sendable {
    /// The operand, as a position in `cards`.
    package var operand: Int
    /// The operation, as a position in `cards`.
    package var operation: Int
    /// The slot of the operation that the operand fills.
    package var slot: Int
    /// Room for the local gradient that the edge will show; zero where it shows none.
    package var labelSize: Size
  }

  /// A frame around the nodes that one call of a function was expanded to.
  package struct Group: Hashable, Sendable {
    /// The call, such as `f(x)`.
    package var label: Text
    /// The position in `groups` of the group around this one; always before it.
    package var parent: Int?
  }
}

/// A width and a height in points, 72 to the inch.
package struct Size: Hashable, Sendable {
  /// From left to right, in points.
  package var width: Double
  /// From top to bottom, in points.
  package var height: Double

  /// No room at all.
  package static let zero = Size(width: 0, height: 0)

  /// A size in points.
  package init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }
}
