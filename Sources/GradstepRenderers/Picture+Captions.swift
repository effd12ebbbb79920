import GradstepFrames
import GradstepText

/// Captions on the canvas.
///
/// All figures of a lesson keep room for the largest caption, so none is large: what is too long has
/// ⋯ in the place of its middle, and stands in full in the description of the figure.
extension Picture {
  /// A line of a caption on the canvas.
  struct Line {
    /// The part of the caption, which decides how the line looks.
    enum Part: String {
      case header
      case headline
      case line

      /// The size of type in points.
      var size: Double {
        switch self {
        case .header: CaptionMetrics.headerSize
        case .headline: CaptionMetrics.headlineSize
        case .line: CaptionMetrics.lineSize
        }
      }

      /// The height of a line in points.
      var height: Double {
        switch self {
        case .header: CaptionMetrics.headerHeight
        case .headline: CaptionMetrics.headlineHeight
        case .line: CaptionMetrics.lineHeight
        }
      }
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

  static func lines(of caption: Caption, width: Double) -> [Line] {
    let usable = width / CardMetrics.tolerance
    var bottom = 0.0
    var lines: [Line] = []
    func add(_ text: Text, _ part: Line.Part, rows: Int) {
      for line in TextMetrics.lines(text, size: part.size, width: usable, atMost: rows) {
        bottom += part.height
        lines.append(Line(part: part, text: line, bottom: bottom))
      }
    }
    add(caption.header, .header, rows: 1)
    let parts = parts(of: caption)
    let wanted = parts.map { TextMetrics.lines($0.text, size: $0.part.size, width: usable).count }
    for (part, rows) in zip(parts, rows(wanted)) { add(part.text, part.part, rows: rows) }
    for reason in caption.reasons { add(reason, .line, rows: CaptionMetrics.reasonRows) }
    return lines
  }

  /// What stands below the header; where there are too many lines, the last says how many more.
  private static func parts(of caption: Caption) -> [(text: Text, part: Line.Part)] {
    var lines = caption.lines
    let most = CaptionMetrics.mostRows - 1
    if lines.count > most {
      let hidden = lines.count - (most - 1)
      lines = lines.prefix(most - 1) + [Text("⋯ and \(hidden) lines more", .dimmed)]
    }
    return [(caption.headline, .headline)] + lines.map { ($0, .line) }
  }

  /// How many lines each part gets of those that it wants: one, and another one in turn while there
  /// is room.
  private static func rows(_ wanted: [Int]) -> [Int] {
    var rows = wanted.map { min($0, 1) }
    var spare = CaptionMetrics.usualRows - rows.count
    while spare > 0, rows != wanted {
      for index in rows.indices where rows[index] < wanted[index] && spare > 0 {
        rows[index] += 1
        spare -= 1
      }
    }
    return rows
  }

  /// The width of the canvas without its margins: that of the layout, or what captions need.
  static func width(for captions: [Caption], besides layoutWidth: Double) -> Double {
    let widths = CaptionMetrics.widths.map { max($0, layoutWidth) }
    return widths.first { width in captions.allSatisfy { isWhole($0, width: width) } }
      ?? widths[widths.count - 1]
  }

  /// Whether a caption needs no cut at a width.
  private static func isWhole(_ caption: Caption, width: Double) -> Bool {
    let usable = width / CardMetrics.tolerance
    let wanted = ([(caption.headline, .headline)] + caption.lines.map { ($0, Line.Part.line) })
      .map { TextMetrics.lines($0, size: $1.size, width: usable).count }
    let reasons = caption.reasons.map {
      TextMetrics.lines($0, size: CaptionMetrics.lineSize, width: usable).count
    }
    return wanted.count <= CaptionMetrics.mostRows && rows(wanted) == wanted
      && reasons.allSatisfy { $0 <= CaptionMetrics.reasonRows }
  }
}
