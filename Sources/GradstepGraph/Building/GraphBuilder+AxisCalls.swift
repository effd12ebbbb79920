import GradstepSyntax

/// Functions along an axis, as code calls them: `x.mean(1, keepdim=True)`, `np.std(x, axis=0)`.
extension GraphBuilder {
  /// Whether an expression stands in code.
  func isCode(_ id: Expression.ID) -> Bool {
    tree.code.contains(tree.expressions[id].range.source)
  }

  mutating func along(
    _ call: AxisCall,
    _ operand: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    let value = walk.result(operand)
    if case .broken = value { return .broken }
    guard let shape = shapes(of: [operand], in: walk)?[0] else {
      return apply(.function(call.function), [operand], to: id, in: walk)
    }
    if let axis = call.axis, !(-shape.rank..<max(shape.rank, 1) ~= axis) {
      say(
        .error(
          "unknown-axis",
          "an axis is 0 or 1 of a matrix, and 0 of a vector; "
            + "\(tree.reading(of: operand)) \(shape.predicate)",
          at: tree.expressions[id].head
        )
      )
      return .broken
    }
    if case .guessed = call.correction { noteCorrection(call, at: id) }
    let whole = node(value, of: operand, group: walk.group)
    do throws(Unfit) {
      guard shape.rank == 2, let axis = call.axis else {
        if let spread = try spread(call, of: whole, lines: nil, at: id, in: walk) { return spread }
        return try make(.function(call.function), [whole], at: id, in: walk)
      }
      let lines: Lines = axis == 1 || axis == -1 ? .rows : .columns
      let result = try reduced(call, whole, lines, at: id, in: walk)
      guard call.keepsDimensions, draft.shape(result).rank < 2 else { return result }
      return try asLine(result, along: lines, at: id, in: walk)
    } catch {
      return apply(.function(call.function), [operand], to: id, in: walk)
    }
  }

  /// A function of each row or column of a matrix.
  private mutating func reduced(
    _ call: AxisCall,
    _ matrix: Value,
    _ lines: Lines,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    switch (call.function, lines) {
    case ("sum", _), ("mean", _):
      return try make(.function("\(call.function)_\(lines.name)s"), [matrix], at: id, in: walk)
    case ("softmax", .rows), ("log_softmax", .rows):
      return try make(.function(call.function), [matrix], at: id, in: walk)
    case ("softmax", .columns):
      return try make(.function("softmax_columns"), [matrix], at: id, in: walk)
    case ("log_softmax", .columns):
      let turned = try make(.transpose, [matrix], at: id, in: walk)
      let result = try make(.function(call.function), [turned], at: id, in: walk)
      return try make(.transpose, [result], at: id, in: walk)
    default:
      break
    }
    if let spread = try spread(call, of: matrix, lines: lines, at: id, in: walk) { return spread }
    var results: [Value] = []
    for line in 1...lines.count(in: draft.shape(matrix)) {
      let place = draft.addLiteral(Tensor(Double(line)), written: id)
      let part = try make(lines == .rows ? .row : .column, [matrix, place], at: id, in: walk)
      let result = try make(.function(call.function), [part], at: id, in: walk)
      if case .broken = result { return .broken }
      results.append(result)
    }
    let stack = try make(.list, results, at: id, in: walk)
    let isRearranged = lines == .columns && draft.shape(stack).rank == 2
    return isRearranged ? try make(.transpose, [stack], at: id, in: walk) : stack
  }

  /// The variance or its root: mean((x − mean(x))²), or with another divisor; nothing for other
  /// functions.
  private mutating func spread(
    _ call: AxisCall,
    of whole: Value,
    lines: Lines?,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value? {
    guard call.function == "std" || call.function == "var" else { return nil }
    let suffix = lines.map { "_\($0.name)s" } ?? ""
    let shape = draft.shape(whole)
    let count = lines?.length(in: shape) ?? shape.count
    var mean = try make(.function("mean\(suffix)"), [whole], at: id, in: walk)
    if let lines { mean = try asLine(mean, along: lines, at: id, in: walk) }
    let difference = try make(.infix(.subtract), [whole, mean], at: id, in: walk)
    let square = try make(.function("square"), [difference], at: id, in: walk)
    let correction = call.correction?.number ?? 0
    var variance: Value
    if correction == 0 {
      variance = try make(.function("mean\(suffix)"), [square], at: id, in: walk)
    } else {
      let divisor = draft.addLiteral(Tensor(Double(count - correction)), written: id)
      let total = try make(.function("sum\(suffix)"), [square], at: id, in: walk)
      variance = try make(.infix(.divide), [total, divisor], at: id, in: walk)
    }
    return call.function == "var"
      ? variance : try make(.function("sqrt"), [variance], at: id, in: walk)
  }

  /// The results of all rows as a column, those of all columns as a row.
  private mutating func asLine(
    _ value: Value,
    along lines: Lines,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    let count = draft.shape(value).count
    let sizes = (lines == .rows ? [count, 1] : [1, count]).map {
      draft.addLiteral(Tensor(Double($0)), written: id)
    }
    return try make(.function("reshape"), [value] + sizes, at: id, in: walk)
  }

  private mutating func noteCorrection(_ call: AxisCall, at id: Expression.ID) {
    let function = call.function
    say(
      .note(
        "variance-of-library",
        "'.\(function)()' divides by n − 1, as PyTorch does; NumPy divides by n",
        at: tree.expressions[id].head,
        solutions: [Diagnostic.Solution(summary: "for NumPy, write np.\(function)(…)")]
      )
    )
  }
}
