import GradstepSyntax

/// The products of linear algebra.
extension Operation {
  static let products: [Operation] = [
    Operation(
      "matmul",
      notations: [.infix(.dot), .infix(.times), .infix(.juxtaposition)],
      arity: 2...2,
      rule: .matrixProduct,
      summary: "The product of a matrix with a matrix or a vector.",
      symbol: { _ in .symbol("·") },
      formula: { _ in .a * .b },
      samples: [
        Sample([Tensor([[1, -2], [0.5, 3], [2, 1]]), Tensor([0.7, -1.2])]),
        Sample([Tensor([[1, -2], [0.5, 3], [2, 1]]), Tensor([[1, 2, -1], [0.3, -0.5, 4]])]),
        Sample([Tensor([[1, -2, 3]]), Tensor([0.7, -1.2, 2])]),
        Sample([Tensor([1, -2, 3]), Tensor([[0.7, -1.2]])]),
      ],
      shape: { usage throws(ShapeError) in try product(usage) },
      value: { application, result in
        let (a, b) = (application[0], application[1])
        // Whole rows at a time, so that memory is read as it lies.
        for i in 0..<a.shape.rows {
          for j in 0..<b.shape.columns { result[i, j] = 0 }
          for k in 0..<a.shape.columns {
            let factor = a[i, k]
            for j in 0..<b.shape.columns { result[i, j] += factor * b[k, j] }
          }
          for j in 0..<b.shape.columns where !result[i, j].isFinite {
            result[i, j] = scaledSum(a.shape.columns) { (a[i, $0], b[$0, j]) }
          }
        }
      },
      local: { slot, usage in
        let isVector = usage.shapes[1].columns == 1
        switch slot {
        case 0 where usage.shapes[0].rows == 1 && isVector:
          return LocalGradient(
            .dense,
            .transposed(.b),
            contribution: .g * .transposed(.b),
            pushforward: .t * .b
          )
        case 0:
          return LocalGradient(
            .rightFactor,
            .transposed(.b) ⊗ .identity,
            contribution: .g * .transposed(.b)
          )
        case _ where isVector:
          return LocalGradient(.dense, .a, contribution: .transposed(.a) * .g, pushforward: .a * .t)
        default:
          return LocalGradient(.leftFactor, .identity ⊗ .a, contribution: .transposed(.a) * .g)
        }
      },
      pullback: { application, slot, g, gradient in
        let (a, b) = (application[0], application[1])
        let (rows, inner, columns) = (a.shape.rows, a.shape.columns, b.shape.columns)
        if slot == 0 {
          for i in 0..<rows {
            for k in 0..<inner {
              var sum = 0.0
              for j in 0..<columns { sum += carried(g[i * columns + j], by: b[k, j]) }
              gradient[i, k] += sum
            }
          }
        } else {
          var sums = [Double](repeating: 0, count: columns)
          for k in 0..<inner {
            for j in 0..<columns { sums[j] = 0 }
            for i in 0..<rows {
              let factor = a[i, k]
              for j in 0..<columns { sums[j] += carried(g[i * columns + j], by: factor) }
            }
            for j in 0..<columns { gradient[k, j] += sums[j] }
          }
        }
      },
      pushforward: { application, slot, t, result in
        let (a, b) = slot == 0 ? (t, application[1]) : (application[0], t)
        for i in 0..<a.shape.rows {
          for j in 0..<b.shape.columns {
            var sum = 0.0
            for k in 0..<a.shape.columns {
              sum += slot == 0 ? carried(a[i, k], by: b[k, j]) : carried(b[k, j], by: a[i, k])
            }
            result[i, j] += sum
          }
        }
      }
    ),

    Operation(
      "dot",
      notations: [.infix(.dot), .function("dot")],
      arity: 2...2,
      rule: .matrixProduct,
      summary: "The inner product of two vectors.",
      symbol: { _ in .symbol("·") },
      formula: { _ in .a * .b },
      samples: [Sample([Tensor([1, -2, 3]), Tensor([0.7, -1.2, 2])])],
      shape: { usage throws(ShapeError) in
        let (left, right) = (usage.shapes[0], usage.shapes[1])
        guard left.rank == 1, left == right else {
          throw ShapeError(
            "a dot product needs two vectors of one length; {0} \(left.predicate)"
              + " and {1} \(right.predicate)"
          )
        }
        return .scalar
      },
      value: { application, result in
        let (a, b) = (application[0], application[1])
        var sum = 0.0
        for i in 0..<a.count { sum += a[i] * b[i] }
        result[0] = sum.isFinite ? sum : scaledSum(a.count) { (a[$0], b[$0]) }
      },
      local: { slot, _ in
        let other = Formula.operand(1 - slot)
        return LocalGradient(.dense, .transposed(other), contribution: .g * other)
      },
      pullback: { application, slot, g, gradient in
        let other = application[1 - slot]
        for i in 0..<other.count { gradient[i] += g[0] * other[i] }
      },
      pushforward: { application, slot, t, result in
        let other = application[1 - slot]
        var sum = 0.0
        for i in 0..<other.count { sum += carried(t[i], by: other[i]) }
        result[0] += sum
      }
    ),

    Operation(
      "outer",
      notations: [.function("outer")],
      arity: 2...2,
      rule: .matrixProduct,
      summary: "The outer product a·bᵀ of two vectors.",
      symbol: { _ in .symbol("outer") },
      formula: { _ in .a * .transposed(.b) },
      samples: [Sample([Tensor([1, -2, 3]), Tensor([0.7, -1.2])])],
      shape: { usage throws(ShapeError) in
        for slot in 0...1 where usage.shapes[slot].rank > 1 {
          throw ShapeError(
            "'outer' takes two vectors; {\(slot)} \(usage.shapes[slot].predicate)",
            slot: slot
          )
        }
        return .matrix(usage.shapes[0].rows, usage.shapes[1].rows)
      },
      value: { application, result in
        let (a, b) = (application[0], application[1])
        for i in 0..<a.count {
          for j in 0..<b.count { result[i, j] = a[i] * b[j] }
        }
      },
      local: { slot, usage in
        let local =
          slot == 0
          ? LocalGradient(
            .dense,
            .b ⊗ .identity,
            contribution: .g * .b,
            pushforward: .t * .transposed(.b)
          )
          : LocalGradient(
            .dense,
            .identity ⊗ .a,
            contribution: .transposed(.g) * .a,
            pushforward: .a * .transposed(.t)
          )
        return local.taking(usage.shapes[0].count * usage.shapes[1].count)
      },
      pullback: { application, slot, g, gradient in
        let other = application[1 - slot]
        let columns = application[1].count
        for i in 0..<gradient.count {
          var sum = 0.0
          for j in 0..<other.count {
            sum += carried(slot == 0 ? g[i * columns + j] : g[j * columns + i], by: other[j])
          }
          gradient[i] += sum
        }
      },
      pushforward: { application, slot, t, result in
        let (a, b) = slot == 0 ? (t, application[1]) : (application[0], t)
        for i in 0..<a.count {
          for j in 0..<b.count {
            result[i, j] += slot == 0 ? carried(a[i], by: b[j]) : carried(b[j], by: a[i])
          }
        }
      }
    ),
  ]

