// What is said of recurrences: how they are read, and what is wrong with them.
extension Recurrences {
  /// The most turns of a recurrence.
  static let largestTurnCount = 1_000

  /// The most tokens that all turns of a recurrence have together.
  static let largestTokenCount = 2_000_000

  /// Says over which turns lines were written out.
  func echo(_ lines: [Line], _ numbers: [Int], _ range: TurnRange) -> Diagnostic {
    let names = lines.prefix(3).map { Reading.text(ofName: $0.name.spelling()) }
    let more = lines.count > names.count ? ", …" : ""
    return .note(
      "recurrence",
      "\(names.joined(separator: ", "))\(more) \(lines.count == 1 ? "is" : "are") written out for "
        + "\(range.letter) = \(Reading.text(ofNumbers: numbers))",
      at: range.range
    )
  }

  /// The error for a range that nobody knows the end of, where there is a value to begin with.
  func withoutEnd(
    _ range: TurnRange,
    _ value: (String) -> Int?,
    length: Int?
  ) -> Diagnostic {
    let first = range.first ?? 1
    let turns = "\(range.letter) = \(first), …, \(max(first, length ?? first + 2))"
    if let name = range.unknownName(value) {
      return .error(
        "recurrence-without-end",
        "the turns of a recurrence are counted; '\(name)' is their bound and has no value",
        at: range.range,
        solutions: [
          .init(summary: "give it one: \(name) = 3"),
          .init(
            summary: "write the turns in numbers: \(turns)",
            replacements: [.init(range: range.range, text: turns)]
          ),
        ]
      )
    }
    return .error(
      "recurrence-without-end",
      "the turns of a recurrence come to an end, and these go on",
      at: range.range,
      solutions: [
        .init(
          summary: "write the last turn: \(turns)",
          replacements: [.init(range: range.range, text: turns)]
        )
      ]
    )
  }

  /// The error for more turns than anyone looks at.
  func tooLong(_ range: TurnRange, _ count: Int, _ largest: Int) -> Diagnostic {
    let first = range.first ?? 1
    let turns = "\(range.letter) = \(first), …, \(first + largest - 1)"
    return .error(
      "recurrence-too-long",
      "a recurrence is written out for at most \(largest) turns; this has \(count)",
      at: range.range,
      solutions: [
        .init(
          summary: "write fewer turns: \(turns)",
          replacements: [.init(range: range.range, text: turns)]
        )
      ]
    )
  }

  /// The error for a range from 4 to 1 that runs upwards.
  func withoutTurns(_ range: TurnRange) -> Diagnostic {
    .error(
      "recurrence-without-turns",
      "a recurrence has at least one turn, and there is no number in this range",
      at: range.range,
      solutions: [.init(summary: "write the first turn first: \(range.letter) = 1, …, 4")]
    )
  }

  /// The error for a range that stands beside another one of the letter, and has no lines.
  func secondRange(_ range: TurnRange, _ all: [TurnRange]) -> Diagnostic {
    let other = all.first { $0.range != range.range }
    return .error(
      "second-range",
      "a recurrence has one range of '\(range.letter)', and this one comes on top",
      at: range.range,
      notes: other.map { [.init(summary: "the range is first given here", range: $0.range)] } ?? [],
      solutions: [.init(summary: "leave one of them out")]
    )
  }

  /// The error for a value that is given and worked out in a turn.
  func twiceGiven(
    _ line: Line,
    _ other: Name,
    _ range: TurnRange,
    _ numbers: [Int]
  ) -> Diagnostic {
    let name = Reading.text(ofName: line.name.spelling())
    let last = given.numbers(of: line.key).last { numbers.contains($0 - line.offset) }
    let rest = numbers.filter { $0 + line.offset > last ?? .max }
    let turns = "\(range.letter) = \(Reading.text(ofNumbers: rest))"
    return .error(
      "duplicate-definition",
      "a name is defined once; '\(other.text)' has a value, and '\(name)' gives it one for "
        + "\(range.letter) = \(Reading.text(ofNumbers: numbers))",
      at: range.range,
      notes: [.init(summary: "\(other.text) is first defined here", range: other.range)],
      solutions: (rest.count < 2
        ? []
        : [
          .init(
            summary: "begin behind what is given: \(turns)",
            replacements: [.init(range: range.range, text: turns)]
          )
        ]) + [.init(summary: "leave out \(other.text)")]
    )
  }

  /// The error for `h_t = f(h)`, where the value of the turn before is meant; `nil` where nothing is
  /// wrong.
  func nameWithoutIndex(_ lines: [Line], _ letter: String) -> (Line, Diagnostic)? {
    for line in lines where line.mark != nil {
      guard let name = line.name.base.name, !given.has(name), line.name.lower != nil,
        line.name.upper == nil,
        let token = line.draft.body.indices.lazy.map({ line.draft.body[$0] }).first(where: {
          $0.name == name
        })
      else { continue }
      let before = "\(name)_{\(letter)-1}"
      let error = Diagnostic.error(
        "index-not-on-the-right",
        "a recurrence names the turn that a value is of; '\(name)' on the right is of none",
        at: token.range,
        solutions: [
          .init(
            summary: "for the value of the turn before, write \(before)",
            replacements: [.init(range: token.range, text: before)]
          ),
          .init(summary: "for a value that is the same in all turns, give it: \(name) = 1"),
        ]
      )
      return (line, error)
    }
    return nil
  }
}
