import GradstepFrames
import GradstepLayout
import GradstepText

extension OutputFormat {
  /// A picture for notes in LaTeX.
  public static let tikz = OutputFormat(
    name: "tikz",
    ending: "tex",
    summary: "for LaTeX, on its own or by \\input in notes",
    mark: TikZWriter.mark,
    content: .figures(by: TikZWriter.init)
  )
}

/// Writes scenes for the package TikZ.
///
/// Text is set in the faces of the document around it: where they are wider than the room, the text
/// is made smaller, and each digit of a number has a cell of its own.
struct TikZWriter: SceneWriter {
  private let theme: Theme
  let origin: Point
  /// What stands before the caption, and behind all marks.
  private(set) var opening: [UInt8] = []
  private(set) var closing: [UInt8] = []

  /// The first line, which says what wrote the others.
  static let mark = "% a step of a lesson, by gradstep\n"

  init(_ picture: Picture) {
    self.init(picture, preamble: Self.preamble, environment: nil)
  }

  /// A writer with another beginning, and with an environment around the picture.
  init(_ picture: Picture, preamble: Written, environment: String?) {
    theme = picture.theme
    opening.write(preamble)
    for ink in theme.inks {
      guard let colour = theme.palette[ink] else { continue }
      let digits = colour.utf8.dropFirst().map { $0 >= 0x61 ? $0 - 0x20 : $0 }
      opening.write("\\definecolor{gradstep-\(ink.rawValue)}{HTML}{\(digits)}%\n")
    }
    let canvas = "(0,0) rectangle (\(picture.size.width),\(picture.size.height));" as Written
    opening.write("\(Self.macros)")
    closing.write("\\end{tikzpicture}%\n")
    if let environment { opening.write("\\begin{\(environment)}%\n") }
    if picture.scale != 1 {
      opening.write("\\scalebox{\(picture.scale, digits: 4)}{%\n")
      closing.write("}%\n")
    }
    if let environment { closing.write("\\end{\(environment)}%\n") }
    closing.write("\\endgroup\n\\end{document}\n")
    opening.write("\(Self.beginning)\\useasboundingbox \(canvas)\n")
    if theme.palette.ground != nil { opening.write("\\fill[gradstep-ground] \(canvas)\n") }
    origin = picture.origin
  }

  func write(_ scene: Scene, keeping kept: inout PartBytes) -> [UInt8] {
    var tex: [UInt8] = []
    tex.write("\(Self.mark)")
    tex.write(comment: scene.title)
    tex.write(comment: scene.description)
    tex += opening
    for mark in scene.caption { write(mark, nil, to: &tex) }
    tex.write("\\begin{scope}[shift={(\(origin))}]\n")
    scene.forEachPart { part in
      kept.write(part, to: &tex) { part, tex in
        tex.write(comment: part.title.map { "\(part.id), \($0)" } ?? part.id)
        for mark in part.marks { write(mark, part, to: &tex) }
      }
    }
    tex.write("\\end{scope}\n\(closing)")
    return tex
  }

  private static let preamble: Written = """
    \\documentclass{standalone}
    \\usepackage[T1]{fontenc}
    \\usepackage{mathptmx,helvet,amsmath,amssymb,tikz}
    \\begin{document}%
    \\begingroup

    """

  /// `\gsfit` sets a text in so many points at most, and `\g` a digit in the cell of its row.
  private static let macros = """
    \\def\\gsfit#1#2{\\setbox2\\hbox{#2}\\ifdim\\wd2>#1bp \\resizebox{#1bp}{!}{\\box2}\\else\\box2 \\fi}%
    \\def\\gsrow#1#2{\\def\\g##1{\\hbox to #1bp{\\hss\\gsfit{#1}{##1}\\hss}}#2}%

    """

  private static let beginning = """
    \\begin{tikzpicture}[x=1bp,y=-1bp,every node/.style={inner sep=0pt,outer sep=0pt}]

    """

  // MARK: - Marks

  func write(
    _ mark: Mark,
    _ part: Scene.Part?,
    within group: Mark.Role? = nil,
    to tex: inout [UInt8]
  ) {
    switch mark {
    case .text(let line): write(line, theme.look(of: line.role, in: part, within: group), to: &tex)
    case .box(let role, let box, let radius):
      writeDraw(theme.look(of: role, in: part), radius: radius, to: &tex)
      tex.write("(\(box.minX),\(box.minY)) rectangle (\(box.maxX),\(box.maxY));\n")
    case .path(let role, let path):
      writeDraw(theme.look(of: role, in: part, within: group), to: &tex)
      switch path {
      case .curve(let points):
        for (position, point) in points.enumerated() {
          let link = [" and ", " .. ", " .. controls "][(position + 1) % 3]
          tex.write("\(position > 0 ? link : "")(\(point))")
        }
      case .lines(let points), .polygon(let points):
        for (position, point) in points.enumerated() {
          tex.write("\(position > 0 ? " -- " : "")(\(point))")
        }
        if case .polygon = path { tex.write(" -- cycle") }
      }
      tex.write(";\n")
    case .tiles(let role, let boxes, let depth):
      let look = theme.look(of: role, in: part)
      tex.write(
        "\\path[fill=gradstep-\((look.fill ?? .ink).rawValue),fill opacity=\(depth, digits: 4)]"
      )
      for box in look.drawn(boxes) {
        tex.write(" (\(box.minX),\(box.minY)) rectangle (\(box.maxX),\(box.maxY))")
      }
      tex.write(";\n")
    case .group(let role, let marks):
      for mark in marks { write(mark, part, within: role, to: &tex) }
    }
  }

