import GradstepFrames
import GradstepText

/// Sets captions on the canvas.
///
/// All figures of a lesson keep room for the largest caption, so none is large: what is too long has
/// ⋯ in the place of its middle, and stands in full in the description of the figure.
struct CaptionSetter {
  let theme: Theme

  /// A line of a caption on the canvas.
  struct Line {
    /// The part of the caption, which decides how the line looks.
    let role: Mark.Role
    let text: Text
    /// The distance of the line's foot from the top of the caption.
    let bottom: Double
  }

  /// The lines of a caption, none wider than so many points.
  func lines(of caption: Caption, width: Double) -> [Line] {
    let usable = width / theme.tolerance
    var bottom = 0.0
    var lines: [Line] = []
    func add(_ text: Text, _ role: Mark.Role, rows: Int) {
      let size = theme.size(of: role)
      for line in TextMetrics.lines(text, size: size, width: usable, atMost: rows) {
        bottom += height(role)
        lines.append(Line(role: role, text: line, bottom: bottom))
      }
    }
    add(caption.header, .header, rows: 1)
    let parts = parts(of: caption)
    let wanted = parts.map { rowCount($0.text, $0.role, width: usable) }
    for (part, rows) in zip(parts, rows(wanted)) { add(part.text, part.role, rows: rows) }
    for reason in caption.reasons { add(reason, .line, rows: theme.caption.reasonRows) }
    return lines
  }

  /// The width of the canvas without its margins: that of the layout, or what captions need.
  func width(for captions: [Caption], besides layoutWidth: Double) -> Double {
    let widths = theme.caption.widths.map { max($0, layoutWidth) }
    return widths.first { width in captions.allSatisfy { isWhole($0, width: width) } }
      ?? widths[widths.count - 1]
  }

  private func rowCount(_ text: Text, _ role: Mark.Role, width: Double) -> Int {
    TextMetrics.lines(text, size: theme.size(of: role), width: width).count
  }

  private func height(_ role: Mark.Role) -> Double {
    switch role {
    case .header: theme.caption.headerHeight
    case .headline: theme.caption.headlineHeight
    default: theme.caption.lineHeight
    }
  }

  /// What stands below the header; where there are too many lines, the last says how many more.
  private func parts(of caption: Caption) -> [(text: Text, role: Mark.Role)] {
    var lines = caption.lines
    let most = theme.caption.mostRows - 1
    if lines.count > most {
      let hidden = lines.count - (most - 1)
      lines = lines.prefix(most - 1) + [Text("⋯ and \(hidden) lines more", .dimmed)]
    }
    return [(caption.headline, .headline)] + lines.map { ($0, .line) }
  }

  /// How many lines each part gets of those that it wants: one, and another one in turn while there
  /// is room.
  private func rows(_ wanted: [Int]) -> [Int] {
    var rows = wanted.map { min($0, 1) }
    var spare = theme.caption.usualRows - rows.count
    while spare > 0, rows != wanted {
      for index in rows.indices where rows[index] < wanted[index] && spare > 0 {
        rows[index] += 1
        spare -= 1
      }
    }
    return rows
  }

  /// Whether a caption needs no cut at a width.
  private func isWhole(_ caption: Caption, width: Double) -> Bool {
    let usable = width / theme.tolerance
    let parts = [(caption.headline, Mark.Role.headline)] + caption.lines.map { ($0, .line) }
    let wanted = parts.map { rowCount($0, $1, width: usable) }
    return wanted.count <= theme.caption.mostRows && rows(wanted) == wanted
      && caption.reasons.allSatisfy {
        rowCount($0, .line, width: usable) <= theme.caption.reasonRows
      }
  }
}
