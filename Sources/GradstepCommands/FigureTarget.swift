import Gradstep

/// Where figures go.
enum FigureTarget {
  case standardOutput
  /// One figure, in a file of this name.
  case file(String)
  /// Each figure in a file of its own.
  case folder(String)

  /// The target that an argument of the command line names.
  init(_ argument: String) {
    if argument == "-" {
      self = .standardOutput
    } else if Self.format(ofFile: argument) != nil, !FileSystem.isFolder(argument) {
      self = .file(argument)
    } else {
      self = .folder(argument)
    }
  }

  /// The folder for a lesson of this name, where nobody names another one.
  init(lesson name: String) {
    self = .folder(FileName.plain(name))
  }

  /// The format that the ending of the file says, where the target is one.
  var format: OutputFormat? {
    switch self {
    case .file(let path): Self.format(ofFile: path)
    case .standardOutput, .folder: nil
    }
  }

  /// Refuses a format that the ending contradicts, several figures where there is room for one, and
  /// bytes on a terminal that are no text.
  func check(count: Int, format wanted: OutputFormat?) throws {
    if let wanted, let format, wanted.ending != format.ending {
      throw Failure(
        "-o names a file that ends in .\(format.ending), and --format is \(wanted.name)"
      )
    }
    switch self {
    case .folder(let path):
      if let ending = Self.pictureEndings.first(where: { path.hasSuffix(".\($0)") }),
        !FileSystem.isFolder(path)
      {
        var endings: [String] = []
        for format in OutputFormat.drawings where !endings.contains(format.ending) {
          endings.append(format.ending)
        }
        let known = endings.map { Text(".\($0)") }.joined(by: ", ", beforeLast: " or ").plain
        throw Failure("no figure ends in .\(ending); end the file in \(known)")
      }
    case .standardOutput, .file:
      guard count == 1 else {
        throw Failure(
          "-o names one file, and \(count) steps are wanted; choose one with --steps, or name a"
            + " folder"
        )
      }
      if case .standardOutput = self, let wanted, wanted.conversion != nil,
        StandardStream.standardOutput.isTerminal
      {
        throw Failure("a terminal shows no \(wanted.name); name a file, or send it on with > or |")
      }
    }
  }

  /// Refuses to replace what is no figure of a lesson, before anything is written.
  func checkReplacing(_ names: [String]) throws {
    let paths: [String]
    switch self {
    case .standardOutput: paths = []
    case .file(let path): paths = [path]
    case .folder(let folder): paths = names.map { "\(folder)/\($0)" }
    }
    for path in paths {
      guard let obstacle = Self.obstacle(at: path) else { continue }
      throw Failure("'\(path)' is \(obstacle); --force replaces it, and -o names another place")
    }
  }

  /// What stands at a path and is more than an older figure; `nil` where nothing does.
  private static func obstacle(at path: String) -> String? {
    switch FileSystem.kind(of: path) {
    case .nothing: return nil
    case .folder: return "a folder"
    case .link: return "a link"
    case .other: return "no plain file"
    case .file:
      let (first, last) = FileSystem.ends(of: path, count: OutputFormat.markReach)
      let isFigure = OutputFormat.drawings.contains { format in
        first.contains(format.mark.utf8) || last.contains(format.mark.utf8)
      }
      return first.isEmpty || isFigure ? nil : "no figure of a lesson"
    }
  }

  /// Writes figures, and says which files there are now.
  func write(_ figures: some Sequence<Figure>, count: Int) throws {
    if case .folder(let path) = self { try FileSystem.createFolder(path) }
    var written: [String] = []
    for figure in figures {
      Progress.show("drawing step \(figure.step), \(written.count) of \(count) files are written")
      do {
        if let path = try write(figure) { written.append(path) }
      } catch let failure as Failure where !written.isEmpty {
        throw Failure("\(failure); \(written.count) of \(count) files were written")
      }
    }
    warnOfOlder(than: written)
    guard let first = written.first, let last = written.last else { return }
    try StandardStream.standardOutput.writeResult(
      written.count == 1 ? "\(first)\n" : "\(first) to \(last): \(written.count) files\n"
    )
  }

  /// Says which other figures of the same name stand behind those written, whatever they are of: a
  /// longer lesson may have left them, and then they are of another formula now.
  private func warnOfOlder(than written: [String]) {
    guard case .folder(let folder) = self, let last = written.last else { return }
    let older = FileSystem.files(in: folder).filter { name in
      "\(folder)/\(name)" > last
        && Self.pattern(name)
          == Self.pattern(last.split(separator: "/").last.map(String.init) ?? "")
    }.sorted()
    guard let first = older.first, let end = older.last else { return }
    let list = older.count == 1 ? "'\(first)'" : "'\(first)' to '\(end)'"
    StandardStream.standardError.write(
      "gradstep: '\(folder)' also holds \(list), which this run did not write\n"
    )
  }

  /// A file's name without its digits.
  private static func pattern(_ name: String) -> String { name.filter { !$0.isNumber } }

  /// Writes one figure, and gives back the path of its file.
  private func write(_ figure: Figure) throws -> String? {
    let bytes: [UInt8]
    do {
      bytes = try figure.bytes
    } catch {
      throw Failure("\(error)")
    }
    switch self {
    case .standardOutput:
      try StandardStream.standardOutput.writeResult(bytes)
      return nil
    case .file(let path):
      try WholeFile.write(bytes, to: path)
      return path
    case .folder(let folder):
      let path = "\(folder)/\(figure.name)"
      try WholeFile.write(bytes, to: path)
      return path
    }
  }

  /// Endings that nobody gives to a folder.
  private static let pictureEndings = ["jpg", "jpeg", "webp", "gif", "eps", "ps"]

  private static func format(ofFile path: String) -> OutputFormat? {
    OutputFormat.drawings.first { path.hasSuffix(".\($0.ending)") }
  }
}
