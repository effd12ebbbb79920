/// Products of all pairs of components, and what runs along a vector.
extension Operation {
  static let sequences: [Operation] = [
    Operation(
      "cumsum",
      notations: [.function("cumsum")],
      arity: 1...1,
      rule: .chain,
      summary: "The sums of the components of a vector up to each of them.",
      symbol: { _ in .symbol("cumsum") },
      formula: { _ in .call("cumsum", .x) },
      samples: [Sample([Tensor([1, -2, 4])]), Sample([Tensor([3])])],
      shape: { usage throws(ShapeError) in
        try checkVectors(usage, of: "cumsum", "a vector")
        return usage.shapes[0]
      },
      value: { application, result in
        let x = application[0]
        var sum = 0.0
        for i in 0..<x.count {
          sum += x[i]
          result[i] = sum
        }
      },
      local: { _, usage in
        let count = usage.shapes[0].count
        return count == 1
          ? LocalGradient(.identity, 1, contribution: .g)
          : LocalGradient(
            .dense,
            .call("tril", .call("ones", sizes: [count, count])),
            contribution: .call("sum", .g) - .call("cumsum", .g) + .g,
            pushforward: .call("cumsum", .t),
            multiplications: 0
          )
      },
      pullback: { _, _, g, gradient in
        var sum = 0.0
        for i in (0..<g.count).reversed() {
          sum += g[i]
          gradient[i] += sum
        }
      },
      pushforward: { _, _, t, result in
        var sum = 0.0
        for i in 0..<t.count {
          sum += t[i]
          result[i] += sum
        }
      }
    ),

    bilinear(
      "kron",
      summary: "The Kronecker product: a block a_ij·b for each component of a.",
      samples: [
        Sample([Tensor([1, -2, 4]), Tensor([0.5, 3])]),
        Sample([Tensor([[1, -2], [0.5, 3]]), Tensor([[2, 1, -1]])]),
        Sample([Tensor([[1, -2]]), Tensor([0.5, 3])]), Sample([Tensor(2), Tensor([[1, -2]])]),
        Sample([Tensor([1, -2]), Tensor(3)]),
      ],
      shape: { usage throws(ShapeError) in
        let (a, b) = (usage.shapes[0], usage.shapes[1])
        return switch max(a.rank, b.rank) {
        case 0: .scalar
        case 1: .vector(a.count.saturatingMultiplied(by: b.count))
        default:
          .matrix(
            a.rows.saturatingMultiplied(by: b.rows),
            a.columns.saturatingMultiplied(by: b.columns)
          )
        }
      },
      local: { slot, usage in
        let (a, b) = (usage.shapes[0], usage.shapes[1])
        let moved: Formula = slot == 0 ? .call("kron", .t, .b) : .call("kron", .a, .t)
        guard max(a.rank, b.rank) == 2 else {
          let blocks = Formula.reshape(.g, [a.count, b.count])
          return slot == 0
            ? LocalGradient(
              .dense,
              .identity ⊗ .b,
              contribution: blocks * .b,
              pushforward: moved
            )
            : LocalGradient(
              .dense,
              .a ⊗ .identity,
              contribution: .transposed(blocks) * .a,
              pushforward: moved
            )
        }
        return slot == 0
          ? LocalGradient(
            .dense,
            .call("kron", .symbol("·"), .b),
            contribution: .list([.call("sum", block(of: .g) ⊙ .b)]),
            pushforward: moved
          )
          : LocalGradient(
            .dense,
            .call("kron", .a, .symbol("·")),
            contribution: .series(.sum, over: blockIndices, block(of: .a) * block(of: .g)),
            pushforward: moved
          )
      },
      remark: { usage in
        let isOfBlocks =
          usage.shapes.contains { $0.rank == 2 } && !usage.shapes.contains { $0.isScalarLike }
        return isOfBlocks
          ? Remark(
            backward: "\(block(of: .g)) is the block of \(.g) that belongs to \(block(of: .a))"
          ) : nil
      },
      place: { a, i, b, j in
        let row = i / a.columns * b.rows + j / b.columns
        return row * a.columns * b.columns + i % a.columns * b.columns + j % b.columns
      }
    ),

    bilinear(
      "conv",
      summary:
        "The convolution of two vectors in full length, n + m − 1, with one of them turned round as"
        + " in mathematics.",
      samples: [
        Sample([Tensor([1, -2, 4]), Tensor([0.5, 3])]), Sample([Tensor([1, -2]), Tensor(3)]),
      ],
      shape: { usage throws(ShapeError) in
        try checkVectors(usage, of: "conv", "two vectors")
        let count = usage.shapes[0].count + usage.shapes[1].count - 1
        return usage.shapes.allSatisfy { $0.rank == 0 } ? .scalar : .vector(count)
      },
      local: { slot, _ in
        func conv(_ own: Formula) -> Formula {
          slot == 0 ? .call("conv", own, .b) : .call("conv", .a, own)
        }
        let (i, j) = (Formula.symbol("i"), Formula.symbol("j"))
        return LocalGradient(
          .dense,
          conv(.symbol("·")),
          contribution: .series(
            .sum,
            over: [i],
            .part(.g, [.at(i + j - 1)]) * .part(.operand(1 - slot), [.at(i)])
          ),
          pushforward: conv(.t)
        )
      },
      remark: { _ in nil },
      place: { _, i, _, j in i + j }
    ),
  ]

