/// What a person has reached.
extension Quiz {
  /// How many points there are: one for each answer that was right at the first try, without a hint.
  public var points: Int { records.count(where: \.hasPoint) }

  /// Whether every question has its point, and there was one at least.
  public var hasFullScore: Bool { !questions.isEmpty && points == questions.count }

  /// The score in words: what became of all questions, and what went wrong in them.
  public var score: String { summary.map(\.plain).joined(separator: "\n") }

  /// The score, what became of the other questions, and what went wrong in them.
  package var summary: [Text] {
    guard !questions.isEmpty else {
      return [Text("nothing was asked: no step in question is small enough, or there is none")]
    }
    var lines = [Text("score: \(points) of \(questions.count)")]
    let isLate: (Record) -> Bool = { $0.outcome == .right && !$0.hasPoint }
    let parts = [
      ("right at the first try", points),
      ("right later or with a hint", records.count(where: isLate)),
      ("given up", records.count { $0.outcome == .givenUp }),
      ("not answered", records.count { $0.outcome == nil }),
    ]
    if !hasFullScore { lines.append(Self.list(parts)) }
    let mistakes = records.flatMap(\.mistakes)
    let counts = Mistake.allCases.map { mistake in
      (mistake.rawValue, mistakes.count { $0 == mistake })
    }
    if !mistakes.isEmpty { lines.append(Text("wrong answers: ") + Self.list(counts)) }
    return lines
  }

  /// How many there are of each kind, without those of which there are none.
  private static func list(_ parts: [(name: String, count: Int)]) -> Text {
    Text(parts.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }.joined(separator: ", "))
  }
}
