import GradstepFrames
import GradstepText

extension OutputFormat {
  /// The graph language of Graphviz.
  public static let dot = OutputFormat(
    name: "dot",
    summary: "for Graphviz, with labels, colours and positions",
    mark: DOTWriter.mark
  ) { picture in
    let writer = DOTWriter(picture)
    return { scene, kept in writer.write(scene, keeping: &kept) }
  }
}

/// Writes scenes in the language of Graphviz.
///
/// Every position stands in the text, so that `dot -Kneato -n2` draws the same arrangement, and
/// without that option Graphviz makes one of its own.
struct DOTWriter: Sendable {
  private let picture: Picture
  private let theme: Theme
  /// How text looks, and which cards belong to which group: the same in all steps.
  private var defaults: [UInt8] = []

  /// The first line, which says what wrote the others.
  static let mark = "// a step of a lesson, by gradstep"

  init(_ picture: Picture) {
    self.picture = picture
    theme = picture.theme
    let ink = theme.palette.ink
    defaults.write("  node [shape=box, fixedsize=shape, style=\"filled\", fontname=\"Times\"")
    defaults.write(", fontsize=12, fontcolor=\"\(ink)\"]\n")
    defaults.write("  edge [fontname=\"Times\", arrowsize=0.8, fontsize=")
    defaults.write(theme.type.local)
    defaults.write("]\n")
    writeGroups(Scene(picture), to: &defaults)
  }

