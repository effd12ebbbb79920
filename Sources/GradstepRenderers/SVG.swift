import GradstepFrames
import GradstepText

extension OutputFormat {
  /// A vector graphic for pages and printed notes.
  public static let svg = OutputFormat(
    name: "svg",
    summary: "a vector graphic for pages and printed notes",
    mark: "class=\"gradstep\""
  ) { picture in
    let writer = SVGWriter(picture)
    return { scene, kept in writer.write(scene, keeping: &kept) }
  }
}

/// Writes scenes as SVG.
///
/// Widths of number rows are stated (`textLength`), so that brackets fit in any reader's font, and
/// scripts are moved by `dy`, since `baseline-shift` is not known everywhere.
struct SVGWriter: Sendable {
  private let theme: Theme
  /// What stands before the title, and between the description and the caption.
  private var opening: [UInt8] = []
  private var style: [UInt8] = []
  private var placing: [UInt8] = []

  init(_ picture: Picture) {
    theme = picture.theme
    let (width, height) = (picture.size.width, picture.size.height)
    opening.write("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gradstep\" viewBox=\"0 0 ")
    opening.write(width)
    opening.write(" ")
    opening.write(height)
    opening.write("\"")
    opening.write(attribute: "width", width)
    opening.write(attribute: "height", height)
    opening.write(" role=\"img\" xml:space=\"preserve\">\n<title>")
    style.write(SVGStyle(theme).element)
    // Painted on dark pages alone; readers without styles paint nothing either.
    style.write("<rect class=\"ground\" width=\"100%\" height=\"100%\" fill=\"")
    style.write(theme.palette.ground ?? "none")
    style.write("\"/>\n<g class=\"caption\">\n")
    placing.write("\" transform=\"translate(")
    placing.write(picture.origin)
    placing.write(")\">\n")
  }

  func write(_ scene: Scene, keeping kept: inout PartBytes) -> [UInt8] {
    var svg = opening
    svg.write(escaped: scene.title)
    svg.write("</title>\n<desc>")
    svg.write(escaped: scene.description)
    svg.write("</desc>\n")
    svg += style
    for mark in scene.caption {
      write(mark, to: &svg)
      svg.write("\n")
    }
    svg.write("</g>\n<g class=\"")
    svg.write(scene.phase.rawValue)
    svg += placing
    scene.forEachPart { part in kept.write(part, to: &svg, write) }
    svg.write("</g>\n</svg>\n")
    return svg
  }

  private func write(_ part: Scene.Part, to svg: inout [UInt8]) {
    guard !part.marks.isEmpty else { return }
    switch part.layer {
    case .group: svg.write("<g class=\"group")
    case .edge, .card:
      svg.write("<g id=\"")
      svg.write(escaped: part.id)
      svg.write("\" class=\"")
      svg.write(part.kind.map { "node \($0.rawValue)" } ?? "edge")
      if part.isOutput { svg.write(" output") }
      svg.write(part.emphasis.classAttribute)
    }
    svg.write("\">")
    if let title = part.title {
      svg.write("<title>")
      svg.write(escaped: title)
      svg.write("</title>")
    }
    for mark in part.marks { write(mark, to: &svg) }
    svg.write("</g>\n")
  }

  private func write(_ mark: Mark, to svg: inout [UInt8]) {
    switch mark {
    case .text(let line): write(line, to: &svg)
    case .box(let role, let box, let radius):
      svg.write("<rect class=\"")
      svg.write(role.rawValue)
      svg.write("\"")
      for (name, length) in [
        ("x", box.x), ("y", box.y), ("width", box.width), ("height", box.height), ("rx", radius),
      ] {
        svg.write(attribute: name, length)
      }
      svg.write("/>")
    case .path(let role, let path): write(path, role, to: &svg)
    case .group(let role, let marks):
      svg.write("<g class=\"")
      svg.write(role.rawValue)
      svg.write("\">")
      for mark in marks { write(mark, to: &svg) }
      svg.write("</g>")
    }
  }

  private func write(_ path: Mark.Path, _ role: Mark.Role, to svg: inout [UInt8]) {
    if case .polygon(let corners) = path {
      for (position, corner) in corners.enumerated() {
        svg.write(position == 0 ? "<polygon points=\"" : " ")
        svg.write(corner)
      }
      svg.write("\"/>")
      return
    }
    svg.write("<path")
    if let name = role.className {
      svg.write(" class=\"")
      svg.write(name)
      svg.write("\"")
    }
    svg.write(" d=\"M")
    svg.write(path.points[0])
    switch path {
    case .curve(let points):
      for (position, point) in points.dropFirst().enumerated() {
        svg.write(position % 3 == 0 ? "C" : " ")
        svg.write(point)
      }
    case .lines(let points), .polygon(let points):
      for (last, point) in zip(points, points.dropFirst()) {
        if last.y == point.y {
          svg.write("H")
          svg.write(point.x)
        } else if last.x == point.x {
          svg.write("V")
          svg.write(point.y)
        } else {
          svg.write("L")
          svg.write(point)
        }
      }
    }
    svg.write("\"/>")
  }

