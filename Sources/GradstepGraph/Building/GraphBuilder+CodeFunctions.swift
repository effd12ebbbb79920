import GradstepSyntax

/// Functions that code alone has, made of those of the language.
extension GraphBuilder {
  /// The value of such a function; nothing for others.
  mutating func codeFunction(
    _ name: String,
    _ arguments: [Expression.ID],
    by id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    guard isCode(id), !arguments.contains(where: { hasAxes(walk.result($0)) }) else { return nil }
    switch name {
    case "arange": return numbersFromZero(arguments, at: id, in: walk)
    case "reshape": return reshaped(arguments, at: id, in: walk)
    case "one_hot": return classes(arguments, at: id, in: walk)
    case "squeeze", "unsqueeze": return unsqueezed(name, arguments, at: id, in: walk)
    case "rsqrt":
      guard arguments.count == 1,
        let root = try? make(.function("sqrt"), [walk.result(arguments[0])], at: id, in: walk)
      else { return nil }
      return try? make(.function("reciprocal"), [root], at: id, in: walk)
    case "nll_loss", "cross_entropy": return lossOfClasses(name, arguments, at: id, in: walk)
    default: return nil
    }
  }

  /// `range(n)`: the numbers from 0 to n − 1; `range(a, b, k)`: every k-th from a on, below b.
  private mutating func numbersFromZero(
    _ arguments: [Expression.ID],
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    var ends = arguments.compactMap { draft.number(walk.result($0), takesLeaves: true) }
      .compactMap { Int(counting: $0) }
    let areWhole = ends.count == arguments.count
    if ends.count == 1 { ends.insert(0, at: 0) }
    if ends.count == 2 { ends.append(1) }
    let count = areWhole ? (Double(ends[1]) - Double(ends[0])) / Double(ends[2]) : .nan
    guard count > 0, count <= 100_000 else {
      if !arguments.contains(where: { isBroken(walk.result($0)) }) {
        say(
          .error(
            "range-of-numbers",
            "a range of code runs over whole numbers up to a plain one",
            at: tree.expressions[id].range,
            solutions: [Diagnostic.Solution(summary: "give its end as a number, as in range(3)")]
          )
        )
      }
      return .broken
    }
    return draft.addLiteral(
      Tensor(stride(from: ends[0], to: ends[1], by: ends[2]).map(Double.init)),
      written: id
    )
  }

  private func isBroken(_ value: Value) -> Bool {
    if case .broken = value { true } else { false }
  }

  /// `x.view(-1, 2)`: the size that is -1 follows from the others.
  private mutating func reshaped(
    _ arguments: [Expression.ID],
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    let sizes = arguments.dropFirst().map { draft.number(walk.result($0), takesLeaves: true) }
    guard let shape = shapes(of: [arguments[0]], in: walk)?[0],
      let open = sizes.firstIndex(of: -1)
    else { return nil }
    let others = sizes.indices.filter { $0 != open }.compactMap { sizes[$0] }.reduce(1, *)
    guard others > 0 else { return nil }
    let whole = node(walk.result(arguments[0]), of: arguments[0], group: walk.group)
    let values = sizes.enumerated().map { place, size in
      draft.addLiteral(
        Tensor(place == open ? Double(shape.count) / others : size ?? 0),
        written: arguments[place + 1]
      )
    }
    return try? make(.function("reshape"), [whole] + values, at: id, in: walk)
  }

  /// `F.one_hot(xs, 4)`: a row for each number, with a 1 in its place.
  private mutating func classes(
    _ arguments: [Expression.ID],
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    let numbers = draft.wholeNumbers(walk.result(arguments[0])) ?? []
    var count = (numbers.max() ?? 0) + 1
    if arguments.count == 2 {
      count = draft.wholeNumbers(walk.result(arguments[1]))?.first ?? 0
    }
    guard !numbers.isEmpty, 1...10_000 ~= count, numbers.allSatisfy({ 0..<count ~= $0 }) else {
      say(
        .error(
          "index-of-code",
          "'one_hot' takes the numbers of classes, counted from 0, and how many classes there are",
          at: tree.expressions[id].head
        )
      )
      return .broken
    }
    let rows = numbers.map { number in (0..<count).map { $0 == number ? 1.0 : 0.0 } }
    let isVector = draft.shape(walk.result(arguments[0])).rank == 0
    return draft.addLiteral(isVector ? Tensor(rows[0]) : Tensor(rows), written: id)
  }

  /// A vector as a matrix of one row or column, or such a matrix as a vector.
  private mutating func unsqueezed(
    _ name: String,
    _ arguments: [Expression.ID],
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    guard let shape = shapes(of: [arguments[0]], in: walk)?[0] else { return nil }
    var sizes = [shape.count]
    if name == "unsqueeze" {
      guard shape.rank == 1, arguments.count == 2,
        let axis = draft.number(walk.result(arguments[1]), takesLeaves: false)
      else { return nil }
      sizes = axis == 0 || axis == -2 ? [1, shape.count] : [shape.count, 1]
    } else if shape.rank < 2 || shape.rows > 1 && shape.columns > 1 {
      return walk.result(arguments[0])
    }
    return reshaped(arguments[0], to: sizes, at: id, in: walk)
  }

  /// A value in another shape.
  mutating func reshaped(
    _ operand: Expression.ID,
    to sizes: [Int],
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    let whole = node(walk.result(operand), of: operand, group: walk.group)
    let values = sizes.map { draft.addLiteral(Tensor(Double($0)), written: id) }
    return try? make(.function("reshape"), [whole] + values, at: id, in: walk)
  }

  /// The mean of −log p over the classes that are numbered from 0: `F.cross_entropy(logits, ys)`.
  private mutating func lossOfClasses(
    _ name: String,
    _ arguments: [Expression.ID],
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    guard arguments.count == 2, let shapes = shapes(of: arguments, in: walk),
      shapes[1].rank == shapes[0].rank - 1,
      let classes = draft.wholeNumbers(walk.result(arguments[1])),
      shapes[0].rank == 1 || classes.count == shapes[0].rows
    else { return nil }
    let count = shapes[0].rank == 1 ? shapes[0].rows : shapes[0].columns
    guard classes.allSatisfy({ 0..<count ~= $0 }) else {
      say(
        .error(
          "index-of-code",
          "a class has a number from 0 to \(count - 1) here",
          at: tree.expressions[arguments[1]].range
        )
      )
      return .broken
    }
    do throws(Unfit) {
      var value = node(walk.result(arguments[0]), of: arguments[0], group: walk.group)
      if name == "cross_entropy" {
        value = try make(.function("log_softmax"), [value], at: id, in: walk)
      }
      var parts: [Value] = []
      for (row, number) in classes.enumerated() {
        let place = shapes[0].rank == 1 ? [number + 1] : [row + 1, number + 1]
        let indices = place.map { draft.addLiteral(Tensor(Double($0)), written: id) }
        parts.append(try make(.component, [value] + indices, at: id, in: walk))
      }
      if shapes[0].rank == 2 {
        let list = try make(.list, parts, at: id, in: walk)
        parts = [try make(.function("mean"), [list], at: id, in: walk)]
      }
      say(
        .note(
          "classes-from-zero",
          "\(tree.reading(of: arguments[1])) reads as the numbers of the classes, counted from 0",
          at: tree.expressions[arguments[1]].range
        )
      )
      return try make(.negation, [parts[0]], at: id, in: walk)
    } catch {
      return nil
    }
  }
}
