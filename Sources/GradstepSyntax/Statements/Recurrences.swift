/// Writes lines such as `h_t = f(h_{t-1})` out for all turns of a range, as `t = 1, …, 4`.
///
/// Lines with one range turn together: an LSTM's six make one turn. Lines are no recurrence where no
/// name on their right is shifted against one on their left, and where the source gives `h_{t-1}`
/// itself, so that a single turn is meant.
struct Recurrences {
  /// A range of a letter, between two statements.
  struct Mark {
    let range: TurnRange
    /// How many statements stand before it.
    let position: Int
    /// All that is written, with the words before it.
    let clause: SourceRange
  }

  /// A line that has the letter on its left side.
  struct Line {
    let position: Int
    let draft: StatementDraft
    let name: ScriptedName
    /// The name by whose turns the line goes on.
    let key: String
    /// How far the letter is shifted on the left.
    let offset: Int
    /// The range that it has, by its position.
    var mark: Int?
  }

  private(set) var drafts: [StatementDraft]
  private(set) var mainCount: Int
  private(set) var diagnostics: [Diagnostic] = []
  /// The ranges that no recurrence runs over.
  private(set) var leftAside: [SourceRange] = []
  /// The last turns by the names that ranges have for them.
  private(set) var lastTurns: [String: Int] = [:]
  /// The names that lines would have defined which are wrong.
  private(set) var brokenNames: Set<String> = []

  private let marks: [Mark]
  private let sources: [Source]
  let given: GivenNames
  /// The statements that take the place of a line, by its position.
  private var replacements: [Int: [StatementDraft]] = [:]
  private var count = 0

  init(_ drafts: [StatementDraft], mainCount: Int, _ marks: [Mark], of sources: [Source]) {
    self.drafts = drafts
    self.mainCount = mainCount
    self.marks = marks
    self.sources = sources
    given = GivenNames(drafts)
  }

  /// Writes all recurrences out.
  mutating func unroll() {
    var letters: Set<String> = []
    for mark in marks where letters.insert(mark.range.letter).inserted {
      unroll(mark.range.letter)
    }
    guard !replacements.isEmpty else { return }
    var result: [StatementDraft] = []
    var mainCount = 0
    for (position, draft) in drafts.enumerated() {
      result += replacements[position] ?? [draft.atLastTurn(lastTurns)]
      if position < self.mainCount { mainCount = result.count }
    }
    drafts = result
    self.mainCount = mainCount
  }

  /// Writes the recurrences out whose turns a letter counts.
  private mutating func unroll(_ letter: String) {
    let own = marks.indices.filter { marks[$0].range.letter == letter }
    var lines = lines(of: letter)
    assign(own, to: &lines)
    let lefts = LeftSides(lines)
    let shifted = lines.flatMap { shiftedNames(in: $0, of: letter, lefts) }
    let isSingle = shifted.isEmpty || shifted.contains { given.has($0) }
    guard !isSingle else {
      if shifted.isEmpty, let (line, error) = nameWithoutIndex(lines, letter) {
        refuse([line], error)
      } else {
        leftAside += own.map { marks[$0].clause }
      }
      return
    }
    let linesOfMarks = Dictionary(grouping: lines) { $0.mark }
    var groups: [(mark: Int, numbers: [Int], lines: [Line])] = []
    var places: [[Int]: Int] = [:]
    for mark in own {
      let lines = linesOfMarks[mark, default: []]
      guard let numbers = numbers(of: mark, lines) else { continue }
      if let place = places[numbers] {
        groups[place].lines += lines
      } else {
        places[numbers] = groups.count
        groups.append((mark, numbers, lines))
      }
    }
    for group in groups {
      if group.lines.isEmpty {
        diagnostics.append(
          secondRange(marks[group.mark].range, groups.map { marks[$0.mark].range })
        )
      } else {
        unroll(group.lines, over: group.numbers, marks[group.mark].range)
      }
    }
  }

  // MARK: - Lines

  /// The lines that have a letter on their left side, and formulas on their right.
  private func lines(of letter: String) -> [Line] {
    drafts.indices.compactMap { position in
      let draft = drafts[position]
      guard case .definition(_, false) = draft.heading, let name = draft.scripted,
        let (key, offset) = name.turn(of: letter), draft.body.contains(where: { $0.name != nil }),
        !IndexLetters.bound(in: draft.body, of: sources).contains(letter)
      else { return nil }
      return Line(position: position, draft: draft, name: name, key: key, offset: offset)
    }
  }

  /// Gives each line its range: the next one behind it, unless one stands before it that no line
  /// comes before, as in `for t = 1, …, 4:`.
  private func assign(_ own: [Int], to lines: inout [Line]) {
    var current: Int?
    var leads = false
    var next = 0
    for mark in own {
      let end = lines[next...].firstIndex { $0.position >= marks[mark].position } ?? lines.endIndex
      for line in next..<end { lines[line].mark = leads ? current : mark }
      leads = leads || next == end
      current = mark
      next = end
    }
    for line in next..<lines.endIndex { lines[line].mark = current }
  }

  /// The lines by what stands on their left.
  private struct LeftSides {
    private var offsets: [String: Int] = [:]
    private var offsetsOfComponents: [String: (name: ScriptedName, offset: Int)] = [:]

