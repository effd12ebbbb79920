package import Foundation
package import Gradstep
import Testing

/// The files of the project.
package enum Project {
  /// The folder with `Package.swift`.
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The text of a file, by its path from the root.
  package static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The files with an ending below a folder, by their paths from the root, in order.
  package static func files(in folder: String, ending: String) throws -> [String] {
    let base = root.appending(path: folder)
    guard let walk = FileManager.default.enumerator(atPath: base.path()) else { return [] }
    return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }
      .map { "\(folder)/\($0)" }.sorted()
  }
}

/// The examples in `Graphs`.
package struct Example: Sendable, CustomTestStringConvertible {
  /// The name of the file without its ending.
  package let name: String

  /// All examples, by name.
  package static let all: [Example] = {
    let files = try? Project.files(in: "Graphs", ending: ".graph")
    return (files ?? []).map { path in
      Example(name: String(path.dropFirst("Graphs/".count).dropLast(".graph".count)))
    }
  }()

  /// The path from the root.
  package var path: String { "Graphs/\(name).graph" }

  /// The name, for reports of tests.
  package var testDescription: String { name }

  /// The lesson of the example.
  package func lesson() throws -> Lesson {
    try Lesson([Source(name: path, text: Project.text(path))], name: name)
  }
}
