/// An operation applied to values that stand alone, outside any graph.
package struct Evaluation: Sendable {
  private let operation: Operation
  private let slots: [Int]
  /// Where the numbers of each operand begin.
  private let offsets: [Int]
  private let parameters: [Double]
  private let placements: [Placement]
  /// The operands, one after another, and behind them the result.
  private var numbers: [Double]

  /// Applies the operation; `nil` where the operands are another operation's.
  package init?(
    _ operation: Operation,
    _ operands: [Tensor],
    parameters: [Double] = []
  ) throws(ShapeError) {
    let usage = Usage(shapes: operands.map { $0.shape }, parameters: parameters)
    guard let shape = try operation.shape(usage) else { return nil }
    self.init(operation, operands, parameters: parameters, shape: shape)
  }

  /// Applies the operation to operands of which the shape of the result is known.
  init(_ operation: Operation, _ operands: [Tensor], parameters: [Double], shape: Shape) {
    self.operation = operation
    self.parameters = parameters
    slots = Array(operands.indices)
    var placements: [Placement] = []
    var numbers: [Double] = []
    for operand in operands {
      placements.append(Placement(shape: operand.shape, offset: numbers.count))
      numbers += operand.elements
    }
    placements.append(Placement(shape: shape, offset: numbers.count))
    numbers += [Double](repeating: 0, count: shape.count)
    offsets = placements.map { $0.offset }
    self.placements = placements
    self.numbers = numbers
    self.numbers = applying { application, values in
      operation.value(
        application,
        MutableTensorView(shape, values + placements[slots.count].offset)
      )
    }
  }

  /// What the operation evaluates to.
  package var result: Tensor { tensor(slots.count) }

  /// The same application with another result of that shape, such as the result as it is printed.
  package func replacingResult(_ result: Tensor) -> Evaluation {
    let placement = placements[slots.count]
    precondition(result.shape == placement.shape, "a result keeps its shape")
    var evaluation = self
    evaluation.numbers.replaceSubrange(placement.offset..., with: result.elements)
    return evaluation
  }

  /// Whether the operation is defined for the operands.
  package var isInDomain: Bool {
    var isInside = true
    run { isInside = operation.domain.contains($0) }
    return isInside
  }

  /// What was taken for the derivative of a slot where it has none.
  package func kink(slot: Int) -> Kink? {
    var kink: Kink?
    run { kink = operation.kink($0, slot) }
    return kink
  }

  /// The positions of the operand that a contribution to a slot can be other than 0 at.
  package func reach(slot: Int) -> Range<Int> {
    var reach = 0..<0
    run { reach = operation.reach($0, slot) }
    return reach
  }

  /// Jᵀ·g for one slot, in the shape of its operand.
  package func pullback(slot: Int, upstream: Tensor) -> Tensor {
    var gradient = [Double](repeating: 0, count: placements[slot].shape.count)
    run { application in
      upstream.elements.withUnsafeBufferPointer { upstreamBuffer in
        gradient.withUnsafeMutableBufferPointer { gradientBuffer in
          guard let g = upstreamBuffer.baseAddress, let t = gradientBuffer.baseAddress else {
            return
          }
          operation.pullback(
            application,
            slot,
            TensorView(upstream.shape, g),
            MutableTensorView(placements[slot].shape, t)
          )
        }
      }
    }
    return Tensor(placements[slot].shape, gradient)
  }

  /// J·t for one slot, in the shape of the result.
  package func pushforward(slot: Int, tangent: Tensor) -> Tensor {
    let shape = placements[slots.count].shape
    var result = [Double](repeating: 0, count: shape.count)
    run { application in
      tangent.elements.withUnsafeBufferPointer { tangentBuffer in
        result.withUnsafeMutableBufferPointer { resultBuffer in
          guard let t = tangentBuffer.baseAddress, let r = resultBuffer.baseAddress else { return }
          operation.pushforward(
            application,
            slot,
            TensorView(tangent.shape, t),
            MutableTensorView(shape, r)
          )
        }
      }
    }
    return Tensor(shape, result)
  }

  private func tensor(_ position: Int) -> Tensor {
    let placement = placements[position]
    return Tensor(
      placement.shape,
      Array(numbers[placement.offset..<placement.offset + placement.shape.count])
    )
  }

  private func run(_ body: (Application) -> Void) {
    _ = applying { application, _ in body(application) }
  }

  /// Calls `body` with the application over a buffer of the numbers, and gives the buffer back.
  private func applying(
    _ body: (Application, UnsafeMutablePointer<Double>) -> Void
  ) -> [Double] {
    var numbers = numbers
    numbers.withUnsafeMutableBufferPointer { values in
      placements.withUnsafeBufferPointer { placements in
        slots.withUnsafeBufferPointer { slots in
          offsets.withUnsafeBufferPointer { offsets in
            parameters.withUnsafeBufferPointer { parameters in
              guard let values = values.baseAddress, let placements = placements.baseAddress else {
                return
              }
              body(
                Application(
                  node: slots.count,
                  operands: slots,
                  offsets: offsets,
                  parameters: parameters,
                  placements: placements,
                  values: values
                ),
                values
              )
            }
          }
        }
      }
    }
    return numbers
  }
}