  // MARK: - Text

  /// A stretch of a run that is set in one font.
  private struct Span {
    var run: Text.Run
    var string: Substring
    /// Whether the faces lack its signs.
    var isBorrowed: Bool
  }

  /// The stretches of a text: CairoSVG leaves out what the first font of a list does not have.
  private func spans(_ line: Mark.Line) -> [Span] {
    var spans: [Span] = []
    for run in line.text.runs {
      var rest = run.string[...]
      while let first = rest.unicodeScalars.first {
        let isBorrowed = line.role.face != .monospace && TextMetrics.isBorrowed(first)
        let end =
          line.role.face == .monospace
          ? rest.endIndex
          : rest.unicodeScalars.firstIndex { TextMetrics.isBorrowed($0) != isBorrowed }
            ?? rest.endIndex
        spans.append(Span(run: run, string: rest[..<end], isBorrowed: isBorrowed))
        rest = rest[end...]
      }
    }
    return spans
  }

  private func write(_ line: Mark.Line, to svg: inout [UInt8]) {
    let spans = spans(line)
    // Not every reader anchors a text of several parts as a whole: CairoSVG anchors each part.
    let isSplit = spans.count > 1 && line.anchor != .start
    svg.write("<text")
    if let name = line.role.className {
      svg.write(" class=\"")
      svg.write(name)
      svg.write("\"")
    }
    svg.write(attribute: "x", isSplit ? line.start(theme) : line.place.x)
    svg.write(attribute: "y", line.place.y)
    if line.anchor != .start, !isSplit {
      svg.write(" text-anchor=\"")
      svg.write(line.anchor.rawValue)
      svg.write("\"")
    }
    if let width = line.width, line.scalarCount > 1 {
      svg.write(attribute: "textLength", width)
      svg.write(" lengthAdjust=\"spacingAndGlyphs\"")
    }
    svg.write(">")
    let size = theme.size(of: line.role)
    var script = Text.Script.baseline
    for span in spans {
      let shift = span.run.script.offset(size) - script.offset(size)
      script = span.run.script
      write(span, shift: shift, size: size, to: &svg)
    }
    svg.write("</text>")
  }

  private func write(_ span: Span, shift: Double, size: Double, to svg: inout [UInt8]) {
    let (role, isScript) = (span.run.role.className, span.run.script != .baseline)
    let isPlain =
      role.isEmpty && !span.isBorrowed && span.run.role != .current && shift == 0 && !isScript
    guard !isPlain else {
      svg.write(escaped: span.string)
      return
    }
    svg.write("<tspan")
    if !role.isEmpty || span.isBorrowed {
      svg.write(" class=\"")
      svg.write(role)
      if span.isBorrowed { svg.write(role.isEmpty ? "s" : " s") }
      svg.write("\"")
    }
    if span.run.role == .current { svg.write(" font-weight=\"bold\"") }
    if shift != 0 { svg.write(attribute: "dy", shift) }
    if isScript { svg.write(attribute: "font-size", size * TextMetrics.scriptScale) }
    svg.write(">")
    svg.write(escaped: span.string)
    svg.write("</tspan>")
  }
}

extension [UInt8] {
  fileprivate mutating func write(_ point: Point) {
    write(point.x)
    write(",")
    write(point.y)
  }

  fileprivate mutating func write(attribute name: String, _ value: Double) {
    write(" ")
    write(name)
    write("=\"")
    write(value)
    write("\"")
  }
}

extension Mark.Role {
  /// The class of an element; `nil` where that around it says all.
  fileprivate var className: String? {
    switch self {
    case .number, .edge, .tip: nil
    case .sign: "symbol sign"
    case .opening: "bracket open"
    default: rawValue
    }
  }
}

extension Text.Script {
  /// How far a script stands below the line.
  fileprivate func offset(_ size: Double) -> Double {
    switch self {
    case .baseline: 0
    case .subscript: (size * 0.22).rounded(.toNearestOrEven)
    case .superscript: -(size * 0.36).rounded(.toNearestOrEven)
    }
  }
}

extension Text.Role {
  fileprivate var className: String {
    switch self {
    case .plain, .symbol, .current: ""
    case .name: "i"
    case .value: "v"
    case .gradient: "g"
    case .dimmed: "d"
    }
  }
}

extension Frame.Emphasis {
  fileprivate var classAttribute: String {
    switch self {
    case .pending: " pending"
    case .current: " step-current"
    case .done: " done"
    }
  }
}
