package import GradstepSyntax

/// A name that is used and never given, with a shape that fits all that is done with it.
package struct MissingLeaf: Hashable, Sendable {
  /// The name.
  package let name: String
  /// Where it is used first.
  package let range: SourceRange
  /// A shape that fits; sizes that nothing fixes are small numbers.
  package let shape: Shape
  /// The number that does for an index or a number of components; `nil` for other names.
  package let number: Int?

  /// A statement that gives it a value or, where it has components, a shape: `b = 1`, `W : 3×2`.
  package var statement: String {
    shape.rank == 0 ? "\(name) = \(number ?? 1)" : "\(name) : \(shape)"
  }

  /// A statement that gives it a shape alone, where any number will do.
  package var shapeStatement: String {
    shape.rank == 0 && number == nil ? "\(name) : 1" : statement
  }

}

/// The names that sources use and never give.
package struct MissingLeaves: Sendable {
  /// The names, in the order of the text.
  package private(set) var leaves: [MissingLeaf] = []
  /// All names without a value that were met: that of a product of others, and of a component, too.
  private(set) var names: Set<String> = []

  /// Finds the names.
  ///
  /// Whether `Wx` is a product and `x_i` a component hangs on which names there are, so the sources
  /// are read again with the names that were found so far.
  package init(in sources: [Source], operations: OperationTable = .standard) {
    var found: [String] = []
    for _ in 0..<Self.largestRoundCount {
      let statements = found.map { "\($0) : 1" }.joined(separator: "\n")
      let (tree, _) = Parser.parse(
        sources + [Source(name: "", text: statements)],
        functions: operations.functionNames
      )
      guard tree.expressions.count <= ShapeInference.largestTree else { return }
      let provisional = Set(
        tree.statements.filter { $0.range.source == sources.count }.compactMap { $0.name?.text }
      )
      var inference = ShapeInference(tree, operations: operations, unknown: provisional)
      names.formUnion(inference.leaves.map { $0.name })
      // What is a part of a product, as `h_1` of `Wh_1`, may well have a value.
      var isNew = Set(found).union(tree.statements.compactMap { $0.name?.text })
      let new = inference.leaves.flatMap(Self.parts).filter { isNew.insert($0).inserted }
      if new.isEmpty {
        leaves = inference.settled().filter { !tree.brokenNames.contains($0.name) }
        return
      }
      found += new
    }
  }

  /// How often what is found can change what else there is.
  private static let largestRoundCount = 6

  /// The names that a name stands for: the value whose component it is, or the factors of a product;
  /// none where it stands for itself.
  private static func parts(of leaf: ShapeInference.Leaf) -> [String] {
    let parts = NameParts(leaf.name)
    let isLowerIndex = isIndex(parts.lower, leaf.indices)
    let isUpperIndex = isIndex(parts.upper, leaf.indices)
    let isWord = parts.lower.allSatisfy { $0.isLetter || $0.isNumber }
    let lower =
      parts.lower.isEmpty || isLowerIndex ? "" : isWord ? "_\(parts.lower)" : "_{\(parts.lower)}"
    let upper = parts.upper.isEmpty || isUpperIndex ? "" : "^{\(parts.upper)}"
    let rest = lower + upper + parts.primes
    let letters = Array(parts.base)
    guard letters.count == 2, letters.allSatisfy({ $0.isLetter }), !words.contains(parts.base)
    else {
      return isLowerIndex || isUpperIndex ? [parts.base + rest] : []
    }
    return [String(letters[0]), String(letters[1]) + rest]
  }

  /// Names of two letters that are no products.
  private static let words: Set<String> = ["lr", "dx", "dy", "dt", "dz", "id"]

  /// Whether a script is made of letters of which one runs over components, as in `W_{ij}` under a
  /// sum over j.
  private static func isIndex(_ script: String, _ indices: Set<String>) -> Bool {
    let letters = script.filter { !", ()".contains($0) }
    return letters.allSatisfy { $0.isLetter } && letters.contains { indices.contains(String($0)) }
  }
}

extension ShapeInference {
  /// The leaves with sizes that are numbers, in the order of the text.
  fileprivate mutating func settled() -> [MissingLeaf] {
    solve()
    // A size of its own tells more than one that another has by chance.
    let others = Self.smallNumbers.filter { !sizes.given.contains($0) }
    let numbers = others.isEmpty ? Self.smallNumbers : others
    var count = 0
    var missing: [MissingLeaf] = []
    let places = leaves.map { ($0.range.source, $0.range.bytes.lowerBound) }
    for position in leaves.indices.sorted(by: { places[$0] < places[$1] }) {
      let leaf = leaves[position]
      let dimensions = (shapes.form(leaf.shape) ?? []).map { size in
        sizes.settle(size) { least in
          count += 1
          return max(least, numbers[(count - 1) % numbers.count])
        }
      }
      let shape =
        switch dimensions.count {
        case 0: Shape.scalar
        case 1: Shape.vector(dimensions[0])
        default: Shape.matrix(dimensions[0], dimensions[1])
        }
      missing.append(
        MissingLeaf(
          name: leaf.name,
          range: leaf.range,
          shape: shape,
          number: leaf.isWhole ? (bounds[leaf.name] == nil ? 1 : 3) : nil
        )
      )
    }
    return missing
  }

  /// Sizes that nothing fixes take these in turn.
  private static let smallNumbers = [2, 3, 4, 5, 6, 7]
}
