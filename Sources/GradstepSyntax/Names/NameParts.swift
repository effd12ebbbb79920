/// A name's canonical spelling by its parts: `x_j^(t)` is `x` with `j` below and `(t)` above.
package struct NameParts: Hashable, Sendable {
  /// What stands on the line.
  package let base: String
  /// What stands below it; empty where nothing does.
  package let lower: String
  /// What stands above it; empty where nothing does.
  package let upper: String
  /// The primes behind it.
  package let primes: String

  /// The parts of a canonical spelling.
  ///
  /// They are found among scalars, since a letter may be one that takes the next character along.
  package init(_ name: String) {
    let scalars = name.unicodeScalars
    let primes = scalars.reversed().prefix { $0 == "'" }
    self.primes = String(repeating: "'", count: primes.count)
    let marked = scalars.dropLast(primes.count)
    let (lowered, upper) = Self.cut(marked, at: "^")
    let (base, lower) = Self.cut(lowered, at: "_")
    self.base = String(base)
    self.lower = String(Self.unbraced(lower))
    self.upper = String(Self.unbraced(upper))
  }

  /// The parts of a canonical spelling as they are set: a name of words, as `learning_rate`, stays on
  /// the line, since the second word is no index of the first.
  package init(printing name: String) {
    let parts = NameParts(name)
    let isLetter = LaTeXCommand.letters[parts.base] != nil
    let isOfWords = !isLetter && Self.isWord(parts.base) && Self.isWord(parts.lower)
    self.init(
      base: isOfWords ? "\(parts.base)_\(parts.lower)" : parts.base,
      lower: isOfWords ? "" : parts.lower,
      upper: parts.upper,
      primes: parts.primes
    )
  }

  private init(base: String, lower: String, upper: String, primes: String) {
    self.base = base
    self.lower = lower
    self.upper = upper
    self.primes = primes
  }

  /// Whether a text is a word, which a number may follow, or words of code with marks between them.
  private static func isWord(_ text: String) -> Bool {
    let isOfCode = text.allSatisfy { $0.isLetter || $0.isWholeNumber || $0 == "_" }
    let letters = text.prefix { $0.isLetter }.count
    return isOfCode && (letters > 1 || letters > 0 && text.contains("_"))
  }

  /// What stands below or above a name as it is printed: with a minus sign in `t−1`, and a hyphen
  /// in a word such as `neg-sample`.
  package static func printed(_ script: String) -> String {
    guard script.utf8.contains(UInt8(ascii: "-")) else { return script }
    var printed = ""
    var rest = script[...]
    while let sign = rest.firstIndex(of: "-") {
      let before = rest[..<sign]
      rest = rest[sign...].dropFirst()
      let sides = [
        before.reversed().prefix { $0.isLetter }.count, rest.prefix { $0.isLetter }.count,
      ]
      let isHyphen = sides.allSatisfy { $0 > 0 } && sides.contains { $0 > 2 }
      printed += before + (isHyphen ? "-" : "−")
    }
    return printed + rest
  }

  /// What is before and behind the first mark outside braces; all where one of them would be empty.
  private static func cut(
    _ scalars: Substring.UnicodeScalarView,
    at mark: Unicode.Scalar
  ) -> (Substring.UnicodeScalarView, Substring.UnicodeScalarView) {
    var depth = 0
    for position in scalars.indices {
      switch scalars[position] {
      case "{": depth += 1
      case "}": depth -= 1
      case mark where depth == 0:
        let behind = scalars[scalars.index(after: position)...]
        guard position != scalars.startIndex, !behind.isEmpty else { return (scalars, "".scalars) }
        return (scalars[..<position], behind)
      default: continue
      }
    }
    return (scalars, "".scalars)
  }

  private static func unbraced(
    _ scalars: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    scalars.first == "{" && scalars.last == "}" ? scalars.dropFirst().dropLast() : scalars
  }
}

extension String {
  fileprivate var scalars: Substring.UnicodeScalarView { unicodeScalars[...] }
}
