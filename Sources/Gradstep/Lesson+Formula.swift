extension Lesson {
  /// The statement in which a node stands, as the source writes it, with the node's part marked.
  ///
  /// Without a node it is the statement of the output.
  package func formula(marking id: Node.ID? = nil) -> Text {
    let part = graph.origins[id ?? graph.output].range
    let statement = tree.statements.last { statement in
      statement.range.source == part.source && statement.range.bytes.contains(part.bytes)
    }
    let whole = statement?.range ?? part
    func text(_ bytes: Range<Int>, _ role: Text.Role) -> Text.Run {
      let text = tree.sources[part.source].text(in: bytes)
      return Text.Run(Self.withoutLineBreaks(text), role)
    }
    guard id != nil else { return Text([text(whole.bytes, .plain)]) }
    return Text([
      text(whole.bytes.lowerBound..<part.bytes.lowerBound, .plain), text(part.bytes, .current),
      text(part.bytes.upperBound..<whole.bytes.upperBound, .plain),
    ])
  }

  /// The text on one line, without comments.
  private static func withoutLineBreaks(_ text: Substring) -> String {
    guard text.contains(where: \.isNewline) else { return String(text) }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let code = lines.enumerated().map { position, line in
      let code = line.prefix { $0 != "#" && $0 != "%" }
      // An indent belongs to the lines of the source; what stands before it, to the formula.
      return position == 0 ? code : code.drop { $0 == " " || $0 == "\t" }
    }
    return code.joined(separator: " ")
  }
}
