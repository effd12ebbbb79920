import GradstepFrames
import GradstepText

/// The style sheet of a figure: what `Theme.look` says, in the words of CSS.
///
/// Colours are written out, since converters such as librsvg know no CSS variables, and so are sizes
/// and families, since CairoSVG knows no `font`. Every class begins with `gs-`, and every rule with
/// the class of the theme, so that figures of two themes and a page around them keep apart.
struct SVGStyle {
  private let theme: Theme

  init(_ theme: Theme) {
    self.theme = theme
  }

  /// The classes of a figure: that of all, and that of its theme.
  var rootClass: String { "gradstep \(Self.prefix)\(theme.name)" }

  /// What stands before the names of classes.
  static let prefix = "gs-"

  var element: String {
    let root = ".\(Self.prefix)\(theme.name)"
    // A figure within a page; on its own it has the size that it says.
    let inPage = "*>\(root){max-width:100%;height:auto}\n"
    let dark =
      theme.darkPalette
      .map { "@media (prefers-color-scheme:dark){\n\(sheet(colours($0)))}\n" } ?? ""
    // Without it Chromium rounds widths to pixels where a screen has large ones. CairoSVG, which reads
    // no such block, would draw broken letters.
    let exact = "@media screen{\(root) text{text-rendering:geometricPrecision}}\n"
    return "<style>\n\(root){\(Self.reset)}\n" + inPage + sheet(measures)
      + sheet(colours(theme.palette)) + dark + exact + "</style>\n"
  }

  /// What a page around hands down to texts, and lines, and would change them with.
  private static let reset =
    "direction:ltr;font-style:normal;font-weight:normal;font-variant:normal;font-stretch:normal;"
    + "letter-spacing:0;word-spacing:0;text-transform:none;text-anchor:start;text-shadow:none;"
    + "writing-mode:horizontal-tb;stroke:none;stroke-dasharray:none;stroke-opacity:1;fill-opacity:1"

  // MARK: - Rules

  /// What holds for elements: selectors between commas, a word for an element or for a class, and
  /// several words with dots between them where all are to hold.
  private struct Rule {
    var selectors: String
    var declarations: String

    init(_ selectors: String, _ declarations: String) {
      self.selectors = selectors
      self.declarations = declarations
    }
  }

  /// The names of elements; all other words are classes.
  private static let elements = ["text", "path", "polygon"]

  private func sheet(_ rules: [Rule]) -> String {
    var sheet = ""
    for rule in rules where !rule.selectors.isEmpty {
      for (position, selector) in rule.selectors.split(separator: ",").enumerated() {
        sheet += "\(position == 0 ? "" : ",").\(Self.prefix)\(theme.name)"
        for part in selector.split(separator: " ") {
          sheet += " "
          for word in part.split(separator: ".") {
            if !Self.elements.contains(String(word)) { sheet += ".\(Self.prefix)" }
            sheet += word
          }
        }
      }
      sheet += "{\(rule.declarations)}\n"
    }
    return sheet
  }

  private var measures: [Rule] {
    func px(_ size: Double) -> String { "font-size:\(css(size))px" }
    func family(_ names: String) -> String { "font-family:\(names)" }
    func stroke(_ width: Double) -> String { "stroke-width:\(css(width))" }
    let (type, lines) = (theme.type, theme.lines)
    return [
      Rule(
        "text",
        family(Self.serifs) + ";white-space:pre"
      ),
      Rule("header, symbol", family("Helvetica,Arial,\"Liberation Sans\",sans-serif")),
      Rule(
        "value text, gradient text, shape",
        family("\"DejaVu Sans Mono\",\"Liberation Mono\",Menlo,Consolas,monospace")
      ),
      Rule("s", family("\"DejaVu Sans\",\"Cambria Math\",\"Apple Symbols\",sans-serif")),
      Rule("value text, gradient text", px(type.number)),
      Rule(
        "value expression, gradient expression",
        px(type.expression) + ";" + family(Self.serifs)
      ),
      Rule("header", px(type.header)),
      Rule("headline", px(type.headline)),
      Rule("line", px(type.line)),
      Rule("name", px(type.name)),
      Rule("symbol", px(type.symbol) + ";font-weight:bold"),
      Rule("sign", px(type.sign)),
      Rule("shape", px(type.shape)),
      Rule("local", px(type.local)),
      Rule("label", px(type.label)),
      Rule("mark, awaited", px(type.mark) + ";font-style:italic"),
      Rule("count", px(type.count)),
      Rule("i", "font-style:italic"),
      Rule("box", stroke(lines.box)),
      Rule("constant box", "stroke-dasharray:\(dash(lines.constantDash))"),
      Rule("inner, rule, bracket, halo, frame, edge, place", "fill:none"),
      Rule("inner", stroke(lines.inner)),
      Rule("rule, place", stroke(lines.rule)),
      Rule("bracket", stroke(lines.bracket)),
      Rule("frame", stroke(lines.frame) + ";stroke-dasharray:\(dash(lines.frameDash))"),
      Rule("edge path", stroke(lines.edge)),
      Rule("edge.step-current path", stroke(lines.current)),
      Rule("edge.step-current leader", stroke(lines.rule)),
      Rule("step-current box", stroke(lines.current)),
      Rule("halo", stroke(lines.halo) + ";stroke-opacity:\(css(lines.haloOpacity))"),
    ] + measuresOfViews
  }

