extension Diagnostic {
  /// Warnings that say how something reads, beside all notes.
  private static let readings: Set<String> = [
    "division-before-product", "argument-without-brackets", "list-as-factor", "sign-in-list",
    "elementwise-power",
  ]

  /// Whether it says how something reads that a person could have meant otherwise.
  package var isReading: Bool { severity == .note || Self.readings.contains(identifier) }

  /// What diagnostics say of how a source reads, on one line; `nil` where they say nothing of that.
  package static func echo(of diagnostics: [Diagnostic]) -> String? {
    let all = diagnostics.filter { $0.isReading && $0.range != nil }.map { $0.summary }
    guard var echo = all.first else { return nil }
    var count = 1
    while count < all.count, echo.count + all[count].count < longestEcho {
      let isOfTheKind = [all[0], all[count]].allSatisfy { $0.hasPrefix(opening) }
      echo += isOfTheKind ? ", as \(all[count].dropFirst(opening.count))" : "; " + all[count]
      count += 1
    }
    return count < all.count ? "\(echo), and \(all.count - count) more of the kind" : echo
  }

  private static let opening = "reads as "

  /// About as many characters stand on a line of a caption.
  private static let longestEcho = 60
}
