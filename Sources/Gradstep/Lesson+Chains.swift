/// Chains `a = b = c`: the sides that are not worked out are compared with the one that is.
extension ChainGraph {
  /// What is said of sides that are worth something else.
  func diagnostics(_ tree: SyntaxTree, format: NumberFormat = .standard) -> [Diagnostic] {
    let values = Trace.forwardPass(graph)
    return pairs.compactMap { pair in
      let expression = tree.expressions[pair.expression]
      let tolerance = Self.tolerance(
        of: expression,
        written: tree.sources.text(in: expression.range)
      )
      let difference = difference(pair, values, tolerance: tolerance, format: format)
      return difference.map {
        guard !pair.isAlternative else { return .differentAlternatives(expression, $0) }
        return .warning(
          "unequal-sides",
          "the sides of a chain are worth the same; \($0)",
          at: expression.range
        )
      }
    }
  }

  /// Where two sides differ, in words.
  private func difference(
    _ pair: Pair,
    _ values: [Double],
    tolerance: Double,
    format: NumberFormat
  ) -> String? {
    let (shape, other) = (graph.shape(of: pair.value), graph.shape(of: pair.side))
    guard shape == other || shape.count == 1 && other.count == 1 else {
      return "this one \(other.predicate), and the one that is worked out \(shape.predicate)"
    }
    let numbers = zip(values[graph.range(of: pair.side)], values[graph.range(of: pair.value)])
    for (position, (number, worth)) in numbers.enumerated() {
      let isEqual =
        number == worth || number.isNaN && worth.isNaN
        || (number - worth).magnitude <= Swift.max(tolerance, 1e-9 * worth.magnitude)
      guard !isEqual else { continue }
      let place = shape.count == 1 ? "" : " in place \(position + 1)"
      return "this one is \(format.string(number))\(place), and the one that is worked out "
        + format.string(worth)
    }
    return nil
  }

  /// How far off a number may be that was rounded before it was written.
  private static func tolerance(of expression: Expression, written text: Substring) -> Double {
    guard case .number = expression.kind, let point = text.firstIndex(of: ".") else { return 0 }
    let decimals = text[point...].dropFirst().prefix { $0.isNumber }.count
    return (0..<decimals).reduce(0.500001) { unit, _ in unit / 10 }
  }
}

extension Diagnostic {
  /// The error for `y = a or y = b` where the two differ: nothing says which one is meant.
  fileprivate static func differentAlternatives(
    _ side: Expression,
    _ difference: String
  ) -> Diagnostic {
    .error(
      "different-alternatives",
      "'or' stands between two ways to write one value; \(difference)",
      at: side.range,
      solutions: [Solution(summary: "write the one that is meant alone")]
    )
  }
}
