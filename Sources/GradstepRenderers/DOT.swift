import GradstepFrames
import GradstepLayout
import GradstepText

extension OutputFormat {
  /// The graph language of Graphviz.
  public static let dot = OutputFormat(
    name: "dot",
    ending: "dot",
    summary: "for Graphviz, with labels, colours and positions",
    mark: DOTWriter.mark,
    content: .figures(by: DOTWriter.init)
  )
}

/// Writes scenes in the language of Graphviz.
///
/// Every position stands in the text, so that `dot -Kneato -n2` draws the same arrangement, and
/// without that option Graphviz makes one of its own.
struct DOTWriter: SceneWriter {
  private let picture: Picture
  private let theme: Theme
  /// How text looks, and which cards belong to which group: the same in all steps.
  private var defaults: [UInt8] = []

  /// The first line, which says what wrote the others.
  static let mark = "// a step of a lesson, by gradstep"

  init(_ picture: Picture) {
    self.picture = picture
    theme = picture.theme
    defaults.write(
      """
        node [shape=box, fixedsize=shape, style="filled", fontname="Times", fontsize=12, \
      fontcolor="\(theme.palette.ink)"]
        edge [fontname="Times", fontsize=\(theme.type.local), arrowsize=0.8]

      """
    )
    writeGroups(Scene(picture), to: &defaults)
  }

  func write(_ scene: Scene, keeping kept: inout PartBytes) -> [UInt8] {
    let (size, palette) = (picture.size, theme.palette)
    let center = Point(x: size.width / 2, y: picture.origin.y / 2) - picture.origin
    let inches = picture.scale / 72
    let shown =
      picture.scale == 1
      ? ""
      : "size=\"\(inches * size.width, digits: 4),\(inches * size.height, digits: 4)!\", "
        as Written
    var dot: [UInt8] = []
    dot.write(
      """
      \(Self.mark)
      digraph \(quoted: picture.title) {
        graph [\(shown)bb="0,0,\(size.width),\(size.height)", rankdir=\(picture.layout.direction.rawValue), \
      ordering=in, bgcolor="\(palette.ground ?? "transparent")", fontname="Times", fontsize=14, \
      fontcolor="\(palette.ink)", labelloc=t, lp="\(place(center))", \
      tooltip=\(quoted: scene.description), label=<<table border="0" cellborder="0" cellspacing="0">
      """
    )
    for case .text(let line) in scene.caption {
      dot.write("<tr><td align=\"left\">\(html(line, nil))</td></tr>")
    }
    dot.write("</table>>]\n")
    dot += defaults
    for (card, part) in zip(picture.diagram.cards, scene.cards) {
      kept.write(part, to: &dot) { writeCard($0, card, to: &$1) }
    }
    for (edge, part) in zip(picture.diagram.edges, scene.edges) {
      kept.write(part, to: &dot) { writeEdge($0, edge, to: &$1) }
    }
    dot.write("}\n")
    return dot
  }

  // MARK: - Groups

  /// The groups with the names of their cards.
  private func writeGroups(_ scene: Scene, to dot: inout [UInt8]) {
    let diagram = picture.diagram
    let members = Dictionary(grouping: diagram.cards.indices) { diagram.cards[$0].group }
    let children = Dictionary(grouping: diagram.groups.indices) { diagram.groups[$0].parent }
      .mapValues { $0.reversed().map(Optional.some) }
    // Groups may be nested to any depth: a stack of our own instead of recursion; `nil` closes one.
    var open = children[nil] ?? []
    while let next = open.popLast() {
      guard let group = next else {
        dot.write("  }\n")
        continue
      }
      let part = scene.groups[group]
      guard !part.marks.isEmpty else { continue }
      dot.write(
        "  subgraph \"cluster_\(group)\" {\n    graph [labeljust=l, style=\"rounded,dashed\""
      )
      for mark in part.marks {
        switch mark {
        case .box(let role, let box, _):
          let corners = (Point(x: box.minX, y: box.maxY), Point(x: box.maxX, y: box.minY))
          let colour = colour(theme.look(of: role, in: part).ink)
          dot.write(", color=\"\(colour)\", bb=\"\(place(corners.0)),\(place(corners.1))\"")
        case .text(let line):
          dot.write(", label=<\(html(line, part))>, lp=\"\(place(line.center(theme)))\"")
        case .path, .group: break
        }
      }
      dot.write("]\n")
      for card in members[group] ?? [] { dot.write("    \(quoted: diagram.cards[card].id)\n") }
      open.append(nil)
      open += children[group] ?? []
    }
  }

