/// The names that statements give values to, as a recurrence asks for them.
struct GivenNames {
  /// The statements by the names that they give values to.
  private var drafts: [String: StatementDraft] = [:]

  /// The values that are given one by one, as `h_0`, by name and number.
  private var numbered: [String: [Int: StatementDraft]] = [:]

  init(_ drafts: [StatementDraft]) {
    for draft in drafts {
      guard let name = draft.heading.name?.text else { continue }
      self.drafts[name] = draft
      if let (name, number) = draft.scripted?.numbered {
        numbered[name, default: [:]][number] = draft
      }
    }
  }

  /// Whether a name is given a value.
  func has(_ name: String) -> Bool { drafts[name] != nil }

  /// The whole number that a name is given.
  func number(_ name: String) -> Int? {
    guard case .definition? = drafts[name]?.heading, let body = drafts[name]?.body,
      body.count == 1, case .number(let value)? = body.first?.kind
    else { return nil }
    return Int(counting: value)
  }

  /// The numbers of the values that are given one by one, by the name that they have in common.
  func numbers(of key: String) -> [Int] { numbered[key]?.keys.sorted() ?? [] }

  /// The first of some numbers that the source of a line gives a value for, too.
  func first(of key: String, in numbers: [Int], from line: StatementDraft) -> Name? {
    guard let given = numbered[key] else { return nil }
    return numbers.lazy.compactMap { given[$0] }
      .first { $0.range.source <= line.range.source }?.heading.name
  }

  /// How many components or rows a value has that is written as a list, or has a shape; of `X` for
  /// the rows `x_t`, where there is no `x`.
  func size(_ name: String) -> Int? {
    let capital = name.prefix(1).uppercased() + name.dropFirst()
    guard let draft = drafts[name] ?? drafts[capital] else { return nil }
    if case .shape = draft.heading {
      for token in draft.body {
        if case .number(let size) = token.kind { return Int(counting: size) }
      }
      return nil
    }
    guard draft.body.first?.kind == .leftBracket else { return nil }
    var depth = 0
    var commas = 0
    var semicolons = 0
    for token in draft.body {
      if token.isClosing { depth -= 1 }
      if depth == 1, token.kind == .comma { commas += 1 }
      if depth == 1, token.kind == .semicolon { semicolons += 1 }
      if token.isOpening { depth += 1 }
      if depth == 0, token.isClosing { break }
    }
    return 1 + (semicolons > 0 ? semicolons : commas)
  }
}
