import GradstepSyntax

/// Components as code chooses them: counted from 0, from the end where negative, slices half open.
extension GraphBuilder {
  /// What an index chooses of an axis, counted from 1.
  private enum Choice {
    case one(Int)
    case slice(ClosedRange<Int>)
    case list([Int])

    var numbers: [Int] {
      switch self {
      case .one(let number): [number]
      case .slice(let range): Array(range)
      case .list(let numbers): numbers
      }
    }
  }

  /// Whether an expression chooses components by brackets of code.
  ///
  /// What runs over components by an index of a sum does so in code as in notes.
  func isComponentOfCode(
    _ base: Expression.ID,
    _ indices: [Expression.ID],
    of id: Expression.ID,
    in walk: Walk
  ) -> Bool {
    isCode(id) && tree.sources.text(in: tree.expressions[id].range).hasSuffix("]")
      && !hasAxes(walk.result(base)) && !indices.contains { hasAxes(walk.result($0)) }
  }

  mutating func component(
    ofCode base: Expression.ID,
    _ indices: [Expression.ID],
    of id: Expression.ID,
    in walk: Walk
  ) -> Value {
    let whole = walk.result(base)
    if let value = withNewAxis(base, indices, of: id, in: walk) { return value }
    guard let choices = choices(of: base, indices, in: walk) else { return .broken }
    let value = node(whole, of: base, group: walk.group)
    do throws(Unfit) {
      let result = try part(value, choices, at: id, in: walk)
      sayFromZero(base, indices, choices, of: id)
      return result
    } catch {
      say(
        .error(
          "index-of-code",
          "brackets hold a number, a slice, or one list of numbers for each axis",
          at: tree.expressions[id].head
        )
      )
      return .broken
    }
  }

  /// `None` in brackets; anywhere else it is no value, which is told.
  mutating func newAxis(at id: Expression.ID) -> Value {
    if let parent = parents[id], case .component(let base, _) = tree.expressions[parent].kind,
      base != id
    {
      return .slice(nil, nil)
    }
    say(
      .error(
        "no-value-of-code",
        "'None' is no number",
        at: tree.expressions[id].range,
        solutions: [Diagnostic.Solution(summary: "leave it out, or write the number that is meant")]
      )
    )
    return .broken
  }

  /// `x[:, None]`: a vector as a matrix of one column or row.
  private mutating func withNewAxis(
    _ base: Expression.ID,
    _ indices: [Expression.ID],
    of id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    let isNew = indices.map { tree.expressions[$0].kind == .name("None") }
    guard isNew.contains(true), let shape = shapes(of: [base], in: walk)?[0], shape.rank == 1,
      indices.count <= 2, isNew.filter({ $0 }).count == 1
    else { return nil }
    if let other = isNew.firstIndex(of: false) {
      guard case .slice(nil, nil) = tree.expressions[indices[other]].kind else { return nil }
    }
    return reshaped(base, to: isNew[0] ? [1, shape.count] : [shape.count, 1], at: id, in: walk)
  }

  private mutating func part(
    _ value: Value,
    _ choices: [Choice],
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    func literal(_ number: Int) -> Value {
      draft.addLiteral(Tensor(Double(number)), written: id)
    }
    if choices.count == 2, case .list(let rows) = choices[0], case .list(let columns) = choices[1] {
      guard rows.count == columns.count else { throw Unfit() }
      return try picked(zip(rows, columns).map { [$0, $1] }, of: value, at: id, in: walk)
    }
    if case .list(let numbers) = choices[0] {
      guard choices.count == 1 else { throw Unfit() }
      return try picked(numbers.map { [$0] }, of: value, at: id, in: walk)
    }
    let numbers = choices.compactMap { if case .one(let number) = $0 { number } else { nil } }
    if numbers.count == choices.count {
      return try make(.component, [value] + numbers.map(literal), at: id, in: walk)
    }
    var value = value
    let sizes = draft.shape(value).dimensions
    for (place, choice) in choices.enumerated().reversed() {
      switch choice {
      case .one(let number):
        value = try make(place == 0 ? .row : .column, [value, literal(number)], at: id, in: walk)
      case .slice(let range):
        guard range != 1...sizes[place] else { continue }
        let ends = [literal(range.lowerBound), literal(range.upperBound)]
        if place == 1 { value = try make(.transpose, [value], at: id, in: walk) }
        value = try make(.slice, [value] + ends, at: id, in: walk)
        if place == 1 { value = try make(.transpose, [value], at: id, in: walk) }
      case .list: throw Unfit()
      }
    }
    return value
  }

  /// The components at some places, or the rows, as a list.
  private mutating func picked(
    _ places: [[Int]],
    of value: Value,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    var parts: [Value] = []
    for place in places {
      let numbers = place.map { draft.addLiteral(Tensor(Double($0)), written: id) }
      let part = try make(.component, [value] + numbers, at: id, in: walk)
      if case .broken = part { return .broken }
      parts.append(part)
    }
    return try make(.list, parts, at: id, in: walk)
  }

  // MARK: - What indices choose

  /// What the indices choose of each axis; nothing where one chooses nothing, which is told.
  private mutating func choices(
    of base: Expression.ID,
    _ indices: [Expression.ID],
    in walk: Walk
  ) -> [Choice]? {
    let whole = walk.result(base)
    if case .broken = whole { return nil }
    let shape = draft.shape(whole)
    guard indices.count <= shape.rank else {
      say(
        .error(
          "shape-mismatch",
          "\(tree.reading(of: base)) \(shape.predicate) and takes \(shape.indices)",
          at: indices.count > 0 ? tree.expressions[indices[0]].range : tree.expressions[base].range
        )
      )
      return nil
    }
    var choices: [Choice] = []
    for (place, index) in indices.enumerated() {
      guard let choice = choice(index, ofSize: shape.dimensions[place], base, in: walk) else {
        return nil
      }
      choices.append(choice)
    }
    return choices
  }

