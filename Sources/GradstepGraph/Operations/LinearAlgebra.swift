import GradstepSyntax

/// Products of linear algebra, transposition, and the building and taking apart of values.
extension Operation {
  static let linearAlgebra: [Operation] = [
    Operation(
      "matmul",
      notations: [.infix(.dot), .infix(.times), .infix(.juxtaposition)],
      arity: 2...2,
      summary: "The product of a matrix with a matrix or a vector.",
      symbol: { _ in "·" },
      formula: { _ in "{0}·{1}" },
      samples: [
        Sample([Tensor([[1, -2], [0.5, 3], [2, 1]]), Tensor([0.7, -1.2])]),
        Sample([Tensor([[1, -2], [0.5, 3], [2, 1]]), Tensor([[1, 2, -1], [0.3, -0.5, 4]])]),
        Sample([Tensor([[1, -2, 3]]), Tensor([0.7, -1.2, 2])]),
        Sample([Tensor([1, -2, 3]), Tensor([[0.7, -1.2]])]),
      ],
      shape: { usage throws(ShapeError) in try product(usage) },
      value: { application, result in
        let (a, b) = (application[0], application[1])
        for i in 0..<a.shape.rows {
          for j in 0..<b.shape.columns {
            var sum = 0.0
            for k in 0..<a.shape.columns { sum += a[i, k] * b[k, j] }
            result[i, j] = sum
          }
        }
      },
      local: { slot, usage in
        let isVector = usage.shapes[1].columns == 1
        switch slot {
        case 0 where usage.shapes[0].rows == 1 && isVector:
          return LocalGradient(.dense, "{1}ᵀ", contribution: "{g}·{1}ᵀ")
        case 0: return LocalGradient(.rightFactor, "{1}ᵀ ⊗ I", contribution: "{g}·{1}ᵀ")
        case _ where isVector: return LocalGradient(.dense, "{0}", contribution: "{0}ᵀ·{g}")
        default: return LocalGradient(.leftFactor, "I ⊗ {0}", contribution: "{0}ᵀ·{g}")
        }
      },
      pullback: { application, slot, g, gradient in
        let (a, b) = (application[0], application[1])
        let (rows, inner, columns) = (a.shape.rows, a.shape.columns, b.shape.columns)
        if slot == 0 {
          for i in 0..<rows {
            for k in 0..<inner {
              var sum = 0.0
              for j in 0..<columns { sum += g[i * columns + j] * b[k, j] }
              gradient[i, k] += sum
            }
          }
        } else {
          for k in 0..<inner {
            for j in 0..<columns {
              var sum = 0.0
              for i in 0..<rows { sum += a[i, k] * g[i * columns + j] }
              gradient[k, j] += sum
            }
          }
        }
      },
      pushforward: { application, slot, t, result in
        let (a, b) = slot == 0 ? (t, application[1]) : (application[0], t)
        for i in 0..<a.shape.rows {
          for j in 0..<b.shape.columns {
            var sum = 0.0
            for k in 0..<a.shape.columns { sum += a[i, k] * b[k, j] }
            result[i, j] += sum
          }
        }
      }
    ),

    Operation(
      "dot",
      notations: [.infix(.dot), .function("dot")],
      arity: 2...2,
      summary: "The inner product of two vectors.",
      symbol: { _ in "·" },
      formula: { _ in "{0}·{1}" },
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
        result[0] = sum
      },
      local: { slot, _ in
        let other = slot == 0 ? "{1}" : "{0}"
        return LocalGradient(.dense, "\(other)ᵀ", contribution: "{g}·\(other)")
      },
      pullback: { application, slot, g, gradient in
        let other = application[1 - slot]
        for i in 0..<other.count { gradient[i] += g[0] * other[i] }
      },
      pushforward: { application, slot, t, result in
        let other = application[1 - slot]
        var sum = 0.0
        for i in 0..<other.count { sum += t[i] * other[i] }
        result[0] += sum
      }
    ),

