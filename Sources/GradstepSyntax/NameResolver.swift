/// Rewrites the tokens of a statement so that every name in it is one name.
///
/// `f^h` becomes one token where the sources define it, and an unknown name becomes the product of
/// the values it splits into.
struct NameResolver {
  /// Longer names are not split: no formula has them, and trying would take its time.
  static let longestSplit = 64

  let names: NameTable
  let sources: [Source]

  /// What is to be said about how names are read.
  var warnings: [Diagnostic] = []
  /// The names that were said to be read.
  var echoed: Set<String> = []

  init(names: NameTable, sources: [Source]) {
    self.names = names
    self.sources = sources
  }

  /// The tokens as the grammar reads them, without new lines inside brackets.
  mutating func resolve(_ body: ArraySlice<Token>, into result: inout [Token]) throws(Diagnostic) {
    result.reserveCapacity(body.count + 1)
    var position = body.startIndex
    while position < body.endIndex {
      let token = body[position]
      if let name = names.superscripted(body[position...]) {
        result.append(
          Token(kind: .name(name.text), range: name.range, triviaStart: token.triviaStart)
        )
        position += name.count
        continue
      }
      position += 1
      if token.kind == .unknown, !result.isEmpty,
        let names = names(for: token, behind: result, before: body[position...])
      {
        result += names
        position += 1
        continue
      }
      if let name = token.name, !names.isKnown(name) {
        if let meant = meaning(of: token, name) {
          result.append(meant)
          continue
        }
        result += try pieces(of: token, name, isExponent: result.last?.kind == .caret)
      } else if token.kind != .newline {
        result.append(token)
      }
    }
  }

  /// The names that an unknown name stands for: itself if it does not split.
  private func pieces(
    of token: Token,
    _ name: String,
    isExponent: Bool
  ) throws(Diagnostic) -> [Token] {
    let start = token.range.bytes.lowerBound
    let length = token.range.bytes.count
    // Canonical characters are never shorter than a byte, and braces and marks add only a few.
    guard length <= 8 * Self.longestSplit else { return [token] }
    let spelling = NameSpelling(
      at: SourceCursor(sources[token.range.source].utf8, at: start)
    )
    // A function's command is spelled otherwise than its name.
    guard spelling.characters.count <= Self.longestSplit, spelling.canonical == name
    else { return [token] }
    let splits = NameSplit(spelling.characters, isName: names.isValue)
    switch splits.readings.count {
    case 0:
      // `W^Tx`: the transpose in front of a known value.
      if isExponent, name.hasPrefix("T"), !names.isKnown("T"), spelling.characters.count > 1 {
        let rest = NameSplit(Array(spelling.characters.dropFirst()), isName: names.isValue)
        if rest.readings.count == 1 {
          return tokens(for: [1] + rest.readings[0], of: token, spelling)
        }
      }
      return [token]
    case 1:
      return tokens(for: splits.readings[0], of: token, spelling)
    default:
      throw ambiguous(token, name, splits.readings, spelling)
    }
  }

  private func tokens(
    for lengths: [Int],
    of token: Token,
    _ spelling: NameSpelling
  ) -> [Token] {
    var result: [Token] = []
    var character = 0
    var triviaStart = token.triviaStart
    var start = token.range.bytes.lowerBound
    for length in lengths {
      let name = String(spelling.characters[character..<character + length])
      character += length
      let end = spelling.ends[character - 1]
      let range = SourceRange(source: token.range.source, bytes: start..<end)
      result.append(Token(kind: .name(name), range: range, triviaStart: triviaStart))
      triviaStart = end
      start = end
    }
    return result
  }

  private func ambiguous(
    _ token: Token,
    _ name: String,
    _ readings: [[Int]],
    _ spelling: NameSpelling
  ) -> Diagnostic {
    .error(
      "ambiguous-name",
      "an unknown name is read as a product where it splits in one way, and "
        + "'\(name)' splits in several",
      at: token.range,
      solutions: readings.map { lengths in
        let product = tokens(for: lengths, of: token, spelling).compactMap(\.name)
          .joined(separator: "·")
        return .init(
          summary: "write \(product)",
          replacements: [.init(range: token.range, text: product)]
        )
      }
    )
  }
}
