/// A stretch of one of the sources.
public struct SourceRange: Hashable, Sendable {
  /// The source's position in the list of sources.
  public let source: Int

  /// The stretch, in UTF-8 offsets.
  public let bytes: Range<Int>

  /// A stretch of the source at a position in the list of sources.
  package init(source: Int, bytes: Range<Int>) {
    self.source = source
    self.bytes = bytes
  }

  /// The smallest stretch that covers both; the other one is of the same source.
  package func union(_ other: SourceRange) -> SourceRange {
    let start = min(bytes.lowerBound, other.bytes.lowerBound)
    let end = max(bytes.upperBound, other.bytes.upperBound)
    return SourceRange(source: source, bytes: start..<end)
  }

  /// Whether the two have a part of the text in common.
  package func overlaps(_ other: SourceRange) -> Bool {
    source == other.source && bytes.overlaps(other.bytes)
  }

  /// The empty stretch where this one starts.
  var start: SourceRange {
    SourceRange(source: source, bytes: bytes.lowerBound..<bytes.lowerBound)
  }

  /// The empty stretch where this one ends.
  package var end: SourceRange {
    SourceRange(source: source, bytes: bytes.upperBound..<bytes.upperBound)
  }
}

extension [Source] {
  /// The text that a range covers.
  package func text(in range: SourceRange) -> Substring {
    self[range.source].text(in: range.bytes)
  }
}
