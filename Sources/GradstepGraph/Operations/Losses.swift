import RealModule

/// How far a prediction is from its target.
///
/// A batch has one sample a row; the loss is the mean over all of them.
extension Operation {
  static let losses: [Operation] = [
    loss(
      "mse",
      summary: "The mean of the squared differences of two values of one shape.",
      formula: { shape in
        shape.isScalarLike
          ? (.a - .b).squared : .norm(.a - .b, order: nil).squared / .number(Double(shape.count))
      },
      samples: [
        Sample([Tensor([1, -2, 4]), Tensor([0.5, 3, 1])]), Sample([Tensor(2), Tensor(-1)]),
        Sample([Tensor([[1, -2], [0.5, 3]]), Tensor([[0, 1], [2, -1]])]),
      ],
      value: { y, t in
        mean(of: 0..<y.count) { (y[$0] - t[$0]) * (y[$0] - t[$0]) }
      },
      gradientFormulas: { shape in
        (
          shape.mean(of: 2 * (.a - .b)),
          shape.mean(of: 2 * (.b - .a))
        )
      },
      gradient: { y, t, slot in
        let factor = (slot == 0 ? 2 : -2) / Double(y.count)
        return (0..<y.count).map { factor * (y[$0] - t[$0]) }
      }
    ),

    loss(
      "cross_entropy",
      summary:
        "The cross-entropy of target probabilities and the softmax of logits, row by row.",
      formula: { shape in
        shape.rank < 2
          ? -(.b * .call("log_softmax", .a))
          : -shape.meanOfRows(.call("sum", .b ⊙ .call("log_softmax", .a)))
      },
      domain: Domain("each sample of \(.b) is ≥ 0 and sums to 1") { application in
        let t = application[1]
        var isInside = true
        Lines.rows.forEach(in: t.shape) { row in
          let sum = row.reduce(0) { $0 + t[$1] }
          if (sum - 1).magnitude > 1e-6 || row.contains(where: { t[$0] < 0 }) {
            isInside = false
          }
        }
        return isInside
      },
      samples: [
        Sample([Tensor([1, -2, 0.5]), Tensor([0, 1, 0])]),
        Sample([Tensor([1000, 1001]), Tensor([0.25, 0.75])]),
        Sample([
          Tensor([[1, 0.5, 2], [-2, 3, 1]]), Tensor([[0.5, 0.25, 0.25], [0, 1, 0]]),
        ]),
        Sample([Tensor([[1, -2, 0.5]]), Tensor([[0, 1, 0]])]),
      ],
      shape: { usage throws(ShapeError) in try checkLogits(usage) },
      value: { z, t in
        var sum = 0.0
        Lines.rows.forEach(in: z.shape) { row in
          let total = LogSumExp(z, row)
          // A class that is ruled out twice, by the target and by an infinite logit, costs nothing.
          for i in row where t[i] != 0 { sum -= t[i] * total.logShare(of: z[i]) }
        }
        return sum / Double(Lines.rows.count(in: z.shape))
      },
      gradientFormulas: { shape in
        (shape.meanOfRows(.call("softmax", .a) - .b), -shape.meanOfRows(.call("log_softmax", .a)))
      },
      gradientFormulasOutside: { shape in
        // The weights of the targets need not add up to 1.
        let weighted: Formula =
          shape.rank < 2
          ? .call("sum", .b) * .call("softmax", .a) : .call("softmax", .a)
          ⊙ Lines.rows.sums(.b, in: shape)
        return (
          shape.meanOfRows(weighted - .b), -shape.meanOfRows(.call("log_softmax", .a))
        )
      },
      gradient: { z, t, slot in
        var gradient = [Double](repeating: 0, count: z.count)
        let count = Double(Lines.rows.count(in: z.shape))
        Lines.rows.forEach(in: z.shape) { row in
          let total = LogSumExp(z, row)
          let weight = row.reduce(0) { $0 + t[$1] }
          for i in row {
            let share = total.logShare(of: z[i])
            // Σt·p − t in two parts, so that a sure guess keeps its digits where p is nearly 1.
            let slope =
              (weight - t[i]) * Double.exp(share) + weighted(t[i], Double.expMinusOne(share))
            gradient[i] = (slot == 0 ? slope : -share) / count
          }
        }
        return gradient
      },
      remark: Lines.rows.remark
    ),

    loss(
      "binary_cross_entropy",
      summary: "The mean of −t·log(p) − (1 − t)·log(1 − p) for probabilities p and targets t.",
      formula: { shape in
        shape.isScalarLike
          ? -(.b * .call("log", .a) + (1 - .b) * .call("log", 1 - .a))
          : -.call("mean", .b ⊙ .call("log", .a) + (1 - .b) ⊙ .call("log", 1 - .a))
      },
      domain: .components("0 ≤ \(.a) ≤ 1") { p in p >= 0 && p <= 1 },
      samples: [
        Sample([Tensor([0.25, 0.5, 0.875]), Tensor([0, 1, 0.5])]),
        Sample([Tensor(0.75), Tensor(1)]),
        Sample([Tensor([[0.25, 0.5], [0.125, 0.75]]), Tensor([[0, 1], [0.5, 1]])]),
      ],
      value: { p, t in
        mean(of: 0..<p.count) { i in
          -weighted(t[i], log(p[i])) - weighted(1 - t[i], Double.log(onePlus: -p[i]))
        }
      },
      gradientFormulas: { shape in
        (
          shape.mean(of: (1 - .b) / (1 - .a) - .b / .a),
          shape.mean(of: .call("log", 1 - .a) - .call("log", .a))
        )
      },
      gradient: { p, t, slot in
        (0..<p.count).map { i in
          let slope =
            slot == 0
            ? weighted(1 - t[i], 1 / (1 - p[i]))
              - weighted(t[i], p[i] == 0 ? .infinity : 1 / p[i])
            : Double.log(onePlus: -p[i]) - log(p[i])
          return slope / Double(p.count)
        }
      }
    ),
  ]

