import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// The signs between the numbers of captions, by a reader that knows nothing but arithmetic.
@Suite struct SignTests {
  /// More are read where the environment says how many.
  private static let sourceCount =
    ProcessInfo.processInfo.environment["SIGN_SOURCES"].flatMap(Int.init) ?? 240

  @Test(arguments: 0..<8) func signsAreTrueOfWhatIsPrinted(part: Int) throws {
    var sources = RandomSources(seed: UInt64(part))
    var (judged, unread, lessons) = (0, 0, 0)
    for index in 0..<Self.sourceCount / 8 {
      let text = sources.source()
      let precision = [4, 4, 3, 6, 2][index % 5]
      guard let lesson = try? lesson(text, precision, isForward: index % 4 == 3) else { continue }
      lessons += 1
      let counts = judge(lesson, precision)
      judged += counts.judged
      unread += counts.unread
    }
    #expect(judged > lessons && lessons * 2 > Self.sourceCount / 8)
    #expect(unread * 20 < judged)
  }

  @Test(arguments: Example.all) func signsOfAnExampleAreTrue(example: Example) throws {
    #expect(judge(try example.lesson(), 4).judged > 0)
  }

  @Test(arguments: Example.all) func signsOfUpdatesAreTrue(example: Example) throws {
    let lesson = try example.lesson()
    let descending = try Lesson(
      lesson.tree.sources,
      descent: Descent(rate: 0.1, epochs: 2)
    )
    #expect(judge(descending, 4).judged > judge(lesson, 4).judged)
  }

  /// Judges the captions of all steps, and the equations of the document.
  private func judge(_ lesson: Lesson, _ precision: Int) -> (judged: Int, unread: Int) {
    let start = lesson.start()
    var judge = SignJudge(precision: precision)
    for caption in Storyboard(start).captions {
      for line in [caption.headline] + caption.lines { judge.judge(line.plain) }
    }
    #expect(judge.mistakes.isEmpty, "\(lesson.source)")
    var (judged, unread) = (judge.judged, judge.unread.count)
    let sheet = start.equations()
    for equation in sheet.sections.flatMap(\.equations) {
      let judges = LaTeXReader.Column.allCases.map { column in
        var judge = SignJudge(precision: precision)
        judge.judge(LaTeXReader.plain(sheet.latex(of: equation), column: column))
        return judge
      }
      let mistakes = judges.map(\.mistakes)
      #expect(mistakes.contains([]), "\(lesson.source): \(mistakes)")
      judged += judges[0].judged
      unread += judges[0].unread.count
    }
    return (judged, unread)
  }

  private func lesson(_ text: String, _ precision: Int, isForward: Bool) throws -> Lesson {
    let source = Source(name: "s", text: text)
    let format = NumberFormat(precision: precision)
    let lesson = try Lesson([source], format: format)
    guard isForward else { return lesson }
    let tangents = lesson.graph.nodes.indices
      .filter { lesson.graph.nodes[$0].kind == .variable }.prefix(2)
      .map { id -> Source in
        let shape = lesson.graph.shape(of: id)
        let rows = (0..<shape.rows).map { row in
          (0..<shape.columns).map { "\(row + $0 + 1)" }
        }
        let value =
          switch shape.rank {
          case 0: rows[0][0]
          case 1: "[\(rows.map { $0[0] }.joined(separator: ", "))]"
          default: "[\(rows.map { "[\($0.joined(separator: ", "))]" }.joined(separator: ", "))]"
          }
        return Source(name: "t", text: "\(lesson.graph.displayNames[id]) = \(value)")
      }
    return try Lesson([source], format: format, flow: .tangents(tangents))
  }

  @Test(arguments: [
    ("0.1 + 0.2 = 0.3", true), ("0.1 + 0.2 ≈ 0.3", false), ("2 + 0.9999 ≈ 3", true),
    ("2 + 0.9999 = 3", false), ("tanh(1.2) ≈ 0.8337", true), ("tanh(1.2) = 0.8337", false),
    ("tanh(50) = 1", false), ("exp(0) = 1", true), ("√(2.25) = 1.5", true),
    ("1/3 = 0.3333", false), ("[1, 2]·[3, 4]ᵀ = [[3, 4], [6, 8]]", true),
    ("[[1, 2], [3, 4]]·[1, 1] = [3, 8]", false), ("2·10⁸/(3·10⁹) ≈ 0.06667", true),
    ("2·10⁸/(3·10⁹) ≈ 0.0676", false), ("[[1, 1]] = [1, 1]", true),
    ("[[1, 1], [2, 2]]ᵀ·e₂ = [2, 2]", true), ("1·e₂ = [0, 1]", true),
    ("1·E_{2,1} = [[0, 0], [1, 0]]", true), ("[1, 2, 3][2:3] = [2, 3]", true),
    ("[[1, 2], [3, 4]][2, :] = [3, 4]", true), ("[[1, 2], [3, 4]][:, 2] = [2, 4]", true),
    ("[1, 2]·e₁ᵀ ≈ [[1, 0], [2, 0]]", false),
  ])
  func theReaderTellsTrueSignsFromWrongOnes(line: String, isTrue: Bool) {
    var judge = SignJudge(precision: 4)
    judge.judge(line)
    #expect(judge.mistakes.isEmpty == isTrue && judge.judged == 1, "\(judge)")
  }
}