  private mutating func choice(
    _ index: Expression.ID,
    ofSize size: Int,
    _ base: Expression.ID,
    in walk: Walk
  ) -> Choice? {
    let value = walk.result(index)
    if tree.expressions[index].kind == .name("None") {
      report(index, "a new axis makes a matrix of a vector: x[:, None] or x[None, :]")
      return nil
    }
    switch value {
    case .broken:
      return nil
    case .slice(let lower, let upper):
      func clamped(_ end: Int) -> Int { min(max(end < 0 ? end + size : end, 0), size) }
      let first = clamped(lower ?? 0) + 1
      let last = clamped(upper ?? size)
      guard first <= last else {
        report(index, "a slice of code ends before its second index; nothing is in this one")
        return nil
      }
      return .slice(first...last)
    default:
      break
    }
    guard let numbers = draft.wholeNumbers(value) else {
      report(index, "an index is a plain whole number, or a list of them; in code it counts from 0")
      return nil
    }
    guard numbers.allSatisfy({ -size..<size ~= $0 }) else {
      let reading = tree.reading(of: base)
      report(
        index,
        "in code an index counts from 0: it is from 0 to \(size - 1) here, or from -\(size) to -1; "
          + "\(reading.count > 40 ? "the operand" : reading) has \(size)"
      )
      return nil
    }
    let counted = numbers.map { $0 < 0 ? $0 + size + 1 : $0 + 1 }
    return draft.shape(value).rank == 0 ? .one(counted[0]) : .list(counted)
  }

  private mutating func report(_ index: Expression.ID, _ summary: String) {
    say(.error("index-of-code", summary, at: tree.expressions[index].range))
  }

  /// Says, once, that code counts from 0.
  private mutating func sayFromZero(
    _ base: Expression.ID,
    _ indices: [Expression.ID],
    _ choices: [Choice],
    of id: Expression.ID
  ) {
    guard !saysFromZero, choices.count == 1, indices.count == 1 else { return }
    let meaning: String
    switch choices[0] {
    case .one(let number): meaning = "number \(number)"
    case .slice(let range):
      if case .slice(nil, nil) = tree.expressions[indices[0]].kind { return }
      meaning = "numbers \(range.lowerBound) to \(range.upperBound)"
    case .list: return
    }
    saysFromZero = true
    let written = tree.sources.text(in: tree.expressions[id].range)
    guard written.count <= 40 else { return }
    say(
      .note(
        "code-counts-from-zero",
        "code counts from 0: \(written) is \(meaning) of \(tree.reading(of: base))",
        at: tree.expressions[id].range
      )
    )
  }

  // MARK: - New values of components

  /// A value with another one in the place of some components: `x[y] = 0`, `x[y] -= 1`.
  mutating func replacement(
    _ place: Expression.ID,
    _ sign: BinaryOperator?,
    _ value: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    guard case .place(let base, let indices) = tree.expressions[place].kind,
      let choices = choices(of: base, indices, in: walk)
    else { return .broken }
    let new = walk.result(value)
    if case .broken = new { return .broken }
    let shape = draft.shape(walk.result(base))
    guard draft.shape(new).isScalarLike else {
      report(value, "components take one number as their new value")
      return .broken
    }
    let places = places(choices, in: shape)
    let whole = node(walk.result(base), of: base, group: walk.group)
    func pattern(_ inside: Double, _ outside: Double) -> Value {
      var numbers = Array(repeating: outside, count: shape.count)
      for place in places { numbers[place] = inside }
      return draft.addLiteral(Tensor(shape, numbers), written: place)
    }
    let number = draft.number(new, takesLeaves: false)
    do throws(Unfit) {
      func added(_ sum: Value, _ sign: BinaryOperator) throws(Unfit) -> Value {
        guard number != 0 else { return sum }
        let change =
          number == 1
          ? pattern(1, 0)
          : try make(.infix(.hadamard), [new, pattern(1, 0)], at: id, in: walk)
        return try make(.infix(sign), [sum, change], at: id, in: walk)
      }
      if let sign, sign == .add || sign == .subtract { return try added(whole, sign) }
      let rest = try make(.infix(.hadamard), [whole, pattern(0, 1)], at: id, in: walk)
      guard let sign else { return try added(rest, .add) }
      let chosen = try make(.infix(.hadamard), [whole, pattern(1, 0)], at: id, in: walk)
      let changed = try make(.infix(sign), [chosen, new], at: id, in: walk)
      return try make(.infix(.add), [rest, changed], at: id, in: walk)
    } catch {
      report(value, "components take one number as their new value")
      return .broken
    }
  }

  /// The positions that are chosen, counted from 0, row by row.
  private func places(_ choices: [Choice], in shape: Shape) -> [Int] {
    guard shape.rank == 2 else { return choices[0].numbers.map { $0 - 1 } }
    let columns = choices.count == 2 ? choices[1].numbers : Array(1...shape.columns)
    if choices.count == 2, case .list(let rows) = choices[0], case .list = choices[1] {
      return zip(rows, columns).map { ($0 - 1) * shape.columns + $1 - 1 }
    }
    return choices[0].numbers.flatMap { row in
      columns.map { (row - 1) * shape.columns + $0 - 1 }
    }
  }
}