  /// The gradients of a loss by its two operands, as formulas.
  private typealias GradientFormulas = (prediction: Formula, target: Formula)

  /// A loss of a prediction and a target of one shape, with its gradient by either.
  private static func loss(
    _ name: String,
    summary: String,
    formula: @escaping @Sendable (Shape) -> Formula,
    domain: Domain = .everywhere,
    samples: [Sample],
    shape check: @escaping @Sendable (Usage) throws(ShapeError) -> Void = { _ in },
    value: @escaping @Sendable (_ prediction: TensorView, _ target: TensorView) -> Double,
    gradientFormulas: @escaping @Sendable (Shape) -> GradientFormulas,
    gradientFormulasOutside: (@Sendable (Shape) -> GradientFormulas)? = nil,
    gradient: @escaping @Sendable (TensorView, TensorView, _ slot: Int) -> [Double],
    remark: @escaping @Sendable (Usage) -> Remark? = { _ in nil }
  ) -> Operation {
    Operation(
      name,
      notations: [.function(name)],
      arity: 2...2,
      rule: .chain,
      summary: summary,
      symbol: { _ in .symbol(name) },
      formula: { usage in formula(usage.shapes[0]) },
      domain: domain,
      samples: samples,
      shape: { usage throws(ShapeError) in
        try checkTarget(usage, of: name)
        try check(usage)
        return .scalar
      },
      value: { application, result in result[0] = value(application[0], application[1]) },
      local: { slot, usage in
        let formulas = usage.takesOtherForm ? gradientFormulasOutside : nil
        let gradients = (formulas ?? gradientFormulas)(usage.shapes[0])
        let formula = slot == 0 ? gradients.prediction : gradients.target
        return LocalGradient(
          .dense,
          row(formula, of: usage.shapes[slot]),
          contribution: .g * formula
        )
      },
      pullback: { application, slot, g, target in
        let gradient = gradient(application[0], application[1], slot)
        for i in gradient.indices { target[i] += g[0] * gradient[i] }
      },
      pushforward: { application, slot, t, result in
        let gradient = gradient(application[0], application[1], slot)
        result[0] += gradient.indices.reduce(0) { $0 + carried(t[$1], by: gradient[$1]) }
      },
      takesOtherForm: { application in
        gradientFormulasOutside != nil && !domain.contains(application)
      },
      remark: remark
    )
  }

  /// A prediction and its target have as many rows and columns.
  private static func checkTarget(_ usage: Usage, of function: String) throws(ShapeError) {
    let (prediction, target) = (usage.shapes[0], usage.shapes[1])
    if prediction.rows == target.rows, prediction.columns == target.columns { return }
    let isTransposed = prediction.rows == target.columns && prediction.columns == target.rows
    throw ShapeError(
      "'\(function)' takes two values of one shape; {0} \(prediction.predicate)"
        + " and {1} \(target.predicate)",
      solutions: isTransposed
        ? [
          ShapeError.Solution(
            "transpose the target",
            replacement: "\(function)({0}, {1*}')"
          )
        ] : []
    )
  }

  /// Logits of one column could be one sample, or a sample a row of one class each.
  private static func checkLogits(_ usage: Usage) throws(ShapeError) {
    let shape = usage.shapes[0]
    guard shape.rank == 2, shape.columns == 1, shape.rows > 1 else { return }
    throw ShapeError(
      "'cross_entropy' works row by row, and {0} \(shape.predicate)",
      slot: 0,
      solutions: [
        ShapeError.Solution(
          "to take its column",
          replacement: usage.shapes[1].rank == 2
            ? "cross_entropy({0*}', {1*}')" : "cross_entropy(reshape({0}, \(shape.rows)), {1})"
        )
      ]
    )
  }

  /// A number that counts as often as its weight says; what does not count may be infinite.
  private static func weighted(_ weight: Double, _ x: Double) -> Double {
    weight == 0 && !x.isNaN ? 0 : weight * x
  }

  private static func log(_ x: Double) -> Double {
    x == 0 ? -.infinity : Double.log(x)
  }
}

extension Shape {
  /// What the rows of a batch add up to, divided by how many there are, as a formula.
  fileprivate func meanOfRows(_ formula: Formula) -> Formula {
    let count = Lines.rows.count(in: self)
    return count == 1 ? formula : formula / .number(Double(count))
  }

  /// What each component adds to a mean, as a formula.
  fileprivate func mean(of formula: Formula) -> Formula {
    count == 1 ? formula : formula / .number(Double(count))
  }
}
