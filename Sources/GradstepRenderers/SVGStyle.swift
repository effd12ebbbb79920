import GradstepFrames
import GradstepText

/// The style sheet of every figure: what `Theme.look` says, in the words of CSS.
///
/// Colours are written out, since converters such as librsvg know no CSS variables, and so are sizes
/// and families, since CairoSVG knows no `font`.
struct SVGStyle {
  private let theme: Theme

  init(_ theme: Theme) {
    self.theme = theme
  }

  var element: String {
    let dark =
      theme.darkPalette.map { "@media (prefers-color-scheme:dark){\n\(colours($0))}\n" } ?? ""
    return "<style>\n" + rules + colours(theme.palette) + dark + "</style>\n"
  }

  private var rules: String {
    func px(_ size: Double) -> String { "font-size:\(css(size))px" }
    let (type, lines) = (theme.type, theme.lines)
    let (constant, frame) = (dash(lines.constantDash), dash(lines.frameDash))
    return """
      .gradstep text{font-family:"Times New Roman","Liberation Serif",Times,serif;white-space:pre}
      .gradstep .header,.gradstep .symbol{font-family:Helvetica,Arial,"Liberation Sans",sans-serif}
      .gradstep .value text,.gradstep .gradient text,.gradstep .shape{font-family:"DejaVu Sans Mono","Liberation Mono",Menlo,Consolas,monospace}
      .gradstep .s{font-family:"DejaVu Sans","Cambria Math","Apple Symbols",sans-serif}
      .gradstep .value text,.gradstep .gradient text{\(px(type.number))}
      .gradstep .header{\(px(type.header))}.gradstep .headline{\(px(type.headline))}.gradstep .line{\(px(type.line))}
      .gradstep .name{\(px(type.name))}.gradstep .symbol{\(px(type.symbol));font-weight:bold}.gradstep .sign{\(px(type.sign))}.gradstep .shape{\(px(type.shape))}
      .gradstep .local{\(px(type.local))}.gradstep .label{\(px(type.label))}.gradstep .mark{\(px(type.mark));font-style:italic}.gradstep .count{\(px(type.count))}
      .gradstep .i{font-style:italic}
      .gradstep .box{stroke-width:\(css(lines.box))}.gradstep .constant .box{stroke-dasharray:\(constant)}
      .gradstep .inner,.gradstep .rule,.gradstep .bracket,.gradstep .halo,.gradstep .frame,.gradstep .edge path{fill:none}
      .gradstep .inner{stroke-width:\(css(lines.inner))}.gradstep .rule{stroke-width:\(css(lines.rule))}.gradstep .bracket{stroke-width:\(css(lines.bracket))}
      .gradstep .frame{stroke-width:\(css(lines.frame));stroke-dasharray:\(frame)}
      .gradstep .edge path{stroke-width:\(css(lines.edge))}.gradstep .edge.step-current path{stroke-width:\(css(lines.current))}.gradstep .edge.step-current .leader{stroke-width:\(css(lines.rule))}
      .gradstep .step-current .box{stroke-width:\(css(lines.current))}.gradstep .halo{stroke-width:\(css(lines.halo));stroke-opacity:\(css(lines.haloOpacity))}

      """
  }

  private func colours(_ palette: Theme.Palette) -> String {
    """
    .gradstep .ground{fill:\(palette.ground ?? "none")}.gradstep text{fill:\(palette.ink)}
    .gradstep .header,.gradstep .shape,.gradstep .d,.gradstep .label{fill:\(palette.dim)}
    .gradstep .v,.gradstep .value text{fill:\(palette.value)}.gradstep .value .bracket{stroke:\(palette.value)}
    .gradstep .g,.gradstep .local,.gradstep .mark,.gradstep .count,.gradstep .gradient text{fill:\(palette.gradient)}.gradstep .gradient .bracket{stroke:\(palette.gradient)}
    .gradstep .box{fill:\(palette.operation);stroke:\(palette.line)}.gradstep .variable .box,.gradstep .constant .box{fill:\(palette.leaf)}
    .gradstep .output .box,.gradstep .inner{stroke:\(palette.ink)}.gradstep .rule,.gradstep .frame{stroke:\(palette.pale)}
    .gradstep .frame{stroke:\(palette.line)}
    .gradstep .edge path{stroke:\(palette.line)}.gradstep .edge polygon{fill:\(palette.line)}
    .gradstep .edge.pending path{stroke:\(palette.pale)}.gradstep .edge.pending polygon{fill:\(palette.pale)}
    .gradstep .node.pending .box{stroke:\(palette.pale)}.gradstep .node.pending .inner{stroke:\(palette.pale)}
    .gradstep .node.pending .name,.gradstep .node.pending .symbol{fill:\(palette.dim)}
    \(accents(.value, palette.value))\(accents(.gradient, palette.gradient))
    """
  }

  /// What is at work in the phases that an ink is for; a halo has the ink of values elsewhere.
  private func accents(_ ink: Theme.Ink, _ colour: String) -> String {
    let phases = Frame.Phase.all.reversed().filter { $0.tint.ink == ink }
    let edges = phases.filter { $0.flow != nil }.map { ".\($0.name) .edge.step-current" }
    let boxes = phases.map { ".\($0.name) .step-current .box" }
    let halos = ink == .value ? [".halo"] : phases.map { ".\($0.name) .halo" }
    func selectors(_ selectors: [String]) -> String {
      selectors.map { ".gradstep \($0)" }.joined(separator: ",")
    }
    return selectors(edges.map { "\($0) path" } + boxes + halos) + "{stroke:\(colour)}\n"
      + selectors(edges.map { "\($0) polygon" }) + "{fill:\(colour)}\n"
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