  // MARK: - Cards

  private func writeCard(_ part: Scene.Part, _ card: Diagram.Card, to dot: inout [UInt8]) {
    // The name of the node is that of the card.
    let name = String(part.id.dropFirst("node-".count))
    dot.write("  \(quoted: name) [id=\(quoted: part.id), label=<")
    writeLabel(part, card, to: &dot)
    dot.write(">")
    for case .box(.box, let box, _) in part.marks {
      let look = theme.look(of: .box, in: part)
      let style =
        (part.kind == .operation ? ",rounded" : "") + (look.dash.isEmpty ? "" : ",dashed")
      // Sizes are in inches, with digits enough to keep them within a hundredth of a point.
      dot.write(
        """
        , pos="\(place(box.center))", width=\(box.width / 72, digits: 4), \
        height=\(box.height / 72, digits: 4), style="filled\(style)", color="\(colour(look.ink))", \
        fillcolor="\(colour(look.fill))", penwidth=\(look.width)
        """
      )
    }
    dot.write(part.isOutput ? ", peripheries=2]\n" : "]\n")
  }

  /// The texts of a card as a table: its head, and below it the numbers side by side or stacked.
  private func writeLabel(_ part: Scene.Part, _ card: Diagram.Card, to dot: inout [UInt8]) {
    var head: [Mark.Line] = []
    // An open bracket stands before the numbers that it belongs to.
    var (value, mark, opening, gradient, count) = (none, none, none, none, none)
    for item in part.marks {
      switch item {
      case .text(let line) where line.role == .awaited: continue
      case .text(let line) where line.role == .mark: mark.write("<td>\(html(line, part))</td>")
      case .text(let line) where line.role == .count: count.write("<td>\(html(line, part))</td>")
      case .text(let line): head.append(line)
      case .group(let role, let marks):
        if case .path(.opening, let path)? = marks.first {
          // As high as the numbers.
          let ends = path.points.map { $0.y }
          let height = ((ends.max() ?? 0) - (ends.min() ?? 0)).rounded()
          let colour = theme.palette.gradient
          opening.write("<td><font color=\"\(colour)\" point-size=\"\(height)\">(</font></td>")
        } else if role == .value {
          writeNumbers(marks, part, role, to: &value)
        } else {
          writeNumbers(marks, part, role, to: &gradient)
        }
      case .box, .path: break
      }
    }
    guard card.valueSize != .zero else {
      for line in head { dot.write(html(line, part)) }
      return
    }
    let table = "<table border=\"0\" cellborder=\"0\" cellspacing"
    dot.write("\(table)=\"2\"><tr>")
    for (side, roles) in [
      ("left", [Mark.Role.name]), ("center", [.symbol, .sign]), ("right", [.shape]),
    ] {
      let line = head.first { roles.contains($0.role) }
      dot.write("<td align=\"\(side)\">\(line.map { html($0, part) } ?? " ")</td>")
    }
    if card.isStacked {
      // The value stands above the gradient, and so behind what stands before that.
      let blanks = [mark, opening].map { $0.isEmpty ? none : Array("<td></td>".utf8) }
      value = blanks[0] + blanks[1] + value
      if !gradient.isEmpty { value.write("</tr><tr>") }
    }
    let cells = value + mark + opening + gradient + count
    dot.write("</tr><tr><td colspan=\"3\">\(table)=\"1\"><tr>")
    dot.write(cells.isEmpty ? "<td> </td>" : "\(cells)")
    dot.write("</tr></table></td></tr></table>")
  }

  private var none: [UInt8] { [] }

