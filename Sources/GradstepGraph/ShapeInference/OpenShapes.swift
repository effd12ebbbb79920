/// Shapes of which some are unknown and some are the same.
struct OpenShapes {
  typealias ID = Int

  /// What is known of a shape: its sizes, of which it has none, one or two; `nil` for nothing.
  typealias Form = [OpenSizes.ID]?

  private struct Cell {
    var parent: ID
    var form: Form
    /// The rules that hold for the shape, by their positions.
    var rules: [Int] = []
    let origin: Origin
  }

  /// What has the shape, which decides where nothing else does.
  enum Origin {
    /// A name that begins with a capital letter, as matrices do in print.
    case capital
    case smallLetter
    case formula
  }

  private var cells: [Cell] = []
  /// The rules of shapes that became known and were not looked at since.
  private(set) var awakened: [Int] = []

  /// A new shape.
  mutating func add(_ form: Form = nil, _ origin: Origin = .formula) -> ID {
    cells.append(Cell(parent: cells.count, form: form, origin: origin))
    return cells.count - 1
  }

  /// What has the shape.
  func origin(_ id: ID) -> Origin { cells[id].origin }

  private mutating func representative(_ id: ID) -> ID {
    var id = id
    while cells[id].parent != id {
      cells[id].parent = cells[cells[id].parent].parent
      id = cells[id].parent
    }
    return id
  }

  /// What is known of a shape.
  mutating func form(_ id: ID) -> Form { cells[representative(id)].form }

  /// Says that a rule holds for a shape.
  mutating func watch(_ id: ID, by rule: Int) { cells[representative(id)].rules.append(rule) }

  /// Makes an unknown shape known.
  mutating func set(_ id: ID, to form: [OpenSizes.ID]) {
    let id = representative(id)
    guard cells[id].form == nil else { return }
    cells[id].form = form
    awakened += cells[id].rules
  }

  /// Makes two shapes the same, unless they are known to differ.
  mutating func unify(_ first: ID, _ second: ID, _ sizes: inout OpenSizes) {
    var (kept, other) = (representative(first), representative(second))
    guard kept != other else { return }
    switch (cells[kept].form, cells[other].form) {
    case (let a?, let b?):
      guard a.count == b.count else { return }
      for (left, right) in zip(a, b) { sizes.unify(left, right) }
    case (nil, let form?): set(kept, to: form)
    case (let form?, nil): set(other, to: form)
    case (nil, nil): break
    }
    if cells[kept].rules.count < cells[other].rules.count { swap(&kept, &other) }
    cells[other].parent = kept
    cells[kept].rules += cells[other].rules
    cells[other].rules = []
  }

  /// The next rule to be looked at.
  mutating func nextAwakened() -> Int? { awakened.popLast() }
}
