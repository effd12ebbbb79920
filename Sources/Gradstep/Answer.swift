/// An answer that a person typed in, read as the input language reads it.
struct Answer: Sendable {
  /// What it evaluates to.
  let value: Tensor
  /// What is worth a second look in how it was read, such as `[1 -2]` for one component.
  let remark: String?

  /// An answer that cannot be read.
  struct Unreadable: Error {
    /// Why not.
    let summary: String
  }

  /// Reads numbers, fractions, vectors and matrices, and whatever is computed from numbers alone.
  ///
  /// `∞`, `inf` and `nan` are numbers here, as a source has none: a graph may come to them.
  init(_ text: String) throws(Unreadable) {
    let text = text.replacing("∞", with: "inf")
    guard !text.allSatisfy(\.isWhitespace) else { throw Unreadable(summary: "there is no answer") }
    let blueprint: Blueprint
    do throws(DiagnosticsError) {
      blueprint = try Blueprint([Source(name: "answer", text: Self.nonfinite(in: text) + text)])
    } catch {
      throw Unreadable(summary: Self.summary(of: error))
    }
    guard blueprint.graph.leavesOfShapeAlone.isEmpty else {
      throw Unreadable(summary: "an answer is built of numbers; a shape alone has none")
    }
    value = blueprint.output.value
    remark = blueprint.notes.first { $0.identifier == Self.listWarning }?.summary
  }

  /// The identifier of the warning about a list that reads as one component.
  private static let listWarning = "sign-in-list"

  /// Definitions of the numbers that are not finite, as far as the text has their names.
  private static func nonfinite(in text: String) -> String {
    let spellings = [
      ("1/0", ["inf", "Inf", "INF", "infinity", "Infinity"]), ("0/0", ["nan", "NaN", "NAN"]),
    ]
    return spellings.flatMap { value, names in
      names.filter(text.contains).map { "\($0) = \(value); " }
    }.joined()
  }

  /// Why an answer cannot be read, in one line.
  private static func summary(of error: DiagnosticsError) -> String {
    guard let first = error.diagnostics.first(where: { $0.severity == .error }) else { return "" }
    switch first.identifier {
    case "missing-value":
      let name = first.range.map { error.sources[$0.source].text(in: $0.bytes) } ?? ""
      return "an answer is built of numbers, and '\(name)' is a name"
    case "empty-source":
      return "there is no answer"
    default:
      return first.summary
    }
  }
}