  private func writeNumbers(
    _ marks: [Mark],
    _ part: Scene.Part,
    _ role: Mark.Role,
    to dot: inout [UInt8]
  ) {
    let colour = colour(theme.look(of: .number, in: part, within: role).ink)
    var (isBracketed, rows) = (false, none)
    for mark in marks {
      switch mark {
      case .path: isBracketed = true
      case .text(let line) where line.role == .expression:
        dot.write("<td>\(html(line, part, within: role))</td>")
        return
      case .text(let line):
        for run in line.text.runs { rows.write(escaped: run.string) }
        // A break says how the line before it is aligned.
        rows.write("<br align=\"left\"/>")
      case .box, .group: break
      }
    }
    let face = "face=\"DejaVu Sans Mono\" point-size=\"" as Written
    dot.write(isBracketed ? "<td border=\"1\" sides=\"LR\" color=\"\(colour)\">" : "<td>")
    dot.write("<font \(face)\(theme.type.number)\" color=\"\(colour)\">\(rows)</font></td>")
  }

  // MARK: - Edges

  private func writeEdge(_ part: Scene.Part, _ edge: Diagram.Edge, to dot: inout [UInt8]) {
    let cards = picture.diagram.cards
    let isBackward = part.emphasis == .current && part.phase.flow == .toOperand
    let look = theme.look(of: .edge, in: part)
    let ends = (cards[edge.operand].id, cards[edge.operation].id)
    dot.write("  \(quoted: ends.0) -> \(quoted: ends.1) [id=\(quoted: part.id)")
    dot.write(isBackward ? ", dir=back, pos=\"s," : ", pos=\"e,")
    for case .path(.tip, let path) in part.marks { dot.write("\(place(path.points[0]))") }
    let lines = part.marks.compactMap { mark in
      if case .path(.edge, let path) = mark { path.points } else { nil }
    }
    // A tip belongs to the line that it stands before, and the first line is that of a tip backward.
    for (position, line) in (isBackward ? lines : lines.reversed()).enumerated() {
      if position > 0 { dot.write(";") }
      for point in line { dot.write(" \(place(point))") }
    }
    dot.write("\", color=\"\(colour(look.ink))\", penwidth=\(look.width)")
    for case .text(let line) in part.marks {
      let name = line.role == .label ? ("headlabel", "head_lp") : ("label", "lp")
      dot.write(
        ", \(name.0)=<\(html(line, part))>, \(name.1)=\"\(place(line.center(theme)))\""
      )
    }
    dot.write("]\n")
  }

  // MARK: - Pieces

  private func colour(_ ink: Theme.Ink?) -> String {
    ink.flatMap { theme.palette[$0] } ?? "transparent"
  }

  /// A place on the canvas; Graphviz counts from the bottom.
  private func place(_ point: Point) -> Point {
    let place = picture.origin + point
    return Point(x: place.x, y: picture.size.height - place.y)
  }

  private func html(
    _ line: Mark.Line,
    _ part: Scene.Part?,
    within group: Mark.Role? = nil
  ) -> Written {
    let ink = theme.look(of: line.role, in: part, within: group).ink
    let colour = ink == .ink ? "" : " color=\"\(colour(ink))\""
    let tag = line.role.face == .sansBold ? "b" : line.role == .mark ? "i" : nil
    let (opening, closing) = tag.map { ("<\($0)>", "</\($0)>") } ?? ("", "")
    var runs: [UInt8] = []
    for run in line.text.runs where !run.string.isEmpty { write(run, to: &runs) }
    let size = theme.size(of: line.role)
    return "<font point-size=\"\(size)\"\(colour)>\(opening)\(runs)\(closing)</font>"
  }

  private func write(_ run: Text.Run, to dot: inout [UInt8]) {
    var (opening, closing) = ("", "")
    func open(_ tag: String, _ attributes: String = "") {
      opening += "<\(tag)\(attributes)>"
      closing = "</\(tag)>" + closing
    }
    switch run.script {
    case .baseline: break
    case .subscript: open("sub")
    case .superscript: open("sup")
    }
    if run.role == .name { open("i") }
    if run.role == .current { open("b") }
    if let ink = run.role.ink { open("font", " color=\"\(colour(ink))\"") }
    dot.write("\(opening)\(escaped: run.string)\(closing)")
  }
}

extension Written.StringInterpolation {
  /// A string in quotes.
  fileprivate mutating func appendInterpolation(quoted string: String) {
    bytes.write("\"")
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": bytes.write("\\\"")
      case "\\": bytes.write("\\\\")
      case "\t", "\n", "\r": bytes.write(" ")
      default: bytes.write(scalar: Markup.canHold(scalar) ? scalar : "\u{FFFD}")
      }
    }
    bytes.write("\"")
  }
}
