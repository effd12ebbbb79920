import GradstepSyntax

/// Numbers that are known before anything is built: bounds, and what chooses a component.
extension GraphBuilder {
  /// `n!` of a whole number, which is a number and no node: no gradient flows through it.
  mutating func factorial(
    of operand: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    let value = walk.result(operand)
    if case .broken = value { return .broken }
    guard let last = wholeNumber(operand, in: walk), 0...170 ~= last else {
      say(
        .error(
          "factorial",
          "a factorial is that of a given whole number from 0 to 170",
          at: tree.expressions[id].range
        )
      )
      return .broken
    }
    let product = (1...max(1, last)).reduce(1.0) { $0 * Double($1) }
    if case .number = tree.expressions[operand].kind {
    } else {
      say(
        .note(
          "factorial",
          "\(tree.reading(of: id)) reads as the number of it, through which no gradient flows",
          at: tree.expressions[id].range
        )
      )
    }
    return draft.addLiteral(Tensor(product), written: id)
  }

  /// The whole number that an expression of numbers and given numbers is; `nil` where it is none.
  func wholeNumber(_ id: Expression.ID, in walk: Walk) -> Int? {
    number(id, in: walk, depth: 0).flatMap { Int(counting: $0) }
  }

  /// The number that an expression of numbers and given numbers is; `nil` where it is none.
  func number(_ id: Expression.ID, in walk: Walk) -> Double? {
    number(id, in: walk, depth: 0)
  }

  private func number(_ root: Expression.ID, in walk: Walk, depth: Int) -> Double? {
    let first = tree.expressions[root].first
    var numbers: [Double?] = []
    for id in first...root {
      switch tree.expressions[id].kind {
      case .number(let number):
        numbers.append(number)
      case .name(let name):
        numbers.append(number(named: name, in: walk, depth: depth))
      case .negation(let operand):
        numbers.append(numbers[operand - first].map { -$0 })
      case .same(let operand):
        numbers.append(numbers[operand - first])
      case .call("abs", let arguments) where arguments.count == 1:
        numbers.append(numbers[arguments[0] - first].map(abs))
      case .component(let base, let indices):
        numbers.append(
          component(
            of: base,
            indices.map { ($0, numbers[$0 - first]) },
            isCode: isCode(id) && tree.sources.text(in: tree.expressions[id].range).hasSuffix("]"),
            in: walk
          )
        )
      case .superscript(let base, let index):
        numbers.append(component(of: base, [(index, numbers[index - first])], in: walk))
      case .binary(let sign, let left, let right):
        guard let a = numbers[left - first], let b = numbers[right - first] else {
          numbers.append(nil)
          continue
        }
        switch sign {
        case .add: numbers.append(a + b)
        case .subtract: numbers.append(a - b)
        case .divide: numbers.append(a / b)
        case .dot, .times, .juxtaposition, .hadamard: numbers.append(a * b)
        case .power: numbers.append(Self.power(a, b))
        }
      default:
        numbers.append(nil)
      }
    }
    return numbers.last ?? nil
  }

  /// A power with a small whole exponent, as in `10^6`.
  private static func power(_ base: Double, _ exponent: Double) -> Double? {
    guard let exponent = Int(exactly: exponent), 0...64 ~= exponent else { return nil }
    return (0..<exponent).reduce(1) { power, _ in power * base }
  }

  /// The component of a value that is given, as `y_i` where it chooses another one.
  private func component(
    of base: Expression.ID,
    _ indices: [(id: Expression.ID, number: Double?)],
    isCode: Bool = false,
    in walk: Walk
  ) -> Double? {
    guard case .name(let name) = tree.expressions[base].kind,
      let value = knownValue(named: name, in: walk)
    else { return nil }
    var places: [Int] = []
    for (place, index) in indices.enumerated() {
      guard let number = index.number.flatMap({ Int(counting: $0) }) else { return nil }
      if isCode, number < 0 {
        let sizes = draft.shape(value).dimensions
        places.append(place < sizes.count ? number + sizes[place] + 1 : 0)
        continue
      }
      let isFromZero = isCode || countsFromZero(index.id, of: base, at: place, in: walk)
      places.append(isFromZero ? number + 1 : number)
    }
    return draft.component(of: value, at: places)
  }

  private func number(named name: String, in walk: Walk, depth: Int) -> Double? {
    if case .number(let value, _)? = walk.indices[name] { return Double(value) }
    if let argument = walk.arguments[name] { return draft.number(argument, takesLeaves: true) }
    guard let definition = definitions[name] else { return nil }
    if case .built(let value) = definition.state,
      let number = draft.number(value, takesLeaves: true)
    {
      return number
    }
    // A bound is no step of its own, so `m = n - 1` is worked out here.
    guard let value = definition.value, depth < 8, value - tree.expressions[value].first < 64 else {
      return nil
    }
    return number(value, in: walk, depth: depth + 1)
  }

  /// The value of a name, where it is known by now.
  func knownValue(named name: String, in walk: Walk) -> Value? {
    if let argument = walk.arguments[name] { return argument }
    guard case .built(let value)? = definitions[name]?.state else { return nil }
    return value
  }

  /// What chooses a component by a calculation or by another component, as `y_i` in `w_{y_i}`: a
  /// number that is no step.
  mutating func chosenIndex(_ id: Expression.ID, in walk: Walk) -> Value? {
    guard let base = calculatedIndices[id], let number = wholeNumber(id, in: walk) else {
      return nil
    }
    // What has no components is multiplied.
    guard hasAxes(walk.result(base)) || draft.shape(walk.result(base)).rank > 0 else { return nil }
    return draft.addLiteral(Tensor(Double(number)), written: id)
  }

  /// The indices of the tree that are no plain number, name or slice, with what they are indices of.
  static func calculatedIndices(of tree: SyntaxTree) -> [Expression.ID: Expression.ID] {
    var found: [Expression.ID: Expression.ID] = [:]
    for expression in tree.expressions {
      guard case .component(let base, let indices) = expression.kind else { continue }
      for index in indices {
        switch tree.expressions[index].kind {
        case .number, .name, .slice: continue
        default: found[index] = base
        }
      }
    }
    return found
  }
}