  func write(_ scene: Scene, keeping kept: inout PartBytes) -> [UInt8] {
    var dot: [UInt8] = []
    dot.write("\(Self.mark)\ndigraph ")
    dot.write(quoted: picture.title)
    dot.write(" {\n  graph [bb=\"0,0,")
    dot.write(picture.size.width)
    dot.write(",")
    dot.write(picture.size.height)
    dot.write("\", rankdir=\(picture.layout.direction.rawValue), ordering=in, bgcolor=\"")
    dot.write(theme.palette.ground ?? "transparent")
    dot.write("\", fontname=\"Times\", fontcolor=\"\(theme.palette.ink)\", fontsize=14, labelloc=t")
    dot.write(", label=<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\">")
    for case .text(let line) in scene.caption {
      dot.write("<tr><td align=\"left\">")
      write(line, nil, to: &dot)
      dot.write("</td></tr>")
    }
    dot.write("</table>>, lp=\"")
    write(Point(x: picture.size.width / 2, y: picture.origin.y / 2), isOnCanvas: true, to: &dot)
    dot.write("\", tooltip=")
    dot.write(quoted: scene.description)
    dot.write("]\n")
    dot += defaults
    for card in scene.cards { kept.write(card, to: &dot, writeCard) }
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
    // Groups may be nested to any depth: a stack of our own instead of recursion; `nil` closes one.
    var open: [Int?] = (children[nil] ?? []).reversed()
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
          let color = theme.look(of: role, in: part).ink.flatMap { theme.palette[$0] } ?? ""
          dot.write(", color=\"\(color)\", bb=\"")
          write(Point(x: box.minX, y: box.maxY), to: &dot)
          dot.write(",")
          write(Point(x: box.maxX, y: box.minY), to: &dot)
          dot.write("\"")
        case .text(let line):
          dot.write(", label=<")
          write(line, part, to: &dot)
          dot.write(">, lp=\"")
          write(line.center(theme), to: &dot)
          dot.write("\"")
        case .path, .group: break
        }
      }
      dot.write("]\n")
      for card in members[group] ?? [] {
        dot.write("    ")
        dot.write(quoted: diagram.cards[card].id)
        dot.write("\n")
      }
      open.append(nil)
      open += (children[group] ?? []).reversed()
    }
  }

  // MARK: - Cards

  private func writeCard(_ part: Scene.Part, to dot: inout [UInt8]) {
    dot.write("  ")
    // The name of the node is that of the card.
    dot.write(quoted: String(part.id.dropFirst("node-".count)))
    dot.write(" [id=")
    dot.write(quoted: part.id)
    dot.write(", label=<")
    writeLabel(part, to: &dot)
    dot.write(">")
    for case .box(.box, let box, _) in part.marks {
      let look = theme.look(of: .box, in: part)
      dot.write(", pos=\"")
      write(box.center, to: &dot)
      dot.write("\", width=")
      // Sizes are in inches, with digits enough to keep them within a hundredth of a point.
      dot.write(box.width / 72, digits: 4)
      dot.write(", height=")
      dot.write(box.height / 72, digits: 4)
      dot.write(", style=\"filled")
      if part.kind == .operation { dot.write(",rounded") }
      if !look.dash.isEmpty { dot.write(",dashed") }
      dot.write("\", color=\"")
      dot.write(colour(look.ink))
      dot.write("\", fillcolor=\"")
      dot.write(colour(look.fill))
      dot.write("\", penwidth=")
      dot.write(look.width)
    }
    if part.isOutput { dot.write(", peripheries=2") }
    dot.write("]\n")
  }

  /// The texts of a card as a table: its head, and below it the numbers side by side.
  private func writeLabel(_ part: Scene.Part, to dot: inout [UInt8]) {
    var head: [Mark.Line] = []
    // An open bracket stands before the numbers that it belongs to.
    var (value, mark, opening, gradient, count): ([UInt8], [UInt8], [UInt8], [UInt8], [UInt8]) =
      ([], [], [], [], [])
    for item in part.marks {
      switch item {
      case .text(let line) where line.role == .mark: writeCell(line, part, to: &mark)
      case .text(let line) where line.role == .count: writeCell(line, part, to: &count)
      case .text(let line): head.append(line)
      case .group(let role, let marks):
        if case .path(.opening, let path)? = marks.first {
          // As high as the numbers.
          let ends = path.points.map(\.y)
          writeOpening(height: (ends.max() ?? 0) - (ends.min() ?? 0), to: &opening)
        } else if role == .value {
          writeNumbers(marks, part, role, to: &value)
        } else {
          writeNumbers(marks, part, role, to: &gradient)
        }
      case .box, .path: break
      }
    }
    guard head.count > 1 else {
      for line in head { write(line, part, to: &dot) }
      return
    }
    dot.write("<table border=\"0\" cellborder=\"0\" cellspacing=\"2\"><tr>")
    for (side, roles) in [
      ("left", [Mark.Role.name]), ("center", [.symbol, .sign]), ("right", [.shape]),
    ] {
      dot.write("<td align=\"\(side)\">")
      if let line = head.first(where: { roles.contains($0.role) }) {
        write(line, part, to: &dot)
      } else {
        dot.write(" ")
      }
      dot.write("</td>")
    }
    dot.write(
      "</tr><tr><td colspan=\"3\"><table border=\"0\" cellborder=\"0\" cellspacing=\"1\"><tr>"
    )
    let cells = value + mark + opening + gradient + count
    dot += cells.isEmpty ? Array("<td> </td>".utf8) : cells
    dot.write("</tr></table></td></tr></table>")
  }

  private func writeCell(_ line: Mark.Line, _ part: Scene.Part, to dot: inout [UInt8]) {
    dot.write("<td>")
    write(line, part, to: &dot)
    dot.write("</td>")
  }

  private func writeOpening(height: Double, to dot: inout [UInt8]) {
    dot.write("<td><font color=\"")
    dot.write(theme.palette.gradient)
    dot.write("\" point-size=\"")
    dot.write(height.rounded())
    dot.write("\">(</font></td>")
  }

  private func writeNumbers(
    _ marks: [Mark],
    _ part: Scene.Part,
    _ role: Mark.Role,
    to dot: inout [UInt8]
  ) {
    let colour = colour(theme.look(of: .number, in: part, within: role).ink)
    var (isBracketed, rows): (Bool, [UInt8]) = (false, [])
    for mark in marks {
      switch mark {
      case .path: isBracketed = true
      case .text(let line):
        for run in line.text.runs { rows.write(escaped: run.string) }
        // A break says how the line before it is aligned.
        rows.write("<br align=\"left\"/>")
      case .box, .group: break
      }
    }
    dot.write(isBracketed ? "<td border=\"1\" sides=\"LR\" color=\"\(colour)\">" : "<td>")
    dot.write("<font face=\"DejaVu Sans Mono\" point-size=\"")
    dot.write(theme.type.number)
    dot.write("\" color=\"\(colour)\">")
    dot += rows
    dot.write("</font></td>")
  }

  // MARK: - Edges

  private func writeEdge(_ part: Scene.Part, _ edge: Diagram.Edge, to dot: inout [UInt8]) {
    let cards = picture.diagram.cards
    let isBackward = part.emphasis == .current && part.phase.look.flow == .toOperand
    let look = theme.look(of: .edge, in: part)
    dot.write("  ")
    dot.write(quoted: cards[edge.operand].id)
    dot.write(" -> ")
    dot.write(quoted: cards[edge.operation].id)
    dot.write(" [id=")
    dot.write(quoted: part.id)
    dot.write(isBackward ? ", dir=back, pos=\"s," : ", pos=\"e,")
    for case .path(.tip, let path) in part.marks { write(path.points[0], to: &dot) }
    for case .path(.edge, let path) in part.marks {
      for point in path.points {
        dot.write(" ")
        write(point, to: &dot)
      }
    }
    dot.write("\", color=\"")
    dot.write(colour(look.ink))
    dot.write("\", penwidth=")
    dot.write(look.width)
    for case .text(let line) in part.marks {
      dot.write(", label=<")
      write(line, part, to: &dot)
      dot.write(">, lp=\"")
      write(line.center(theme), to: &dot)
      dot.write("\"")
    }
    dot.write("]\n")
  }

  // MARK: - Pieces

  private func colour(_ ink: Theme.Ink?) -> String {
    ink.flatMap { theme.palette[$0] } ?? "transparent"
  }

  /// Graphviz counts from the bottom of the canvas.
  private func write(_ point: Point, isOnCanvas: Bool = false, to dot: inout [UInt8]) {
    let place = isOnCanvas ? point : picture.origin + point
    dot.write(place.x)
    dot.write(",")
    dot.write(picture.size.height - place.y)
  }

  private func write(_ line: Mark.Line, _ part: Scene.Part?, to dot: inout [UInt8]) {
    let look = theme.look(of: line.role, in: part)
    dot.write("<font point-size=\"")
    dot.write(theme.size(of: line.role))
    if look.ink != .ink {
      dot.write("\" color=\"")
      dot.write(colour(look.ink))
    }
    dot.write("\">")
    if line.role.face == .sansBold { dot.write("<b>") }
    if line.role == .mark { dot.write("<i>") }
    for run in line.text.runs { write(run, to: &dot) }
    if line.role == .mark { dot.write("</i>") }
    if line.role.face == .sansBold { dot.write("</b>") }
    dot.write("</font>")
  }

  private func write(_ run: Text.Run, to dot: inout [UInt8]) {
    guard !run.string.isEmpty else { return }
    var closing = ""
    func open(_ tag: String, _ attributes: String = "") {
      dot.write("<\(tag)\(attributes)>")
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
    dot.write(escaped: run.string)
    dot.write(closing)
  }
}

extension [UInt8] {
  /// Appends a string in quotes.
  fileprivate mutating func write(quoted string: String) {
    write("\"")
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": write("\\\"")
      case "\\": write("\\\\")
      case "\t", "\n", "\r": write(" ")
      default: write(Markup.canHold(scalar) ? scalar : "\u{FFFD}" as Unicode.Scalar)
      }
    }
    write("\"")
  }
}
