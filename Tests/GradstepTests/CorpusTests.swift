import Gradstep
import Testing

/// Formulas of notes, documentation and code, as they stand there.
///
/// Values and gradients were worked out with NumPy, from each formula written anew in Python.
@Suite struct CorpusTests {
  @Test func `There are many`() {
    #expect(CorpusEntry.all.count >= 150)
  }

  @Test(arguments: CorpusEntry.all)
  func `A formula of notes has the value and the gradients that belong to it`(
    entry: CorpusEntry
  ) throws {
    for spelling in entry.spellings {
      do throws(DiagnosticsError) {
        let lesson = try Lesson(entry.sources(spelling))
        for difference in try differences(of: lesson, from: entry) {
          Issue.record("\(difference)\n\(spelling)")
        }
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  /// What is not as the entry says, a sentence for each.
  private func differences(
    of lesson: Lesson,
    from entry: CorpusEntry
  ) throws(DiagnosticsError) -> [String] {
    let output = lesson.graph.output
    var differences = [
      try difference("the value", lesson.trace.value(of: output), entry.value)
    ]
    for (index, statement) in entry.statements.enumerated() {
      guard let gradient = statement.gradient else { continue }
      let name = lesson.tree.statements.first { $0.range.source == index + 1 }?.name?.text ?? ""
      let leaf = lesson.graph.origins.firstIndex { $0.name == name }
      let found = leaf.flatMap(lesson.trace.gradient)
      differences.append(try difference("the gradient of \(name)", found, gradient))
    }
    return differences.compactMap(\.self)
  }

  /// How a number differs from the one that is expected; `nil` where it does not.
  private func difference(
    _ what: String,
    _ found: Tensor?,
    _ text: String
  ) throws(DiagnosticsError) -> String? {
    let answer = try Lesson(text)
    let expected = answer.trace.value(of: answer.graph.output)
    guard let found else { return "there is no \(what)" }
    // One number in brackets counts as a number, and a matrix of one column as a vector.
    guard found.shape.isStacked(as: expected.shape), found.shape.count == expected.shape.count
    else {
      return "\(what) has the shape \(found.shape), and not \(expected.shape): \(found.elements)"
    }
    let isClose = zip(found.elements, expected.elements).allSatisfy {
      ($0 - $1).magnitude <= 1e-6 * max($1.magnitude, 1e-3)
    }
    return isClose ? nil : "\(what) is \(found.elements), and not \(expected.elements)"
  }
}