  /// A sum of products that leaves the range of doubles only where the result does.
  private static func scaledSum(_ count: Int, _ factors: (Int) -> (Double, Double)) -> Double {
    (0..<count).reduce(ScaledNumber(0)) { sum, index in
      let (left, right) = factors(index)
      return sum + ScaledNumber(left) * ScaledNumber(right)
    }.value
  }

  /// The product of linear algebra; a vector is a column.
  private static func product(_ usage: Usage) throws(ShapeError) -> Shape? {
    let (left, right) = (usage.shapes[0], usage.shapes[1])
    guard left.rank == 2 || right.rank == 2 else { return nil }
    guard left.columns == right.rows else {
      let wanted = right.rank == 2 ? "rows" : "components"
      var solutions: [ShapeError.Solution] = []
      if left.rank == 2, left.rows == right.rows {
        solutions.append(
          ShapeError.Solution("transpose the left side", replacement: "{0*}'·{1*}")
        )
      }
      if right.rank == 2, left.columns == right.columns {
        solutions.append(
          ShapeError.Solution("transpose the right side", replacement: "{0*}·{1*}'")
        )
      }
      if left.rank == 1, right.rank == 2, left.rows == right.rows {
        solutions.append(
          ShapeError.Solution("take the left side as a row", replacement: "{1*}'·{0*}")
        )
      }
      if left.rank == 1, right.rank == 2, left.rows == right.columns {
        solutions.append(ShapeError.Solution("change the order", replacement: "{1*}·{0*}"))
      }
      let has = left.rank == 1 ? "is a column of \(left.rows)" : left.predicate
      throw ShapeError(
        "'·' needs as many columns on its left as \(wanted) on its right; {0} \(has)"
          + " and {1} \(right.predicate)",
        solutions: solutions
      )
    }
    if right.rank == 1 { return left.rows == 1 ? .scalar : .vector(left.rows) }
    return .matrix(left.rows, right.columns)
  }
}
