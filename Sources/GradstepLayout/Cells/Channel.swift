/// The room between two ranks, in which lines turn: each on tracks of its own, so that two lines
/// share no cell but where one crosses the other.
///
/// A line arrives in one row and leaves in several; a track is a column.
struct Channel {
  /// What one operand needs of the channel.
  struct Wire {
    /// The row in which the line arrives.
    var start: Int
    /// The rows in which it leaves, ascending.
    var ends: [Int]

    var isStraight: Bool { ends == [start] }
  }

  /// How a line that is not straight turns.
  struct Turn {
    /// The track that it runs along from `start` to all ends.
    var track: Int
    /// The row in which the line comes onto that track.
    var start: Int
    /// The track on which it went from its arrival to `start` before, where others were in the way.
    var firstTrack: Int?
  }

  /// How each wire turns; `nil` where it is straight.
  private(set) var turns: [Turn?]
  /// How many tracks there are.
  private(set) var trackCount = 0

  private let wires: [Wire]
  private var skyline = Skyline()

  init(_ wires: [Wire]) {
    self.wires = wires
    turns = Array(repeating: nil, count: wires.count)
    place()
  }

  /// Finds tracks, so that whoever arrives where another one leaves turns before that one.
  private mutating func place() {
    var arrivals: [Int: Int] = [:]
    var taken: Set<Int> = []
    for (index, wire) in wires.enumerated() {
      if !wire.isStraight { arrivals[wire.start] = index }
      taken.insert(wire.start)
      taken.formUnion(wire.ends)
    }
    enum State {
      case waiting
      case open
      case done
    }
    var states = Array(repeating: State.waiting, count: wires.count)
    for first in inOrder() where states[first] == .waiting {
      var stack = [first]
      while let wire = stack.last {
        guard states[wire] != .done else {
          stack.removeLast()
          continue
        }
        states[wire] = .open
        let height = stack.count
        for end in wires[wire].ends {
          guard let other = arrivals[end], other != wire else { continue }
          switch states[other] {
          case .done:
            break
          case .waiting:
            stack.append(other)
          case .open:
            // The two wait for each other: the other one goes out of the way first.
            if turns[other] == nil { detour(other, &taken) }
          }
        }
        if stack.count == height {
          turn(wire)
          states[wire] = .done
          stack.removeLast()
        }
      }
    }
  }

  private mutating func turn(_ wire: Int) {
    let detour = turns[wire]
    let start = detour?.start ?? wires[wire].start
    let track = skyline.add(
      min(start, wires[wire].ends.first ?? start)...max(start, wires[wire].ends.last ?? start)
    )
    trackCount = max(trackCount, track + 1)
    turns[wire] = Turn(track: track, start: start, firstTrack: detour?.firstTrack)
  }

  private mutating func detour(_ wire: Int, _ taken: inout Set<Int>) {
    let start = wires[wire].start
    let sign = (wires[wire].ends.last ?? start) > start ? 1 : -1
    var distance = 1
    while taken.contains(start + sign * distance), taken.contains(start - sign * distance) {
      distance += 1
    }
    let free = start + (taken.contains(start + sign * distance) ? -sign : sign) * distance
    taken.insert(free)
    let track = skyline.add(min(start, free)...max(start, free))
    trackCount = max(trackCount, track + 1)
    turns[wire] = Turn(track: track, start: free, firstTrack: track)
  }

  /// The wires that turn, in the order in which they cross each other least.
  ///
  /// Of those that go down the last turns first, of those that go up the first; those that do both
  /// stay close to what they lead to.
  private func inOrder() -> [Int] {
    let keys = wires.map { wire in
      let (first, last) = (wire.ends.first ?? wire.start, wire.ends.last ?? wire.start)
      return first >= wire.start
        ? (0, -wire.start) : last <= wire.start ? (1, wire.start) : (2, wire.start)
    }
    return wires.indices.filter { !wires[$0].isStraight }.sorted {
      (keys[$0].0, keys[$0].1, $0) < (keys[$1].0, keys[$1].1, $1)
    }
  }
}

/// How many tracks are in use in each row.
private struct Skyline {
  /// From `start` on, up to the next step, `height` tracks are in use.
  private var steps = [(start: Int.min, height: 0)]

  /// Takes the first track beyond all that are in use between two rows and right beside them:
  /// corners that touch would look like one.
  mutating func add(_ span: ClosedRange<Int>) -> Int {
    let first = position(of: span.lowerBound)
    let last = position(of: span.upperBound)
    let near = position(of: span.lowerBound - 1)...position(of: span.upperBound + 1)
    let track = steps[near].reduce(0) { max($0, $1.height) }
    var new = [(start: span.lowerBound, height: track + 1)]
    if steps[first].start < span.lowerBound { new.insert(steps[first], at: 0) }
    let next = span.upperBound + 1
    if last + 1 == steps.count || steps[last + 1].start > next {
      new.append((next, steps[last].height))
    }
    steps.replaceSubrange(first...last, with: new)
    return track
  }

  /// The step that a row is on.
  private func position(of row: Int) -> Int {
    steps.firstPosition { $0.start > row } - 1
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first position of an element that fulfils a condition which all after it fulfil as well.
  package func firstPosition(where isBehind: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
