import GradstepSyntax

extension Text {
  /// The text on a line that ends nowhere in it.
  package var unbroken: Text {
    Text(
      runs.map {
        Run($0.string.replacing(scalars: " ", with: "\u{A0}"), $0.role, script: $0.script)
      }
    )
  }

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
