/// Which names of a source are set with the number behind their letter below the line: `w0` as `w_0`.
///
/// That is how notes write such names, and code cannot. Nobody could tell two names apart that are
/// printed the same: `w0` stays as it is where there is a `w_0`, too, and `w1` where there is a `w`,
/// of which `w_1` would be a component. Components count from 1, so `w0` beside `w` is another matter.
package struct PrintedNames: Hashable, Sendable {
  /// The names with a number behind a letter that stay as they are.
  private let kept: Set<String>

  /// No name beside another one.
  package static let separate = PrintedNames(among: EmptyCollection())

  /// What the names of all sources leave room for.
  init(among names: some Sequence<String>) {
    let names = Set(names)
    kept = names.filter { name in
      guard let lowered = Self.lowered(name) else { return false }
      return names.contains(lowered.name) || !lowered.isZero && names.contains(lowered.letter)
    }
  }

  /// A name in the spelling that it is printed by.
  package func spelling(of name: String) -> String {
    guard let lowered = Self.lowered(name), !kept.contains(name) else { return name }
    return lowered.name
  }

  /// A name of a letter with a number behind it: `x12'` as `x_12'`, and `theta1` as `theta_1`.
  private static func lowered(_ name: String) -> (name: String, letter: String, isZero: Bool)? {
    // Most names are one letter, and most of the others are words.
    let letter = name.prefix { $0.isLetter }
    guard letter.count == 1 || LaTeXCommand.letters[String(letter)] != nil else { return nil }
    let behind = name[letter.endIndex...]
    let digits = behind.prefix { $0.isASCII && $0.isWholeNumber }
    let rest = behind[digits.endIndex...]
    guard !digits.isEmpty,
      rest.unicodeScalars.prefix(1).allSatisfy({ ["^", "'", "⁺"].contains($0) })
    else { return nil }
    return ("\(letter)_\(digits)\(rest)", "\(letter)\(rest)", digits.allSatisfy { $0 == "0" })
  }
}
