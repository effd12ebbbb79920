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
    return { frame in writer.write(frame) }
  }
}

/// Writes frames in the language of Graphviz.
///
/// Every position stands in the text, so that `dot -Kneato -n2` draws the same arrangement, and
/// without that option Graphviz makes one of its own.
struct DOTWriter: Sendable {
  private let picture: Picture
  private let palette = SVGStyle.light

  /// The first line, which says what wrote the others.
  static let mark = "// a step of a lesson, by gradstep"

  /// The cards of each group, without those of the groups in it; `nil` for those of no group.
  private let members: [Int?: [Int]]
  /// The groups of each group.
  private let children: [Int?: [Int]]

  init(_ picture: Picture) {
    self.picture = picture
    let diagram = picture.diagram
    members = Dictionary(grouping: diagram.cards.indices) { diagram.cards[$0].group }
    children = Dictionary(grouping: diagram.groups.indices) { diagram.groups[$0].parent }
  }

  func write(_ frame: Frame) -> String {
    var dot = "\(Self.mark)\ndigraph \(quoted(picture.title)) {\n"
    dot += "  graph [\(graphAttributes(frame))]\n"
    dot +=
      "  node [shape=box, fixedsize=shape, style=\"filled\", fontname=\"Times\", fontsize=12]\n"
    dot += "  edge [fontname=\"Times\", fontsize=14, arrowsize=0.8]\n"
    writeGroups(frame, into: &dot)
    for card in members[nil] ?? [] {
      writeCard(card, frame.cards[card], frame.phase, indent: "  ", into: &dot)
    }
    for (edge, state) in frame.edges.enumerated() {
      writeEdge(edge, state, frame.phase, into: &dot)
    }
    return dot + "}\n"
  }

  private func graphAttributes(_ frame: Frame) -> String {
    let captionHeight = picture.origin.y
    let lines = picture.lines(of: frame.caption)
    let rows = lines.map { "<tr><td align=\"left\">\(html($0.text))</td></tr>" }.joined()
    let label = "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\">\(rows)</table>"
    let size = picture.size
    let center = Point(x: size.width / 2, y: captionHeight / 2)
    return """
      bb="0,0,\(Markup.number(size.width)),\(Markup.number(size.height))", \
      rankdir=\(picture.layout.direction.rawValue), ordering=in, bgcolor=transparent, \
      fontname="Times", fontsize=14, labelloc=t, label=<\(label)>, lp="\(place(center))", \
      tooltip=\(quoted(frame.description(in: picture.diagram)))
      """
  }

  // MARK: - Groups

  private func writeGroups(_ frame: Frame, into dot: inout String) {
    // Groups may be nested to any depth: a stack of our own instead of recursion.
    enum Task {
      case open(Int, depth: Int)
      case close(depth: Int)
    }
    var tasks = (children[nil] ?? []).reversed().map { Task.open($0, depth: 1) }
    while let task = tasks.popLast() {
      switch task {
      case .open(let group, let depth):
        // A call whose body is nothing but its argument has no cards to stand around.
        guard picture.layout.groups[group].width > 0 else { continue }
        let indent = Self.indent(depth)
        dot += "\(indent)subgraph \(quoted("cluster_\(group)")) {\n"
        dot += "\(indent)  graph [\(attributes(ofGroup: group))]\n"
        for card in members[group] ?? [] {
          writeCard(card, frame.cards[card], frame.phase, indent: indent + "  ", into: &dot)
        }
        tasks.append(.close(depth: depth))
        tasks += (children[group] ?? []).reversed().map { Task.open($0, depth: depth + 1) }
      case .close(let depth):
        dot += "\(Self.indent(depth))}\n"
      }
    }
  }

  private func attributes(ofGroup index: Int) -> String {
    let group = picture.diagram.groups[index]
    let box = picture.layout.groups[index]
    let low = place(picture.origin + Point(x: box.minX, y: box.maxY))
    let high = place(picture.origin + Point(x: box.maxX, y: box.minY))
    let caption = place(picture.origin + Point(x: box.minX + 30, y: box.minY + 10))
    return "bb=\"\(low),\(high)\", label=<\(html(group.label))>, lp=\"\(caption)\","
      + " labeljust=l, style=\"rounded,dashed\", color=\"\(palette.line)\""
  }

  /// The blanks before a line; deeper groups have no more of them, or the text would grow with the
  /// square of their depth.
  private static func indent(_ depth: Int) -> String {
    String(repeating: "  ", count: min(depth, 16))
  }

  // MARK: - Cards

  private func writeCard(
    _ index: Int,
    _ state: Frame.Card,
    _ phase: Phase,
    indent: String,
    into dot: inout String
  ) {
    let card = picture.diagram.cards[index]
    let box = picture.layout.boxes[index]
    let isCurrent = state.emphasis == .current
    let styles =
      ["filled"] + (card.kind == .operation ? ["rounded"] : [])
      + (card.kind == .constant ? ["dashed"] : [])
    let colour =
      isCurrent
      ? accent(phase)
      : card.isOutput
        ? palette.ink
        : state.emphasis == .pending ? palette.pale : palette.line
    let fill = card.kind == .operation ? palette.operation : palette.leaf
    dot +=
      "\(indent)\(quoted(card.id)) [id=\(quoted("node-\(card.id)")), label=<\(label(card, state))>"
    dot += ", pos=\"\(place(picture.origin + box.center))\""
    dot += ", width=\(inches(box.width)), height=\(inches(box.height))"
    dot +=
      ", style=\"\(styles.joined(separator: ","))\", color=\"\(colour)\", fillcolor=\"\(fill)\""
    dot += ", penwidth=\(isCurrent ? "2.6" : "1.2")"
    if card.isOutput { dot += ", peripheries=2" }
    dot += "]\n"
  }