  /// An operation that multiplies each pair of components and adds the product up at a place of the
  /// result.
  private static func bilinear(
    _ name: String,
    summary: String,
    samples: [Sample],
    shape: @escaping ShapeRule,
    local: @escaping @Sendable (_ slot: Int, Usage) -> LocalGradient,
    remark: @escaping @Sendable (Usage) -> Remark?,
    place: @escaping @Sendable (_ a: Shape, _ i: Int, _ b: Shape, _ j: Int) -> Int
  ) -> Operation {
    Operation(
      name,
      notations: [.function(name)],
      arity: 2...2,
      rule: .chain,
      summary: summary,
      symbol: { _ in .symbol(name) },
      formula: { _ in .call(name, .a, .b) },
      samples: samples,
      shape: shape,
      value: { application, result in
        let (a, b) = (application[0], application[1])
        for k in 0..<result.count { result[k] = 0 }
        for i in 0..<a.count {
          for j in 0..<b.count { result[place(a.shape, i, b.shape, j)] += a[i] * b[j] }
        }
      },
      local: { slot, usage in
        let local = LocalGradient.scaling(slot, usage) ?? local(slot, usage)
        // One for each pair.
        return local.taking(usage.shapes[0].count * usage.shapes[1].count)
      },
      pullback: { application, slot, g, gradient in
        let (a, b) = (application[0], application[1])
        for own in 0..<gradient.count {
          let other = slot == 0 ? b : a
          var sum = 0.0
          for k in 0..<other.count {
            let position =
              slot == 0 ? place(a.shape, own, b.shape, k) : place(a.shape, k, b.shape, own)
            sum += carried(g[position], by: other[k])
          }
          gradient[own] += sum
        }
      },
      pushforward: { application, slot, t, result in
        let (a, b) = (application[0].shape, application[1].shape)
        let other = application[1 - slot]
        var sums = [Double](repeating: 0, count: result.count)
        for i in 0..<a.count {
          for j in 0..<b.count {
            sums[place(a, i, b, j)] +=
              slot == 0 ? carried(t[i], by: other[j]) : carried(t[j], by: other[i])
          }
        }
        for k in sums.indices { result[k] += sums[k] }
      },
      remark: remark
    )
  }

  /// The letters that count the blocks of a Kronecker product.
  private static let blockIndices: [Formula] = [.symbol("i"), .symbol("j")]

  /// The part of a value that belongs to one of those blocks.
  private static func block(of value: Formula) -> Formula { .lowered(value, blockIndices) }

  /// The operands are vectors; a scalar counts as one.
  private static func checkVectors(
    _ usage: Usage,
    of function: String,
    _ kind: String
  ) throws(ShapeError) {
    for (slot, shape) in usage.shapes.enumerated() where shape.rank == 2 {
      throw ShapeError("'\(function)' takes \(kind); {\(slot)} \(shape.predicate)", slot: slot)
    }
  }
}
