package import Foundation
import Gradstep
package import Testing

/// A program run to its end.
package struct Program: Sendable {
  /// The exit status.
  package let status: Int32
  /// What it wrote to standard output.
  package let output: String
  /// What it wrote to standard error.
  package let error: String

  /// The command itself, built beside the tests.
  package static var gradstep: URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "gradstep")
  }

  /// A program on the machine; `nil` where there is none of this name.
  package static func installed(_ name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { URL(filePath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path()) }
  }

  /// Runs a program and waits for its end.
  package static func run(
    _ program: URL,
    _ arguments: [String],
    input: String? = nil,
    folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws -> Program {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? Project.root
    // What a program prints must not depend on the locale of whoever runs the tests.
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
      .merging(environment) { $1 }
    let scratch = try TemporaryFolder()
    let (output, error) = (scratch.url.appending(path: "out"), scratch.url.appending(path: "err"))
    for file in [output, error] { try Data().write(to: file) }
    // Files hold any amount, where a pipe that nobody reads would stop the program.
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    if let input {
      let file = scratch.url.appending(path: "in")
      try Data(input.utf8).write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    return Program(
      status: process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      error: try String(contentsOf: error, encoding: .utf8)
    )
  }
}

/// A folder that is gone when nobody needs it any more.
package final class TemporaryFolder: Sendable {
  /// Where it is.
  package let url: URL

  /// A new, empty folder.
  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "gradstep-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The names of the files in the folder, in order.
  package func files(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: url.appending(path: folder).path(percentEncoded: false)
    ).sorted()
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test, and says so, where a program is missing.
  package static func needs(_ program: String) -> Self {
    .enabled(if: Program.installed(program) != nil, "\(program) is not installed")
  }

  /// Skips a test, and says so, where PNG and PDF cannot be made.
  package static var needsLibrsvg: Self {
    .enabled(if: (try? SVGConverter()) != nil, "librsvg is not installed")
  }

  /// Skips a test, and says so, where TeX has no file of this name; a package of Debian brings it.
  package static func needs(file: String, ofDebian package: String) -> Self {
    .enabled("\(file) is not installed; it is in \(package)") {
      guard let finder = Program.installed("kpsewhich") else { return false }
      return try Program.run(finder, [file]).status == 0
    }
  }
}
