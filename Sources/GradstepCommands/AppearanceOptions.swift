import ArgumentParser
import Gradstep

/// How figures look.
struct AppearanceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which way the figure runs: left to right, top to bottom, or as fits a column of notes.",
      valueName: DirectionChoice.allCases.map(\.rawValue).joined(separator: "|")
    ),
    completion: .list(DirectionChoice.allCases.map(\.rawValue)),
    transform: { try choice($0, among: DirectionChoice.allCases, \.rawValue) }
  )
  var direction = DirectionChoice.auto

  @Option(
    help: ArgumentHelp(
      "The colours of the figures. "
        + Theme.all.map { "\($0.name): \($0.summary)" }.joined(separator: "; ")
        + "; or a file with lines such as 'value #0a5cad'.",
      valueName: Theme.all.map(\.name).joined(separator: "|") + "|file"
    ),
    completion: .list(Theme.all.map(\.name)),
    transform: theme
  )
  var theme = Theme.auto

  @Option(
    help: ArgumentHelp(
      "How much is said above a figure: all in three lines, the step and the formula, or nothing.",
      valueName: CaptionLength.allCases.map(\.rawValue).joined(separator: "|")
    ),
    completion: .list(CaptionLength.allCases.map(\.rawValue)),
    transform: { try choice($0, among: CaptionLength.allCases, \.rawValue) }
  )
  var caption = CaptionLength.full

  @Option(
    help: ArgumentHelp(
      "What the figures are to fit in: a column of so many px, such as 700, or a slide, such as 16:9."
        + " They are made narrower until the text is at least 9 px there.",
      valueName: "width"
    ),
    transform: page
  )
  var width: Page?

  @Option(
    help: ArgumentHelp(
      "What the figures are of. "
        + LessonView.all.map { "\($0.name): \($0.summary)" }.joined(separator: "; ") + ".",
      valueName: LessonView.all.map(\.name).joined(separator: "|")
    ),
    completion: .list(LessonView.all.map(\.name)),
    transform: { try choice($0, among: LessonView.all, \.name) }
  )
  var view = LessonView.steps

  @Option(
    help: ArgumentHelp(
      "With --view paths: the leaf that the paths lead from, by default that with the most.",
      valueName: "name"
    )
  )
  var path: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "With --view layers: a function or a layer that is drawn as one card, where the others are not;"
        + " it may be said again for another.",
      valueName: "name"
    )
  )
  var collapse: [String] = []

  @Option(
    help: ArgumentHelp(
      "A node of a large graph: it is shown with what is near it, and the rest is left out.",
      valueName: "name"
    )
  )
  var focus: String?

  @Option(help: "With --focus: how many edges away from the node a node may be; 2 by default.")
  var radius: Int?

  @Flag(help: "Say in a line below the figure what colours and outlines mean.")
  var legend = false

  func validate() throws {
    guard collapse.isEmpty || view.name == LessonView.layers.name else {
      throw ValidationError("--collapse goes with --view layers.")
    }
    guard radius == nil || focus != nil else {
      throw ValidationError("--radius goes with --focus NAME.")
    }
    guard 0...1000 ~= radius ?? 0 else {
      throw ValidationError("--radius is a number of edges from 0 to 1000.")
    }
    if path != nil {
      guard case .leaf = view.pictures else {
        throw ValidationError("--path goes with --view paths.")
      }
    }
  }

  /// What the options ask for.
  func appearance(why: Bool) -> Appearance {
    Appearance(
      direction: direction,
      theme: theme,
      caption: caption,
      why: why,
      view: view,
      leaf: path,
      collapsed: collapse,
      focus: focus.map { Appearance.Focus($0, radius: radius ?? 2) },
      hasLegend: legend,
      page: width
    )
  }

  /// A theme of the list, or that of a file.
  private static func theme(_ argument: String) throws -> Theme {
    guard FileSystem.isFile(argument) else {
      guard !argument.contains("/"), !argument.contains(".") else {
        throw ValidationError("there is no file '\(argument)' with the colours of a theme.")
      }
      return try choice(argument, among: Theme.all, \.name)
    }
    let content = try FileSystem.read(argument, atMost: 10_000)
    guard !content.isTooLarge else {
      throw ValidationError("'\(argument)' is too large for the colours of a theme.")
    }
    do {
      return try Theme(
        String(decoding: content.bytes, as: UTF8.self),
        named: SourceReader.stem(of: argument)
      )
    } catch {
      throw ValidationError("\(argument):\(error.line): \(error.description).")
    }
  }

  /// A column or a slide.
  private static func page(_ text: String) throws -> Page {
    let sides = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    if sides.count == 1, let width = sides[0], let page = Page(column: width) { return page }
    if sides.count == 2, let width = sides[0], let height = sides[1],
      let page = Page(slide: width, by: height)
    {
      return page
    }
    throw ValidationError(
      "'\(text)' is no width: it is a number of px from 200 to 10000, such as 700, or the shape of a"
        + " slide, such as 16:9."
    )
  }
}
