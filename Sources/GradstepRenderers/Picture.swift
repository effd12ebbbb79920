public import GradstepFrames

/// What every figure of a lesson shares: the cards, where they stand, and room for every caption.
public struct Picture: Sendable {
  /// The cards, the edges and the groups.
  public let diagram: Diagram
  /// Where they stand.
  public let layout: Layout
  /// The name of the lesson.
  public let title: String
  /// The whole canvas in points.
  public let size: Size
  /// Where the layout's top left corner stands on the canvas.
  public let origin: Point
  /// How many steps the lesson has.
  public let stepCount: Int

  /// A canvas that is large enough for the layout and for the largest caption.
  public init(diagram: Diagram, layout: Layout, captions: [Caption], title: String) {
    self.diagram = diagram
    self.layout = layout
    self.title = title
    stepCount = captions.count
    let setter = CaptionSetter(theme: diagram.theme)
    let width = setter.width(for: captions, besides: layout.size.width)
    let heights = captions.map { setter.lines(of: $0, width: width).last?.bottom ?? 0 }
    let (margin, gap) = (diagram.theme.caption.margin, diagram.theme.caption.gap)
    origin = Point(
      x: margin + ((width - layout.size.width) / 2).rounded(),
      y: margin + (heights.max() ?? 0) + gap
    )
    size = Size(
      width: width + 2 * margin,
      height: origin.y + layout.size.height + margin
    )
  }

  /// How all figures look.
  public var theme: Theme { diagram.theme }

  /// The lines of a caption, none wider than the canvas.
  func lines(of caption: Caption) -> [CaptionSetter.Line] {
    CaptionSetter(theme: theme).lines(of: caption, width: size.width - 2 * theme.caption.margin)
  }
}
