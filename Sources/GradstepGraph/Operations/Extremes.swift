/// The larger and the smaller: of two values, and of all the components of one.
extension Operation {
  static let extremes: [Operation] = [
    extremeOfPair(
      "maximum",
      function: "max",
      summary: "The larger of two values, component by component; a tie is shared.",
      rises: true
    ),
    extremeOfPair(
      "minimum",
      function: "min",
      summary: "The smaller of two values, component by component; a tie is shared.",
      rises: false
    ),
    extremeOfAll(
      "max",
      summary: "The largest of all components; the gradient is shared evenly in a tie.",
      rises: true
    ),
    extremeOfAll(
      "min",
      summary: "The smallest of all components; the gradient is shared evenly in a tie.",
      rises: false
    ),
    positionOfExtreme(
      "argmax",
      summary: "The position of the largest component of a vector, counted from 1.",
      rises: true
    ),
    positionOfExtreme(
      "argmin",
      summary: "The position of the smallest component of a vector, counted from 1.",
      rises: false
    ),
  ]

  /// The derivative of the larger is 1 by the larger operand, 0 by the other, and ½ by both in a
  /// tie, which is what the sign of their difference says, too.
  private static func extremeOfPair(
    _ name: String,
    function: String,
    summary: String,
    rises: Bool
  ) -> Operation {
    @Sendable func share(_ own: Double, _ other: Double) -> Double {
      let difference = rises ? own - other : other - own
      if own == other { return 0.5 }
      return difference > 0 ? 1 : difference < 0 ? 0 : .nan
    }
    @Sendable func share(of own: Formula, beside other: Formula) -> Formula {
      let sign = Formula.call("sign", own - other)
      return (rises ? 1 + sign : 1 - sign) / 2
    }
    return .pairwise(
      name,
      notations: [.function(function)],
      rule: .selection,
      summary: summary,
      symbol: .symbol(function),
      formula: .call(function, .a, .b),
      samples: [
        Sample([Tensor(1.5), Tensor(-2)]), Sample([Tensor(0.5), Tensor([1, -2, 4])]),
        Sample([Tensor([0.3, -1, 2]), Tensor([2, 0.7, -1.5])]),
        Sample([Tensor([[1, 2], [3, -1]]), Tensor(1.5)]),
        Sample([Tensor([[1, 2], [3, -1]]), Tensor([[0.5, 4], [-2, 3]])]),
      ],
      shape: { usage throws(ShapeError) in
        try sameShape(usage, sign: function) { "\(function)(\($0), \($1))" }
      },
      value: { a, b in
        a.isNaN ? a : b.isNaN ? b : rises ? Swift.max(a, b) : Swift.min(a, b)
      },
      left: PairSlot(dependence: .both, formula: share(of: .a, beside: .b)) { a, b, _ in
        share(a, b)
      },
      right: PairSlot(dependence: .both, formula: share(of: .b, beside: .a)) { a, b, _ in
        share(b, a)
      },
      kink: { application, _ in
        let shape = application.result.shape
        let a = Paired(application[0], in: shape)
        let b = Paired(application[1], in: shape)
        let isTie = (0..<shape.count).contains { a[$0] == b[$0] }
        return isTie ? .tie(of: function, count: 2) : nil
      },
      isOneSided: { application in
        let shape = application.result.shape
        guard shape.count > 1 else { return false }
        let a = Paired(application[0], in: shape)
        let b = Paired(application[1], in: shape)
        let countOfLess = (0..<shape.count).count { a[$0] < b[$0] }
        return countOfLess == 0 || countOfLess == shape.count
      }
    )
  }

