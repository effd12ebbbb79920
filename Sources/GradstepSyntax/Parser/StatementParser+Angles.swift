// Angle brackets, and the fraction that its braces hold: `⟨a, b⟩`, `{a \over b}`.
extension StatementParser {
  /// `{a \over b}` behind its denominator.
  mutating func over(
    _ opening: OpenBracket,
    _ numerator: Expression.ID,
    _ sign: Token
  ) throws(Diagnostic) -> Start? {
    operand = add(.divide, numerator, operand, head: sign.range)
    expressions[operand].range = opening.range.union(try close(opening).range)
    return nil
  }

  /// `⟨a, b⟩` behind one of its vectors.
  mutating func angles(_ opening: OpenBracket, firstItem: Int) throws(Diagnostic) -> Start? {
    if goesOnBehindSeparator() {
      pending.append(.angles(opening, firstItem: firstItem))
      return .sum
    }
    let range = opening.range.union(try close(opening).range)
    let vectors = takeItems(from: firstItem)
    guard vectors.count == 2 else { throw notTwoInAngles(vectors, range) }
    operand = add(
      .call(function: Self.innerProduct, arguments: vectors),
      range,
      head: opening.range,
      first: expressions[vectors[0]].first
    )
    return nil
  }

  /// The function that angle brackets stand for.
  private static let innerProduct = "dot"

  private func notTwoInAngles(_ entries: [Expression.ID], _ range: SourceRange) -> Diagnostic {
    let reading = ReadingWriter(sources: sources, expressions: expressions)
    let texts = entries.map { reading.text(of: $0) }
    let (meaning, text) =
      entries.count == 1
      ? ("the mean of all components", "mean(\(texts[0]))")
      : ("a vector", "[\(texts.joined(separator: ", "))]")
    return .error(
      "angle-brackets",
      "angle brackets hold the two vectors of an inner product, as in ⟨a, b⟩",
      at: range,
      solutions: [
        .init(
          summary: "for \(meaning), write \(text.utf8.count < 60 ? text : "it out")",
          replacements: [.init(range: range, text: text)]
        )
      ]
    )
  }
}
