/// The rows or the columns of a matrix, which an operation takes one by one; a vector is one line.
enum Lines: Hashable, Sendable {
  case rows
  case columns

  /// What one is called.
  var name: String { self == .rows ? "row" : "column" }

  /// The letter that counts them.
  var index: String { self == .rows ? "i" : "j" }

  /// How many there are in a value of a shape.
  func count(in shape: Shape) -> Int {
    shape.rank < 2 ? 1 : self == .rows ? shape.rows : shape.columns
  }

  /// How many numbers one has.
  func length(in shape: Shape) -> Int {
    shape.rank < 2 ? shape.count : self == .rows ? shape.columns : shape.rows
  }

  /// The position of a number of one of them.
  @inline(__always)
  func position(_ index: Int, of line: Int, in shape: Shape) -> Int {
    if shape.rank < 2 { return index }
    return self == .rows ? line * shape.columns + index : index * shape.columns + line
  }

  /// The positions of the numbers of one of them.
  func positions(of line: Int, in shape: Shape) -> StrideTo<Int> {
    let step = shape.rank < 2 || self == .rows ? 1 : shape.columns
    let first = position(0, of: line, in: shape)
    return stride(from: first, to: first + length(in: shape) * step, by: step)
  }

  /// Calls `body` with the positions of each.
  func forEach(in shape: Shape, _ body: (StrideTo<Int>) -> Void) {
    for line in 0..<count(in: shape) { body(positions(of: line, in: shape)) }
  }

  /// Calls `body` with the positions of each through which anything flows.
  func forEach(in shape: Shape, where flow: TensorView, _ body: (StrideTo<Int>) -> Void) {
    forEach(in: shape) { line in
      if line.contains(where: { flow[$0] != 0 }) { body(line) }
    }
  }

  /// The sum of each line of a matrix at all places of that line, as a formula.
  func sums(_ matrix: Formula, in shape: Shape) -> Formula {
    let size = length(in: shape)
    let ones = Formula.call("ones", sizes: [size, size])
    return self == .rows ? matrix * ones : ones * matrix
  }

  /// What a step says of an operation that takes them one by one; of a vector there is nothing.
  func remark(_ usage: Usage) -> Remark? {
    guard usage.shapes[0].rank == 2 else { return nil }
    return Remark(forward: "\(name) by \(name): each \(name) of \(.x) is taken on its own")
  }
}
