import Foundation
import FoundationXML
import Gradstep
import GradstepText
import Testing
import _GradstepTestSupport

@testable import GradstepRenderers

/// Names and titles of odd letters in all formats: what is markup stays text.
@Suite struct EscapingTests {
  /// Letters that Unicode lets take the next character along (Grapheme_Cluster_Break=Prepend).
  static let greedyLetters = ["\u{D4E}", "\u{111C2}", "\u{11A84}"]

  @Test(arguments: greedyLetters, [("<", "&lt;"), ("&", "&amp;"), ("\"", "&quot;"), (">", "&gt;")])
  func markupBehindALetterIsEscaped(letter: String, sign: (String, String)) {
    let escaped = Markup.escaped("a\(letter)\(sign.0)b")
    #expect(escaped.unicodeScalars.elementsEqual("a\(letter)\(sign.1)b".unicodeScalars))
  }

  @Test(arguments: [
    0x0, 0x1, 0x8, 0xB, 0xC, 0xE, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0xFFFE, 0xFFFF,
  ])
  func whatXMLCannotHoldIsReplaced(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(Markup.escaped("é\(scalar)\(scalar)x") == "é\u{FFFD}\u{FFFD}x")
  }

  @Test(arguments: ["\u{A0}", "é", "\u{FFFD}", "\u{FEFF}", "\u{1FFFE}", "名", "σ²"])
  func whatXMLCanHoldIsKept(text: String) {
    #expect(Markup.escaped(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test(arguments: ["\t", "\n", "\r", "\r\n"])
  func linesOfATitleAreOne(end: String) {
    #expect(Markup.escaped("a\(end)b").allSatisfy { !$0.isNewline && $0 != "\t" })
  }

  /// Sources and titles of odd letters and signs; the sources are right.
  static let lessons: [(source: String, title: String)] = {
    var random = Random(state: 11)
    let letters =
      greedyLetters + [
        "a", "é", "x\u{302}", "名", "σ", "\u{1D465}", "\u{5D0}", "कि", "\u{212B}", "ａ",
      ]
    let signs =
      greedyLetters + [
        "<", ">", "&", "\"", "'", "\\", "{", "}", "]]>", "<!--", "\0", "\u{1B}", "\u{85}",
        "\u{FFFE}",
        "\u{FFFF}", "\u{202E}", "\n", "\r\n", "\t", "|", "$", "_", "\u{E0001}", "\u{10FFFF}",
        "\u{338}",
      ]
    func word(of parts: [String]) -> String {
      (0..<Int.random(in: 1...3, using: &random)).map { _ in
        parts.randomElement(using: &random) ?? ""
      }.joined()
    }
    return (0..<24).map { _ in
      let (name, index) = (word(of: letters), word(of: letters))
      let title = (0..<8).map { _ in word(of: signs) }.joined()
      return (
        "\(name)_\(index) = [1, 2]\ny = exp(\(name)_{\(index)})'·\(name)_\(index) + 2|\(name)_\(index)[1]|",
        title
      )
    }
  }()

  static func lesson(_ entry: (source: String, title: String)) throws -> Lesson {
    try Lesson([Source(name: entry.title, text: entry.source)], name: entry.title)
  }

  @Test(arguments: lessons)
  func figuresAreWellFormed(entry: (source: String, title: String)) async throws {
    for figure in try await Self.lesson(entry).figures(.svg) {
      let parser = XMLParser(data: Data(figure.text.utf8))
      #expect(parser.parse(), "\(figure.text)")
    }
  }

  @Test(.needs("dot"), arguments: lessons)
  func graphvizReadsTheFigures(entry: (source: String, title: String)) async throws {
    let dot = try #require(Program.installed("dot"))
    // One input has any number of graphs.
    let text = Array(try await Self.lesson(entry).figures(.dot)).map(\.text).joined()
    let drawn = try Program.run(dot, ["-Kneato", "-n2", "-Tsvg"], input: text)
    #expect(drawn.status == 0 && drawn.error.isEmpty, "\(drawn.error)")
  }

  @Test(arguments: lessons)
  func jsonHasTheNamesAsTheyAre(entry: (source: String, title: String)) throws {
    let text = JSON.string(entry.title + entry.source).text
    let decoded = try JSONSerialization.jsonObject(
      with: Data(text.utf8),
      options: .fragmentsAllowed
    )
    let string = try #require(decoded as? String)
    #expect(string.unicodeScalars.elementsEqual((entry.title + entry.source).unicodeScalars))
  }

  @Test(arguments: lessons)
  func bracesOfLaTeXAreInPairs(entry: (source: String, title: String)) throws {
    var depth = 0
    var isEscaped = false
    for scalar in try Self.lesson(entry).start().equations().latex.unicodeScalars {
      if !isEscaped, scalar == "{" { depth += 1 }
      if !isEscaped, scalar == "}" { depth -= 1 }
      #expect(depth >= 0)
      // An index is lowered where a formula has it; else a `_` is a sign of a text.
      isEscaped = !isEscaped && scalar == "\\"
    }
    #expect(depth == 0)
  }

  @Test func longFormulasAreBrokenInOneGo() throws {
    let digits = String(repeating: "1", count: 200_000)
    let lesson = try Lesson("y = 0.\(digits)·x + 1", "x = 1")
    #expect(lesson.start().equations().latex.contains(digits))
  }
}

/// A small generator, so that a failure comes back on every run.
private struct Random: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
