import GradstepSyntax

/// Walks along expressions, and what they leave when they wait for one another.
extension GraphBuilder {
  /// A walk along one expression, from its first part to the whole.
  struct Walk {
    /// What the walk builds.
    enum Purpose {
      case definition(String)
      case call(of: String, by: Expression.ID)
      case expression(Expression.ID)
      /// The body of a reduction for all values of its index.
      case reduction(Expression.ID, Axis)
      /// The body of a reduction for one value of its index.
      case term
      /// The body of a reduction over all components.
      case whole(Expression.ID)
      /// The body of a reduction that is none.
      case body(Expression.ID)
    }

    let purpose: Purpose
    let root: Expression.ID
    var next: Expression.ID
    let first: Expression.ID
    /// What the parts evaluated to, in the order of the tree.
    var results: [Value] = []
    /// The arguments of a call, by the names of the parameters.
    var arguments: [String: Value] = [:]
    /// What the letters stand for that are bound by sums.
    var indices: [String: BoundIndex] = [:]
    /// In how many sums the walk is, of which some may bind the same letter.
    var reductionDepth = 0
    /// Whether vectors are lists of examples, of each of which the formula speaks alone.
    var isByExample = false
    /// The terms that are being written out.
    var unrolling: Unrolling?
    /// How much there was before, where the walk is an attempt.
    var attempt: Mark?
    var group: Int?
    /// Where the call stands that this walk expands, for messages.
    var callSite: SourceRange?
    /// Whether parts that are built of numbers and operators alone become one number.
    var folds = true
    /// Whether functions of numbers do, too.
    var foldsFunctions = true

    func result(_ id: Expression.ID) -> Value { results[id - first] }

    /// Whether a letter stands for all of its values at once.
    var hasAxes: Bool {
      indices.values.contains { if case .axis = $0 { true } else { false } }
    }

    /// Takes the value of the next expression.
    mutating func take(_ value: Value) {
      results.append(value)
      next += 1
    }

    /// Takes the value of an expression further on; nobody asks for those before it.
    mutating func take(_ value: Value, of id: Expression.ID) {
      results += repeatElement(.broken, count: id - next)
      next = id
      take(value)
    }
  }

  /// What a part of an expression evaluates to.
  enum Value {
    case node(Node.ID)
    /// A number, a vector or a matrix of numbers that is no node yet, as a position in the draft.
    case literal(Int)
    /// A value for each value of an index, as a position in the list of such values.
    case indexed(Int)
    /// An index itself, moved by a number.
    case index(String, offset: Int)
    /// The indices from one to another; `nil` where they run from or to the end.
    case slice(Int?, Int?)
    /// The `e` of `e^x`, where the source has no such name.
    case eulersNumber
    /// Something that an error was reported of.
    case broken
  }

  /// What a walk does next.
  enum Progress {
    case value(Value)
    case walk(Walk)
    /// The value of a line of a function, and the name that stands for it in the lines below.
    case bind(String, Value)
    /// The value of an expression further on, which makes all up to it.
    case skip(to: Expression.ID, Value)
    /// The terms that are to be written out.
    case unroll(Unrolling)
  }

  mutating func run(_ purpose: Walk.Purpose) -> Value {
    guard let walk = begin(purpose) else {
      if case .definition(let name) = purpose, case .built(let value)? = definitions[name]?.state {
        return value
      }
      return .broken
    }
    return run(walk)
  }

  mutating func run(_ walk: Walk) -> Value {
    var walk = walk
    var waiting: [Walk] = []
    while true {
      while walk.next <= walk.root {
        guard !isFull else { return .broken }
        switch nextTerm(of: &walk) ?? evaluate(walk.next, in: walk) {
        case .value(let value):
          walk.take(value)
        case .bind(let name, let value):
          walk.arguments[name] = value
          walk.take(value)
        case .skip(let id, let value):
          walk.take(value, of: id)
        case .unroll(let unrolling):
          walk.unrolling = unrolling
        case .walk(let inner):
          waiting.append(walk)
          walk = inner
        }
      }
      let value = finish(walk)
      guard var outer = waiting.popLast() else { return value }
      hand(value, of: walk, to: &outer)
      walk = outer
    }
  }

