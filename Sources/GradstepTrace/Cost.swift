package import GradstepGraph

/// What it costs to differentiate the output with respect to one leaf, worked out from shapes alone.
package struct Cost: Hashable, Sendable {
  /// A count: products of shapes outgrow 64 bits.
  package typealias Count = Int128

  /// What it takes to accumulate the local Jacobians, as dense matrices, to one.
  package struct Accumulation: Hashable, Sendable {
    /// How many multiplications: m·p·n for each (m×p)(p×n) product.
    package var multiplications: Count
    /// The numbers of the largest matrix that is worked out, the result included.
    package var largestIntermediate: Count

    /// Nothing, unless it is said otherwise.
    package init(multiplications: Count = 0, largestIntermediate: Count = 0) {
      self.multiplications = multiplications
      self.largestIntermediate = largestIntermediate
    }

    /// An (m×p)(p×n) product.
    static func product(_ m: Int, _ p: Int, _ n: Int) -> Accumulation {
      let size = Count(m) * Count(n)
      return Accumulation(multiplications: size * Count(p), largestIntermediate: size)
    }

    /// One after the other.
    package static func + (left: Accumulation, right: Accumulation) -> Accumulation {
      Accumulation(
        multiplications: left.multiplications + right.multiplications,
        largestIntermediate: max(left.largestIntermediate, right.largestIntermediate)
      )
    }

    /// Fewer multiplications, or as many and a smaller intermediate.
    package static func < (left: Accumulation, right: Accumulation) -> Bool {
      (left.multiplications, left.largestIntermediate)
        < (right.multiplications, right.largestIntermediate)
    }
  }

  /// What the engine's own sweeps take, which use the structure of the local Jacobians.
  package struct Executed: Hashable, Sendable {
    /// The multiplications of one sweep, which are as many in either direction.
    package let sweep: Count
    /// How many forward sweeps make up the Jacobian: one for each component of the leaf.
    package let forwardSweeps: Int
    /// How many reverse sweeps make up the Jacobian: one for each component of the output.
    package let reverseSweeps: Int

    /// The multiplications of the Jacobian by forward sweeps.
    package var forward: Count { sweep * Count(forwardSweeps) }
    /// The multiplications of the Jacobian by reverse sweeps.
    package var reverse: Count { sweep * Count(reverseSweeps) }
  }

  /// What is held in memory, at 8 bytes for a number.
  package struct Bytes: Hashable, Sendable {
    /// All local Jacobians on the way, identities included, if they were written out as matrices.
    package let jacobians: Count
    /// The gradients that a reverse pass holds instead: one number for each number of the graph.
    package let vjps: Count
  }

  /// The leaf that the output is differentiated by.
  package let leaf: Node.ID
  /// The local Jacobians, where one path leads from the leaf to the output.
  package let chain: JacobianChain?
  /// What prevents a chain; `nil` where there is one, or no path at all.
  package let fanOut: FanOut?
  /// From the side of the leaf.
  package let forward: Accumulation
  /// From the side of the output.
  package let reverse: Accumulation
  /// The best order of a chain; the cheaper of forward and reverse where there is none.
  package let best: Accumulation
  /// What the engine's own sweeps take.
  package let executed: Executed
  /// What is held in memory.
  package let bytes: Bytes

  /// The cost of differentiating the output with respect to a leaf.
  package init(of graph: Graph, withRespectTo leaf: Node.ID) {
    let factors = graph.jacobianFactors(from: leaf)
    self.leaf = leaf
    chain = JacobianChain(factors, of: graph, from: leaf)
    fanOut = chain == nil ? FanOut(factors) : nil
    if let chain {
      let matrices = chain.matrices
      (forward, reverse) = (matrices.forward.cost, matrices.reverse.cost)
      best = matrices.best.cost
    } else {
      forward = Self.forward(factors, of: graph, from: leaf)
      reverse = Self.reverse(factors, of: graph, from: leaf)
      best = forward < reverse ? forward : reverse
    }
    executed = Executed(
      sweep: factors.reduce(0) { $0 + Count($1.multiplications) },
      forwardSweeps: graph.shape(of: leaf).count,
      reverseSweeps: graph.shape(of: graph.output).count
    )
    bytes = Bytes(
      jacobians: factors.reduce(0) { $0 + 8 * $1.shape.entryCount },
      vjps: 8 * Count(graph.leafValues.count)
    )
  }
}

extension Shape {
  /// How many entries a matrix of this shape has, which may be more than 64 bits hold.
  var entryCount: Cost.Count { Cost.Count(rows) * Cost.Count(columns) }
}
