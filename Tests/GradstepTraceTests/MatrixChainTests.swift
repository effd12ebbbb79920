import GradstepGraph
import GradstepTrace
import Testing

/// The order of the products of matrices.
@Suite struct MatrixChainTests {
  /// A chain of sizes in written order, as textbooks have them: p₀×p₁, p₁×p₂ and so on.
  private func chain(_ sizes: [Int]) -> MatrixChain {
    MatrixChain(zip(sizes, sizes.dropFirst()).map { Shape.matrix($0, $1) }.reversed())
  }

  private func written(_ chain: MatrixChain, _ order: ProductOrder) -> String? {
    let names = (1...chain.shapes.count).reversed().map { "A\($0)" }
    return order.fold(names) { left, right, isProduct in
      "\(isProduct.left ? "(\(left))" : left)\(isProduct.right ? "(\(right))" : right)"
    }
  }

  /// From Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, figure 14.5.
  @Test func theBestOrderOfTheTextbookIsFound() {
    let chain = chain([30, 35, 15, 5, 10, 20, 25])
    #expect(chain.best.cost.multiplications == 15_125)
    #expect(written(chain, chain.best) == "(A1(A2A3))((A4A5)A6)")
  }

  @Test func forwardBeginsAtTheLeafAndReverseAtTheOutput() {
    let chain = chain([1, 3, 4, 5])
    #expect(written(chain, chain.forward) == "A1(A2A3)")
    #expect(chain.forward.cost == .init(multiplications: 75, largestIntermediate: 15))
    #expect(written(chain, chain.reverse) == "(A1A2)A3")
    #expect(chain.reverse.cost == .init(multiplications: 32, largestIntermediate: 5))
    #expect(chain.best == chain.reverse)
  }

  @Test(arguments: 1...8)
  func noBracketsAreBetterThanTheBest(seed: Int) {
    var state = UInt64(seed)
    for count in 1...7 {
      let sizes = (0...count).map { _ -> Int in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % 9 + 1
      }
      let chain = chain(sizes)
      let all = bracketings(sizes[...])
      #expect(chain.best.cost.multiplications == all.min())
      for order in [chain.forward, chain.reverse, chain.best] {
        #expect(all.contains(order.cost.multiplications))
        #expect(order.products.count == count - 1)
      }
    }
  }

  /// The multiplications of every way to put the brackets.
  private func bracketings(_ sizes: ArraySlice<Int>) -> [Cost.Count] {
    guard sizes.count > 2, let first = sizes.first, let last = sizes.last else { return [0] }
    return sizes.indices.dropFirst().dropLast().flatMap { split in
      bracketings(sizes[...split]).flatMap { left in
        bracketings(sizes[split...]).map { left + $0 + Cost.Count(first * sizes[split] * last) }
      }
    }
  }

  @Test func ofTheBestOrdersAnAccumulationIsTaken() {
    let chain = chain([2, 2, 2, 2, 2])
    #expect(chain.best == chain.reverse)
  }

  @Test func oneFactorIsItsOwnResult() {
    let chain = chain([3, 4])
    #expect(chain.best.products.isEmpty)
    #expect(chain.best.cost == .init(multiplications: 0, largestIntermediate: 12))
    #expect(MatrixChain([]).best.cost == .init())
  }

  @Test func ofALongChainTheCheaperAccumulationIsTaken() {
    let limit = MatrixChain.largestSearchedCount
    let short = chain([1] + Array(repeating: 3, count: limit))
    #expect(short.isSearched && short.best == short.reverse)
    let long = chain(Array(repeating: 3, count: limit + 1) + [1])
    #expect(!long.isSearched && long.best == long.forward)
  }

  @Test func countsOutgrow64Bits() {
    let size = 4_000_000
    let chain = chain([size, size, size])
    #expect(chain.best.cost.multiplications == 64_000_000_000_000_000_000)
  }
}