    Operation(
      "outer",
      notations: [.function("outer")],
      arity: 2...2,
      summary: "The outer product a·bᵀ of two vectors.",
      symbol: { _ in "outer" },
      formula: { _ in "{0}·{1}ᵀ" },
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
      local: { slot, _ in
        slot == 0
          ? LocalGradient(.dense, "{1} ⊗ I", contribution: "{g}·{1}", pushforward: "{t}·{1}ᵀ")
          : LocalGradient(.dense, "I ⊗ {0}", contribution: "{g}ᵀ·{0}", pushforward: "{0}·{t}ᵀ")
      },
      pullback: { application, slot, g, gradient in
        let other = application[1 - slot]
        let columns = application[1].count
        for i in 0..<gradient.count {
          var sum = 0.0
          for j in 0..<other.count {
            sum += other[j] * (slot == 0 ? g[i * columns + j] : g[j * columns + i])
          }
          gradient[i] += sum
        }
      },
      pushforward: { application, slot, t, result in
        let (a, b) = slot == 0 ? (t, application[1]) : (application[0], t)
        for i in 0..<a.count {
          for j in 0..<b.count { result[i, j] += a[i] * b[j] }
        }
      }
    ),

    Operation(
      "transpose",
      notations: [.transpose, .function("transpose")],
      arity: 1...1,
      summary: "Rows become columns; the transpose of a vector is a matrix of one row.",
      symbol: { _ in "( )ᵀ" },
      formula: { _ in "{0}ᵀ" },
      samples: [
        Sample([Tensor([[1, -2, 4], [0.5, 3, -1]])]), Sample([Tensor([1, 2, -3])]),
        Sample([Tensor(2)]),
      ],
      shape: { usage throws(ShapeError) in
        let shape = usage.shapes[0]
        return shape.rank == 0 ? shape : .matrix(shape.columns, shape.rows)
      },
      value: { application, result in
        let x = application[0]
        forEachTransposed(x.shape) { from, to in result[to] = x[from] }
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        return shape.rows == 1 || shape.columns == 1
          ? LocalGradient(
            .identity,
            shape.isScalarLike ? "1" : "I",
            contribution: shape.rank == 0 ? "{g}" : "{g}ᵀ"
          )
          : LocalGradient(.dense, "( )ᵀ", contribution: "{g}ᵀ", pushforward: "{t}ᵀ")
      },
      pullback: { application, _, g, gradient in
        forEachTransposed(application[0].shape) { from, to in gradient[from] += g[to] }
      },
      pushforward: { application, _, t, result in
        forEachTransposed(application[0].shape) { from, to in result[to] += t[from] }
      }
    ),

    Operation(
      "component",
      notations: [.component],
      arity: 1...1,
      parameterCount: 1...2,
      summary: "One component of a vector, or one element of a matrix, counted from 1.",
      symbol: { usage in "[\(indices(usage))]" },
      formula: { usage in "{0}[\(indices(usage))]" },
      samples: [
        Sample([Tensor([1, -2, 3])], parameters: [2]),
        Sample([Tensor([[1, 2, 3], [4, 5, 6]])], parameters: [2, 1]),
      ],
      shape: { usage throws(ShapeError) in try component(usage) },
      value: { application, result in result[0] = application[0][position(application)] },
      local: { _, usage in
        let unit = "e_(\(indices(usage)))"
        return LocalGradient(.dense, "\(unit)ᵀ", contribution: "{g}·\(unit)")
      },
      pullback: { application, _, g, gradient in gradient[position(application)] += g[0] },
      pushforward: { application, _, t, result in result[0] += t[position(application)] }
    ),

    Operation(
      "stack",
      notations: [.list],
      arity: 1...Int.max,
      summary: "A vector of scalars, or a matrix whose rows are vectors.",
      symbol: { _ in "[ ]" },
      formula: { usage in
        Formula("[" + usage.shapes.indices.map { "{\($0)}" }.joined(separator: ", ") + "]")
      },
      samples: [
        Sample([Tensor(1), Tensor(-2), Tensor(3)]),
        Sample([Tensor([1, -2, 4]), Tensor([0.5, 3, 7])]),
      ],
      shape: { usage throws(ShapeError) in try stacked(usage) },
      value: { application, result in
        let count = result.count / application.operandCount
        for slot in 0..<application.operandCount {
          let entry = application[slot]
          for i in 0..<count { result[slot * count + i] = entry[i] }
        }
      },
      local: { slot, usage in
        // Stacking a single scalar changes nothing but the shape.
        if usage.shapes.count == 1 {
          return LocalGradient(
            .identity,
            usage.shapes[0].isScalarLike ? "1" : "I",
            contribution: "{g}"
          )
        }
        let unit = "e_(\(slot + 1))"
        return usage.shapes[slot].isScalarLike
          ? LocalGradient(.dense, "\(unit)", contribution: "{g}[\(slot + 1)]")
          : LocalGradient(
            .dense,
            "I ⊗ \(unit)",
            contribution: "{g}ᵀ·\(unit)",
            pushforward: "\(unit)·{t}ᵀ"
          )
      },
      pullback: { application, slot, g, gradient in
        for i in 0..<gradient.count { gradient[i] += g[slot * gradient.count + i] }
      },
      pushforward: { _, slot, t, result in
        for i in 0..<t.count { result[slot * t.count + i] += t[i] }
      }
    ),

