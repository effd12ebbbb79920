import ArgumentParser
import Gradstep

/// The source of a lesson, and how it is read.
struct LessonOptions: ParsableArguments {
  @OptionGroup var input: SourceOptions

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

  /// When to use the colours of a terminal.
  var color: ColorChoice { input.color }

  func validate() throws {
    guard NumberFormat.precisions.contains(precision) else {
      throw ValidationError("'--precision' is a number of digits from 1 to 17.")
    }
  }

  /// Reads the source and builds its lesson; whatever is wrong goes to standard error.
  func lesson(_ flow: Flow = .gradients, descent: Descent? = nil) throws -> Lesson {
    try reporting(draft(flow, descent: descent).lesson)
  }

  /// Reads the source of the lesson and does not build it yet.
  func draft(_ flow: Flow = .gradients, descent: Descent? = nil) throws -> LessonDraft {
    try input.reporting {
      let (sources, name) = try input.read()
      Progress.show("building the graph and walking through it")
      return LessonDraft(
        sources: sources,
        name: name,
        format: NumberFormat(precision: precision),
        flow: flow,
        descent: descent,
        valueSeed: seed,
        inventsLeaves: invent
      )
    }
  }

  /// Builds a lesson; whatever is wrong goes to standard error.
  func reporting(_ build: () throws -> Lesson) throws -> Lesson {
    let lesson = try input.reporting {
      do {
        return try build()
      } catch let error as DiagnosticsError where !invent {
        throw DiagnosticsError(
          sources: error.sources,
          diagnostics: error.diagnostics.map(Self.offeringInvention)
        )
      }
    }
    input.show(lesson.warnings, of: lesson.tree.sources)
    return lesson
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
  let descent: Descent?
  let valueSeed: UInt64
  let inventsLeaves: Bool

  /// Builds the lesson.
  func lesson() throws(DiagnosticsError) -> Lesson {
    try Lesson(
      sources,
      name: name,
      format: format,
      flow: flow,
      descent: descent,
      valueSeed: valueSeed,
      inventsLeaves: inventsLeaves
    )
  }
}
