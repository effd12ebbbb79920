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
    for (index, part) in scene.cards.enumerated() {
      kept.write(part, to: &dot) { writeCard($0, index, to: &$1) }
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
        case .path, .tiles, .group: break
        }
      }
      dot.write("]\n")
      for card in members[group] ?? [] { dot.write("    \(quoted: diagram.cards[card].id)\n") }
      open.append(nil)
      open += children[group] ?? []
    }
  }

  // MARK: - Cards

  private func writeCard(_ part: Scene.Part, _ index: Int, to dot: inout [UInt8]) {
    let card = picture.diagram.cards[index]
    // The name of the node is that of the card.
    let name = String(part.id.dropFirst("node-".count))
    dot.write("  \(quoted: name) [id=\(quoted: part.id), label=<")
    writeLabel(part, card, to: &dot)
    dot.write(">")
    for case .box(.box, let outline, _) in part.marks {
      let look = theme.look(of: .box, in: part)
      let box: Rectangle
      let shape: Written
      switch card.form {
      case .full, .word:
        box = outline
        let dashed = look.dash.isEmpty ? "" : ",dashed"
        shape = """
          style="filled\(part.kind == .operation ? ",rounded" : "")\(dashed)", \
          color="\(colour(look.ink))", fillcolor="\(colour(look.fill))", penwidth=\(look.width)\
          \(part.isOutput ? ", peripheries=2" : "")
          """
      case .gate:
        // Its outline is a cell of its label.
        box = picture.layout.boxes[index]
        shape = "shape=none, style=\"\""
      }
      // Sizes are in inches, with digits enough to keep them within a hundredth of a point.
      dot.write(
        """
        , pos="\(place(box.center))", width=\(box.width / 72, digits: 4), \
        height=\(box.height / 72, digits: 4), \(shape)]

        """
      )
    }
  }

  /// The cells of a card's numbers, and the lines of its head.
  private struct Cells {
    var head: [Mark.Line] = []
    // An open bracket stands before the numbers that it belongs to.
    var value: [UInt8] = [], mark: [UInt8] = [], opening: [UInt8] = []
    var gradient: [UInt8] = [], count: [UInt8] = []
    // The parts of the card.
    var rows: [[Mark]] = []

    /// What stands beside the value, or below it.
    var besides: [UInt8] { mark + opening + gradient + count }
  }

  /// The texts of a card as a table.
  private func writeLabel(_ part: Scene.Part, _ card: Diagram.Card, to dot: inout [UInt8]) {
    let cells = cells(of: part.marks, part)
    switch card.form {
    case .full: writeFullLabel(cells, part, isStacked: card.isStacked, to: &dot)
    case .word: for line in cells.head { dot.write(html(line, part)) }
    case .gate(let gate): writeGate(cells, part, gate, card.size(in: direction), to: &dot)
    }
  }

  private func cells(of marks: [Mark], _ part: Scene.Part) -> Cells {
    var cells = Cells()
    for item in marks {
      switch item {
      case .text(let line) where line.role == .awaited: continue
      case .text(let line) where line.role == .mark: cells.mark = cell(line, part)
      case .text(let line) where line.role == .count: cells.count = cell(line, part)
      case .text(let line): cells.head.append(line)
      case .group(.row, let marks): cells.rows.append(marks)
      case .group(let role, let marks):
        if case .path(.opening, let path)? = marks.first {
          // As high as the numbers.
          let ends = path.points.map { $0.y }
          let height = ((ends.max() ?? 0) - (ends.min() ?? 0)).rounded()
          let colour = theme.palette.gradient
          cells.opening.write(
            "<td><font color=\"\(colour)\" point-size=\"\(height)\">(</font></td>"
          )
        } else if role == .value {
          writeNumbers(marks, part, role, to: &cells.value)
        } else {
          writeNumbers(marks, part, role, to: &cells.gradient)
        }
      case .box, .path, .tiles: break
      }
    }
    return cells
  }

  private func cell(_ line: Mark.Line, _ part: Scene.Part) -> [UInt8] {
    var cell: [UInt8] = []
    cell.write("<td>\(html(line, part))</td>")
    return cell
  }

  /// The beginning of a table without lines.
  private static let table = "<table border=\"0\" cellborder=\"0\" cellspacing"

  /// The head of a card, and below it the numbers side by side or stacked.
  private func writeFullLabel(
    _ cells: Cells,
    _ part: Scene.Part,
    isStacked: Bool,
    to dot: inout [UInt8]
  ) {
    dot.write("\(Self.table)=\"2\"><tr>")
    for (side, roles) in [
      ("left", [Mark.Role.name]), ("center", [.symbol, .sign]), ("right", [.shape]),
    ] {
      let line = cells.head.first { roles.contains($0.role) }
      dot.write("<td align=\"\(side)\">\(line.map { html($0, part) } ?? " ")</td>")
    }
    var value = cells.value
    if isStacked {
      // The value stands above the gradient, and so behind what stands before that.
      let blanks = [cells.mark, cells.opening].map { $0.isEmpty ? none : Array("<td></td>".utf8) }
      value = blanks[0] + blanks[1] + value
      if !cells.gradient.isEmpty { value.write("</tr><tr>") }
    }
    let numbers = value + cells.besides
    dot.write("</tr><tr><td colspan=\"3\">\(Self.table)=\"1\"><tr>")
    dot.write(numbers.isEmpty ? "<td> </td>" : "\(numbers)")
    dot.write("</tr></table></td></tr>")
    for row in cells.rows {
      let cells = self.cells(of: row, part)
      dot.write("<tr><td colspan=\"3\" align=\"left\" border=\"1\" sides=\"T\"")
      dot.write(" color=\"\(theme.palette.pale)\">\(Self.table)=\"1\"><tr>")
      for line in cells.head { dot.write("\(cell(line, part))") }
      dot.write("\(cells.value)\(cells.besides)</tr></table></td></tr>")
    }
    dot.write("</table>")
  }

  /// The outline of a gate, and its numbers on both sides of the wire.
  private func writeGate(
    _ cells: Cells,
    _ part: Scene.Part,
    _ gate: Size,
    _ size: Size,
    to dot: inout [UInt8]
  ) {
    let look = theme.look(of: .box, in: part)
    var outline: [UInt8] = []
    outline.write(
      """
      border="\(max(1, look.width.rounded()))" color="\(colour(look.ink))" \
      bgcolor="\(colour(look.fill))" width="\(gate.width)" height="\(gate.height)"\
      \(part.kind == .operation ? " style=\"rounded\"" : "")
      """
    )
    for line in cells.head.prefix(1) { outline.write(">\(html(line, part))</td>") }
    // What names the value stands before it.
    let label = cells.head.dropFirst().first.map { cell($0, part) } ?? none
    let wire = colour(theme.look(of: .wire, in: part).ink)
    func numbers(_ cells: [UInt8]) -> Written {
      cells.isEmpty ? " " : "\(Self.table)=\"0\"><tr>\(cells)</tr></table>"
    }
    let (value, gradient) = (numbers(label + cells.value), numbers(cells.besides))
    // Cells are at least so large that the wire ends where edges begin.
    func least(_ width: Double, _ height: Double) -> Written {
      "width=\"\(width)\" height=\"\(height)\""
    }
    let table = "\(Self.table)=\"0\" cellpadding=\"0\"" as Written
    let frame = "\(table) fixedsize=\"true\" \(least(gate.width, gate.height))>" as Written
    dot.write("\(table)><tr>")
    switch direction {
    case .leftToRight:
      let (rest, half) = (size.width - gate.width, size.height / 2)
      dot.write("<td rowspan=\"2\">\(frame)<tr><td \(outline)</tr></table></td>")
      dot.write("<td \(least(rest, half)) align=\"left\" border=\"1\" sides=\"B\"")
      dot.write(" color=\"\(wire)\">\(value)</td></tr>")
      dot.write("<tr><td \(least(rest, half)) align=\"left\">\(gradient)</td>")
    case .topToBottom:
      let (rest, half) = (size.height - gate.height, size.width / 2)
      dot.write("<td colspan=\"2\">\(frame)<tr><td \(outline)</tr></table></td></tr>")
      dot.write("<tr><td \(least(half, rest)) border=\"1\" sides=\"R\" color=\"\(wire)\">")
      dot.write("\(value)</td><td \(least(half, rest))>\(gradient)</td>")
    }
    dot.write("</tr></table>")
  }

  private var direction: Direction { picture.layout.direction }

  private var none: [UInt8] { [] }

  private func writeNumbers(
    _ marks: [Mark],
    _ part: Scene.Part,
    _ role: Mark.Role,
    to dot: inout [UInt8]
  ) {
    let colour = colour(theme.look(of: .number, in: part, within: role).ink)
    for case .box(.grid, let grid, _) in marks {
      writeHeat(marks, on: grid, part, role, to: &dot)
      return
    }
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
      case .box, .tiles, .group: break
      }
    }
    let face = "face=\"DejaVu Sans Mono\" point-size=\"" as Written
    dot.write(isBracketed ? "<td border=\"1\" sides=\"LR\" color=\"\(colour)\">" : "<td>")
    dot.write("<font \(face)\(theme.type.number)\" color=\"\(colour)\">\(rows)</font></td>")
  }

  /// Tinted cells as a table, and the number of the deepest tint below them.
  private func writeHeat(
    _ marks: [Mark],
    on grid: Rectangle,
    _ part: Scene.Part,
    _ group: Mark.Role,
    to dot: inout [UInt8]
  ) {
    var cells: [[Int]: Written] = [:]
    var (side, scale) = (grid.width, none)
    for mark in marks {
      switch mark {
      case .tiles(let role, let boxes, let depth):
        let tint = "\(colour(theme.look(of: role, in: part).fill))\(Self.alpha(depth))"
        for box in boxes {
          side = box.width
          let place = [box.y - grid.y, box.x - grid.x].map { Int(($0 / side).rounded()) }
          // A sign is told by more than its colour.
          let sign = role == .negative ? "−" : role == .leftOut ? "·" : ""
          let ink = theme.palette[role == .leftOut ? .dim : .operation] ?? "transparent"
          let text = "<font point-size=\"\(side * 0.7)\" color=\"\(ink)\">\(sign)</font>" as Written
          cells[place] =
            "\(role == .leftOut ? "" : " bgcolor=\"\(tint)\"" as Written)>\(sign.isEmpty ? "" : text)"
        }
      case .text(let line): scale.write("\(html(line, part, within: group))")
      case .box, .path, .group: break
      }
    }
    let (rows, columns) = (Int((grid.height / side).rounded()), Int((grid.width / side).rounded()))
    let table = "cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\"" as Written
    dot.write("<td><table border=\"0\" \(table)><tr><td align=\"left\">")
    dot.write("<table border=\"1\" color=\"\(theme.palette.pale)\" \(table) fixedsize=\"true\"")
    dot.write(" width=\"\(grid.width + 2)\" height=\"\(grid.height + 2)\">")
    for row in 0..<max(rows, 1) {
      dot.write("<tr>")
      for column in 0..<max(columns, 1) {
        dot.write("<td fixedsize=\"true\" width=\"\(side)\" height=\"\(side)\"")
        dot.write(cells[[row, column]] ?? ">")
        dot.write("</td>")
      }
      dot.write("</tr>")
    }
    dot.write("</table></td></tr><tr><td align=\"left\">\(scale)</td></tr></table></td>")
  }

  /// How deep a tint is, in two hexadecimal digits.
  private static func alpha(_ depth: Double) -> String {
    let number = Int((255 * depth).rounded())
    return (number < 16 ? "0" : "") + String(number, radix: 16)
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
