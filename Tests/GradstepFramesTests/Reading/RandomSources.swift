import Gradstep

/// Sources of one to three operations of the table, with numbers of all sorts.
struct RandomSources {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next(_ count: Int) -> Int {
    // SplitMix64, as everywhere where numbers must be the same on every run.
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(count))
  }

  /// A number that a person might type, or one that is hard to print.
  private mutating func number() -> String {
    switch next(12) {
    case 0: return "0"
    case 1, 2: return ["1", "-1", "2", "3", "-2", "0.5"][next(6)]
    case 3, 4: return "\(next(41) - 20)"
    case 5, 6, 7: return decimal(digits: 1 + next(3))
    case 8, 9: return decimal(digits: 4 + next(5))
    case 10: return "\(next(9) + 1)e\(next(14) - 7)"
    default: return decimal(digits: 16)
    }
  }

  private mutating func decimal(digits: Int) -> String {
    let sign = next(3) == 0 ? "-" : ""
    return "\(sign)\(next(4)).\((0..<digits).map { _ in "\(next(10))" }.joined())"
  }

  /// The operation applied to leaves of the shapes of one of its samples.
  mutating func source() -> String {
    let table = OperationTable.standard.operations
    var statements: [String] = []
    var previous: String?
    for step in 0...next(3) {
      let operation = table[next(table.count)]
      let sample = operation.samples[next(operation.samples.count)]
      var names: [String] = []
      for (slot, operand) in sample.operands.enumerated() {
        if slot == 0, operand.shape.rank == 0, let previous, next(2) == 0 {
          names.append(previous)
          continue
        }
        let name = ["a", "b", "c"][step] + "\(slot + 1)"
        names.append(name)
        statements.append("\(name) = \(leaf(operand))")
      }
      let formula = Self.formula(operation.notations[0], names, sample.parameters)
      statements.append("v\(step + 1) = \(formula)")
      previous = step < 2 ? wrapped("v\(step + 1)", operation) : nil
    }
    return statements.joined(separator: "\n")
  }

  private mutating func leaf(_ operand: Tensor) -> String {
    let rows = (0..<operand.shape.rows).map { _ in
      (0..<operand.shape.columns).map { _ in number() }
    }
    return switch operand.shape.rank {
    case 0: rows[0][0]
    case 1: "[\(rows.map { $0[0] }.joined(separator: ", "))]"
    default: "[\(rows.map { "[\($0.joined(separator: ", "))]" }.joined(separator: ", "))]"
    }
  }

  /// A number made of a value, for the operation that follows.
  private mutating func wrapped(_ name: String, _ operation: GradstepGraph.Operation) -> String {
    next(2) == 0 ? "sum(\(name))" : "mean(\(name))"
  }

  private static func formula(
    _ notation: Notation,
    _ operands: [String],
    _ parameters: [Double]
  ) -> String {
    let numbers = parameters.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    let list = (operands + numbers).joined(separator: ", ")
    return switch notation {
    case .function(let name): "\(name)(\(list))"
    case .infix(let sign):
      (operands + numbers.map { "(\($0))" }).joined(separator: " \(sign.rawValue) ")
    case .negation: "-\(operands[0])"
    case .transpose: "\(operands[0])'"
    case .component: "\(operands[0])[\(numbers.joined(separator: ", "))]"
    case .row: "\(operands[0])[\(numbers[0]), :]"
    case .column: "\(operands[0])[:, \(numbers[0])]"
    case .slice: "\(operands[0])[\(numbers[0]):\(numbers[1])]"
    case .choice(let comparison):
      #"\begin{cases} \#(operands[2]) & \text{if } \#(operands[0]) \#(comparison.rawValue)"#
        + #" \#(operands[1]) \\ \#(operands[3]) & \text{otherwise} \end{cases}"#
    case .list: "[\(list)]"
    }
  }
}
