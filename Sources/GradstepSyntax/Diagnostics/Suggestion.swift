/// The answers to "did you mean".
package enum Suggestion {
  /// The one candidate that was plausibly meant, if there is one.
  ///
  /// At most three edits away, fewer for short names, and closer than any other candidate. Nothing
  /// is suggested for names under three letters: there everything is close to everything.
  package static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let length = name.count
    guard (3...64).contains(length) else { return nil }
    var limit = min(3, (length + 1) / 3)
    var best: String?
    for candidate in Set(candidates) where candidate != name {
      guard abs(candidate.count - length) <= limit else { continue }
      let distance = editDistance(name, candidate)
      if distance < limit || (distance == limit && best == nil && distance > 0) {
        best = candidate
        limit = distance
      } else if distance == limit {
        best = nil
        limit -= 1
      }
    }
    return best
  }
}

/// How many insertions, deletions, replacements and swaps of neighbours turn one text into another.
package func editDistance(_ first: String, _ second: String) -> Int {
  let first = Array(first)
  let second = Array(second)
  var beforePrevious: [Int] = []
  var previous = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      let isSame = first[row] == second[column]
      var distance = min(
        previous[column] + (isSame ? 0 : 1),
        previous[column + 1] + 1,
        current[column] + 1
      )
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        distance = min(distance, beforePrevious[column - 1] + 1)
      }
      current.append(distance)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[second.count]
}