  /// A command that draws, with its options.
  private func writeDraw(_ look: Look, radius: Double = 0, to tex: inout [UInt8]) {
    tex.write("\\path[")
    if let fill = look.fill { tex.write("fill=gradstep-\(fill.rawValue)") }
    if let ink = look.ink {
      tex.write(look.fill == nil ? "" : ",")
      tex.write("draw=gradstep-\(ink.rawValue),line width=\(look.width)bp")
    }
    if look.opacity < 1 { tex.write(",draw opacity=\(look.opacity)") }
    if radius > 0 { tex.write(",rounded corners=\(radius)bp") }
    for (position, length) in look.dash.enumerated() {
      tex.write(position == 0 ? ",dash pattern=on " : position.isMultiple(of: 2) ? " on " : " off ")
      tex.write("\(length)bp")
    }
    tex.write("] ")
  }

  // MARK: - Text

  /// There is so much air around any text that it can be a little wider than it is thought to be.
  private static let slack = 4.0

  private func write(_ line: Mark.Line, _ look: Look, to tex: inout [UInt8]) {
    let anchor =
      switch line.anchor {
      case .start: "base west"
      case .middle: "base"
      case .end: "base east"
      }
    let face =
      switch line.role.face {
      case .sans, .monospace: "\\sffamily"
      case .sansBold: "\\sffamily\\bfseries"
      default: "\\rmfamily"
      }
    // Digits of a sans face are narrower than those of a typewriter, for which there is room.
    let size = theme.size(of: line.role) * (line.width == nil ? 1 : 1.08)
    tex.write("\\node[anchor=\(anchor),text=gradstep-\((look.ink ?? .ink).rawValue),")
    tex.write("font=\\fontsize{\(size)bp}{\(size)bp}\(face)\\selectfont] at (\(line.place)) ")
    if let width = line.width, line.scalarCount > 0 {
      tex.write("{\\gsrow{\(width / Double(line.scalarCount), digits: 4)}{")
      for run in line.text.runs { writeCells(run.string, to: &tex) }
    } else {
      tex.write("{\\gsfit{\(line.naturalWidth(theme) * theme.tolerance + Self.slack)}{")
      writeRuns(of: line, to: &tex)
    }
    tex.write("}};\n")
  }

  /// Each character in a cell; the minus sign of a formula would be wider than a digit.
  private func writeCells(_ string: String, to tex: inout [UInt8]) {
    for scalar in string.unicodeScalars {
      tex.write("\\g{")
      if scalar == "−" {
        tex.write("\\textendash")
      } else {
        LaTeXSpelling.write(String(scalar), .text, to: &tex)
      }
      tex.write("}")
    }
  }

  /// Words and signs as text, names and scripts as formulas.
  private func writeRuns(of line: Mark.Line, to tex: inout [UInt8]) {
    let isSlanted = line.role == .mark
    let upright: LaTeXSpelling.Mode = line.role.face == .sansBold ? .bold : .text
    var isInFormula = false
    // A second index of one kind would be an error.
    var scripts: [Text.Script] = []
    for run in line.text.runs where !run.string.isEmpty {
      let isFormula = run.role == .name || run.script != .baseline || isSlanted
      if isFormula != isInFormula {
        tex.write("$")
        isInFormula = isFormula
        scripts = []
      }
      if run.script == .baseline {
        scripts = []
      } else {
        if scripts.contains(run.script) {
          tex.write("{}")
          scripts = []
        }
        scripts.append(run.script)
      }
      switch run.script {
      case .baseline: break
      case .subscript: tex.write("_{")
      case .superscript: tex.write("^{")
      }
      if let ink = run.role.ink { tex.write("\\textcolor{gradstep-\(ink.rawValue)}{") }
      if run.role == .current { tex.write(isFormula ? "\\mathbf{" : "\\textbf{") }
      if run.role == .name { tex.write("\\mathit{") }
      if isFormula, run.role != .name, !isSlanted { tex.write("\\mathrm{") }
      LaTeXSpelling.write(run.string, isFormula ? .formula : upright, to: &tex)
      if isFormula, !(isSlanted && run.role != .name) { tex.write("}") }
      if run.role == .current { tex.write("}") }
      if run.role.ink != nil { tex.write("}") }
      if run.script != .baseline { tex.write("}") }
    }
    if isInFormula { tex.write("$") }
  }
}

extension [UInt8] {
  /// Appends a line that TeX skips.
  mutating func write(comment: String) {
    write("% ")
    for scalar in comment.unicodeScalars { write(scalar: Markup.canHold(scalar) ? scalar : " ") }
    write("\n")
  }
}
