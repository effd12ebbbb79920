import GradstepFrames
import GradstepLayout
import GradstepText

extension OutputFormat {
  /// A vector graphic for pages and printed notes.
  public static let svg = OutputFormat(
    name: "svg",
    ending: "svg",
    summary: "a vector graphic for pages and printed notes",
    mark: "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gradstep",
    content: .figures(by: SVGWriter.init)
  )
}

/// Writes scenes as SVG.
///
/// Widths of number rows are stated (`textLength`), so that brackets fit in any reader's font, and
/// scripts are moved by `dy`, since `baseline-shift` is not known everywhere.
struct SVGWriter: SceneWriter {
  private let theme: Theme
  let origin: Point
  /// What stands before the title, and between the description and the caption.
  private(set) var opening: [UInt8] = []
  private(set) var style: [UInt8] = []

  init(_ picture: Picture) {
    theme = picture.theme
    let (size, scale) = (picture.size, picture.scale)
    let sheet = SVGStyle(theme)
    opening.write(
      """
      <svg xmlns="http://www.w3.org/2000/svg" class="\(sheet.rootClass)" viewBox="0 0 \(size.width) \(size.height)" \
      width="\(scale * size.width)" height="\(scale * size.height)" role="img" xml:space="preserve">

      """
    )
    // Painted on dark pages alone; readers without styles paint nothing either.
    style.write(
      """
      \(sheet.element)\
      <rect class="gs-ground" width="100%" height="100%" fill="\(theme.palette.ground ?? "none")"/>
      <g class="gs-caption">

      """
    )
    origin = picture.origin
  }

  func write(_ scene: Scene, keeping kept: inout PartBytes) -> [UInt8] {
    var svg = opening
    svg.write("<title>\(escaped: scene.title)</title>\n")
    svg.write("<desc>\(escaped: scene.description)</desc>\n")
    svg += style
    for mark in scene.caption {
      write(mark, to: &svg)
      svg.write("\n")
    }
    svg.write("</g>\n<g class=\"gs-\(scene.phase.name)\" transform=\"translate(\(origin))\">\n")
    scene.forEachPart { part in kept.write(part, to: &svg) { write($0, to: &$1) } }
    svg.write("</g>\n</svg>\n")
    return svg
  }

  private func write(_ part: Scene.Part, to svg: inout [UInt8]) {
    guard !part.marks.isEmpty else { return }
    switch part.layer {
    case .group: svg.write("<g class=\"gs-group\">")
    case .edge, .card:
      svg.write("<g data-part=\"\(escaped: part.id)\"")
      svg.add(classes: part.classNames)
      svg.add(">")
    }
    writeContent(of: part, to: &svg)
    svg.write("</g>\n")
  }

  /// What stands in the element of a part.
  func writeContent(of part: Scene.Part, to svg: inout [UInt8]) {
    if let title = part.title { svg.write("<title>\(escaped: title)</title>") }
    for mark in part.marks { write(mark, to: &svg) }
  }

  func write(_ mark: Mark, within group: Mark.Role? = nil, to svg: inout [UInt8]) {
    switch mark {
    case .text(let line): SVGText(line, within: group, theme).write(to: &svg)
    case .box(let role, let box, let radius):
      svg.add("<rect")
      svg.add(classes: role.rawValue)
      svg.add("x", box.x)
      svg.add("y", box.y)
      svg.add("width", box.width)
      svg.add("height", box.height)
      svg.add("rx", radius)
      svg.add("/>")
    case .path(let role, let path): write(path, role, to: &svg)
    case .tiles(let role, let boxes, let depth):
      svg.add("<path")
      svg.add(classes: role.rawValue)
      if depth < 1 { svg.add("fill-opacity", depth) }
      svg.add(" d=\"")
      for box in theme.look(of: role, in: nil).drawn(boxes) {
        svg.add("M")
        svg.write(Point(x: box.x, y: box.y))
        svg.write("h\(box.width)v\(box.height)h\(-box.width)z" as Written)
      }
      svg.add("\"/>")
    case .group(let role, let marks):
      svg.add("<g")
      svg.add(classes: role.rawValue)
      svg.add(">")
      for mark in marks { write(mark, within: role, to: &svg) }
      svg.add("</g>")
    }
  }

  private func write(_ path: Mark.Path, _ role: Mark.Role, to svg: inout [UInt8]) {
    if case .polygon(let corners) = path {
      for (position, corner) in corners.enumerated() {
        svg.add(position == 0 ? "<polygon points=\"" : " ")
        svg.write(corner)
      }
      svg.add("\"/>")
      return
    }
    svg.add("<path")
    if !role.className.isEmpty { svg.add(classes: role.className) }
    svg.add(" d=\"M")
    svg.write(path.points[0])
    switch path {
    case .curve(let points):
      for (position, point) in points.dropFirst().enumerated() {
        svg.add(position % 3 == 0 ? "C" : " ")
        svg.write(point)
      }
    case .lines(let points), .polygon(let points):
      for (last, point) in zip(points, points.dropFirst()) {
        if last.y == point.y {
          svg.add("H")
          svg.write(point.x)
        } else if last.x == point.x {
          svg.add("V")
          svg.write(point.y)
        } else {
          svg.add("L")
          svg.write(point)
        }
      }
    }
    svg.add("\"/>")
  }
}

extension [UInt8] {
  /// Appends the attribute of classes whose names stand between blanks, each with its prefix.
  mutating func add(classes: String) {
    add(" class=\"")
    append(contentsOf: SVGStyle.prefix.utf8)
    for byte in classes.utf8 {
      append(byte)
      if byte == UInt8(ascii: " ") { append(contentsOf: SVGStyle.prefix.utf8) }
    }
    add("\"")
  }
}

extension Scene.Part {
  /// The classes of the element of a part.
  fileprivate var classNames: String {
    if layer == .group { return "group" }
    let kind = kind.map { "node \($0.rawValue)" } ?? "edge"
    return "\(kind)\(isOutput ? " output" : "") \(emphasis.className)"
  }

  /// The classes by which the style sheet knows how the marks of the part look, without any others.
  var neededClassNames: String {
    var names: [String] = []
    let hasBox = marks.contains { mark in if case .box = mark { true } else { false } }
    switch layer {
    case .group: return ""
    case .edge: names.append("edge")
    case .card where hasBox:
      if let kind, kind != .operation { names.append(kind.rawValue) }
      if isOutput { names.append("output") }
    case .card: break
    }
    switch emphasis {
    case .pending where layer == .card: names += ["node", emphasis.className]
    case .pending, .current: names.append(emphasis.className)
    case .done: break
    }
    return names.joined(separator: " ")
  }
}

extension Mark.Role {
  /// The class of an element, if that around it does not say all.
  var className: String {
    switch self {
    case .number, .edge, .tip: ""
    case .sign: "symbol sign"
    case .opening: "bracket open"
    default: rawValue
    }
  }
}

extension Frame.Emphasis {
  fileprivate var className: String {
    switch self {
    case .pending: "pending"
    case .current: "step-current"
    case .done: "done"
    }
  }
}
