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

  /// The most errors that are shown, and the most warnings; of others nobody need think long.
  public static let longestList = 100

  /// All diagnostics, one below the other; of many the first, and how many are left out.
  public func format(_ diagnostics: [Diagnostic]) -> String {
    var counts: [Diagnostic.Severity: Int] = [:]
    var texts: [String] = []
    for diagnostic in diagnostics {
      counts[diagnostic.severity, default: 0] += 1
      if counts[diagnostic.severity, default: 0] <= Self.longestList {
        texts.append(format(diagnostic))
      }
    }
    let rest = [Diagnostic.Severity.error, .warning].compactMap { severity in
      Self.rest(counts[severity, default: 0], severity)
    }
    if !rest.isEmpty { texts.append("… and \(rest.joined(separator: " and "))") }
    return texts.joined(separator: "\n")
  }

  /// How many diagnostics of so many are left out, if any are.
  private static func rest(_ count: Int, _ severity: Diagnostic.Severity) -> String? {
    let rest = count - longestList
    guard rest > 0 else { return nil }
    // Behind so many the source was not read to its end.
    let least = count < Diagnostic.limit ? "" : "at least "
    return "\(least)\(rest) more \(severity.rawValue)\(rest == 1 ? "" : "s")"
  }

  private func location(of range: SourceRange) -> String {
    let place = indices[range.source].place(of: range.bytes.lowerBound)
    return "\(printable(sources[range.source].name)):\(place.line):\(place.column)"
  }

  /// The text without anything that a terminal would obey or that turns text around.
  private func printable(_ text: String) -> String {
    guard !text.unicodeScalars.allSatisfy(\.isPrintable) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.isPrintable ? $0 : "\u{FFFD}" })
    )
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
