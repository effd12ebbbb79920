/// The names that assignments give new values, in the order of the assignments.
///
/// A statement sees those before it in its source, which are a range of all: a copy for each statement
/// would take the square of their number.
struct Renames {
  private struct Rename {
    /// How many assignments stand before this one.
    let place: Int
    let name: String
  }

  private var names: [String: [Rename]] = [:]

  /// How many assignments there are.
  private(set) var count = 0

  /// Adds the name that the next value of another name has.
  mutating func add(_ next: String, for name: String) {
    names[name, default: []].append(Rename(place: count, name: next))
    count += 1
  }

  /// The name of the newest value behind some assignments; nothing where none of them gave one.
  func name(for name: String, behind assignments: Range<Int>) -> String? {
    guard let renames = names[name] else { return nil }
    var (low, high) = (0, renames.count)
    while low < high {
      let middle = (low + high) / 2
      if renames[middle].place < assignments.upperBound { low = middle + 1 } else { high = middle }
    }
    guard low > 0, assignments.contains(renames[low - 1].place) else { return nil }
    return renames[low - 1].name
  }
}
