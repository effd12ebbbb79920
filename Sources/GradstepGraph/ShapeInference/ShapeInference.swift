import GradstepSyntax

/// Finds shapes for names without a value, so that all that is done with them fits together.
///
/// A walk along the tree gives each expression a shape with unknown sizes, and each operation a rule
/// that holds between those of its operands and its result. What the rules leave open is decided by
/// how notes write such names. Functions of the source are walked through at each call.
struct ShapeInference {
  /// How the shapes of an operation's operands and its result go together.
  struct Rule {
    /// What decides where several ways are left.
    enum Kind {
      case product(isDot: Bool)
      case sum(isDifference: Bool)
      case quotient
      case componentwiseProduct
      case transpose
      case call(isByComponents: Bool)
      case list
      case components
    }

    let kind: Kind
    let operands: [OpenShapes.ID]
    let result: OpenShapes.ID
    /// The ways that there are.
    let ways: [Signature]
    /// Whether one of the ways was taken.
    var isSettled = false
    /// What letters of the ways stand for, where that is known beforehand.
    var letters: [Int: OpenSizes.ID] = [:]
    /// The name that the first operand begins with, as `W` in `W·x + b`.
    var opening: String?

    var places: [OpenShapes.ID] { operands + [result] }
  }

  /// A name without a value.
  struct Leaf {
    let name: String
    let range: SourceRange
    let shape: OpenShapes.ID
    /// The letters that run over components where the name stands.
    let indices: Set<String>
    /// Whether it is an index or a number of components.
    var isWhole = false
  }

  let tree: SyntaxTree
  let operations: OperationTable
  var shapes = OpenShapes()
  var sizes = OpenSizes()
  var rules: [Rule] = []
  /// The names without a value, as they are met.
  private(set) var leaves: [Leaf] = []

  private var values: [String: OpenShapes.ID] = [:]
  private var functions: [String: (parameters: [Name], body: Expression.ID)] = [:]
  private var aliases: [String: String] = [:]
  private var positionsOfLeaves: [String: Int] = [:]
  /// What the statement defines along which the walk goes.
  private var nameInDefinition: String?
  /// The upper bounds of indices that are names, and how many values these indices have.
  private(set) var bounds: [String: OpenSizes.ID] = [:]
  /// The sizes that something has.
  private var ownedSizes: Set<OpenSizes.ID> = []
  private var known: [Question: Signatures] = [:]
  private let reductions: [Expression.ID: Expression.ID]
  private let scalar: OpenShapes.ID
  /// How many expressions may yet be walked over: calls in calls grow without bounds.
  private var budget: Int

  private struct Question: Hashable {
    let notation: Notation
    let arguments: [Double?]
  }

  /// The most expressions for whose names shapes are looked for.
  static let largestTree = 20_000

  /// Walks along a tree and collects the rules; `solve()` draws what follows.
  ///
  /// - Parameters:
  ///   - tree: the tree
  ///   - operations: what it can use
  ///   - unknown: names whose statements say nothing, and are there for the parser alone
  init(_ tree: SyntaxTree, operations: OperationTable, unknown: Set<String>) {
    self.tree = tree
    self.operations = operations
    reductions = GraphBuilder.reductions(of: tree)
    scalar = shapes.add([])
    budget = 4 * tree.expressions.count + 1_000
    for statement in tree.statements {
      guard let name = statement.name, !unknown.contains(name.text) else { continue }
      switch statement.kind {
      case .function(_, let parameters, let body): functions[name.text] = (parameters, body)
      case .alias(_, let function): aliases[name.text] = function.text
      case .shape(_, _, let dimensions, _):
        values[name.text] = shapes.add(dimensions.map { sizes.add($0) })
      default: values[name.text] = shapes.add(nil, Self.origin(of: name.text))
      }
    }
    for statement in tree.statements {
      switch statement.kind {
      case .definition(let name, _, let value):
        nameInDefinition = name.text
        let shape = walk(along: value)
        nameInDefinition = nil
        if let own = values[name.text] { shapes.unify(own, shape, &sizes) }
      case .expression(let value):
        _ = walk(along: value)
      case .function, .alias, .shape, .output:
        continue
      }
    }
    walkAlongStandingFunctions()
    // A number of components needs no value.
    let sums = GraphBuilder.divisors(of: tree, reductions)
    let loose = GraphBuilder.looseSizes(of: tree, sums)
    leaves.removeAll { leaf in
      bounds[leaf.name].map { ownedSizes.contains($0) } ?? (loose[leaf.name] != nil)
    }
  }

