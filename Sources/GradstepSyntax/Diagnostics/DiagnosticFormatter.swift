/// Writes diagnostics for people, as good compilers do.
package struct DiagnosticFormatter: Sendable {
  private let sources: [Source]
  private let indices: [SourceIndex]
  private let styled: Bool

  /// A formatter for diagnostics about sources, with colours for a terminal if wanted.
  package init(sources: [Source], styled: Bool = false) {
    self.sources = sources
    self.styled = styled
    indices = sources.map(SourceIndex.init)
  }

  /// The diagnostic in a few lines: the place and the headline, the line with the wrong part
  /// underlined, what explains it, and the ways out.
  package func format(_ diagnostic: Diagnostic) -> String { text(parts(of: diagnostic)) }

  /// All diagnostics, one below the other; of many the first, and how many are left out.
  package func format(_ diagnostics: [Diagnostic]) -> String { text(parts(of: diagnostics)) }

  private func text(_ parts: [Part]) -> String {
    parts.map { part in
      Part(part.text == "\n" ? part.text : printable(part.text), part.style)
        .string(isStyled: styled)
    }.joined()
  }

  /// The same in parts, for those who have colours or a spelling of their own; what stands in them
  /// may be anything, and a line break between lines is a part of its own.
  package func parts(of diagnostic: Diagnostic) -> [Part] {
    let place = diagnostic.range.map { indices[$0.source].place(of: $0.bytes.lowerBound) }
    let number = place.map { String($0.line) } ?? " "
    let gutter = Part(String(repeating: " ", count: number.count) + " |", .dimmed)
    var lines: [[Part]] = []
    let severity = Part(
      diagnostic.severity.rawValue + ":",
      Self.style(of: diagnostic.severity)
    )
    let location = diagnostic.range.map { [Part(self.location(of: $0) + ":", .bold), Part(" ")] }
    lines.append(
      (location ?? []) + [severity, Part(" "), Part(diagnostic.summary, .bold)]
    )
    if let range = diagnostic.range {
      let waypoint = indices[range.source].waypoint(before: range.bytes.lowerBound)
      let excerpt = Excerpt(of: sources[range.source], bytes: range.bytes, from: waypoint)
      let underline = "^" + String(repeating: "~", count: excerpt.length - 1)
      lines.append(
        [Part("\(number) |", .dimmed), Part(" "), Part(excerpt.text, isExcerpt: true)]
      )
      let indent = String(repeating: " ", count: excerpt.indent)
      lines.append([gutter, Part(" \(indent)"), Part(underline, .caret)])
    }
    for note in diagnostic.notes {
      let location = note.range.map { ": " + self.location(of: $0) } ?? ""
      lines.append(
        [gutter, Part(" "), Part("note:", .bold), Part(" \(note.summary)\(location)")]
      )
    }
    for solution in diagnostic.solutions {
      lines.append(
        [gutter, Part(" "), Part("help:", .bold), Part(" \(solution.summary)")]
      )
    }
    return Array(lines.joined(separator: [Part("\n")]))
  }

  private static func style(of severity: Diagnostic.Severity) -> Style {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .note: .bold
    }
  }

  /// The most errors that are shown, and the most warnings; of others nobody need think long.
  package static let longestList = 100

  /// All diagnostics in parts, one below the other; of many the first, and how many are left out.
  package func parts(of diagnostics: [Diagnostic]) -> [Part] {
    var counts: [Diagnostic.Severity: Int] = [:]
    var shown: [[Part]] = []
    for diagnostic in diagnostics {
      counts[diagnostic.severity, default: 0] += 1
      if counts[diagnostic.severity, default: 0] <= Self.longestList {
        shown.append(parts(of: diagnostic))
      }
    }
    let rest = [Diagnostic.Severity.error, .warning, .note].compactMap { severity in
      Self.rest(counts[severity, default: 0], severity)
    }
    if !rest.isEmpty { shown.append([Part("… and \(rest.joined(separator: " and "))")]) }
    return Array(shown.joined(separator: [Part("\n")]))
  }

  /// How many diagnostics of so many are left out, if any are.
  private static func rest(_ count: Int, _ severity: Diagnostic.Severity) -> String? {
    let rest = count - longestList
    guard rest > 0 else { return nil }
    // Behind so many the source was not read to its end.
    let least = count < Diagnostic.limit ? "" : "at least "
    return "\(least)\(rest) more \(severity.rawValue)\(rest == 1 ? "" : "s")"
  }

  /// A stretch of what is said, and how it looks.
  package struct Part: Hashable, Sendable {
    /// What is said.
    package var text: String
    /// How it looks; `nil` for ordinary text.
    package var style: Style?
    /// Whether it is a line of a source, parts of which are underlined in the next line.
    package var isExcerpt = false

    /// A stretch of text.
    package init(_ text: String, _ style: Style? = nil, isExcerpt: Bool = false) {
      self.text = text
      self.style = style
      self.isExcerpt = isExcerpt
    }

    /// The text, between the codes of a terminal if wanted.
    package func string(isStyled: Bool) -> String {
      guard isStyled, let style else { return text }
      return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }
  }

  /// How a part looks: the codes of a terminal.
  package enum Style: String, Hashable, Sendable {
    case bold = "1"
    case dimmed = "2"
    case error = "1;31"
    case warning = "1;33"
    case caret = "1;32"
  }

  private func location(of range: SourceRange) -> String {
    let place = indices[range.source].place(of: range.bytes.lowerBound)
    return "\(sources[range.source].name):\(place.line):\(place.column)"
  }

  /// The text without anything that a terminal would obey or that turns text around.
  private func printable(_ text: String) -> String {
    guard !text.unicodeScalars.allSatisfy({ $0.isPrintable }) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.isPrintable ? $0 : "\u{FFFD}" })
    )
  }
}
