// `h_1, …, h_n` in a list or a column: all that are given.
extension NameResolver {
  /// The names that dots between two names stand for, with what parts them; nothing where they do
  /// not stand for names.
  func names(for dots: Token, behind before: [Token], before after: ArraySlice<Token>) -> [Token]? {
    guard Self.dots.contains(String(sources.text(in: dots.range))), before.count > 1,
      let separator = before.last, separator.kind == .comma || separator.kind == .semicolon,
      let first = before[before.count - 2].name,
      let last = after.dropFirst().first?.name, after.first?.kind == separator.kind,
      let (base, start) = Self.numbered(first), last.hasPrefix(base), names.isValue(first),
      names.isValue(last)
    else { return nil }
    let end = Self.numbered(last).flatMap { $0.base == base ? $0.number : nil }
    var result: [Token] = []
    var number = start + 1
    while number != end, names.isValue("\(base)\(number)") {
      result.append(Token(.name("\(base)\(number)"), at: dots.range))
      result.append(Token(separator.kind, at: dots.range))
      number += 1
    }
    return end == nil || end == number ? result : nil
  }

  private static let dots: Set<String> = [
    "\\vdots", "\\dots", "\\ldots", "\\cdots", "\\dotsc", "…", "⋯", "⋮", "...",
  ]

  /// `h_` and 1 for `h_1`.
  private static func numbered(_ name: String) -> (base: String, number: Int)? {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count < 8, let number = Int(String(digits.reversed())) else {
      return nil
    }
    return (String(name.dropLast(digits.count)), number)
  }
}
