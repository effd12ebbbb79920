/// How the figures of a lesson look, whatever their format.
public struct Appearance: Sendable {
  /// Which way they run.
  public var direction: DirectionChoice
  /// Their colours and measures.
  public var theme: Theme
  /// How much is said above them.
  public var caption: CaptionLength
  /// Whether captions name the rules that their steps use.
  public var why: Bool
  /// What they are of.
  public var view: LessonView
  /// The leaf that they are of, in a view of one leaf; `nil` for one that the view chooses.
  public var leaf: String?
  /// What they are to fit in; `nil` where they may be as large as they need to.
  public var page: Page?
  /// What an SVG has text as.
  public var lettering: OutputFormat.Lettering
  /// How many pixels an inch has, one of `OutputFormat.resolutions`.
  public var dotsPerInch: Int
  /// How long each step is shown where steps are played, in seconds.
  public var secondsPerStep: Double

  /// The usual look, but for what is named.
  public init(
    direction: DirectionChoice = .auto,
    theme: Theme = .auto,
    caption: CaptionLength = .full,
    why: Bool = false,
    view: LessonView = .steps,
    leaf: String? = nil,
    page: Page? = nil,
    lettering: OutputFormat.Lettering = .text,
    dotsPerInch: Int = OutputFormat.usualResolution,
    secondsPerStep: Double = 2.5
  ) {
    self.direction = direction
    self.theme = theme
    self.caption = caption
    self.why = why
    self.view = view
    self.leaf = leaf
    self.page = page
    self.lettering = lettering
    self.dotsPerInch = dotsPerInch
    self.secondsPerStep = secondsPerStep
  }
}

extension Appearance {
  /// What is to be said of figures that are too large for their page; `nil` where they fit.
  public func warning(of figures: Figures) -> String? {
    guard let page, figures.smallestText < Page.smallestText - 0.005 else { return nil }
    let format = NumberFormat(precision: 2)
    let needed = (page.width * Page.smallestText / figures.smallestText).rounded(.up)
    return
      "the smallest text is \(format.string(figures.smallestText)) px high in this width; it needs"
      + " \(Int(needed)) px for \(Int(Page.smallestText)) px"
  }
}

extension Lesson {
  /// How many figures an appearance has.
  ///
  /// - Throws: `DiagnosticsError` where the leaf that it is of is none
  public func figureCount(of appearance: Appearance) throws(DiagnosticsError) -> Int {
    var leaf: Node.ID?
    if let name = appearance.leaf { leaf = try variable(named: name) }
    switch appearance.view.pictures {
    case .steps: return course.steps.count
    case .whole: return 1
    case .leaf: break
    }
    return storyboard(view: appearance.view, leaf: leaf).captions.count
  }

  /// The steps, and what all figures of them share: made ever narrower until it fits its page.
  func picture(
    _ appearance: Appearance
  ) async throws(FigureError) -> (storyboard: Storyboard, picture: Picture) {
    guard let page = appearance.page else {
      let look = Theme.Narrowing(appearance.theme)
      return try await picture(appearance, look, appearance.direction)
    }
    let directions: [DirectionChoice] =
      appearance.direction == .auto ? [.leftToRight, .topToBottom] : [appearance.direction]
    var best: (storyboard: Storyboard, picture: Picture)?
    for look in appearance.theme.narrowings {
      for direction in directions {
        var (storyboard, picture) = try await picture(appearance, look, direction)
        picture.scale = page.scale(of: picture.size)
        if picture.smallestText > best?.picture.smallestText ?? 0 { best = (storyboard, picture) }
      }
      if let best, best.picture.smallestText >= Page.smallestText { return best }
    }
    guard let best else { preconditionFailure("a theme has a look") }
    return best
  }

  private func picture(
    _ appearance: Appearance,
    _ look: Theme.Narrowing,
    _ direction: DirectionChoice
  ) async throws(FigureError) -> (storyboard: Storyboard, picture: Picture) {
    var leaf: Node.ID?
    do {
      leaf = try appearance.leaf.map { name throws(DiagnosticsError) in try variable(named: name) }
    } catch {
      throw .noVariable(error.diagnostics.map(\.summary).joined(separator: "; "))
    }
    let storyboard = storyboard(
      why: appearance.why,
      look: look,
      view: appearance.view,
      leaf: leaf
    )
    let layout: Layout
    do {
      layout = try await Graphviz.layout(storyboard.diagram, direction: direction)
    } catch {
      throw .layout(error)
    }
    let picture = Picture(
      diagram: storyboard.diagram,
      layout: layout,
      captions: storyboard.captions,
      title: name,
      captionLength: appearance.caption
    )
    return (storyboard, picture)
  }
}
