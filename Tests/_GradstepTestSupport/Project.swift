public import Foundation
public import Gradstep
public import Testing

/// The files of the project.
public enum Project {
  /// The folder with `Package.swift`.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The text of a file, by its path from the root.
  public static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The files with an ending below a folder, by their paths from the root, in order.
  public static func files(in folder: String, ending: String) throws -> [String] {
    let base = root.appending(path: folder)
    guard let walk = FileManager.default.enumerator(atPath: base.path()) else { return [] }
    return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }
      .map { "\(folder)/\($0)" }.sorted()
  }
}

/// The examples in `Graphs`.
public struct Example: Sendable, CustomTestStringConvertible {
  /// The name of the file without its ending.
  public let name: String

  /// All examples, by name.
  public static let all: [Example] = {
    let files = try? Project.files(in: "Graphs", ending: ".graph")
    return (files ?? []).map { path in
      Example(name: String(path.dropFirst("Graphs/".count).dropLast(".graph".count)))
    }
  }()

  /// The path from the root.
  public var path: String { "Graphs/\(name).graph" }

  /// The name, for reports of tests.
  public var testDescription: String { name }

  /// The lesson of the example.
  public func lesson() throws -> Lesson {
    try Lesson([Source(name: path, text: Project.text(path))], name: name)
  }
}
