import GradstepFrames
import GradstepText

/// Writes styled text as an SVG element.
struct TextPainter {
  /// The size of type in points.
  let size: Double
  /// The typeface; `nil` for mathematics, which is set in serifs, names in italics.
  var face: TextMetrics.Face?

  /// Which point of a text stands at its place.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  func element(
    _ text: Text,
    class name: String,
    x: Double,
    y: Double,
    anchor: Anchor = .start
  ) -> String {
    // Not every reader anchors a text of several parts as a whole: CairoSVG anchors each part.
    let spans = text.runs.flatMap(spans)
    let isSplit = spans.count > 1 && anchor != .start
    let x = isSplit ? start(of: text, x: x, anchor: anchor) : x
    var svg = "<text class=\"\(name)\" x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\""
    if anchor != .start, !isSplit { svg += " text-anchor=\"\(anchor.rawValue)\"" }
    svg += ">"
    var script = Text.Script.baseline
    for span in spans {
      let shift = offset(span.run.script) - offset(script)
      script = span.run.script
      svg += element(span, shift: shift)
    }
    return svg + "</text>"
  }

  private func start(of text: Text, x: Double, anchor: Anchor) -> Double {
    let width = text.runs.reduce(0) { width, run in
      let size = run.script == .baseline ? size : size * TextMetrics.scriptScale
      let part =
        face.map { TextMetrics.width(of: run.string, face: $0, size: size) }
        ?? TextMetrics.width(of: Text([run]), size: self.size)
      return width + part
    }
    return switch anchor {
    case .start: x
    case .middle: x - width / 2
    case .end: x - width
    }
  }

  /// A stretch of a run that is set in one font.
  private struct Span {
    var run: Text.Run
    /// Whether the faces lack its signs.
    let isBorrowed: Bool
  }

  /// The stretches of a run: CairoSVG leaves out what the first font of a list does not have.
  private func spans(_ run: Text.Run) -> [Span] {
    guard face != .monospace else { return [Span(run: run, isBorrowed: false)] }
    var spans: [Span] = []
    for scalar in run.string.unicodeScalars {
      let isBorrowed = TextMetrics.isBorrowed(scalar)
      if spans.last?.isBorrowed != isBorrowed {
        spans.append(
          Span(run: Text.Run("", run.role, script: run.script), isBorrowed: isBorrowed)
        )
      }
      spans[spans.count - 1].run.string.unicodeScalars.append(scalar)
    }
    return spans
  }

  private func element(_ span: Span, shift: Double) -> String {
    let run = span.run
    let names = [className(run.role), span.isBorrowed ? "s" : nil].compactMap(\.self)
    var attributes = names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
    if run.role == .current { attributes += " font-weight=\"bold\"" }
    if shift != 0 { attributes += " dy=\"\(Markup.number(shift))\"" }
    if run.script != .baseline {
      attributes += " font-size=\"\(Markup.number(size * TextMetrics.scriptScale))\""
    }
    let string = Markup.escaped(run.string)
    return attributes.isEmpty ? string : "<tspan\(attributes)>\(string)</tspan>"
  }

  /// How far a script stands below the line.
  private func offset(_ script: Text.Script) -> Double {
    switch script {
    case .baseline: 0
    case .subscript: (size * 0.22).rounded(.toNearestOrEven)
    case .superscript: -(size * 0.36).rounded(.toNearestOrEven)
    }
  }

  private func className(_ role: Text.Role) -> String? {
    switch role {
    case .plain, .symbol, .current: nil
    case .name: "i"
    case .value: "v"
    case .gradient: "g"
    case .dimmed: "d"
    }
  }
}
