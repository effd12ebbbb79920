import Gradstep
import Testing
import _GradstepTestSupport

/// A source of the manual, and what the manual says comes out of it, in comments behind `#>`.
struct ManualBlock: Sendable, CustomTestStringConvertible {
  /// The source, comments included.
  let source: String
  /// What is said: values, gradients and remarks, each on its own.
  let claims: [String]

  /// The blocks of the page on the input language, in order.
  static let all: [ManualBlock] = {
    let page = (try? Project.text("Documentation/language.md")) ?? ""
    return page.matches(of: /```gradstep\n((?s).*?)```/).map { ManualBlock(String($0.output.1)) }
  }()

  private init(_ text: String) {
    let lines = text.split(separator: "\n").map(String.init)
    source = lines.joined(separator: "\n")
    claims = lines.filter { $0.hasPrefix(Self.mark) }.flatMap { line in
      let claim = String(line.dropFirst(Self.mark.count))
      // A line may hold several values, and a sentence may hold a semicolon.
      return Self.isRemark(claim) ? [claim] : claim.split(separator: "; ").map(String.init)
    }
  }

  /// The start of the source, for reports of tests.
  var testDescription: String { String(source.replacing("\n", with: "; ").prefix(60)) }

  /// What comes out, said in the same way.
  func findings() throws -> [String] {
    let lesson: Lesson
    do throws(DiagnosticsError) {
      lesson = try Lesson(source)
    } catch {
      return Self.remarks(error.diagnostics)
    }
    let reader = ClaimReader(lesson: lesson, source: source)
    let values = try claims.filter { !Self.isRemark($0) }.map(reader.finding)
    return try values + readings() + Self.remarks(lesson.warnings)
  }

  /// What became of sums over an index, where that is spoken of.
  private func readings() throws -> [String] {
    guard claims.contains(where: { $0.hasPrefix("reading: ") }) else { return [] }
    return try SourceReading([Source(name: "manual", text: source)]).entries.flatMap(\.sums)
      .map { "reading: \($0)" }
  }

  private static let mark = "#> "

  private static func isRemark(_ claim: String) -> Bool {
    claim.contains(#/^(error|warning|note|reading|  help): /#)
  }

  /// Diagnostics with their ways out, a line for each.
  private static func remarks(_ diagnostics: [Diagnostic]) -> [String] {
    // A block shows many formulas side by side, and only the last of them is the output.
    diagnostics.filter { $0.identifier != "unused-formula" }.flatMap { diagnostic in
      ["\(diagnostic.severity.rawValue): \(diagnostic.summary)"]
        + diagnostic.solutions.map { "  help: \($0.summary)" }
    }
  }
}
