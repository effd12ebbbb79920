/// Finds what makes a source look otherwise than it reads, above all in comments.
enum BidiControls {
  /// A warning for each line with such characters, at the first of them, unless an error is there.
  static func warnings(about sources: [Source], besides diagnostics: [Diagnostic]) -> [Diagnostic] {
    let ranges = sources.enumerated().flatMap { Self.ranges(in: $1, at: $0) }
    guard !ranges.isEmpty else { return [] }
    let told = Set(diagnostics.compactMap { $0.severity == .error ? $0.range : nil })
    return ranges.compactMap { scalar, range in
      guard !told.contains(range) else { return nil }
      return .warning(
        "bidi-control",
        "\(scalar.codePoint) turns the text around it, so"
          + " that the source can look otherwise than it reads",
        at: range,
        solutions: [
          .init(
            summary: "remove the character, which is not to be seen",
            replacements: [.init(range: range, text: "")]
          )
        ]
      )
    }
  }

  private static func ranges(
    in source: Source,
    at position: Int
  ) -> [(Unicode.Scalar, SourceRange)] {
    var ranges: [(Unicode.Scalar, SourceRange)] = []
    var cursor = SourceCursor(source.utf8)
    var isTold = false
    while let byte = cursor.byte, ranges.count < Diagnostic.limit {
      guard byte >= 0x80, let scalar = cursor.current else {
        if byte == 0x0A || byte == 0x0D { isTold = false }
        cursor.offset += 1
        continue
      }
      let start = cursor.offset
      cursor.advance()
      if scalar.isNewline { isTold = false }
      guard scalar.isBidiControl, !isTold else { continue }
      isTold = true
      ranges.append((scalar, SourceRange(source: position, bytes: start..<cursor.offset)))
    }
    return ranges
  }
}
