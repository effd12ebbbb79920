import GradstepFrames
import GradstepText

/// Sets captions on the canvas.
///
/// All figures of a lesson keep room for the largest caption, so none is large: what is too long has
/// ⋯ in the place of its middle, and stands in full in the description of the figure.
struct CaptionSetter {
  let theme: Theme
  var length = CaptionLength.full

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
    guard length != .none else { return [] }
    var bottom = 0.0
    var lines: [Line] = []
    func add(_ text: Text, _ role: Mark.Role, rows: Int) {
      for line in self.lines(text, role, width: width, atMost: rows) {
        bottom += height(role)
        lines.append(Line(role: role, text: line, bottom: bottom))
      }
    }
    add(caption.header, .header, rows: 1)
    let parts = parts(of: caption, width: width).shown
    let wanted = parts.map { rowCount($0.text, $0.role, width: width) }
    for (part, rows) in zip(parts, rows(wanted)) { add(part.text, part.role, rows: rows) }
    guard length == .full else { return lines }
    for reason in caption.reasons { add(reason, .line, rows: theme.caption.reasonRows) }
    return lines
  }

  /// The width of the canvas without its margins: that of the layout, or what captions need.
  func width(for captions: [Caption], besides layoutWidth: Double) -> Double {
    guard length != .none else { return layoutWidth }
    let widths = theme.caption.widths.map { max($0, layoutWidth) }
    return widths.first { width in captions.allSatisfy { isWhole($0, width: width) } }
      ?? widths[widths.count - 1]
  }

  // MARK: - Rows

  private func lines(
    _ text: Text,
    _ role: Mark.Role,
    width: Double,
    atMost rows: Int = .max
  ) -> [Text] {
    let usable = width / theme.tolerance
    return TextMetrics.lines(text, size: theme.size(of: role), width: usable, atMost: rows)
  }

  private func rowCount(_ text: Text, _ role: Mark.Role, width: Double) -> Int {
    lines(text, role, width: width).count
  }

  private func height(_ role: Mark.Role) -> Double {
    switch role {
    case .header: theme.caption.headerHeight
    case .headline: theme.caption.headlineHeight
    default: theme.caption.lineHeight
    }
  }

  /// What stands below the header, in no more parts than there are rows, and whether that is all.
  private func parts(
    of caption: Caption,
    width: Double
  ) -> (shown: [(text: Text, role: Mark.Role)], isWhole: Bool) {
    let headline = [(text: caption.headline, role: Mark.Role.headline)]
    guard length == .full else { return (headline, true) }
    let (lines, hidden) = joined(caption.lines, rows: theme.caption.mostRows - 1, width: width)
    return (headline + lines.map { ($0, .line) }, hidden == 0)
  }

  /// Lines side by side where there are more of them than rows; what finds no room is counted in the
  /// last row.
  private func joined(
    _ lines: [Text],
    rows: Int,
    width: Double
  ) -> (lines: [Text], hidden: Int) {
    guard lines.count > rows else { return (lines, 0) }
    func isShort(_ text: Text) -> Bool { rowCount(text, .line, width: width) <= 1 }
    var joined: [Text] = []
    var (shown, shownBeforeLast) = (0, 0)
    for line in lines {
      let rest = lines.count - shown - 1
      let longer = (joined.last ?? Text()) + Self.between + line
      if !joined.isEmpty, isShort(rest == 0 ? longer : longer + Self.between + Self.more(rest)) {
        joined[joined.count - 1] = longer
      } else if joined.count < rows {
        joined.append(line)
        shownBeforeLast = shown
      } else {
        let last = joined[rows - 1] + Self.between + Self.more(rest + 1)
        joined[rows - 1] = isShort(last) ? last : Self.more(lines.count - shownBeforeLast)
        return (joined, rest + 1)
      }
      shown += 1
    }
    return (joined, 0)
  }

  private static let between = Text(" \u{2003} ")

  private static func more(_ count: Int) -> Text {
    Text("⋯ and \(count.counting("line")) more", .dimmed)
  }

  /// How many rows each part gets of those that it wants: one, and another one in turn while there
  /// is room.
  private func rows(_ wanted: [Int]) -> [Int] {
    var rows = wanted.map { min($0, 1) }
    var spare = theme.caption.mostRows - rows.count
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
    let (parts, isWhole) = parts(of: caption, width: width)
    let wanted = parts.map { rowCount($0.text, $0.role, width: width) }
    let reasons = length == .full ? caption.reasons : []
    return isWhole && rows(wanted) == wanted
      && reasons.allSatisfy { rowCount($0, .line, width: width) <= theme.caption.reasonRows }
  }
}
