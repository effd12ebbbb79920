/// A place in a walk whose every state is the one before it, advanced.
///
/// The state after k steps is a fold of k steps, whichever way the cursor came there. Some states on
/// the way are kept, so that a step back costs about the square root of what the whole walk does.
public struct Cursor<State: Sendable>: Sendable {
  /// The state at the place.
  public private(set) var state: State
  /// The place, counted from 0.
  public private(set) var index = 0
  /// The last place.
  public let last: Int

  private let advance: @Sendable (inout State) -> Void
  /// States at the multiples of `distance`, as far as the cursor has come.
  private var kept: [State]
  private let distance: Int

  /// A cursor at the start of a walk.
  ///
  /// - Parameters:
  ///   - start: the state at place 0
  ///   - last: the last place
  ///   - advance: what one step makes of a state
  public init(
    _ start: State,
    last: Int,
    advance: @escaping @Sendable (inout State) -> Void
  ) {
    state = start
    self.last = last
    self.advance = advance
    kept = [start]
    distance = max(1, Int(Double(last).squareRoot()))
  }

  /// Moves to a place; one that lies outside the walk becomes its first or its last.
  public mutating func move(to place: Int) {
    let place = min(max(place, 0), last)
    if place < index || place / distance < kept.count && place / distance > index / distance {
      let nearest = min(place / distance, kept.count - 1)
      state = kept[nearest]
      index = nearest * distance
    }
    while index < place {
      advance(&state)
      index += 1
      if index == kept.count * distance { kept.append(state) }
    }
  }
}

extension Cursor where State == Snapshot {
  /// A cursor at the first step of a trace.
  public init(_ trace: Trace) {
    self.init(Snapshot(trace), last: trace.steps.count - 1) { $0.advance() }
  }
}
