/// The style sheet of every figure: the one table that turns meaning into looks.
///
/// Colours are written out, since converters such as librsvg know no CSS variables, and so are sizes
/// and families, since CairoSVG knows no `font`. Each colour has a contrast of at least 4.5:1 on its
/// ground; blue and vermilion are told apart by everyone. A light page lends its ground, while for
/// dark ones there is a ground as well: a dark system also shows light pages.
enum SVGStyle {
  static let element =
    "<style>\n" + rules(light) + "@media (prefers-color-scheme:dark){\n"
    + colours(dark) + "}\n</style>\n"

  /// The colours of one ground.
  struct Palette {
    let ground, ink, dim, pale, line, leaf, operation, value, gradient: String
  }

  static let light = Palette(
    ground: "none",
    ink: "#1b1f24",
    dim: "#5f6772",
    pale: "#c3c9d1",
    line: "#7d8793",
    leaf: "#f6f2e7",
    operation: "#ffffff",
    value: "#0a5cad",
    gradient: "#b5440b"
  )
  static let dark = Palette(
    ground: "#14171b",
    ink: "#e8eaed",
    dim: "#a2abb6",
    pale: "#4b5561",
    line: "#8b96a3",
    leaf: "#2d2b25",
    operation: "#1d2229",
    value: "#6db3f2",
    gradient: "#ff9a66"
  )

  private static func rules(_ palette: Palette) -> String {
    """
    .gradstep text{font-family:"Times New Roman","Liberation Serif",Times,serif;white-space:pre}
    .gradstep .header,.gradstep .symbol{font-family:Helvetica,Arial,"Liberation Sans",sans-serif}
    .gradstep .value text,.gradstep .gradient text,.gradstep .shape{font-family:"DejaVu Sans Mono","Liberation Mono",Menlo,Consolas,monospace}
    .gradstep .s{font-family:"DejaVu Sans","Cambria Math","Apple Symbols",sans-serif}
    .gradstep .value text,.gradstep .gradient text{font-size:12px}
    .gradstep .header{font-size:12px}.gradstep .headline{font-size:18px}.gradstep .line{font-size:15px}
    .gradstep .name{font-size:17px}.gradstep .symbol{font-size:13px;font-weight:bold}.gradstep .sign{font-size:18px}.gradstep .shape{font-size:11px}
    .gradstep .local{font-size:14px}.gradstep .label{font-size:12px}.gradstep .mark{font-size:17px;font-style:italic}.gradstep .count{font-size:13px}
    .gradstep .i{font-style:italic}
    .gradstep .box{stroke-width:1.2}.gradstep .constant .box{stroke-dasharray:4 3}
    .gradstep .inner,.gradstep .rule,.gradstep .bracket,.gradstep .halo,.gradstep .frame,.gradstep .edge path{fill:none}
    .gradstep .inner{stroke-width:1}.gradstep .rule{stroke-width:.8}.gradstep .bracket{stroke-width:1.2}
    .gradstep .frame{stroke-width:1;stroke-dasharray:2 3}
    .gradstep .edge path{stroke-width:1.3}.gradstep .edge.step-current path{stroke-width:2.6}
    .gradstep .step-current .box{stroke-width:2.6}.gradstep .halo{stroke-width:5;stroke-opacity:.16}

    """ + colours(palette)
  }

  private static func colours(_ palette: Palette) -> String {
    """
    .gradstep .ground{fill:\(palette.ground)}.gradstep text{fill:\(palette.ink)}
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
    .gradstep .forward .edge.step-current path,.gradstep .forward .step-current .box,.gradstep .inputs .step-current .box,.gradstep .update .step-current .box,.gradstep .halo{stroke:\(palette.value)}
    .gradstep .forward .edge.step-current polygon{fill:\(palette.value)}
    .gradstep .backward .edge.step-current path,.gradstep .backward .step-current .box,.gradstep .seed .step-current .box,.gradstep .backward .halo,.gradstep .seed .halo{stroke:\(palette.gradient)}
    .gradstep .backward .edge.step-current polygon{fill:\(palette.gradient)}

    """
  }
}
