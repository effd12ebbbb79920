package import GradstepGraph

/// A product of matrices of which only the shapes are known, for the order of its products.
///
/// An (m×p)(p×n) product takes m·p·n multiplications. The matrices stand in the order of evaluation:
/// the first one is the rightmost factor.
package struct MatrixChain: Hashable, Sendable {
  /// The shapes in the order of evaluation; each has as many rows as the next has columns.
  package let shapes: [Shape]

  /// The most matrices of which the best order is searched, in time of the third power.
  package static let largestSearchedCount = 300

  /// A chain of matrices that fit.
  package init(_ shapes: [Shape]) {
    precondition(
      zip(shapes, shapes.dropFirst()).allSatisfy { $0.rows == $1.columns },
      "each matrix has as many rows as the next has columns"
    )
    self.shapes = shapes
  }

  /// From the side of the leaf: F₃·(F₂·F₁).
  package var forward: ProductOrder {
    var order = ProductOrder(of: shapes)
    _ = shapes.indices.dropFirst().reduce(.factor(0)) { order.multiply(.factor($1), $0) }
    return order
  }

  /// From the side of the output: (F₃·F₂)·F₁.
  package var reverse: ProductOrder {
    var order = ProductOrder(of: shapes)
    let last = ProductOrder.Operand.factor(shapes.count - 1)
    _ = shapes.indices.dropLast().reversed().reduce(last) { order.multiply($0, .factor($1)) }
    return order
  }

  /// The order with the fewest multiplications, and among those with the smallest intermediate; of
  /// a longer chain than is searched, the better one of the two accumulations, which are taken in a
  /// tie, too.
  ///
  /// Dynamic programming over the parts of the chain; Cormen, Leiserson, Rivest and Stein,
  /// *Introduction to Algorithms*, section 14.2.
  package var best: ProductOrder {
    let (reverse, forward) = (reverse, forward)
    let accumulation = forward.cost < reverse.cost ? forward : reverse
    guard isSearched, !shapes.isEmpty else { return accumulation }
    let searched = searchedOrder
    return searched.cost < accumulation.cost ? searched : accumulation
  }

  private var searchedOrder: ProductOrder {
    let splits = bestSplits()
    var order = ProductOrder(of: shapes)
    // Parts whose product stands on the stack are closed; an open one is to be multiplied.
    var results: [ProductOrder.Operand] = []
    var parts = [(first: 0, last: shapes.count - 1, isOpen: true)]
    while let part = parts.popLast() {
      if part.first == part.last {
        results.append(.factor(part.first))
      } else if part.isOpen {
        let split = splits[part.first * shapes.count + part.last]
        parts.append((part.first, part.last, false))
        parts.append((split + 1, part.last, true))
        parts.append((part.first, split, true))
      } else {
        let left = results.removeLast()
        results.append(order.multiply(left, results.removeLast()))
      }
    }
    return order
  }

  /// Whether the best order is searched for.
  package var isSearched: Bool { shapes.count <= Self.largestSearchedCount }

  /// For each part of the chain the last factor of its right side.
  private func bestSplits() -> [Int] {
    let count = shapes.count
    var splits = [Int](repeating: 0, count: count * count)
    var costs = [Cost.Accumulation](repeating: Cost.Accumulation(), count: count * count)
    for length in stride(from: 2, through: count, by: 1) {
      for first in 0...(count - length) {
        let last = first + length - 1
        let (columns, rows) = (shapes[first].columns, shapes[last].rows)
        var best: Cost.Accumulation?
        // In a tie the first split wins, which is that of reverse accumulation.
        for split in first..<last {
          let cost =
            costs[first * count + split] + costs[(split + 1) * count + last]
            + .product(rows, shapes[split].rows, columns)
          if best.map({ cost < $0 }) ?? true {
            best = cost
            splits[first * count + last] = split
          }
        }
        costs[first * count + last] = best ?? Cost.Accumulation()
      }
    }
    return splits
  }
}
