import ArgumentParser
import Gradstep

/// Writes a figure for each step.
struct Render: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a figure for each step, or one of all steps.",
    discussion: """
      One file a step goes into a folder: the leaves, one step for each operation, the seed, and \
      one step for each operation on the way back. Nothing moves from figure to figure. Figures \
      of an earlier run are replaced, and other files only with --force. Some formats have one file \
      of all these steps.

      EXAMPLES
        gradstep render two-layer.graph
        gradstep render 'y = x^2 + 2x' x=3 -o figures --steps 0,3...5,last
        gradstep render 'y = σ(w·x + b)' w=2 x=-1 b=3 --steps last -o neuron.svg
        gradstep render circuit.graph --format tikz --theme dark -o slides
        gradstep render circuit.graph --steps last -o slide.png --dpi 300
        gradstep render circuit.graph --format animated-svg --seconds 4
        gradstep render circuit.graph --format html-steps -o - >> notes.html

      PNG, PDF and text as paths are made by librsvg (on Debian librsvg2-2), which nothing else \
      needs. An inch has 96 units of SVG.
      """
  )

  @OptionGroup var options: LessonOptions
  @OptionGroup var flow: FlowOptions
  @OptionGroup var reasons: WhyOption
  @OptionGroup var appearance: AppearanceOptions

  @Option(
    help: ArgumentHelp(
      "The format of the figures. "
        + OutputFormat.drawings.map { "\($0.name): \($0.summary)" }.joined(separator: "; ") + ".",
      valueName: OutputFormat.drawings.map(\.name).joined(separator: "|")
    ),
    completion: .list(OutputFormat.drawings.map(\.name)),
    transform: { try choice($0, among: OutputFormat.drawings, \.name) }
  )
  var format: OutputFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A folder, by default the name of the source; or a file, or - for standard output, where one"
        + " step is wanted or the format has one file for all steps.",
      valueName: "path"
    ),
    completion: .directory
  )
  var output: String?

  @Option(
    help: "The steps that are wanted, such as 0,3...7,last.",
    transform: { try StepSelection($0) }
  )
  var steps: StepSelection?

  @Option(
    help: ArgumentHelp(
      "What an svg has text as: text, or paths, which look alike on machines without the fonts, in"
        + " the light colours or those of --theme.",
      valueName: OutputFormat.Lettering.allCases.map(\.rawValue).joined(separator: "|")
    ),
    completion: .list(OutputFormat.Lettering.allCases.map(\.rawValue)),
    transform: { try choice($0, among: OutputFormat.Lettering.allCases, \.rawValue) }
  )
  var text = OutputFormat.Lettering.text

  @Option(
    name: .customLong("dpi"),
    help: ArgumentHelp(
      "How many pixels of a png an inch has, by default \(OutputFormat.usualResolution).",
      valueName: "number"
    )
  )
  var dotsPerInch: Int?

  @Option(
    help: ArgumentHelp(
      "How long each step is shown where steps are played ("
        + OutputFormat.drawings.filter(\.isPlayed).map(\.name).joined(separator: ", ")
        + "), from 0.1 to 60 seconds; 2.5 by default.",
      valueName: "seconds"
    )
  )
  var seconds: Double?

  @Flag(help: "Replace files that are no figures of a lesson too.")
  var force = false

  func validate() throws {
    guard output != "" else {
      throw ValidationError("-o names a folder, a file, or - for standard output; it is empty.")
    }
    guard text == .text || chosenFormat.hasLettering else {
      throw ValidationError("'--text paths' is for svg; \(chosenFormat.name) has text as it is.")
    }
    try validateSeconds()
    guard let dotsPerInch else { return }
    let range = OutputFormat.resolutions
    guard range.contains(dotsPerInch) else {
      throw ValidationError(
        "'--dpi' is a number of pixels in an inch from \(range.lowerBound) to \(range.upperBound)."
      )
    }
    guard chosenFormat.hasPixels else {
      let others = OutputFormat.figures.filter(\.hasPixels).map(\.name).joined(separator: ", ")
      throw ValidationError(
        "'--dpi' is for figures of pixels (\(others)); those in \(chosenFormat.name) are sharp at any"
          + " size."
      )
    }
  }

  private func validateSeconds() throws {
    guard let seconds else { return }
    guard format?.isPlayed == true else {
      let played = OutputFormat.drawings.filter(\.isPlayed).map { "--format \($0.name)" }
      throw ValidationError("--seconds goes with \(played.joined(separator: " or ")).")
    }
    guard 0.1...60 ~= seconds else {
      throw ValidationError("--seconds is a number from 0.1 to 60.")
    }
  }

  /// The format that was asked for, by its name or by the ending of a file.
  private var chosenFormat: OutputFormat {
    format ?? output.flatMap { FigureTarget($0).format } ?? .svg
  }

  func run() async throws {
    FileSignals.handle()
    let lesson = try options.lesson(flow.flow, descent: flow.descent)
    var appearance = appearance.appearance(why: reasons.why)
    appearance.lettering = text
    appearance.dotsPerInch = dotsPerInch ?? OutputFormat.usualResolution
    appearance.secondsPerStep = seconds ?? appearance.secondsPerStep
    let indices = try steps(of: lesson, appearance)
    let target = output.map { FigureTarget($0) } ?? FigureTarget(lesson: lesson.name)
    let chosen = chosenFormat
    let files = chosen.isAlbum ? indices.suffix(1) : indices[...]
    if output != nil { try target.check(count: files.count, format: format) }
    let name = FileName.plain(lesson.name)
    if !force {
      try target.checkReplacing(
        files.map { lesson.figureName($0, chosen, appearance.view, named: name) }
      )
    }
    Progress.show("laying out \(lesson.graph.nodes.count) cards")
    let figures: Figures
    do {
      figures = try await lesson.figures(chosen, steps: indices, as: appearance, named: name)
    } catch {
      throw Failure("\(error)")
    }
    if let warning = appearance.warning(of: figures) {
      StandardStream.standardError.write("gradstep: \(warning)\n")
    }
    try target.write(figures, count: files.count)
  }

  /// The steps that are asked for, or all that there is something to see of.
  private func steps(of lesson: Lesson, _ appearance: Appearance) throws -> [Int] {
    let wanted: [Int]
    do {
      wanted = try lesson.figureSteps(of: appearance)
    } catch {
      throw Failure("\(error)")
    }
    guard let steps else { return wanted }
    if case .steps = appearance.view.pictures {
      return try steps.indices(last: lesson.course.steps.count - 1)
    }
    return try steps.indices(last: wanted.last ?? 0)
  }
}