  /// The components that are the extreme share the gradient evenly.
  private static func extremeOfAll(_ name: String, summary: String, rises: Bool) -> Operation {
    @Sendable func winnerCount(_ x: TensorView, _ extreme: Double) -> Int {
      var count = 0
      for i in 0..<x.count where x[i] == extreme { count += 1 }
      return count
    }
    let winners: Formula = rises ? 1 + .call("sign", .x - .y) : 1 - .call("sign", .x - .y)
    return Operation(
      name,
      notations: [.function(name)],
      arity: 1...1,
      rule: .selection,
      summary: summary,
      symbol: { _ in .symbol(name) },
      formula: { _ in .call(name, .x) },
      samples: [
        Sample([Tensor([1, -2, 4])]), Sample([Tensor([[1, 2], [-3, 0.5]])]), Sample([Tensor(3)]),
      ],
      shape: { _ throws(ShapeError) in .scalar },
      value: { application, result in
        let x = application[0]
        var extreme = x[0]
        // A comparison with what is no number is false, so such an extreme stays.
        for i in 1..<x.count where !extreme.isNaN {
          if x[i].isNaN || (rises ? x[i] > extreme : x[i] < extreme) { extreme = x[i] }
        }
        result[0] = extreme
      },
      local: { _, usage in
        LocalGradient(
          .dense,
          row(winners, of: usage.shapes[0]) / .call("sum", winners),
          contribution: .g * winners / .call("sum", winners),
          // One division, by the number of components that are the extreme.
          multiplications: 1
        )
      },
      pullback: { application, _, g, gradient in
        let (x, extreme) = (application[0], application.result[0])
        if extreme.isNaN {
          for i in 0..<x.count { gradient[i] += extreme }
          return
        }
        let share = g[0] / Double(winnerCount(x, extreme))
        for i in 0..<x.count where x[i] == extreme { gradient[i] += share }
      },
      pushforward: { application, _, t, result in
        let (x, extreme) = (application[0], application.result[0])
        var sum = extreme.isNaN ? extreme : 0
        for i in 0..<x.count where x[i] == extreme { sum += t[i] }
        result[0] += sum / Double(Swift.max(winnerCount(x, extreme), 1))
      },
      kink: { application, _ in
        let count = winnerCount(application[0], application.result[0])
        return count > 1 ? .tie(of: name, count: count) : nil
      }
    )
  }

  /// A position is a whole number, so nothing flows through it; of several the first one counts.
  private static func positionOfExtreme(
    _ name: String,
    summary: String,
    rises: Bool
  ) -> Operation {
    Operation(
      name,
      notations: [.function(name)],
      arity: 1...1,
      rule: .flat,
      summary: summary,
      symbol: { _ in .symbol(name) },
      formula: { _ in .call(name, .x) },
      samples: [
        Sample([Tensor([1, -2, 4])]), Sample([Tensor([[3, 1, 2]])]), Sample([Tensor(3)]),
      ],
      shape: { usage throws(ShapeError) in
        let shape = usage.shapes[0]
        guard shape.rows == 1 || shape.columns == 1 else {
          throw ShapeError("'\(name)' takes a vector; {0} \(shape.predicate)", slot: 0)
        }
        return .scalar
      },
      value: { application, result in
        let x = application[0]
        var best = 0
        for i in 1..<x.count where rises ? x[i] > x[best] : x[i] < x[best] { best = i }
        // Where one is no number, none is the extreme.
        result[0] = (0..<x.count).contains { x[$0].isNaN } ? .nan : Double(best + 1)
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        return LocalGradient(
          .dense,
          shape.count == 1 ? 0 : .call("zeros", sizes: [1, shape.count]),
          contribution: shape.rank == 0 ? .g * 0 : .g * .call("zeros", sizes: shape.dimensions),
          multiplications: 0
        )
      },
      pullback: { _, _, _, _ in },
      pushforward: { _, _, _, _ in },
      kink: { application, _ in
        let x = application[0]
        guard let position = Int(exactly: application.result[0]) else { return nil }
        let extreme = x[position - 1]
        let count = (0..<x.count).count { x[$0] == extreme }
        return count > 1
          ? Kink("a tie of \(name): the first of the \(count) counts", isJump: true) : nil
      },
      remark: { _ in Remark(backward: "a position is a whole number, so no gradient flows to \(.x)")
      }
    )
  }
}
