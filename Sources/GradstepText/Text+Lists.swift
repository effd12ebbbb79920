extension Text {
  /// At most so many of the texts in one line, with a last `and`, and how many there are besides.
  package static func list(_ texts: some Collection<Text>, atMost count: Int = .max) -> Text {
    let rest = texts.count - count
    return (texts.prefix(count) + (rest > 0 ? ["\(rest) more"] : []))
      .joined(by: ", ", beforeLast: " and ")
  }
}

extension [Text] {
  /// The texts with words between them, and with others before the last one if there are any.
  package func joined(by words: String, beforeLast lastWords: String? = nil) -> Text {
    enumerated().reduce(into: Text()) { text, part in
      let isLast = part.offset == count - 1
      if part.offset > 0 { text += Text(isLast ? lastWords ?? words : words) }
      text += part.element
    }
  }
}
