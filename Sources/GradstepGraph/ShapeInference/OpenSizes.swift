/// Numbers of rows, columns and components of which some are unknown and some are one.
struct OpenSizes {
  typealias ID = Int

  /// What is known of a size.
  private struct Size {
    var parent: ID
    var number: Int?
    var least = 1
    /// The sizes that it is the sum of.
    var parts: [ID]?
  }

  /// The size of what has one row or one column.
  static let one: ID = 0

  private var sizes = [Size(parent: one, number: 1)]
  /// The numbers that are given.
  private(set) var given: Set<Int> = []

  /// A new size.
  mutating func add(_ number: Int? = nil, atLeast least: Int = 1, sumOf parts: [ID]? = nil) -> ID {
    if let number { given.insert(number) }
    sizes.append(Size(parent: sizes.count, number: number, least: least, parts: parts))
    return sizes.count - 1
  }

  /// The one size that stands for all that are the same.
  mutating func representative(_ id: ID) -> ID {
    var id = id
    while sizes[id].parent != id {
      sizes[id].parent = sizes[sizes[id].parent].parent
      id = sizes[id].parent
    }
    return id
  }

  /// The number, where it is known.
  mutating func number(_ id: ID) -> Int? { sizes[representative(id)].number }

  /// Whether two sizes can be the same.
  mutating func canBeSame(_ first: ID, _ second: ID) -> Bool {
    guard let a = number(first), let b = number(second) else { return true }
    return a == b
  }

  /// Makes two sizes the same, unless they are known to differ.
  mutating func unify(_ first: ID, _ second: ID) {
    let (kept, other) = (representative(first), representative(second))
    guard kept != other, canBeSame(kept, other) else { return }
    let merged = sizes[other]
    sizes[other].parent = kept
    sizes[kept].number = sizes[kept].number ?? merged.number
    sizes[kept].least = max(sizes[kept].least, merged.least)
    sizes[kept].parts = sizes[kept].parts ?? merged.parts
  }

  /// The number of a size, by `choose` where nothing fixes it; it gets the least that is wanted.
  mutating func settle(_ id: ID, choosing choose: (_ least: Int) -> Int) -> Int {
    var waiting = [representative(id)]
    while let last = waiting.last {
      guard sizes[last].number == nil else {
        waiting.removeLast()
        continue
      }
      let parts = (sizes[last].parts ?? []).map { representative($0) }
      // A size that is a part of itself is none that a sum fixes.
      let open = parts.filter { sizes[$0].number == nil && !waiting.contains($0) }
      guard open.isEmpty else {
        waiting += open
        continue
      }
      let sum = parts.reduce(0) { $0 + (sizes[$1].number ?? 0) }
      sizes[last].number = parts.isEmpty ? choose(sizes[last].least) : max(sum, 1)
    }
    return number(id) ?? 1
  }
}
