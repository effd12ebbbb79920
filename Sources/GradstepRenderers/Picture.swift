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
    /// A caption is readable at this width, however small the graph is.
    static let leastWidth = 460.0
    static let gap = 16.0
  }

  /// A canvas that is large enough for the layout and for the largest caption.
  public init(diagram: Diagram, layout: Layout, captions: [Caption], title: String) {
    self.diagram = diagram
    self.layout = layout
    self.title = title
    stepCount = captions.count
    let width = max(layout.size.width, CaptionMetrics.leastWidth)
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

  /// A line of a caption on the canvas.
  struct Line {
    /// The part of the caption, which decides how the line looks.
    enum Part: String {
      case header
      case headline
      case line
    }

    let part: Part
    let text: Text
    /// The distance of the line's foot from the top of the caption.
    let bottom: Double
  }

  /// The lines of a caption, none wider than the canvas.
  func lines(of caption: Caption) -> [Line] {
    Self.lines(of: caption, width: size.width - 2 * CaptionMetrics.margin)
  }

  private static func lines(of caption: Caption, width: Double) -> [Line] {
    var lines: [Line] = []
    var bottom = 0.0
    func add(_ text: Text, _ part: Line.Part, size: Double, height: Double) {
      let usable = width / CardMetrics.tolerance
      for line in TextMetrics.lines(text, size: size, width: usable) {
        bottom += height
        lines.append(Line(part: part, text: line, bottom: bottom))
      }
    }
    typealias Metrics = CaptionMetrics
    add(caption.header, .header, size: Metrics.headerSize, height: Metrics.headerHeight)
    add(caption.headline, .headline, size: Metrics.headlineSize, height: Metrics.headlineHeight)
    for line in caption.lines {
      add(line, .line, size: Metrics.lineSize, height: Metrics.lineHeight)
    }
    return lines
  }
}
