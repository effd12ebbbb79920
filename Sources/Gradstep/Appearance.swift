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
  /// The functions and the layers that are drawn as one card in the view of layers; empty for all.
  public var collapsed: [String]
  /// The part of the graph that they show; `nil` for all of it.
  public var focus: Focus?
  /// Whether a line below says what colours and outlines mean.
  public var hasLegend: Bool
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
    collapsed: [String] = [],
    focus: Focus? = nil,
    hasLegend: Bool = false,
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
    self.collapsed = collapsed
    self.focus = focus
    self.hasLegend = hasLegend
    self.page = page
    self.lettering = lettering
    self.dotsPerInch = dotsPerInch
    self.secondsPerStep = secondsPerStep
  }
}

extension Appearance {
  /// A node and what is near it.
  public struct Focus: Hashable, Sendable {
    /// The name of the node, as figures show it or as the source spells it.
    public var name: String
    /// How many edges away from it a node may be.
    public var radius: Int

    /// A node and what is so many edges away from it.
    public init(_ name: String, radius: Int = 2) {
      self.name = name
      self.radius = radius
    }
  }

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
  /// The steps that there are figures of, as `figures` draws them where nobody says which.
  ///
  /// - Throws: `FigureError` where what the figures are to be of is not there
  public func figureSteps(of appearance: Appearance) throws(FigureError) -> [Int] {
    let subject = try subject(of: appearance)
    if subject.focus == nil {
      switch appearance.view.pictures {
      case .steps: return Array(course.steps.indices)
      case .whole: return [0]
      case .leaf: break
      }
    }
    return storyboard(appearance, subject, Theme.Narrowing(appearance.theme)).wantedSteps
  }

  /// The steps, and what all figures of them share: made ever narrower until it fits its page.
  func picture(
    _ appearance: Appearance
  ) async throws(FigureError) -> (storyboard: Storyboard, picture: Picture) {
    let subject = try subject(of: appearance)
    guard let page = appearance.page else {
      let look = Theme.Narrowing(appearance.theme)
      return try await picture(appearance, subject, look, appearance.direction)
    }
    let directions: [DirectionChoice] =
      appearance.direction == .auto ? [.leftToRight, .topToBottom] : [appearance.direction]
    var best: (storyboard: Storyboard, picture: Picture)?
    for look in appearance.theme.narrowings {
      for direction in directions {
        var (storyboard, picture) = try await picture(appearance, subject, look, direction)
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
    _ subject: Subject,
    _ look: Theme.Narrowing,
    _ direction: DirectionChoice
  ) async throws(FigureError) -> (storyboard: Storyboard, picture: Picture) {
    let storyboard = storyboard(appearance, subject, look)
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
      captionLength: appearance.caption,
      legend: appearance.hasLegend ? storyboard.diagram.legend : nil
    )
    return (storyboard, picture)
  }

  private func storyboard(
    _ appearance: Appearance,
    _ subject: Subject,
    _ look: Theme.Narrowing
  ) -> Storyboard {
    let storyboard = storyboard(
      why: appearance.why,
      look: look,
      view: appearance.view,
      leaf: subject.leaf,
      collapsed: appearance.collapsed.isEmpty ? nil : appearance.collapsed
    )
    guard let focus = subject.focus else { return storyboard }
    return storyboard.focused(on: focus, radius: appearance.focus?.radius ?? 0)
  }

  /// The nodes that figures are to be of.
  private struct Subject {
    var leaf: Node.ID?
    var focus: Node.ID?
  }

  private func subject(of appearance: Appearance) throws(FigureError) -> Subject {
    var subject = Subject()
    do {
      if let name = appearance.leaf { subject.leaf = try variable(named: name) }
    } catch {
      throw .noNode(error.diagnostics.map(\.summary).joined(separator: "; "))
    }
    let names = appearance.collapsed.isEmpty ? [] : graph.blockNames
    for name in appearance.collapsed where !names.contains(name) {
      let words =
        names.isEmpty ? "the graph has none" : "there are \(names.joined(separator: ", "))"
      throw .noNode("'\(name)' is no function and no layer; \(words)")
    }
    if let name = appearance.focus?.name {
      guard let node = node(named: name) else {
        throw .noNode("'\(name)' is no node of the graph; there are \(someNames)")
      }
      subject.focus = node
    }
    return subject
  }

  /// The names of some nodes, those that the source gives first.
  private var someNames: String {
    let names = graph.nodes.indices.filter { graph.origins[$0].name != nil }
      .map { graph.displayNames[$0] }
    let shown = (names.isEmpty ? graph.displayNames : names).prefix(Self.mostNames)
    let isAll = shown.count == max(names.count, shown.count)
    return shown.joined(separator: ", ") + (isAll ? "" : " and others")
  }

  private static var mostNames: Int { 12 }
}
