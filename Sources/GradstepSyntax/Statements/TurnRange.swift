/// The turns of a recurrence, as notes say them: `t = 1, …, 4`, `1 ≤ t ≤ T`, `for t = 1 to 4`.
struct TurnRange: Sendable {
  /// The letter that counts the turns.
  let letter: String

  /// Which numbers it stands for.
  let turns: Turns

  /// Where it is written, without the words before it.
  let range: SourceRange

  /// Which numbers a letter stands for.
  enum Turns {
    /// All of them, one by one.
    case list([Bound])
    /// From a first one by steps to the last one; without a step it is 1 up or down.
    case span(Bound, step: Int?, last: Bound)
    /// From a first one on and on.
    case endless(Bound)
  }

  /// A number, or a name moved by one, as `T-1`.
  struct Bound {
    var name: String?
    var number: Int

    func moved(by number: Int) -> Bound { Bound(name: name, number: self.number + number) }

    func value(_ valueOfName: (String) -> Int?) -> Int? {
      guard let name else { return number }
      return valueOfName(name).map { $0 + number }
    }
  }

  /// Whether it is written `t > 0`, which may be a condition on any letter.
  var isCondition = false

  /// Whether the turns go on and on.
  var isEndless: Bool {
    if case .endless = turns { true } else { false }
  }

  /// The bound that has a name in it, as `T` of `t = 1, …, T`; the last one first.
  var namedBound: (name: String, number: Int)? {
    guard case .span(let first, _, let last) = turns else { return nil }
    return [last, first].lazy.compactMap { bound in bound.name.map { ($0, bound.number) } }.first
  }

  /// The number that the turns begin with, where no name is in it.
  var first: Int? {
    switch turns {
    case .list(let bounds): bounds.first?.value { _ in nil }
    case .span(let first, _, _), .endless(let first): first.value { _ in nil }
    }
  }

  /// The first name of a bound whose number is not known.
  func unknownName(_ valueOfName: (String) -> Int?) -> String? {
    let bounds: [Bound] =
      switch turns {
      case .list(let bounds): bounds
      case .span(let first, _, let last): [first, last]
      case .endless: []
      }
    return bounds.lazy.compactMap { $0.name }.first { valueOfName($0) == nil }
  }

  /// How many turns there are; `nil` where that is not known, or where they never end.
  func count(_ valueOfName: (String) -> Int?) -> Int? {
    switch turns {
    case .list(let bounds): return bounds.count
    case .endless: return nil
    case .span(let first, let step, let last):
      guard let first = first.value(valueOfName), let last = last.value(valueOfName) else {
        return nil
      }
      return max(0, (last - first) / (step ?? (first <= last ? 1 : -1)) + 1)
    }
  }

  /// The numbers that the letter stands for, in the order written; `nil` where a bound is not known.
  func numbers(_ valueOfName: (String) -> Int?) -> [Int]? {
    switch turns {
    case .list(let bounds):
      let numbers = bounds.compactMap { $0.value(valueOfName) }
      return numbers.count == bounds.count ? numbers : nil
    case .endless: return nil
    case .span(let first, let step, let last):
      guard let first = first.value(valueOfName), let last = last.value(valueOfName) else {
        return nil
      }
      return Array(stride(from: first, through: last, by: step ?? (first <= last ? 1 : -1)))
    }
  }
}