    Operation(
      "ones",
      notations: [.function("ones")],
      arity: 0...0,
      parameterCount: 1...2,
      summary: "A vector or a matrix of ones.",
      symbol: { _ in "ones" },
      formula: { usage in "ones(\(indices(usage)))" },
      samples: [Sample([], parameters: [3]), Sample([], parameters: [2, 3])],
      shape: { usage throws(ShapeError) in
        let sizes = try sizes(usage)
        return sizes.count == 1 ? .vector(sizes[0]) : .matrix(sizes[0], sizes[1])
      },
      value: { _, result in
        for i in 0..<result.count { result[i] = 1 }
      },
      local: { _, _ in LocalGradient(.identity, "1", contribution: "{g}") },
      pullback: { _, _, _, _ in },
      pushforward: { _, _, _, _ in }
    ),
  ]

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

  /// Calls `body` with the position of each element and its position in the transpose.
  private static func forEachTransposed(_ shape: Shape, _ body: (_ from: Int, _ to: Int) -> Void) {
    for i in 0..<shape.rows {
      for j in 0..<shape.columns { body(i * shape.columns + j, j * shape.rows + i) }
    }
  }

  /// One index for a vector, two for a matrix, each within the size.
  private static func component(_ usage: Usage) throws(ShapeError) -> Shape {
    let shape = usage.shapes[0]
    let indices = usage.parameters
    guard shape.rank > 0, indices.count == shape.rank else {
      throw ShapeError("{0} \(shape.predicate) and takes \(shape.indices)")
    }
    for (position, size) in shape.dimensions.enumerated() {
      guard let index = Int(exactly: indices[position]), 1...size ~= index else {
        throw ShapeError(
          "an index is a whole number from 1 to \(size) here; {0} \(shape.predicate)",
          slot: 1 + position
        )
      }
    }
    return .scalar
  }

  /// The parameters as sizes of a vector or a matrix.
  private static func sizes(_ usage: Usage) throws(ShapeError) -> [Int] {
    var numbers: [Int] = []
    for (position, parameter) in usage.parameters.enumerated() {
      guard let number = Int(exactly: parameter), 1...1_000_000 ~= number else {
        throw ShapeError("a size is a whole number from 1 to 1000000", slot: position)
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The position of the chosen component in the operand.
  private static func position(_ application: Application) -> Int {
    let first = Int(application.parameter(0)) - 1
    guard application.parameterCount == 2 else { return first }
    return first * application[0].shape.columns + Int(application.parameter(1)) - 1
  }

  /// The indices or sizes as they are written.
  private static func indices(_ usage: Usage) -> String {
    usage.parameters.map { "\(Int($0))" }.joined(separator: ", ")
  }

  /// All scalars, or all vectors of one length.
  private static func stacked(_ usage: Usage) throws(ShapeError) -> Shape {
    let first = usage.shapes[0]
    for (slot, shape) in usage.shapes.enumerated() {
      guard shape.rank < 2 || shape.rows == 1 else {
        throw ShapeError(
          "a list is built of scalars or of vectors; {\(slot)} \(shape.predicate)",
          slot: slot
        )
      }
      guard shape.count == first.count else {
        throw ShapeError(
          "all entries of a list have one length; {0} \(first.predicate)"
            + " and {\(slot)} \(shape.predicate)",
          slot: slot
        )
      }
    }
    // Vectors of one component are rows of a matrix too, unless scalars stand among them.
    return usage.shapes.contains { $0.rank == 0 }
      ? .vector(usage.shapes.count) : .matrix(usage.shapes.count, first.count)
  }
}
