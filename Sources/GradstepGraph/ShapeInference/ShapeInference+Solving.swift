/// What follows from the rules, and what is decided where nothing follows.
extension ShapeInference {
  mutating func solve() {
    for rule in rules.indices { follow(rule) }
    followAll()
    for stage in Stage.allCases {
      for rule in rules.indices where !rules[rule].isSettled && self.stage(of: rule) <= stage {
        decide(rule)
        followAll()
      }
    }
    for leaf in leaves where shapes.form(leaf.shape) == nil { shapes.set(leaf.shape, to: []) }
    followAll()
  }

  private mutating func followAll() {
    while let rule = shapes.nextAwakened() { follow(rule) }
  }

  /// Draws what follows from a rule by now.
  private mutating func follow(_ position: Int) {
    guard !rules[position].isSettled else { return }
    let fitting = fittingWays(rules[position])
    guard let first = fitting.first else { return }
    if fitting.count == 1 { return take(first, for: position) }
    for (place, shape) in rules[position].places.enumerated() where shapes.form(shape) == nil {
      let count = first.places[place].count
      guard fitting.allSatisfy({ $0.places[place].count == count }) else { continue }
      shapes.set(shape, to: (0..<count).map { _ in sizes.add() })
    }
  }

  private mutating func fittingWays(_ rule: Rule) -> [Signature] {
    var fitting: [Signature] = []
    for way in rule.ways where fits(way, rule) { fitting.append(way) }
    return fitting
  }

  /// Whether a way is left by what is known of the shapes.
  private mutating func fits(_ way: Signature, _ rule: Rule) -> Bool {
    var letters = rule.letters
    for (position, (pattern, shape)) in zip(way.places, rule.places).enumerated() {
      guard let form = shapes.form(shape) else {
        // One row or one column is nothing to guess.
        if position < rule.operands.count, pattern.contains(.number(1)) { return false }
        continue
      }
      guard form.count == pattern.count else { return false }
      for (wanted, size) in zip(pattern, form) {
        switch wanted {
        case .letter(let letter):
          if sizes.number(size) == 1 { return false }
          if let other = letters[letter], !sizes.canBeSame(other, size) { return false }
          letters[letter] = letters[letter] ?? size
        case .number(let number):
          if sizes.number(size) != number, position < rule.operands.count || number == 1 {
            return false
          }
        case .sum, .unknown:
          continue
        }
      }
    }
    return true
  }

  /// Makes all shapes of a rule what a way says.
  private mutating func take(_ way: Signature, for position: Int) {
    let rule = rules[position]
    rules[position].isSettled = true
    var letters = rule.letters
    func size(_ wanted: Signature.Size) -> OpenSizes.ID {
      switch wanted {
      case .letter(let letter):
        let size = letters[letter] ?? sizes.add()
        letters[letter] = size
        return size
      case .number(let number):
        return number == 1 ? OpenSizes.one : sizes.add(number)
      case .sum(let parts):
        return sizes.add(sumOf: parts.map { size(.letter($0)) })
      case .unknown:
        return sizes.add()
      }
    }
    for (pattern, shape) in zip(way.places, rule.places) {
      let wanted = pattern.map(size)
      if let form = shapes.form(shape) {
        for (left, right) in zip(form, wanted) { sizes.unify(left, right) }
      } else {
        shapes.set(shape, to: wanted)
      }
    }
  }

  /// Takes the way that notes most likely mean.
  private mutating func decide(_ position: Int) {
    let rule = rules[position]
    var best: (way: Signature, cost: Int)?
    for way in fittingWays(rule) {
      let cost = cost(of: way, for: rule)
      if best.map({ cost < $0.cost }) ?? true { best = (way, cost) }
    }
    if let best { take(best.way, for: position) }
  }
}
