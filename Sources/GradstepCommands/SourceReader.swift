import ArgumentParser
import Gradstep

/// Finds the text that a source argument stands for.
enum SourceReader {
  /// The source, and the name of the lesson where it has one: that of its file.
  static func read(_ argument: String) throws -> (source: Source, name: String?) {
    if argument == "-" {
      let content = try FileSystem.readStandardInput(atMost: Source.sizeLimit)
      return (try source(named: "standard input", content), nil)
    }
    if FileSystem.isFile(argument) {
      let content = try FileSystem.read(argument, atMost: Source.sizeLimit)
      return (try source(named: argument, content), stem(of: argument))
    }
    if FileSystem.isFolder(argument) {
      throw Failure("'\(argument)' is a folder; a source is a file or a formula")
    }
    if looksLikePath(argument) {
      throw Failure("there is no file '\(argument)'; a formula has a '=' or an operator")
    }
    if argument.allSatisfy(\.isLetter),
      let command = Suggestion.closest(to: argument, among: GradstepCommand.subcommandNames)
    {
      throw Failure("there is no file and no subcommand '\(argument)'; did you mean '\(command)'?")
    }
    return (Source(name: "formula", text: argument), nil)
  }

  private static func source(
    named name: String,
    _ content: FileSystem.Content
  ) throws(DiagnosticsError) -> Source {
    guard !content.isTooLarge else {
      throw Source.tooLarge(name: name, size: content.size, start: content.bytes)
    }
    return try Source(name: name, utf8: content.bytes)
  }

  /// Whether a text that is no file was meant to be one.
  private static func looksLikePath(_ argument: String) -> Bool {
    guard !argument.contains("="), !argument.contains("\n") else { return false }
    return argument.hasSuffix(".graph") || argument.hasPrefix("./") || argument.hasPrefix("../")
      || argument.hasPrefix("/")
  }

  /// The name of a file without its folder and its ending.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
