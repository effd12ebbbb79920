import Foundation
package import Testing

/// Files that hold what the program is to print.
package enum Golden {
  /// Compares a text with a golden file, and shows the lines that differ.
  ///
  /// With `RECORD_GOLDEN` in the environment the file is written, and the test fails, so that no
  /// run that records counts as a run that tests. The path starts at the root of the project.
  package static func expect(
    _ text: String,
    matches path: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = Project.root.appending(path: path)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(path)", sourceLocation: sourceLocation)
      return
    }
    guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record(
        "there is no \(path); record it with RECORD_GOLDEN=1",
        sourceLocation: sourceLocation
      )
      return
    }
    if text != expected {
      Issue.record(
        "\(path) differs:\n\(difference(expected, text))",
        sourceLocation: sourceLocation
      )
    }
  }

  /// The first lines that differ, those expected with `-` and those found with `+`.
  private static func difference(_ expected: String, _ found: String) -> String {
    let changes = found.split(separator: "\n", omittingEmptySubsequences: false)
      .difference(from: expected.split(separator: "\n", omittingEmptySubsequences: false))
    let lines = changes.map { change in
      switch change {
      case .remove(let offset, let line, _): (offset, "- \(offset + 1): \(line.prefix(300))")
      case .insert(let offset, let line, _): (offset, "+ \(offset + 1): \(line.prefix(300))")
      }
    }
    return lines.sorted { $0.0 < $1.0 }.prefix(20).map(\.1).joined(separator: "\n")
  }
}
