import Foundation
import Gradstep
import Testing

/// Formulas of notes with a sign or a statement missing, or a sign too much, and the ways out of what
/// comes of it.
@Suite struct CorpusWayOutTests {
  @Test(arguments: CorpusEntry.all)
  func `A way out mends what it is offered for, and breaks nothing`(entry: CorpusEntry) {
    for damaged in Self.damaged(entry) {
      let before = errors(damaged)
      for error in before {
        for solution in error.solutions where !solution.replacements.isEmpty {
          let after = errors(applied(solution.replacements, to: damaged))
          let left = after.filter { Self.isSame($0, error) || Self.isBroken($0, since: before) }
          #expect(
            left.isEmpty,
            """
            \(damaged.map(\.text).joined(separator: "; "))
            \(error.summary)
            \(solution.summary)
            \(left.map(\.summary))
            """
          )
        }
      }
    }
  }

  /// Every so many characters a formula is damaged, in each of the ways.
  private static let stride =
    ProcessInfo.processInfo.environment["WAY_OUT_STRIDE"].flatMap(Int.init) ?? 151

  /// The formula without each of its statements, and with a character less or more.
  private static func damaged(_ entry: CorpusEntry) -> [[Source]] {
    let sources = entry.sources(entry.formula)
    var damaged = sources.indices.dropFirst().map { index in
      sources.enumerated().filter { $0.offset != index }.map(\.element)
    }
    let characters = Array(entry.formula)
    // Where the first stands hangs on the formula, so that no part of them all is left out.
    let start = characters.count % stride % characters.count
    for position in Swift.stride(from: start, to: characters.count, by: stride) {
      var texts = [characters[..<position] + characters[(position + 1)...]]
      texts += "x3 _^,=*'\\(){}".map { characters[..<position] + [$0] + characters[position...] }
      damaged += texts.map { [Source(name: "formula", text: String($0))] + sources.dropFirst() }
    }
    return damaged
  }

  /// Whether the error is the one that there was.
  private static func isSame(_ error: Diagnostic, _ old: Diagnostic) -> Bool {
    error.identifier == old.identifier && error.summary == old.summary
      && error.range?.bytes.lowerBound == old.range?.bytes.lowerBound
  }

  /// Whether the error is of brackets or signs, where all were right.
  private static func isBroken(_ error: Diagnostic, since before: [Diagnostic]) -> Bool {
    signErrors.contains(error.identifier)
      && !before.contains {
        signErrors.contains($0.identifier) || sentenceErrors.contains($0.identifier)
      }
  }

  private static let signErrors: Set = [
    "mismatched-bracket", "stray-bracket", "unclosed-bracket", "unknown-command", "unknown-sign",
    "missing-operand",
  ]

  /// Errors of a line whose formula is not read any further.
  private static let sentenceErrors: Set = [
    "unnamed-expression", "name-on-both-sides", "misplaced-comparison", "missing-operator",
    "unknown-library-function", "factor-behind-index",
  ]

  private func errors(_ sources: [Source]) -> [Diagnostic] {
    do {
      _ = try Lesson(sources)
      return []
    } catch {
      return error.diagnostics.filter { $0.severity == .error }
    }
  }

  private func applied(_ edits: [Diagnostic.Replacement], to sources: [Source]) -> [Source] {
    sources.enumerated().map { index, source in
      let own = edits.filter { $0.range.source == index }
      return Source(name: source.name, text: Diagnostic.applied(own, to: source.text))
    }
  }
}

extension Diagnostic {
  /// A text with edits made.
  static func applied(_ edits: [Replacement], to text: String) -> String {
    var bytes = Array(text.utf8)
    for edit in edits.sorted(by: { $0.range.bytes.lowerBound > $1.range.bytes.lowerBound }) {
      bytes.replaceSubrange(edit.range.bytes, with: edit.text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