  // MARK: - Walks

  /// A walk along an expression, or along the body of a function.
  private struct Walk {
    let root: Expression.ID
    var next: Expression.ID
    let first: Expression.ID
    var results: [OpenShapes.ID] = []
    var arguments: [String: OpenShapes.ID] = [:]
    /// The letters that are bound here, with their sizes and the reductions that bind them.
    var indices: [(letter: String, size: OpenSizes.ID, end: Expression.ID)] = []

    init(_ root: Expression.ID, in tree: SyntaxTree) {
      self.root = root
      first = tree.expressions[root].first
      next = first
    }

    func result(_ id: Expression.ID) -> OpenShapes.ID { results[id - first] }
  }

  /// The most calls within one another.
  private static let deepestCall = 32

  private mutating func walk(along root: Expression.ID) -> OpenShapes.ID {
    var walk = Walk(root, in: tree)
    var waiting: [Walk] = []
    while true {
      while walk.next <= walk.root {
        budget -= 1
        guard budget > 0 else { return shapes.add() }
        let id = walk.next
        if case .call(let name, let arguments) = tree.expressions[id].kind,
          let function = functions[resolved(name)], waiting.count < Self.deepestCall,
          function.parameters.count == arguments.count
        {
          var inner = Walk(function.body, in: tree)
          for (parameter, argument) in zip(function.parameters, arguments) {
            inner.arguments[parameter.text] = walk.result(argument)
          }
          waiting.append(walk)
          walk = inner
          continue
        }
        while let last = walk.indices.last, last.end < id { walk.indices.removeLast() }
        walk.results.append(shape(of: id, in: &walk))
        walk.next += 1
      }
      guard var outer = waiting.popLast() else { return walk.result(root) }
      outer.results.append(walk.result(walk.root))
      outer.next += 1
      walk = outer
    }
  }

  /// Where functions are all there is, the last one that none calls is what is meant, and its
  /// parameters are values or other functions.
  private mutating func walkAlongStandingFunctions() {
    let isFormula = tree.statements.contains { statement in
      switch statement.kind {
      case .expression: true
      case .definition(_, _, let value):
        tree.expressions[tree.expressions[value].first...value].contains { part in
          switch part.kind {
          case .name, .call: true
          default: false
          }
        }
      default: false
      }
    }
    guard !isFormula else { return }
    let called = Set(
      tree.expressions.compactMap { if case .call(let name, _) = $0.kind { name } else { nil } }
    )
    let names = tree.statements.compactMap { $0.name?.text }.filter { functions[$0] != nil }
    var seen: Set<String> = []
    var open = names.last { !called.contains($0) }.map { [$0] } ?? []
    while let name = open.popLast() {
      guard seen.insert(name).inserted, let function = functions[name] else { continue }
      _ = walk(along: function.body)
      open += function.parameters.map { $0.text }
    }
  }

  private func resolved(_ function: String) -> String {
    var name = function
    var count = 0
    while functions[name] == nil, let meant = aliases[name], count < aliases.count {
      name = meant
      count += 1
    }
    return name
  }

  private mutating func shape(of id: Expression.ID, in walk: inout Walk) -> OpenShapes.ID {
    switch tree.expressions[id].kind {
    case .number, .slice, .size:
      return scalar
    case .name(let name):
      return value(named: name, at: id, in: walk)
    case .ones:
      return shapes.add()
    case .list(let entries):
      return apply(.list, .list, entries, at: id, in: walk)
    case .column(let entries):
      let concatenation = Notation.function("concat")
      return apply(concatenation, .call(isByComponents: false), entries, at: id, in: walk)
    case .same(let operand), .choice(_, _, _, let operand, _):
      return walk.result(operand)
    case .negation(let operand):
      return walk.result(operand)
    case .transpose(let operand):
      return apply(.transpose, .transpose, [operand], at: id, in: walk)
    case .binary(.power, let base, let exponent):
      shapes.set(walk.result(exponent), to: [])
      return isEulersNumber(base) ? walk.result(exponent) : walk.result(base)
    case .binary(let sign, let left, let right):
      return apply(.infix(sign), Self.kind(of: sign), [left, right], at: id, in: walk)
    case .component(let base, let indices):
      if let name = nameInDefinition, case .name(name) = tree.expressions[base].kind {
        // `η_0` is no component of the `η` that it is to give a value to.
        let range = tree.expressions[id].range
        return value(named: tree.reading(ofComponent: id), at: range, in: walk)
      }
      return components(base, indices, in: walk)
    case .superscript(let base, let index):
      guard size(ofIndex: index, in: walk) != nil else {
        shapes.set(walk.result(index), to: [])
        return walk.result(base)
      }
      return components(base, [index], in: walk)
    case .binder(let binder):
      bind(binder, at: id, in: &walk)
      return scalar
    case .reduction(let reduction, let binder, let body):
      for bound in tree.expressions[binder].operands { makeWhole(bound) }
      return reduction == .stack ? stack(body, in: walk) : walk.result(body)
    case .call(let name, let arguments):
      let function = Notation.function(resolved(name))
      return apply(function, .call(isByComponents: false), arguments, at: id, in: walk)
    case .block(_, let operand), .keyword(_, let operand):
      return walk.result(operand)
    case .local(let name, let value, let isDefault):
      let shape = walk.result(value)
      if !isDefault || walk.arguments[name] == nil { walk.arguments[name] = shape }
      return shape
    case .along:
      return shapes.add()
    case .place(let base, _), .replacement(let base, _, _):
      return walk.result(base)
    }
  }

