package import GradstepFrames
package import GradstepLayout
package import GradstepText

/// What every figure of a lesson shares: the cards, where they stand, and room for every caption.
package struct Picture: Sendable {
  /// The cards, the edges and the groups.
  package let diagram: Diagram
  /// Where they stand.
  package let layout: Layout
  /// The name of the lesson.
  package let title: String
  /// The whole canvas in points.
  package let size: Size
  /// Where the layout's top left corner stands on the canvas.
  package let origin: Point
  /// The lines of the caption of each step, none wider than the canvas.
  let captions: [[CaptionSetter.Line]]

  /// What colours and outlines mean, on the canvas.
  let legend: [CaptionSetter.Line]

  /// A canvas that is large enough for the layout and for the largest caption.
  package init(
    diagram: Diagram,
    layout: Layout,
    captions: [Caption],
    title: String,
    captionLength: CaptionLength = .full,
    legend: Text? = nil
  ) {
    self.diagram = diagram
    self.layout = layout
    self.title = title
    let setter = CaptionSetter(theme: diagram.theme, length: captionLength)
    let width = setter.width(for: captions, besides: layout.size.width)
    self.captions = captions.map { setter.lines(of: $0, width: width) }
    let height = self.captions.reduce(0) { max($0, $1.last?.bottom ?? 0) }
    let (margin, gap) = (diagram.theme.caption.margin, diagram.theme.caption.gap)
    origin = Point(
      x: margin + ((width - layout.size.width) / 2).rounded(),
      y: margin + (height > 0 ? height + gap : 0)
    )
    let measures = diagram.theme.type
    let foot = origin.y + layout.size.height
    let lines =
      legend.map { TextMetrics.lines($0, size: measures.label, width: width / Self.slack) } ?? []
    self.legend = lines.enumerated().map { index, line in
      let y = foot + gap + Double(index + 1) * measures.label * 1.4
      return CaptionSetter.Line(role: .label, text: line, bottom: y)
    }
    size = Size(
      width: width + 2 * margin,
      height: (self.legend.last?.bottom ?? foot) + margin
    )
  }

  /// Faces differ, so a line is not filled to its end.
  private static let slack = 1.06

  /// How large it is shown, 1 for as large as it is.
  package var scale = 1.0

  /// How large the smallest letters are that it shows, but for scripts.
  package var smallestText: Double { scale * theme.smallestType }

  /// How all figures look.
  package var theme: Theme { diagram.theme }

  /// How many steps the lesson has.
  package var stepCount: Int { captions.count }
}
