/// Where the brackets of some tokens close: each closing one ends the last that is open, of whatever kind.
///
/// One pass finds them all, so that nothing has to be given up for being long.
struct Brackets {
  private let start: Int
  /// For each token that opens a bracket which is closed the place where it is; -1 for all others.
  private var closings: [Int]

  init(_ tokens: ArraySlice<Token>) {
    start = tokens.startIndex
    closings = Array(repeating: -1, count: tokens.count)
    var open: [Int] = []
    for position in tokens.indices {
      if tokens[position].isOpening { open.append(position) }
      if tokens[position].isClosing, let opening = open.popLast() {
        closings[opening - start] = position
      }
    }
  }

  /// Where the bracket that opens at a position closes; nothing where it is never closed, none opens, or
  /// no token is.
  func closing(of opening: Int) -> Int? {
    let place = opening - start
    guard closings.indices.contains(place), closings[place] >= 0 else { return nil }
    return closings[place]
  }

  /// The positions right inside a bracket that closes, without what stands in further ones, whose
  /// opening brackets alone are among them.
  func inside(_ opening: Int) -> some Sequence<Int> {
    let end = closing(of: opening) ?? opening
    return sequence(state: opening + 1) { next in
      guard next < end else { return nil }
      defer { next = (closing(of: next) ?? next) + 1 }
      return next
    }
  }
}
