import GradstepSyntax

/// `E[x]` and `Var[x]` of a value that is given: the mean and the variance over its components.
extension GraphBuilder {
  func isStatistic(_ name: String, _ arguments: [Expression.ID]) -> Bool {
    (name == "E" || name == "Var") && arguments.count == 1 && definitions[name] == nil
  }

  /// The mean or the variance over the components of a vector, which is said.
  mutating func statistic(
    _ name: String,
    _ argument: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    let value = walk.result(argument)
    if case .broken = value { return .broken }
    guard let shape = shapes(of: [argument], in: walk)?[0], shape.rank == 1, shape.rows > 1 else {
      reportStatistic(name, argument, at: id, in: walk)
      return .broken
    }
    let operand = node(value, of: argument, group: walk.group)
    let result: Value
    do throws(Unfit) {
      let mean = try make(.function("mean"), [operand], at: id, in: walk)
      if name == "E" {
        result = mean
      } else {
        let difference = try make(.infix(.subtract), [operand, mean], at: id, in: walk)
        let square = try make(.function("square"), [difference], at: id, in: walk)
        result = try make(.function("mean"), [square], at: id, in: walk)
      }
    } catch {
      return .broken
    }
    let reading = tree.reading(of: argument)
    let isLong = reading.count > 40
    let template = name == "E" ? "mean(x)" : "mean((x − mean(x))²)"
    let meaning = isLong ? template : template.replacing(scalars: "x", with: reading)
    say(
      .note(
        "statistic-of-components",
        "reads as \(meaning), over the components",
        at: tree.expressions[id].range
      )
    )
    return result
  }

  private mutating func reportStatistic(
    _ name: String,
    _ argument: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) {
    let range = tree.expressions[id].range
    let shape = shapes(of: [argument], in: walk)?[0]
    let isMatrix = shape?.rank == 2
    let rowCount = shape?.rows ?? 1
    let reading = tree.reading(of: argument)
    let lines = [
      ("over the rows, one for each column", "mean_columns", "", "'"),
      (
        "over the columns, one for each row", "mean_rows", "reshape(", ", \(rowCount), 1)"
      ),
    ]
    let solutions = lines.map { meaning, mean, opening, closing in
      // As a row or a column the mean goes with each row or column, also of a square matrix.
      let line = "\(opening)\(mean)(\(reading))\(closing)"
      let text =
        name == "E" ? line : "\(opening)\(mean)(square(\(reading) - \(line)))\(closing)"
      return Diagnostic.Solution(
        summary: "\(meaning): \(text)",
        replacements: [Diagnostic.Replacement(range: range, text: text)]
      )
    }
    say(
      .error(
        "expectation",
        isMatrix
          ? "'\(name)' of a matrix could be over its rows or its columns"
          : "'\(name)' is over numbers that are not there: it takes a vector of samples",
        at: range,
        solutions: isMatrix
          ? solutions
          : [Diagnostic.Solution(summary: "give the samples, as in x = [1, 2, 3]")]
      )
    )
  }
}
