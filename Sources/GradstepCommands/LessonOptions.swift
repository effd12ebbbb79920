import ArgumentParser
import Gradstep

/// The source of a lesson, and how it is read.
struct LessonOptions: ParsableArguments {
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

  @Option(help: "Significant digits of numbers, from 1 to 17.")
  var precision = NumberFormat.standard.precision

  @Option(
    help: ArgumentHelp(
      "A whole number that decides which values leaves with a shape alone get.",
      valueName: "number"
    )
  )
  var seed: UInt64 = 0

  @Option(help: "Colour on a terminal: auto, always or never.")
  var color = ColorChoice.auto

  func validate() throws {
    guard NumberFormat.precisions.contains(precision) else {
      throw ValidationError("'--precision' is a number of digits from 1 to 17.")
    }
  }

  /// Reads the source and builds its lesson; whatever is wrong goes to standard error.
  func lesson(_ flow: Flow = .gradients) throws -> Lesson {
    do {
      let (main, name) = try SourceReader.read(source)
      let sources =
        [main]
        + statements.enumerated().map {
          Source(name: "statement \($0.offset + 1)", text: $0.element)
        }
      let lesson = try Lesson(
        sources,
        name: name,
        format: NumberFormat(precision: precision),
        flow: flow,
        valueSeed: seed
      )
      show(lesson.warnings, of: lesson.tree.sources)
      return lesson
    } catch let error as DiagnosticsError {
      show(error.diagnostics, of: error.sources)
      throw ExitCode(1)
    }
  }

  private func show(_ diagnostics: [Diagnostic], of sources: [Source]) {
    let isStyled = color.isStyled(.standardError)
    let formatter = DiagnosticFormatter(sources: sources, styled: isStyled)
    guard !diagnostics.isEmpty else { return }
    StandardStream.standardError.write(formatter.format(diagnostics) + "\n")
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