  /// Gives the value of a walk to the one that waits for it.
  mutating func hand(_ value: Value, of walk: Walk, to outer: inout Walk) {
    switch walk.purpose {
    case .call: outer.take(value)
    case .definition, .expression: break
    case .term: outer.unrolling?.terms.append(value)
    case .whole(let id): outer.take(whole(value, of: id, in: outer), of: id)
    case .body(let id): outer.take(value, of: id)
    case .reduction(let id, let axis):
      guard case .reduction(let reduction, _, _) = tree.expressions[id].kind,
        let mark = walk.attempt
      else { return }
      if case .broken = value {
      } else if isSilent(since: mark),
        let whole = try? reduced(value, by: reduction, over: axis, at: id, in: walk),
        let result = outer.hasAxes ? whole : try? settled(whole, at: id, in: walk),
        isSilent(since: mark)
      {
        note(result, ofReduction: id)
        return outer.take(result, of: id)
      }
      rewind(to: mark)
      outer.unrolling = unrolling(id, axis, in: outer)
    }
  }

  /// A walk that builds a definition or an expression; `nil` where the definition is built.
  mutating func begin(_ purpose: Walk.Purpose) -> Walk? {
    switch purpose {
    case .definition(let name):
      guard let definition = definitions[name], case .pending = definition.state,
        let root = definition.value
      else { return nil }
      definitions[name]?.state = .building
      // Two definitions are two values, also where they say the same.
      draft.shared.removeAll(keepingCapacity: true)
      let first = tree.expressions[root].first
      var walk = Walk(
        purpose: purpose,
        root: root,
        next: first,
        first: first,
        foldsFunctions: name != nameOfDefinitionInSteps
      )
      walk.group = definition.turn.map { group(of: $0) }
      return walk
    case .expression(let root):
      let first = tree.expressions[root].first
      return Walk(
        purpose: purpose,
        root: root,
        next: first,
        first: first,
        folds: !isArithmetic(root),
        foldsFunctions: !isNumeric(root)
      )
    case .call, .reduction, .term, .whole, .body:
      return nil
    }
  }

  /// The group of a turn, which its lines have in common.
  mutating func group(of turn: Turn) -> Int {
    if let group = groupsOfTurns[turn] { return group }
    let group = draft.addGroup(.turn(turn), parent: nil)
    groupsOfTurns[turn] = group
    return group
  }

  /// Forgets the groups of turns that an attempt made.
  mutating func forgetTurns(from group: Int) {
    groupsOfTurns = groupsOfTurns.filter { $0.value < group }
  }

  /// A walk that builds a definition that is not built yet.
  mutating func begin(pending name: String) -> Walk? {
    guard case .pending? = definitions[name]?.state else { return nil }
    return begin(.definition(name))
  }

  /// Takes the value that a walk came to.
  mutating func finish(_ walk: Walk) -> Value {
    var value = walk.result(walk.root)
    if case .eulersNumber = value {
      value = missingName("e", at: tree.expressions[walk.root].range)
    }
    switch walk.purpose {
    case .definition(let name):
      guard let definition = definitions[name] else { return .broken }
      switch value {
      case .literal(let literal):
        value = .node(
          draft.addLeaf(
            literal,
            name: name,
            isConstant: definition.isConstant || isSize(walk.root),
            range: definition.name.range
          )
        )
      case .node(let id):
        if definition.isConstant {
          say(
            .error(
              "constant-formula",
              "'const' goes with numbers alone",
              at: tree.expressions[walk.root].range,
              solutions: [Diagnostic.Solution(summary: "leave out 'const'")]
            )
          )
        }
        draft.name(id, name)
      case .indexed, .index, .slice, .eulersNumber, .broken:
        break
      }
      definitions[name]?.state = .built(value)
      builtNames.append(name)
    case .reduction, .term, .whole, .body:
      break
    case .expression:
      value = node(value, of: walk.root, group: nil)
    case .call(let name, _):
      openFunctions.remove(name)
    }
    return value
  }
}
