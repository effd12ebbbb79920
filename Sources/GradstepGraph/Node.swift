package import GradstepSyntax

/// One value of the graph: a leaf, or an operation applied to operands.
package struct Node: Hashable, Sendable {
  /// The position of a node in its graph; operands stand before the operations that use them.
  package typealias ID = Int

  /// What a node is.
  package enum Kind: String, Hashable, Sendable {
    /// A leaf that gets a gradient.
    case variable
    /// A leaf that gets none.
    case constant
    /// An operation applied to operands.
    case operation
  }

  /// Whether the node is a leaf, and of which kind.
  package let kind: Kind
  /// The position of the operation in the graph's table; 0 for a leaf, where it says nothing.
  package let operation: Int
  /// Where the operands stand in the graph's list of them.
  let operands: Range<Int>
  /// Where the parameters stand in the graph's list of them.
  let parameters: Range<Int>
}

/// Where a node comes from in the source.
package struct Origin: Hashable, Sendable {
  /// The name that the source gives the node.
  package let name: String?
  /// A constant as the source writes it; `nil` for other nodes.
  package let constant: Constant?
  /// The expression that the node was built from.
  package let range: SourceRange
  /// The innermost group that the node belongs to, as a position in the graph's groups.
  package let group: Int?
}

/// A constant as the source writes it, which is a number or is built of numbers alone.
package struct Constant: Hashable, Sendable {
  /// What is written.
  package let reading: Reading
  /// How it holds together in a formula.
  package let cohesion: Formula.Cohesion

  /// What stands behind the minus sign that a number begins with; `nil` where it begins with none.
  var withoutSign: Constant? {
    guard cohesion.isSigned, cohesion.binding >= .product, reading.pieces.first == .sign("−") else {
      return nil
    }
    return Constant(
      reading: Reading(Array(reading.pieces.dropFirst())),
      cohesion: Formula.Cohesion(cohesion.binding)
    )
  }
}

/// Nodes that are drawn together.
package struct Group: Hashable, Sendable {
  /// What the nodes are together.
  package let content: Content
  /// The group that this one stands in, as a position before this one in the graph's groups.
  package let parent: Int?

  /// What nodes are together.
  package enum Content: Hashable, Sendable {
    /// An expanded call of a function of the source's own, with the arguments in the order of its
    /// parameters.
    case call(function: String, [Argument])
    /// A turn of a recurrence.
    case turn(Turn)
    /// The terms of a sum, or the like, that are written out, and what makes one value of them; without
    /// values, where the index says the set that its members are of.
    case terms(Reduction, index: String, values: [Int])
  }

  /// What a function is called with.
  package enum Argument: Hashable, Sendable {
    case node(Node.ID)
    /// A number, as the source writes it.
    case number(Reading)
  }

  /// The name of the function that is called; `nil` for what is no call.
  package var function: String? {
    if case .call(let function, _) = content { function } else { nil }
  }

  /// What the function is called with; none for what is no call.
  package var arguments: [Argument] {
    if case .call(_, let arguments) = content { arguments } else { [] }
  }
}