    init(_ lines: [Line]) {
      for line in lines {
        offsets[line.key] = offsets[line.key] ?? line.offset
        if let base = line.name.base.name { offsetsOfComponents[base] = (line.name, line.offset) }
      }
    }

    /// How far the letter is shifted on the left of the line that gives a name its value, and how many
    /// letters before the name are factors: `Wh_{t-1}` is a product.
    func offset(of name: ScriptedName, _ key: String) -> (offset: Int, factors: Int)? {
      for (count, start) in key.indices.prefix(NameResolver.longestSplit).enumerated() {
        if let offset = offsets[String(key[start...])] { return (offset, count) }
      }
      guard let base = name.base.name, let (left, offset) = offsetsOfComponents[base],
        name.isComponent(of: left)
      else { return nil }
      return (offset, 0)
    }
  }

  /// The names on the right of a line that are shifted against those on the left of any.
  private func shiftedNames(in line: Line, of letter: String, _ lefts: LeftSides) -> [String] {
    line.draft.body.indices.compactMap { position in
      guard line.draft.body[position].name != nil,
        let name = ScriptedName(line.draft.body[position...], of: sources),
        let (key, offset) = name.turn(of: letter),
        let left = lefts.offset(of: name, key), left.offset != offset
      else { return nil }
      return String(name.spelling().dropFirst(left.factors))
    }
  }

  // MARK: - Turns

  /// The turns of some lines; `nil` where they are not known, which is an error where the lines have a
  /// value to begin with.
  private mutating func numbers(of mark: Int, _ lines: [Line]) -> [Int]? {
    let range = marks[mark].range
    let bound = range.namedBound
    let last = bound.flatMap { bound in
      given.number(bound.name) ?? length(of: lines, range).map { $0 - bound.number }
    }
    let value = { (name: String) in name == bound?.name ? last : given.number(name) }
    guard let count = range.count(value) else {
      let hasStart = lines.contains { !given.numbers(of: $0.key).isEmpty }
      if hasStart {
        refuse(lines, withoutEnd(range, value, length: length(of: lines, range)))
      } else {
        leftAside.append(marks[mark].clause)
      }
      return nil
    }
    let tokenCount = lines.reduce(0) { $0 + $1.draft.body.count }
    guard count <= Self.largestTurnCount, count * tokenCount <= Self.largestTokenCount else {
      let largest = min(Self.largestTurnCount, Self.largestTokenCount / max(1, tokenCount))
      refuse(lines, tooLong(range, count, max(1, largest)))
      return nil
    }
    guard count > 0, let numbers = range.numbers(value) else {
      refuse(lines, withoutTurns(range))
      return nil
    }
    if let bound, let last { lastTurns[bound.name] = last }
    return numbers
  }

  /// How many turns there are where the range has a name for that which has no value: as many as
  /// there are of what the lines have at each turn, as `x_t`.
  private func length(of lines: [Line], _ range: TurnRange) -> Int? {
    var lengths: Set<Int> = []
    for line in lines {
      for position in line.draft.body.indices where line.draft.body[position].name != nil {
        guard let name = ScriptedName(line.draft.body[position...], of: sources),
          let (key, offset) = name.turn(of: range.letter), offset == 0,
          !lines.contains(where: { key == $0.key })
        else { continue }
        let numbers = given.numbers(of: key)
        if let last = numbers.max() {
          lengths.insert(last)
        } else if let base = name.base.name, let size = given.size(base) {
          lengths.insert(size)
        }
      }
    }
    return lengths.count == 1 ? lengths.first : nil
  }

  private mutating func unroll(_ lines: [Line], over numbers: [Int], _ range: TurnRange) {
    let overlaps = lines.compactMap { line in
      given.first(of: line.key, in: numbers.map { $0 + line.offset }, from: line.draft)
        .map { (line, $0) }
    }
    if let (line, other) = overlaps.first {
      return refuse(lines, twiceGiven(line, other, range, numbers))
    }
    for line in lines { replacements[line.position] = [] }
    guard let place = lines.map({ $0.position }).min() else { return }
    var turns: [StatementDraft] = []
    for number in numbers {
      let turn = Turn(index: range.letter, number: number, recurrence: count)
      turns += lines.compactMap { line in
        let draft = line.draft.renamed(to: line.name.at([range.letter: number]), turn: turn)
        // What another source gives takes the place of a turn's.
        return draft.heading.name.map { given.has($0.text) } == true ? nil : draft
      }
    }
    replacements[place] = turns
    count += 1
    diagnostics.append(echo(lines, numbers, range))
  }

  private mutating func refuse(_ lines: [Line], _ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    for line in lines {
      replacements[line.position] = []
      brokenNames.insert(line.name.spelling())
    }
  }
}

extension StatementDraft {
  /// The draft with the number of the last turn in its name, as `h_4` for `h_T`.
  fileprivate func atLastTurn(_ numbers: [String: Int]) -> StatementDraft {
    guard let scripted else { return self }
    let name = scripted.at(numbers)
    return name.spelling() == scripted.spelling() ? self : renamed(to: name)
  }
}
