/// What notes mean by formulas that leave shapes open.
extension ShapeInference {
  /// When a rule that leaves several ways open is decided on: what tells most comes first.
  enum Stage: Int, Comparable, CaseIterable {
    case transposes
    case products
    case reductions
    case sums
    case rest

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  mutating func stage(of position: Int) -> Stage {
    let rule = rules[position]
    let isOneKnown = rule.operands.contains { shapes.form($0) != nil }
    switch rule.kind {
    case .transpose, .componentwiseProduct: return .transposes
    case .product:
      // What a number scales has any shape, which the sum that it stands in may tell.
      let tells = rule.operands.contains { isOpenCapital($0) || shapes.form($0)?.isEmpty == false }
      return tells ? .products : .sums
    case .sum, .quotient: return isOneKnown ? .products : .sums
    case .call(let isByComponents): return isByComponents ? .sums : .reductions
    case .components: return .sums
    case .list: return .rest
    }
  }

  private mutating func isOpenCapital(_ shape: OpenShapes.ID) -> Bool {
    guard case .capital = shapes.origin(shape) else { return false }
    return shapes.form(shape) == nil
  }

  /// How far a way is from what notes usually mean.
  mutating func cost(of way: Signature, for rule: Rule) -> Int {
    var cost = 0
    for (slot, shape) in rule.operands.enumerated() where shapes.form(shape) == nil {
      let rank = way.operands[slot].count
      let usual = usualRank(slot, rule)
      cost += rank == usual ? 0 : 4 + abs(rank - usual)
    }
    return cost + costOfBias(way, rule)
  }

  /// The rank that an operand of unknown shape most likely has.
  private mutating func usualRank(_ slot: Int, _ rule: Rule) -> Int {
    let shape = rule.operands[slot]
    let isCapital = isOpenCapital(shape)
    let other = rule.operands.count == 2 ? rule.operands[1 - slot] : nil
    let otherForm = other.flatMap { shapes.form($0) }
    let otherRank = otherForm?.count
    switch rule.kind {
    case .product(let isDot):
      if isCapital { return 2 }
      let isOtherMatrix =
        otherRank == 2 || otherForm == nil && other.map { isOpenCapital($0) } ?? false
      if slot == 1 { return isOtherMatrix || isDot && otherRank == 1 ? 1 : 0 }
      if isOtherMatrix, case .formula = shapes.origin(shape) { return 2 }
      return isDot && otherRank == 1 ? 1 : 0
    case .sum(let isDifference):
      guard let otherForm else { return shapes.form(rule.result)?.count ?? 0 }
      switch otherForm.count {
      case 1: return opensWithData(rule) && !isDifference ? 0 : 1
      case 2 where sizes.number(otherForm[0]) == 1: return 0
      case 2: return isCapital ? 2 : 1
      default: return 0
      }
    case .quotient:
      return slot == 1 ? 0 : shapes.form(rule.result)?.count ?? 0
    case .componentwiseProduct:
      return otherRank ?? (isCapital ? 2 : 1)
    case .call(isByComponents: true):
      return otherRank ?? 0
    case .call:
      return otherRank ?? (isCapital ? 2 : 1)
    case .transpose:
      return isCapital ? 2 : 1
    case .list:
      return 0
    case .components:
      return 1
    }
  }

  /// Sizes that a way makes the same and that were different ones before.
  private mutating func costOfBias(_ way: Signature, _ rule: Rule) -> Int {
    guard case .sum = rule.kind, way.operands.count == 2,
      let vector = way.operands.first(where: { $0.count == 1 })?.first,
      let matrix = way.operands.first(where: { $0.count == 2 })
    else { return 0 }
    // `W·X + b` has a sample in each column, and `X·W + b` one in each row.
    let isRow = opensWithData(rule) || !(rule.opening?.hasPrefix("W") ?? false)
    return vector == matrix[isRow ? 1 : 0] ? 0 : 1
  }

  /// Whether a formula begins with the matrix that has a sample in each row.
  private func opensWithData(_ rule: Rule) -> Bool { rule.opening?.hasPrefix("X") ?? false }
}