  /// What holds in some views alone.
  private var measuresOfViews: [Rule] {
    func line(_ width: Double) -> String { "fill:none;stroke-width:\(css(width))" }
    let (card, lines) = (theme.card, theme.lines)
    return (card.isGate ? [Rule("wire", line(lines.edge))] : [])
      + (card.measure.isHeat
        ? [Rule("grid", line(lines.rule)), Rule("notFinite", line(lines.bracket))] : [])
  }

  private func coloursOfViews(_ palette: Theme.Palette) -> [Rule] {
    let wires = [
      Rule("wire", "stroke:\(palette.line)"), Rule("node.pending wire", "stroke:\(palette.pale)"),
    ]
    let cells = [
      Rule("grid", "stroke:\(palette.pale)"), Rule("positive", "fill:\(palette.positive)"),
      Rule("negative", "fill:\(palette.negative)"), Rule("leftOut", "fill:\(palette.dim)"),
      Rule("value notFinite", "stroke:\(palette.value)"),
      Rule("gradient notFinite", "stroke:\(palette.gradient)"),
    ]
    return (theme.card.isGate ? wires : []) + (theme.card.measure.isHeat ? cells : [])
  }

  private static let serifs = "\"Times New Roman\",\"Liberation Serif\",Times,serif"

  private func colours(_ palette: Theme.Palette) -> [Rule] {
    func fill(_ colour: String) -> String { "fill:\(colour)" }
    func stroke(_ colour: String) -> String { "stroke:\(colour)" }
    return [
      Rule("ground", fill(palette.ground ?? "none")),
      Rule("text, o", fill(palette.ink)),
      Rule("header, shape, d, label, awaited", fill(palette.dim)),
      Rule("v, value text", fill(palette.value)),
      Rule("value bracket", stroke(palette.value)),
      Rule("g, local, mark, count, gradient text", fill(palette.gradient)),
      Rule("gradient bracket", stroke(palette.gradient)),
      Rule("box", fill(palette.operation) + ";" + stroke(palette.line)),
      Rule("variable box, constant box", fill(palette.leaf)),
      Rule("output box, inner", stroke(palette.ink)),
      Rule("rule, place", stroke(palette.pale)),
      Rule("frame, edge path", stroke(palette.line)),
      Rule("edge polygon", fill(palette.line)),
      Rule("edge.pending path, node.pending box, node.pending inner", stroke(palette.pale)),
      Rule("edge.pending polygon", fill(palette.pale)),
      Rule("node.pending name, node.pending symbol", fill(palette.dim)),
    ] + accents(.value, palette.value) + accents(.gradient, palette.gradient)
      + coloursOfViews(palette)
  }

  /// What is at work in the phases that an ink is for; a halo has the ink of values elsewhere.
  private func accents(_ ink: Theme.Ink, _ colour: String) -> [Rule] {
    let phases = Frame.Phase.all.reversed().filter { $0.tint.ink == ink }
    let edges = phases.filter { $0.flow != nil }.map { "\($0.name) edge.step-current" }
    let boxes = phases.map { "\($0.name) step-current box" }
    let halos = ink == .value ? ["halo"] : phases.map { "\($0.name) halo" }
    let lines = edges.map { "\($0) path" } + boxes + halos
    return [
      Rule(lines.joined(separator: ","), "stroke:\(colour)"),
      Rule(edges.map { "\($0) polygon" }.joined(separator: ","), "fill:\(colour)"),
    ]
  }

  /// The colours of what is done, and of what is to come within an element that says `--gs-t: `.
  ///
  /// Where the variable has no value, neither has a colour that is made with it, and the other one
  /// holds. A rule weighs more than that of the style sheet, wherever in a page the two stand.
  ///
  /// - Parameter name: the class of what the rules hold in
  /// - Returns: rules for browsers, about elements whose first class begins with `gs-p`
  func pending(within name: String) -> String {
    let own = ".\(name) [class^=\(Self.prefix)p]"
    func rules(_ palette: Theme.Palette) -> String {
      func rule(_ marks: [String], _ property: String, _ pending: String, _ done: String) -> String
      {
        marks.map { own + $0 }.joined(separator: ",")
          + "{--gs-c:var(--gs-t) \(pending);\(property):var(--gs-c,\(done))}\n"
      }
      let wires = theme.card.isGate ? [" .gs-wire"] : []
      return rule([".gs-edge path", " .gs-box"] + wires, "stroke", palette.pale, palette.line)
        + rule([".gs-output .gs-box", " .gs-inner"], "stroke", palette.pale, palette.ink)
        + rule([".gs-edge polygon"], "fill", palette.pale, palette.line)
        + rule([" .gs-name", " .gs-symbol"], "fill", palette.dim, palette.ink)
    }
    let dark =
      theme.darkPalette.map { "@media (prefers-color-scheme:dark){\n\(rules($0))}\n" } ?? ""
    return "@media screen{\n\(rules(theme.palette))\(dark)}\n"
  }

  private func dash(_ lengths: [Double]) -> String {
    lengths.map(css).joined(separator: " ")
  }

  /// A number, without the zero before its point.
  private func css(_ number: Double) -> String {
    var bytes: [UInt8] = []
    bytes.write(number)
    let zero = [UInt8(ascii: "0"), UInt8(ascii: ".")]
    return String(
      decoding: bytes.starts(with: zero) ? bytes.dropFirst() : bytes[...],
      as: UTF8.self
    )
  }
}