  private static func kind(of sign: BinaryOperator) -> Rule.Kind {
    switch sign {
    case .add: .sum(isDifference: false)
    case .subtract: .sum(isDifference: true)
    case .dot: .product(isDot: true)
    case .times, .juxtaposition: .product(isDot: false)
    case .divide, .power: .quotient
    case .hadamard: .componentwiseProduct
    }
  }

  // MARK: - Names

  private static func origin(of name: String) -> OpenShapes.Origin {
    // `P(x|y)` is a number, whatever its first letter.
    let isCapital = name.unicodeScalars.first?.properties.isUppercase == true && name.last != ")"
    return isCapital ? .capital : .smallLetter
  }

  private func isEulersNumber(_ id: Expression.ID) -> Bool {
    guard case .name(let name) = tree.expressions[id].kind, name == "e" || name == "π" else {
      return false
    }
    return values[name] == nil
  }

  private mutating func value(
    named name: String,
    at id: Expression.ID,
    in walk: Walk
  ) -> OpenShapes.ID {
    if let argument = walk.arguments[name] { return argument }
    if walk.indices.contains(where: { $0.letter == name }) || isEulersNumber(id) { return scalar }
    // A function whose parameter is another one, as in `f(u) = u^2` with `u(x) = 3x`.
    if functions[name] != nil { return shapes.add() }
    return value(named: name, at: tree.expressions[id].range, in: walk)
  }

  private mutating func value(
    named name: String,
    at range: SourceRange,
    in walk: Walk
  ) -> OpenShapes.ID {
    if let value = values[name] { return value }
    let shape = shapes.add(nil, Self.origin(of: name))
    values[name] = shape
    positionsOfLeaves[name] = leaves.count
    leaves.append(
      Leaf(
        name: name,
        range: range,
        shape: shape,
        indices: Set(walk.indices.map { $0.letter })
      )
    )
    return shape
  }

  /// Says of names that they are whole numbers.
  private mutating func makeWhole(_ root: Expression.ID) {
    for part in tree.expressions[root].first...root {
      guard case .name(let name) = tree.expressions[part].kind,
        let position = positionsOfLeaves[name]
      else { continue }
      leaves[position].isWhole = true
    }
  }

  // MARK: - Operations

  private mutating func apply(
    _ notation: Notation,
    _ kind: Rule.Kind,
    _ arguments: [Expression.ID],
    at id: Expression.ID,
    in walk: Walk
  ) -> OpenShapes.ID {
    let numbers: [Double?] =
      if case .function = notation { arguments.map(number) } else {
        arguments.map { _ in nil }
      }
    let question = Question(notation: notation, arguments: numbers)
    let signatures = known[question] ?? Signatures(of: notation, numbers, in: operations)
    known[question] = signatures
    guard let count = signatures.ways.first?.operands.count else { return shapes.add() }
    for argument in arguments.dropFirst(count) {
      shapes.set(walk.result(argument), to: [])
      makeWhole(argument)
    }
    let operands = arguments.prefix(count).map(walk.result)
    let isByComponents = signatures.isByComponents
    let isCall = if case .call = kind { true } else { false }
    // What works on each component has the shape of what it works on.
    if isCall, isByComponents, count == 1 { return operands[0] }
    let origin: OpenShapes.Origin =
      kind.keepsOrigin && operands.count == 1 ? shapes.origin(operands[0]) : .formula
    return add(
      Rule(
        kind: isCall ? .call(isByComponents: isByComponents) : kind,
        operands: operands,
        result: shapes.add(nil, origin),
        ways: signatures.ways,
        opening: opening(of: id)
      )
    )
  }

