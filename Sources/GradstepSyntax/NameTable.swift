/// What the names of the sources stand for: values or functions.
struct NameTable {
  /// The names of values.
  let values: Set<String>

  /// The functions that exist without being defined.
  private let given: Set<String>

  /// Those functions by their letters alone: `leakyrelu` for `leaky_relu`.
  private let givenByLetters: [String: String]

  /// The functions that the sources define, aliases included.
  private let defined: Set<String>

  /// The names such as `f^h`.
  private let superscripted: Set<String>

  /// The parameters of the function whose body is being read: they shadow all else.
  var parameters: Set<String> = []

  init(_ drafts: [Draft], given: Set<String>) {
    var functions: Set<String> = []
    var names = Set<String>(minimumCapacity: drafts.count)
    for draft in drafts {
      guard let name = draft.heading.name?.text else { continue }
      names.insert(name)
      if case .function = draft.heading { functions.insert(name) }
    }
    superscripted = names.filter(Name.isSuperscripted)
    var targets: [String: String] = [:]
    for draft in drafts {
      guard let (name, target) = Self.equation(of: draft, superscripted: superscripted) else {
        continue
      }
      targets[name] = target
    }
    let isFunction = { functions.contains($0) || (!names.contains($0) && given.contains($0)) }
    functions.formUnion(Self.aliases(targets, isFunction: isFunction))
    self.given = given
    givenByLetters = Dictionary(
      given.sorted().map { ($0.filter { $0 != "_" }.lowercased(), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    defined = functions
    names.subtract(functions)
    names.subtract(superscripted)
    values = names
  }

  /// Whether the name is that of a value, defined anywhere or a parameter.
  func isValue(_ name: String) -> Bool {
    parameters.contains(name) || values.contains(name)
  }

  /// Whether the name is that of a function, given or defined anywhere.
  func isFunction(_ name: String) -> Bool {
    !isValue(name) && (defined.contains(name) || given.contains(name))
  }

  /// The function that exists without being defined and that the name is in other capitals, as
  /// `ReLU` and `LeakyReLU`.
  func function(inOtherCapitals name: String) -> String? {
    let isRespelled = name.utf8.contains { (0x41...0x5A).contains($0) || $0 == 0x5F }
    guard name.utf8.count > 2, isRespelled,
      let function = givenByLetters[name.filter { $0 != "_" }.lowercased()], isFunction(function)
    else { return nil }
    return function
  }

  /// Whether the name is that of a function that no source defines.
  func isGiven(_ name: String) -> Bool { isFunction(name) && !defined.contains(name) }

  /// Whether the name is known at all.
  func isKnown(_ name: String) -> Bool {
    isValue(name) || isFunction(name)
  }

  /// The name such as `f^h` that the tokens start with, if the sources define it.
  func superscripted(_ tokens: ArraySlice<Token>) -> SuperscriptedName? {
    Self.superscripted(tokens, among: superscripted)
  }

  private static func superscripted(
    _ tokens: ArraySlice<Token>,
    among names: Set<String>
  ) -> SuperscriptedName? {
    guard !names.isEmpty, let name = SuperscriptedName(tokens), names.contains(name.text)
    else { return nil }
    return name
  }

  /// The names of all functions.
  var functions: Set<String> { given.union(defined) }

  /// The two names of a statement `f = g`.
  private static func equation(
    of draft: Draft,
    superscripted: Set<String>
  ) -> (String, String)? {
    guard case .definition(let name, false) = draft.heading else { return nil }
    let body = draft.body
    if body.count == 1, let target = body.first?.name { return (name.text, target) }
    guard let target = Self.superscripted(body, among: superscripted), target.count == body.count
    else { return nil }
    return (name.text, target.text)
  }

  /// The names whose chain of equations ends at a function; a circle ends nowhere.
  private static func aliases(
    _ targets: [String: String],
    isFunction: (String) -> Bool
  ) -> Set<String> {
    var verdicts: [String: Bool] = [:]
    for start in targets.keys {
      var path: [String] = []
      var name = start
      while verdicts[name] == nil, let target = targets[name] {
        verdicts[name] = false
        path.append(name)
        name = target
      }
      let verdict = verdicts[name] ?? isFunction(name)
      for name in path { verdicts[name] = verdict }
    }
    return Set(verdicts.filter(\.value).keys)
  }
}
