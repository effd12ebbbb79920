import ArgumentParser
import Gradstep

/// The source of a lesson, and the colours of what is said of it.
struct SourceOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A file, - for standard input, or the formula itself.",
      valueName: "source"
    ),
    completion: .file(extensions: ["graph"])
  )
  var source: String

  @Argument(
    help: ArgumentHelp(
      "Statements that add to the source or replace a definition of it, such as 'x=[1,-2]'; after"
        + " 'W : 3x2', a shape alone, W has small values.",
      valueName: "statement"
    )
  )
  var statements: [String] = []

  @Option(help: "Colour on a terminal: auto, always or never.")
  var color = ColorChoice.auto

  /// Reads the source; the name is that of its file, where it is one.
  func read() throws -> (sources: [Source], name: String?) {
    // A person who types the source knows that it is awaited.
    if source != "-" || isatty(0) == 0 {
      Progress.show(source == "-" ? "reading standard input" : "reading the source")
    }
    let (main, name) = try SourceReader.read(source)
    let others = statements.enumerated().map {
      Source(name: "statement \($0.offset + 1)", text: $0.element)
    }
    return ([main] + others, name)
  }

  /// Does what reads the source; whatever is wrong with it goes to standard error.
  func reporting<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let error as DiagnosticsError {
      show(error.diagnostics, of: error.sources)
      throw ExitCode(1)
    }
  }

  /// Prints diagnostics on standard error.
  func show(_ diagnostics: [Diagnostic], of sources: [Source]) {
    let isStyled = color.isStyled(.standardError)
    let formatter = DiagnosticFormatter(sources: sources)
    guard !diagnostics.isEmpty else { return }
    StandardStream.standardError.write(Printable(diagnostics, formatter, isStyled: isStyled))
  }
}

/// When to use the colours of a terminal.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto
  case always
  case never

  /// Whether text for a stream is styled.
  func isStyled(_ stream: StandardStream) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: stream.isTerminal && !Environment.refusesColor
    }
  }
}
