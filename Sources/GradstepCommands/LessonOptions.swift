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

  @Flag(
    help: ArgumentHelp(
      "Let names without a value be leaves with shapes that fit and small values."
    )
  )
  var invent = false

  @Option(help: "Colour on a terminal: auto, always or never.")
  var color = ColorChoice.auto

  func validate() throws {
    guard NumberFormat.precisions.contains(precision) else {
      throw ValidationError("'--precision' is a number of digits from 1 to 17.")
    }
  }

  /// Reads the source and builds its lesson; whatever is wrong goes to standard error.
  func lesson(_ flow: Flow = .gradients) throws -> Lesson {
    try reporting(draft(flow).lesson)
  }

  /// Reads the source of the lesson and does not build it yet.
  func draft(_ flow: Flow = .gradients) throws -> LessonDraft {
    do {
      // A person who types the source knows that it is awaited.
      if source != "-" || isatty(0) == 0 {
        Progress.show(source == "-" ? "reading standard input" : "reading the source")
      }
      let (main, name) = try SourceReader.read(source)
      Progress.show("building the graph and walking through it")
      let sources =
        [main]
        + statements.enumerated().map {
          Source(name: "statement \($0.offset + 1)", text: $0.element)
        }
      return LessonDraft(
        sources: sources,
        name: name,
        format: NumberFormat(precision: precision),
        flow: flow,
        valueSeed: seed,
        inventsLeaves: invent
      )
    } catch let error as DiagnosticsError {
      show(error.diagnostics, of: error.sources)
      throw ExitCode(1)
    }
  }

  /// Builds a lesson; whatever is wrong goes to standard error.
  func reporting(_ build: () throws -> Lesson) throws -> Lesson {
    do {
      let lesson = try build()
      show(lesson.warnings, of: lesson.tree.sources)
      return lesson
    } catch let error as DiagnosticsError {
      show(error.diagnostics, of: error.sources)
      throw ExitCode(1)
    }
  }

  private func show(_ diagnostics: [Diagnostic], of sources: [Source]) {
    let diagnostics = invent ? diagnostics : diagnostics.map(Self.offeringInvention)
    let isStyled = color.isStyled(.standardError)
    let formatter = DiagnosticFormatter(sources: sources)
    guard !diagnostics.isEmpty else { return }
    StandardStream.standardError.write(Printable(diagnostics, formatter, isStyled: isStyled))
  }

  /// What is missing can be invented, which only the command line knows of.
  private static func offeringInvention(_ diagnostic: Diagnostic) -> Diagnostic {
    guard diagnostic.identifier == "missing-value" else { return diagnostic }
    var diagnostic = diagnostic
    diagnostic.solutions.append(
      Diagnostic.Solution(summary: "or let them be invented: --invent")
    )
    return diagnostic
  }
}

/// A lesson whose source has been read, and which is not built yet.
struct LessonDraft: Sendable {
  let sources: [Source]
  let name: String?
  let format: NumberFormat
  let flow: Flow
  let valueSeed: UInt64
  let inventsLeaves: Bool

  /// Builds the lesson.
  func lesson() throws(DiagnosticsError) -> Lesson {
    try Lesson(
      sources,
      name: name,
      format: format,
      flow: flow,
      valueSeed: valueSeed,
      inventsLeaves: inventsLeaves
    )
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