  private mutating func add(_ rule: Rule) -> OpenShapes.ID {
    for shape in Set(rule.places) { shapes.watch(shape, by: rules.count) }
    rules.append(rule)
    return rule.result
  }

  /// The number that an argument is written as.
  private func number(_ id: Expression.ID) -> Double? {
    switch tree.expressions[id].kind {
    case .number(let number): number
    case .negation(let operand):
      if case .number(let number) = tree.expressions[operand].kind { -number } else { nil }
    default: nil
    }
  }

  /// The first name of an expression.
  private func opening(of id: Expression.ID) -> String? {
    guard case .name(let name) = tree.expressions[tree.expressions[id].first].kind else {
      return nil
    }
    return name
  }

  // MARK: - Indices

  /// How many values the index that an expression is has; `nil` where it is none.
  private func size(ofIndex id: Expression.ID, in walk: Walk) -> OpenSizes.ID? {
    guard case .name(let name) = tree.expressions[id].kind else { return nil }
    return walk.indices.last { $0.letter == name }?.size
  }

  private mutating func bind(_ binder: Binder, at id: Expression.ID, in walk: inout Walk) {
    guard let end = reductions[id] else { return }
    var size = sizes.add()
    let first = binder.lower.map(number) ?? 1
    if let upper = binder.upper {
      if let last = number(upper), let first, let count = Int(counting: last - first + 1), count > 0
      {
        size = sizes.add(count)
      } else if case .name(let name) = tree.expressions[upper].kind, walk.arguments[name] == nil,
        values[name] == nil || positionsOfLeaves[name] != nil
      {
        size = bounds[name] ?? size
        bounds[name] = size
      }
    }
    if let members = binder.members, case .name(let name) = tree.expressions[members].kind,
      walk.arguments[name] == nil, values[name] == nil || positionsOfLeaves[name] != nil
    {
      size = bounds[name] ?? size
      bounds[name] = size
    }
    walk.indices.append((binder.index, size, end))
  }

  private mutating func stack(_ body: Expression.ID, in walk: Walk) -> OpenShapes.ID {
    guard let size = walk.indices.last?.size else { return shapes.add() }
    let (a, b) = (Signature.Size.letter(0), Signature.Size.letter(1))
    return add(
      Rule(
        kind: .list,
        operands: [walk.result(body)],
        result: shapes.add(),
        ways: [
          Signature(operands: [[]], result: [a]), Signature(operands: [[b]], result: [a, b]),
        ],
        letters: [0: size]
      )
    )
  }

  private mutating func components(
    _ base: Expression.ID,
    _ indices: [Expression.ID],
    in walk: Walk
  ) -> OpenShapes.ID {
    guard indices.count < 3 else { return shapes.add() }
    var letters: [Int: OpenSizes.ID] = [:]
    var rest: Signature.Pattern = []
    for (place, index) in indices.enumerated() {
      switch tree.expressions[index].kind {
      case .slice(nil, nil):
        rest.append(.letter(place))
      case .slice(_, let upper):
        rest.append(.unknown)
        let least = upper.flatMap(number).flatMap { Int(counting: $0) } ?? 1
        letters[place] = sizes.add(atLeast: least)
        makeWhole(index)
      case .number(let number):
        letters[place] = sizes.add(atLeast: Int(counting: number) ?? 1)
      default:
        if let size = size(ofIndex: index, in: walk) {
          letters[place] = size
          ownedSizes.insert(size)
        } else {
          makeWhole(index)
        }
      }
    }
    let (a, b) = (Signature.Size.letter(0), Signature.Size.letter(1))
    let ways =
      indices.count == 2
      ? [Signature(operands: [[a, b]], result: rest)]
      : [
        Signature(operands: [[a]], result: rest),
        Signature(operands: [[a, b]], result: rest + [b]),
      ]
    return add(
      Rule(
        kind: .components,
        operands: [walk.result(base)],
        result: shapes.add(nil, .smallLetter),
        ways: ways,
        letters: letters
      )
    )
  }
}

extension ShapeInference.Rule.Kind {
  /// Whether a name is as likely a matrix before as after it.
  fileprivate var keepsOrigin: Bool {
    switch self {
    case .transpose: true
    case .product, .sum, .quotient, .componentwiseProduct, .call, .list, .components: false
    }
  }
}