  private func label(_ card: Diagram.Card, _ state: Frame.Card) -> String {
    guard card.valueSize != .zero else {
      return "<font point-size=\"17\">\(html(card.name))</font>"
    }
    var parts: [String] = []
    if let value = state.value { parts.append(block(value, palette.value)) }
    if let gradient = state.gradient {
      parts.append(
        "<td><font color=\"\(palette.gradient)\" point-size=\"17\"><i>\(picture.diagram.mark)</i></font></td>"
      )
      // An open bracket as high as the numbers, and the count behind them.
      if state.arrival != nil {
        let size = 14 * gradient.rows.count
        parts.append(text(Arrival.opening, size: size))
      }
      parts.append(block(gradient, palette.gradient))
      if let arrival = state.arrival {
        parts.append(text(arrival.ending, size: Int(CardMetrics.countSize)))
      }
    }
    if parts.isEmpty { parts = ["<td> </td>"] }
    let head =
      "<td align=\"left\"><font point-size=\"17\">\(html(card.name))</font></td>"
      + "<td><b>\(html(card.symbol, empty: " "))</b></td>"
      + "<td align=\"right\"><font point-size=\"11\">\(html(card.shape))</font></td>"
    return "<table border=\"0\" cellborder=\"0\" cellspacing=\"2\"><tr>\(head)</tr>"
      + "<tr><td colspan=\"3\"><table border=\"0\" cellborder=\"0\" cellspacing=\"1\"><tr>"
      + parts.joined() + "</tr></table></td></tr></table>"
  }

  /// A cell of what belongs to a gradient besides its numbers.
  private func text(_ string: String, size: Int) -> String {
    "<td><font color=\"\(palette.gradient)\" point-size=\"\(size)\">"
      + Markup.escaped(string) + "</font></td>"
  }

  private func block(_ block: NumberBlock, _ colour: String) -> String {
    // A break says how the line before it is aligned.
    let rows = block.rows.map { Markup.escaped($0) + "<br align=\"left\"/>" }.joined()
    let sides = block.isBracketed ? " border=\"1\" sides=\"LR\" color=\"\(colour)\"" : ""
    return "<td\(sides)><font face=\"DejaVu Sans Mono\" point-size=\"12\" color=\"\(colour)\">"
      + rows + "</font></td>"
  }

  // MARK: - Edges

  private func writeEdge(
    _ index: Int,
    _ state: Frame.Edge,
    _ phase: Phase,
    into dot: inout String
  ) {
    let edge = picture.diagram.edges[index]
    let cards = picture.diagram.cards
    let isCurrent = state.emphasis == .current
    let backward = isCurrent && phase == .backward
    let arrow = Arrowhead(
      on: picture.layout.curves[index],
      atStart: backward,
      isCurrent ? .heavy : .thin
    )
    let tip = place(picture.origin + arrow.corners[0])
    let points = arrow.line.points.map { place(picture.origin + $0) }.joined(separator: " ")
    let colour =
      isCurrent ? accent(phase) : state.emphasis == .pending ? palette.pale : palette.line
    dot += "  \(quoted(cards[edge.operand].id)) -> \(quoted(cards[edge.operation].id))"
    dot +=
      " [id=\(quoted("edge-\(cards[edge.operand].id)-\(cards[edge.operation].id)-\(edge.slot)"))"
    dot += ", pos=\"\(backward ? "s" : "e"),\(tip) \(points)\""
    if backward { dot += ", dir=back" }
    dot += ", color=\"\(colour)\", penwidth=\(isCurrent ? "2.6" : "1.3")"
    if let label = state.label {
      let center = picture.origin + picture.layout.labels[index].center
      dot += ", label=<\(html(label))>, fontcolor=\"\(palette.gradient)\", lp=\"\(place(center))\""
    }
    dot += "]\n"
  }

  // MARK: - Pieces

  private typealias Phase = Frame.Phase

  private func accent(_ phase: Phase) -> String {
    switch phase {
    case .inputs, .forward, .update: palette.value
    case .seed, .backward: palette.gradient
    }
  }

  /// Graphviz counts from the bottom.
  private func place(_ point: Point) -> String {
    "\(Markup.number(point.x)),\(Markup.number(picture.size.height - point.y))"
  }

  /// Sizes are in inches, with digits enough to keep them within a hundredth of a point.
  private func inches(_ points: Double) -> String {
    let value = (points / 72 * 10_000).rounded() / 10_000
    return "\(value)"
  }

  private func quoted(_ string: String) -> String {
    var quoted = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\t", "\n", "\r": quoted += " "
      default: quoted.unicodeScalars.append(Markup.canHold(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return quoted + "\""
  }

  private func html(_ text: Text, empty: String = "") -> String {
    guard !text.runs.isEmpty else { return empty }
    return text.runs.map { run in
      var string = Markup.escaped(run.string)
      switch run.role {
      case .plain, .symbol: break
      case .name: string = "<i>\(string)</i>"
      case .value: string = "<font color=\"\(palette.value)\">\(string)</font>"
      case .gradient: string = "<font color=\"\(palette.gradient)\">\(string)</font>"
      case .current: string = "<b>\(string)</b>"
      case .dimmed: string = "<font color=\"\(palette.dim)\">\(string)</font>"
      }
      switch run.script {
      case .baseline: return string
      case .subscript: return "<sub>\(string)</sub>"
      case .superscript: return "<sup>\(string)</sup>"
      }
    }.joined()
  }
}
