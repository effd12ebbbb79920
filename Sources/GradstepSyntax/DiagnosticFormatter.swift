/// Writes diagnostics for people, as good compilers do.
public struct DiagnosticFormatter: Sendable {
  private let sources: [Source]
  private let indices: [SourceIndex]
  private let styled: Bool

  /// A formatter for diagnostics about sources, with colours for a terminal if wanted.
  public init(sources: [Source], styled: Bool = false) {
    self.sources = sources
    self.styled = styled
    indices = sources.map(SourceIndex.init)
  }

  /// The diagnostic in a few lines: the place and the headline, the line with the wrong part
  /// underlined, what explains it, and the ways out.
  public func format(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.range.map { indices[$0.source].place(of: $0.bytes.lowerBound) }
    let number = place.map { String($0.line) } ?? " "
    let gutter = styled(String(repeating: " ", count: number.count) + " |", as: .dimmed)
    let severity = styled(
      diagnostic.severity.rawValue + ":",
      as: diagnostic.severity == .error ? .error : .warning
    )
    let location = diagnostic.range.map { styled(self.location(of: $0) + ":", as: .bold) + " " }
    var lines = ["\(location ?? "")\(severity) \(styled(printable(diagnostic.summary), as: .bold))"]
    if let range = diagnostic.range {
      let waypoint = indices[range.source].waypoint(before: range.bytes.lowerBound)
      let excerpt = Excerpt(of: sources[range.source], bytes: range.bytes, from: waypoint)
      let underline = "^" + String(repeating: "~", count: excerpt.length - 1)
      lines.append("\(styled("\(number) |", as: .dimmed)) \(excerpt.text)")
      lines.append(
        "\(gutter) \(String(repeating: " ", count: excerpt.indent))\(styled(underline, as: .caret))"
      )
    }
    for note in diagnostic.notes {
      let location = note.range.map { ": " + self.location(of: $0) } ?? ""
      lines.append("\(gutter) \(styled("note:", as: .bold)) \(printable(note.summary))\(location)")
    }
    for solution in diagnostic.solutions {
      lines.append("\(gutter) \(styled("help:", as: .bold)) \(printable(solution.summary))")
    }
    return lines.joined(separator: "\n")
  }

  private func location(of range: SourceRange) -> String {
    let place = indices[range.source].place(of: range.bytes.lowerBound)
    return "\(printable(sources[range.source].name)):\(place.line):\(place.column)"
  }

  /// The text without anything that a terminal would obey.
  private func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return text
    }
    return String(text.map { $0.columns == 0 ? "\u{FFFD}" : $0 })
  }

  private enum Style: String {
    case bold = "1"
    case dimmed = "2"
    case error = "1;31"
    case warning = "1;33"
    case caret = "1;32"
  }

  private func styled(_ text: String, as style: Style) -> String {
    styled ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
