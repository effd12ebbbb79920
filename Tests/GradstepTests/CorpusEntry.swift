import Gradstep
import Testing
import _GradstepTestSupport

/// A formula as notes or code write it, and what comes out of it for given values.
///
/// In the files of `Corpus` an entry is, line by line: `==` and where the formula stands; the formula;
/// `--`; its value; the statements that go with it. Below a leaf an indented line holds its gradient.
struct CorpusEntry: Sendable, CustomTestStringConvertible {
  /// Where the formula stands.
  let origin: String
  /// The formula as it stands there.
  let formula: String
  /// Whether it is code, which has no dollars.
  let isCode: Bool
  /// The value, in the input language.
  let value: String
  /// Statements that go with it, and the gradients of those that give a leaf its value.
  let statements: [(text: String, gradient: String?)]

  /// All entries of all files.
  static let all: [CorpusEntry] = {
    let files = try? Project.files(in: "Tests/GradstepTests/Corpus", ending: ".txt")
    return (files ?? []).flatMap { path in
      let text = (try? Project.text(path)) ?? ""
      return text.split(separator: #/(?m)^== /#)
        .map { CorpusEntry($0, isCode: path.hasSuffix("/code.txt")) }
    }
  }()

  private init(_ text: Substring, isCode: Bool) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let end = lines.firstIndex(of: "--") ?? lines.endIndex
    origin = lines[0]
    formula = lines[1..<end].joined(separator: "\n")
    self.isCode = isCode
    let facts = lines[end...].dropFirst().filter { !$0.isEmpty }
    value = facts.first ?? ""
    statements = facts.dropFirst().reduce(into: []) { statements, line in
      if line.hasPrefix(Self.gradientMark) {
        statements[statements.count - 1].gradient = String(line.dropFirst(Self.gradientMark.count))
      } else {
        statements.append((line, nil))
      }
    }
  }

  private static let gradientMark = "  ∂ "

  /// Where it stands and how it starts, for reports of tests.
  var testDescription: String {
    "\(origin): \(formula.replacing("\n", with: " ").prefix(70))"
  }

  /// The formula as it stands, and with dollars around it or without, whichever it has not.
  var spellings: [String] {
    if isCode { return [formula] }
    let other = formula.contains("$") ? formula.replacing("$", with: "") : "$$\n\(formula)\n$$"
    return [formula, other]
  }

  /// A spelling of the formula and the statements.
  func sources(_ spelling: String) -> [Source] {
    [Source(name: "formula", text: spelling)]
      + statements.enumerated().map { index, statement in
        Source(name: "statement \(index + 1)", text: statement.text)
      }
  }
}
