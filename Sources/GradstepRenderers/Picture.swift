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

  /// The measures of a caption, in points.
  enum CaptionMetrics {
    static let margin = 18.0
    static let headerSize = 12.0
    static let headlineSize = 18.0
    static let lineSize = 15.0
    static let headerHeight = 22.0
    static let headlineHeight = 25.0
    static let lineHeight = 21.0
    /// The widths for captions where the graph is narrower: the first that all of them fit in.
    ///
    /// The last one is that of a column of notes.
    static let widths = [460.0, 560, 664]
    /// How many lines a caption takes below its header, unless it has more parts than that.
    static let usualRows = 4
    /// How many lines a caption takes below its header at most.
    static let mostRows = 6
    /// How many lines a reason takes at most; what is asked for is not left out.
    static let reasonRows = 2
    static let gap = 16.0
  }

  /// A canvas that is large enough for the layout and for the largest caption.
  public init(diagram: Diagram, layout: Layout, captions: [Caption], title: String) {
    self.diagram = diagram
    self.layout = layout
    self.title = title
    stepCount = captions.count
    let width = Self.width(for: captions, besides: layout.size.width)
    let heights = captions.map { Self.lines(of: $0, width: width).last?.bottom ?? 0 }
    let top = (heights.max() ?? 0) + CaptionMetrics.gap
    origin = Point(
      x: CaptionMetrics.margin + ((width - layout.size.width) / 2).rounded(),
      y: CaptionMetrics.margin + top
    )
    size = Size(
      width: width + 2 * CaptionMetrics.margin,
      height: origin.y + layout.size.height + CaptionMetrics.margin
    )
  }
}
