import GradstepFrames
import GradstepLayout
import GradstepText

/// A line of text as SVG.
///
/// Signs that common fonts lack are drawn beside the text. There they stand as well, where nobody sees
/// them, so that who copies a formula has all of it.
struct SVGText {
  private let line: Mark.Line
  private let group: Mark.Role?
  private let theme: Theme
  private let size: Double
  private let spans: [Span]
  /// Where the text begins; `nil` where a reader finds that by itself.
  private let start: Double?

  /// A stretch of a run that is set in one font.
  private struct Span {
    var run: Text.Run
    var string: Substring
    var source: Source
    /// The distance from the beginning of the text.
    var offset = 0.0
    var width = 0.0
    /// Whether it is placed, and not just set behind what stands before it.
    var isPlaced = false
  }

  /// Where the signs of a stretch come from.
  private enum Source {
    /// The face of the text.
    case face
    /// Another one: they are letters that the faces lack.
    case borrowed
    /// A pen.
    case drawn
  }

  /// A line of text that stands in a group of marks.
  init(_ line: Mark.Line, within group: Mark.Role?, _ theme: Theme) {
    (self.line, self.group, self.theme) = (line, group, theme)
    size = theme.size(of: line.role)
    var spans = Self.spans(line)
    let isDrawn = spans.contains { $0.source == .drawn }
    // Not every reader anchors a text of several parts as a whole: CairoSVG anchors each part.
    let isPlaced = isDrawn || spans.count > 1 && line.anchor != .start
    start = isPlaced ? line.start(theme) : nil
    if isDrawn {
      var offset = 0.0
      for index in spans.indices {
        // resvg sets all that runs on in one font that has all of it, so the unseen sign is apart.
        spans[index].isPlaced =
          index > 0 && (spans[index].source == .drawn || spans[index - 1].source == .drawn)
        spans[index].offset = offset
        spans[index].width = Self.width(of: spans[index], line, size)
        offset += spans[index].width
      }
    }
    self.spans = spans
  }

  /// The stretches of a text: CairoSVG leaves out what the first font of a list does not have.
  private static func spans(_ line: Mark.Line) -> [Span] {
    var spans: [Span] = []
    for run in line.text.runs where !run.string.isEmpty {
      var rest = run.string[...]
      // Every face has what ASCII has.
      guard rest.utf8.contains(where: { $0 >= 0x80 }) else {
        spans.append(Span(run: run, string: rest, source: .face))
        continue
      }
      while let first = rest.unicodeScalars.first {
        let source = source(of: first, line)
        let end =
          rest.unicodeScalars.firstIndex { Self.source(of: $0, line) != source } ?? rest.endIndex
        spans.append(Span(run: run, string: rest[..<end], source: source))
        rest = rest[end...]
      }
    }
    return spans
  }

  private static func source(of sign: Unicode.Scalar, _ line: Mark.Line) -> Source {
    if sign.isASCII { return .face }
    if DrawnSign.isDrawn(sign) { return .drawn }
    // A typewriter face is not left for another one.
    return line.role.face != .monospace && TextMetrics.isBorrowed(sign) ? .borrowed : .face
  }

  private static func width(of span: Span, _ line: Mark.Line, _ size: Double) -> Double {
    let run = Text.Run(String(span.string), span.run.role, script: span.run.script)
    return line.role.face.map { TextMetrics.width(of: Text([run]), face: $0, size: size) }
      ?? TextMetrics.width(of: Text([run]), size: size)
  }

  // MARK: - Text

  func write(to svg: inout [UInt8]) {
    svg.add("<text")
    if !line.role.className.isEmpty { svg.add(classes: line.role.className) }
    svg.add("x", start ?? line.place.x)
    svg.add("y", line.place.y)
    if line.anchor != .start, start == nil { svg.add("text-anchor", line.anchor.rawValue) }
    if let width = line.width, line.scalarCount > 1, start == nil { svg.add(length: width) }
    svg.add(">")
    var script = Text.Script.baseline
    for span in spans {
      let shift = span.run.script.offset(size) - script.offset(size)
      script = span.run.script
      write(span, shift: shift, to: &svg)
    }
    svg.add("</text>")
    writeDrawn(to: &svg)
  }

  private func write(_ span: Span, shift: Double, to svg: inout [UInt8]) {
    let isDrawn = span.source == .drawn
    var classes = isDrawn ? "" : span.run.role.className
    if span.source == .borrowed { classes += classes.isEmpty ? "s" : " s" }
    let (isBold, isScript) = (span.run.role == .current, span.run.script != .baseline)
    let x = start.flatMap { span.isPlaced ? $0 + span.offset : nil }
    // Where a row of numbers has a drawn sign, each of its parts has its own width.
    let length = line.width.flatMap { _ in
      start != nil && !isDrawn && span.string.unicodeScalars.count > 1 ? span.width : nil
    }
    guard
      !classes.isEmpty || isBold || shift != 0 || isScript || isDrawn || x != nil || length != nil
    else {
      svg.write(escaped: span.string)
      return
    }
    svg.add("<tspan")
    if !classes.isEmpty { svg.add(classes: classes) }
    if let x { svg.add("x", x) }
    if let length { svg.add(length: length) }
    if isBold { svg.add("font-weight", "bold") }
    if shift != 0 { svg.add("dy", shift) }
    if isScript { svg.add("font-size", size * TextMetrics.scriptScale) }
    if isDrawn { svg.add("fill", "none") }
    svg.add(">")
    svg.write(escaped: span.string)
    svg.add("</tspan>")
  }

  // MARK: - Drawn signs

  /// Writes a path for the drawn signs; those that follow each other in one colour share it.
  private func writeDrawn(to svg: inout [UInt8]) {
    guard let start else { return }
    var last: String?
    for span in spans where span.source == .drawn {
      let classes = classesOfDrawn(span)
      if classes != last {
        if last != nil { svg.add("\"/>") }
        svg.add("<path")
        svg.add(classes: classes)
        // An edge has a line, and its text none.
        if line.role == .local { svg.add("style", "stroke:none") }
        svg.add(" d=\"")
      }
      last = classes
      writeSigns(of: span, from: start + span.offset, to: &svg)
    }
    if last != nil { svg.add("\"/>") }
  }

  private func writeSigns(of span: Span, from start: Double, to path: inout [UInt8]) {
    let run = span.run
    let face = line.role.face ?? .serif
    let scaled = run.script == .baseline ? size : size * TextMetrics.scriptScale
    var x = start
    for sign in span.string.unicodeScalars {
      let pen = SignPen(
        place: Point(x: x, y: line.place.y + run.script.offset(size)),
        size: scaled,
        face: face,
        isBold: run.role == .current
      )
      DrawnSign(sign).map { pen.write($0, for: sign, to: &path) }
      x += TextMetrics.width(of: String(sign), face: face, size: scaled)
    }
  }

  /// The classes that give a path the colour of its run: a style sheet paints texts by their elements.
  private func classesOfDrawn(_ span: Span) -> String {
    var name = span.run.role.className
    // Names are in italics, and have no colour of their own.
    if span.run.role == .name { name = "" }
    if name.isEmpty, line.role.className.isEmpty {
      name = group == .value ? "v" : "g"
    } else if name.isEmpty {
      name = line.role.className
    }
    return "\(name) o"
  }
}

extension [UInt8] {
  /// Appends the attributes of a text that is to have a width in any typeface.
  fileprivate mutating func add(length: Double) {
    add("textLength", length)
    add("lengthAdjust", "spacingAndGlyphs")
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
