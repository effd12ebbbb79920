import GradstepFrames

/// Writes styled text as an SVG element.
struct TextPainter {
  /// The size of type in points.
  let size: Double

  func element(_ text: Text, class name: String, x: Double, y: Double, anchor: String?) -> String {
    var svg = "<text class=\"\(name)\" x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\""
    if let anchor { svg += " text-anchor=\"\(anchor)\"" }
    svg += ">"
    var script = Text.Script.baseline
    for run in text.runs {
      let shift = offset(run.script) - offset(script)
      script = run.script
      svg += span(run, shift: shift)
    }
    return svg + "</text>"
  }

  private func span(_ run: Text.Run, shift: Double) -> String {
    var attributes = ""
    if let name = className(run.role) { attributes += " class=\"\(name)\"" }
    if run.role == .current { attributes += " font-weight=\"bold\"" }
    if shift != 0 { attributes += " dy=\"\(Markup.number(shift))\"" }
    if run.script != .baseline {
      attributes += " font-size=\"\(Markup.number(size * TextMetrics.scriptScale))\""
    }
    let string = Markup.escaped(run.string)
    return attributes.isEmpty ? string : "<tspan\(attributes)>\(string)</tspan>"
  }

  /// How far a script stands below the line.
  private func offset(_ script: Text.Script) -> Double {
    switch script {
    case .baseline: 0
    case .subscript: (size * 0.22).rounded(.toNearestOrEven)
    case .superscript: -(size * 0.36).rounded(.toNearestOrEven)
    }
  }

  private func className(_ role: Text.Role) -> String? {
    switch role {
    case .plain, .symbol, .current: nil
    case .name: "i"
    case .value: "v"
    case .gradient: "g"
    case .dimmed: "d"
    }
  }
}
