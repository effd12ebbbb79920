// Embedded Swift has no `contains(_:)` and `replacing(_:with:)` of a string: in the standard library they
// live beside regular expressions. These go by scalars besides, as a source is read, so that no letter
// takes a sign along.

extension Substring {
  /// Whether the scalars of another string occur in a row, as those of an empty one do anywhere.
  package func contains(scalars pattern: String) -> Bool {
    pattern.isEmpty || firstRange(ofScalars: pattern) != nil
  }

  /// The text with a replacement for each occurrence of the scalars of a pattern, from left to right;
  /// as it is for an empty pattern.
  package func replacing(scalars pattern: String, with replacement: String) -> String {
    guard var found = firstRange(ofScalars: pattern) else { return String(self) }
    var result = ""
    var rest = self
    while true {
      result += rest[..<found.lowerBound]
      result += replacement
      rest = rest[found.upperBound...]
      guard let next = rest.firstRange(ofScalars: pattern) else { return result + rest }
      found = next
    }
  }

  /// Where the scalars of a pattern first occur; `nil` for an empty one.
  private func firstRange(ofScalars pattern: String) -> Range<Index>? {
    guard let first = pattern.utf8.first else { return nil }
    var rest = utf8
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: pattern.utf8) {
        return start..<rest.index(start, offsetBy: pattern.utf8.count)
      }
      rest.removeFirst()
    }
    return nil
  }
}

extension String {
  /// Whether the scalars of another string occur in a row, as those of an empty one do anywhere.
  package func contains(scalars pattern: String) -> Bool { self[...].contains(scalars: pattern) }

  /// The text with a replacement for each occurrence of the scalars of a pattern, from left to right;
  /// as it is for an empty pattern.
  package func replacing(scalars pattern: String, with replacement: String) -> String {
    self[...].replacing(scalars: pattern, with: replacement)
  }
}
