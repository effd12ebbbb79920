/// A source in which macros and typed scripts are written out, and where each part of it comes from.
struct RewrittenSource {
  /// The text that is cut into tokens.
  let source: Source

  private let text: TracedText

  /// How long the source is as it was given.
  private let length: Int

  /// Nothing for a source that has nothing to write out, as most have.
  ///
  /// Macros that earlier sources define hold in later ones.
  init?(_ source: Source, macros: inout [String: Macro]) {
    guard SourceRewriter.isNeeded(for: source.utf8, macros: macros) else { return nil }
    var rewriter = SourceRewriter(macros: macros)
    rewriter.rewrite(source.utf8)
    macros = rewriter.macros
    length = source.utf8.count
    text = rewriter.result
    self.source = Source(name: source.name, text: String(decoding: text.bytes, as: UTF8.self))
  }

  /// The tokens with the places that they come from in the source as it was given.
  func traced(_ tokens: [Token]) -> [Token] {
    var end = 0
    var first = 0
    return tokens.map { token in
      let bytes =
        token.kind == .end
        ? length..<length : text.origin(of: token.range.bytes, from: &first)
      defer { end = max(end, bytes.upperBound) }
      // What was taken out is blank, and a blank that only the rewritten text has is one, too.
      let start = bytes.lowerBound
      let trivia = end < start ? end : token.hasSpaceBefore && start > 0 ? start - 1 : start
      return Token(
        kind: token.kind,
        range: SourceRange(source: token.range.source, bytes: bytes),
        triviaStart: trivia
      )
    }
  }

  /// A diagnostic about the rewritten text as one about the source as it was given.
  func traced(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.range = diagnostic.range.map {
      SourceRange(source: $0.source, bytes: text.origin(of: $0.bytes))
    }
    return diagnostic
  }
}

/// Bytes that know where they come from.
struct TracedText {
  private(set) var bytes: [UInt8] = []
  private var parts: [Part] = []

  /// A stretch of the text, up to the next.
  private struct Part {
    let start: Int
    /// Where the stretch comes from: byte by byte, or as a whole.
    let origin: Range<Int>
    let isVerbatim: Bool
  }

  /// An empty text.
  init() {}

  /// A text that is its own origin.
  init(verbatim bytes: [UInt8]) {
    self.bytes = bytes
    parts = [Part(start: 0, origin: 0..<bytes.count, isVerbatim: true)]
  }

  /// Adds text that stands for a stretch of the source as a whole.
  mutating func append(_ text: some Sequence<UInt8>, for origin: Range<Int>) {
    parts.append(Part(start: bytes.count, origin: origin, isVerbatim: false))
    bytes += text
  }

  /// Adds a stretch of another text.
  mutating func append(_ range: Range<Int>, of other: TracedText) {
    guard !range.isEmpty else { return }
    var position = other.part(at: range.lowerBound)
    while position < other.parts.count, other.parts[position].start < range.upperBound {
      let part = other.parts[position]
      let end =
        position + 1 < other.parts.count ? other.parts[position + 1].start : other.bytes.count
      let start = max(part.start, range.lowerBound)
      let count = min(end, range.upperBound) - start
      if part.isVerbatim {
        let origin = part.origin.lowerBound + start - part.start
        parts.append(
          Part(
            start: bytes.count + start - range.lowerBound,
            origin: origin..<origin + count,
            isVerbatim: true
          )
        )
      } else {
        parts.append(
          Part(
            start: bytes.count + start - range.lowerBound,
            origin: part.origin,
            isVerbatim: false
          )
        )
      }
      position += 1
    }
    bytes += other.bytes[range]
  }

  /// The position of the part that a byte is in.
  private func part(at byte: Int) -> Int {
    var low = 0
    var high = parts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if parts[middle].start <= byte { low = middle } else { high = middle }
    }
    return low
  }

  /// Where a stretch comes from.
  func origin(of range: Range<Int>) -> Range<Int> {
    var first = part(at: range.lowerBound)
    return origin(of: range, from: &first)
  }

  /// Where a stretch comes from that lies behind those asked for before.
  func origin(of range: Range<Int>, from first: inout Int) -> Range<Int> {
    guard !parts.isEmpty else { return 0..<0 }
    while first + 1 < parts.count, parts[first + 1].start <= range.lowerBound { first += 1 }
    let start = parts[first]
    let lower =
      start.isVerbatim
      ? start.origin.lowerBound + range.lowerBound - start.start : start.origin.lowerBound
    guard range.count > 0 else {
      return start.isVerbatim || range.lowerBound == start.start
        ? lower..<lower : start.origin.upperBound..<start.origin.upperBound
    }
    var last = first
    while last + 1 < parts.count, parts[last + 1].start < range.upperBound { last += 1 }
    let end = parts[last]
    let upper =
      end.isVerbatim
      ? end.origin.lowerBound + range.upperBound - end.start : end.origin.upperBound
    return min(lower, upper)..<max(lower, upper)
  }
}
