/// What the environment asks for.
enum Environment {
  /// Whether colours are not wanted, as https://no-color.org has it, or not to be had.
  static var refusesColor: Bool {
    variable("NO_COLOR").map { !$0.isEmpty } ?? false || !hasRichTerminal
  }

  /// Whether the terminal is said to understand more than lines of text.
  static var hasRichTerminal: Bool {
    !["", "dumb", "unknown"].contains(variable("TERM") ?? "")
  }

  /// Whether those who read have nothing but ASCII.
  static let isASCII = isASCII(
    locale: ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { variable($0) }.first { !$0.isEmpty }
  )

  /// Whether the characters of a locale are other than those of Unicode.
  ///
  /// A locale that names no encoding has an old one, `C` above all. Where nobody has said anything,
  /// as in a container, nobody has asked for less than all.
  static func isASCII(locale: String?) -> Bool {
    guard let locale else { return false }
    let encoding = locale.split(separator: ".", maxSplits: 1).dropFirst().first ?? ""
    let name = encoding.prefix { $0 != "@" }.lowercased()
    return name != "utf-8" && name != "utf8"
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
