/// What the names of the sources stand for: values or functions.
struct NameTable {
  /// The names of values.
  private(set) var values: Set<String>

  /// The functions that exist without being defined.
  private let given: Set<String>

  /// Those functions by their letters alone: `leakyrelu` for `leaky_relu`.
  private let givenByLetters: [String: String]

  /// The functions that the sources define, aliases included.
  private var defined: Set<String>

  /// The values that are given one by one, as `w` where there are `w_1` and `w_2`.
  private let families: [String: [String]]

  /// Whether `T` is given as a list, which is no exponent, so that `A^T` is a transpose all the same.
  private let isTransposeList: Bool

  /// The parameters of the function whose body is being read: they shadow all else.
  var parameters: Set<String> = []

  /// The letters that run over components in the statement that is being read.
  var indices: Set<String> = []

  /// The number of the turn that the statement is of, by the letter that counts the turns.
  var turn: [String: Int] = [:]

  /// The numbers of last turns by their names: `h_T` is `h_4` where the turns end with T = 4.
  let lastTurns: [String: Int]

  /// The name that the statement gives a value to.
  var owner: String?

  /// The upper bounds of indices in that statement, which need no value.
  var sizes: Set<String> = []

  /// The letter over which a sum runs that has none below it.
  var unwrittenIndex: String?

  init(
    _ drafts: [StatementDraft],
    given: Set<String>,
    sources: [Source],
    lastTurns: [String: Int] = [:]
  ) {
    var functions: Set<String> = []
    var names = Set<String>(minimumCapacity: drafts.count)
    for draft in drafts {
      guard let name = draft.heading.name?.text else { continue }
      names.insert(name)
      if case .function = draft.heading { functions.insert(name) }
    }
    var targets: [String: String] = [:]
    for draft in drafts {
      guard let (name, target) = Self.equation(of: draft, names: names, sources) else { continue }
      targets[name] = target
    }
    let isFunction = { functions.contains($0) || (!names.contains($0) && given.contains($0)) }
    functions.formUnion(Self.aliases(targets, isFunction: isFunction))
    self.given = given
    self.lastTurns = lastTurns
    // The first of several names in order stands last.
    givenByLetters = given.sorted(by: >).reduce(into: [:]) { names, name in
      names[name.filter { $0 != "_" }.lowercased()] = name
    }
    defined = functions
    names.subtract(functions)
    values = names
    families = Self.families(of: names)
    isTransposeList = drafts.contains {
      $0.heading.name?.text == "T" && $0.body.first?.kind == .leftBracket
    }
  }

  /// Whether a raised `T` is the sign of the transpose, and no power.
  var transposesByLetter: Bool {
    !isKnown("T") || isTransposeList && !parameters.contains("T")
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

  // MARK: - Components

  /// The value whose component a name with an index is: that of the name itself, else that of its
  /// capital, as `X` for the rows `x_i`, else the list of the values that are given one by one.
  func value(withComponents name: String) -> String? {
    // `L` is what is being worked out, so `L_i` is one of the values that are given.
    if name == owner, families[name] != nil { return name + Self.familyMark }
    if isValue(name) || families[name] != nil { return name }
    guard let letter = name.unicodeScalars.first, !isKnown(name) else { return nil }
    let capital = letter.properties.uppercaseMapping + String(name.unicodeScalars.dropFirst())
    if capital != name, isValue(capital) { return capital }
    if let spelling = LaTeXCommand.otherSpelling(ofLetter: name), isValue(spelling) {
      return spelling
    }
    return bold(name)
  }

  /// A value by its name, or by that of the vector or matrix which a book's command sets in bold.
  func value(orBold name: String) -> String? { isValue(name) ? name : bold(name) }

  private func bold(_ name: String) -> String? {
    Self.boldMarks.map { $0 + name }.first(where: isValue)
  }

  /// What a book's commands for vectors and matrices have before the letter: `h_i` is a component of
  /// `\Vh`, and `W_{i,j}` of `\MW`.
  private static let boldMarks = ["V", "M"]

  /// The value whose component a name with a letter below it is: `x_i` is one of `x_1`, `x_2` … where
  /// these are given, also beside an x.
  func value(withComponents name: String, by script: ScriptedName.Script) -> String? {
    families[name] != nil && isKnown(name) && isBound(script)
      ? name + Self.familyMark : value(withComponents: name)
  }

  /// The values `w_1`, `w_2` … that `w` is the list of, where nothing else is called so.
  func family(_ name: String) -> [String]? {
    if name.hasSuffix(Self.familyMark) {
      return families[String(name.dropLast(Self.familyMark.count))]
    }
    return isKnown(name) ? nil : families[name]
  }

  /// Whether a number below the name of a list is that of a value in it: `h_0` is none of `h_1`, `h_2`.
  func isMember(_ script: ScriptedName.Script, of value: String) -> Bool {
    guard let members = family(value), let number = script.number else { return true }
    return (1...members.count).contains(number)
  }

  /// What a list is called whose name is taken.
  private static let familyMark = "_{:}"

  /// Whether any values are given one by one.
  var hasFamilies: Bool { !families.isEmpty }

  /// Whether a script says which component is meant.
  func isIndex(_ script: ScriptedName.Script) -> Bool {
    if isValue(script.text) || indices.contains(script.text) { return true }
    let names = script.content.compactMap { $0.name }
    if script.content.contains(where: { $0.kind == .colon || $0.kind == .equals }) {
      return script.content.allSatisfy { $0.name.map(isIndexName) ?? true }
    }
    if names.isEmpty {
      return script.content.contains { if case .number = $0.kind { true } else { false } }
    }
    // What stands beside a bound letter is an index, too, and may be missing.
    let isCalculation = script.content.count > 1 && names.contains(where: indices.contains)
    return names.allSatisfy { isIndexName($0) || isCalculation && $0.count == 1 }
  }

  private func isIndexName(_ name: String) -> Bool {
    if indices.contains(name) || isValue(name) { return true }
    // `w_{y_n}`: a component chooses another one.
    let parts = NameParts(name)
    if !parts.lower.isEmpty, isValue(parts.base), parts.upper.isEmpty {
      return parts.lower.allSatisfy { indices.contains(String($0)) || $0.isWholeNumber }
    }
    return name.count > 1
      && name.allSatisfy { indices.contains(String($0)) || $0.isASCII && $0.isWholeNumber }
  }

  /// Whether a script has a letter in it that runs over components.
  func isBound(_ script: ScriptedName.Script) -> Bool {
    !indices.isEmpty && isIndex(script)
      && script.content.contains { $0.name.map(indices.contains) ?? false }
  }

  /// The lists of values that differ in the number below them, or raised in brackets, in the order of
  /// the numbers.
  private static func families(of names: Set<String>) -> [String: [String]] {
    var members: [String: [(number: Int, name: String)]] = [:]
    for name in names {
      guard let (marked, number) = numbered(name), number > 0 else { continue }
      members[marked, default: []].append((number, name))
    }
    var families: [String: [String]] = [:]
    // Where there are lists of both kinds, the one with subscripts comes last.
    for marked in members.keys.sorted() {
      let sorted = members[marked, default: []].sorted { $0.number < $1.number }
      let isWhole = sorted.count > 1 && sorted.enumerated().allSatisfy { $0 + 1 == $1.number }
      if isWhole { families[String(marked.dropLast())] = sorted.map { $0.name } }
    }
    return families
  }

  /// `w_` and 1 for `w_1`, `w^` and 1 for `w^(1)`; nothing for other names.
  private static func numbered(_ name: String) -> (String, Int)? {
    guard
      let mark = name.utf8.lastIndex(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "^") }),
      mark != name.startIndex
    else { return nil }
    var digits = name[name.index(after: mark)...]
    if name[mark] == "^" {
      guard let first = digits.first, first == "(" || first == "⟨" else { return nil }
      digits = digits.dropFirst().dropLast()
    }
    return Int(digits).map { (String(name[...mark]), $0) }
  }

  /// Calls a value otherwise: `h_i = …` for all i gives a value to `h`.
  mutating func replaceValue(_ name: String, by whole: String) {
    values.remove(name)
    defined.remove(name)
    values.insert(whole)
  }

  /// The names of all functions.
  var functions: Set<String> { given.union(defined) }

  /// The two names of a statement `f = g`.
  private static func equation(
    of draft: StatementDraft,
    names: Set<String>,
    _ sources: [Source]
  ) -> (String, String)? {
    guard case .definition(let name, false) = draft.heading else { return nil }
    let body = draft.body
    if body.count == 1, let target = body.first?.name { return (name.text, target) }
    guard body.count > 2, body.count < 20, let target = ScriptedName(body, of: sources),
      target.count == body.count, names.contains(target.spelling())
    else { return nil }
    return (name.text, target.spelling())
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
    return Set(verdicts.filter { $0.value }.keys)
  }
}
