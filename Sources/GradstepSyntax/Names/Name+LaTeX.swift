extension Name {
  /// A name as LaTeX writes it in mathematics: `b_u` as `b_{u}`, `α` as `\alpha`, `loss` as
  /// `\mathit{loss}`, `ŷ` as `\hat{y}`.
  ///
  /// Only letters that LaTeX has no command for stand as they are, as text.
  package static func latex(of name: String) -> String {
    if let plus = name.firstIndex(of: "⁺"), plus > name.startIndex {
      let raised = name[plus...].unicodeScalars.map { ScriptTable.raised[$0] ?? $0 }
      return latex(of: String(name[..<plus])) + "^{\(String(String.UnicodeScalarView(raised)))}"
    }
    if name.hasSuffix(")"), let opening = name.firstIndex(of: "("), opening > name.startIndex,
      name[name.index(before: opening)] != "^"
    {
      let inside = name[opening...].replacing(scalars: "|", with: "\\mid ")
        .replacing(scalars: "‖", with: "\\| ")
      return latex(of: String(name[..<opening])) + inside
    }
    let parts = NameParts(printing: name)
    var latex = word(parts.base.unicodeScalars[...])
    if !parts.lower.isEmpty { latex += "_{\(script(parts.lower))}" }
    if !parts.upper.isEmpty { latex += "^{\(script(parts.upper))}" }
    return latex + parts.primes
  }

  /// What stands below or above a name: words, with signs between them.
  private static func script(_ script: String) -> String {
    var latex = ""
    let script = NameParts.printed(script)
    var rest = script.unicodeScalars[...]
    while let first = rest.first {
      let letters = rest.prefix { $0.continuesName || $0.marksName || $0 == "_" }
      guard letters.isEmpty else {
        latex += word(letters)
        rest = rest.dropFirst(letters.count)
        continue
      }
      latex += signs[first] ?? String(first)
      rest.removeFirst()
    }
    return latex.last == " " ? String(latex.dropLast()) : latex
  }

  /// Signs of scripts that are commands to LaTeX.
  private static let signs: [Unicode.Scalar: String] = [
    "−": "-", "-": "\\text{-}", "∞": "\\infty ", "⊤": "\\top ", "⟨": "\\langle ", "⟩": "\\rangle ",
  ]

  /// A part of a name: one letter, an index, or a word, which is set as one.
  private static func word(_ word: Substring.UnicodeScalarView) -> String {
    if word.allSatisfy({ $0.isDecimalDigit }) { return String(word) }
    var latex = ""
    var count = 0
    // Whether a command is at the end, which a letter would go on.
    var endsInCommand = false
    for (character, _) in CharacterReader(Array(String(word).utf8)) {
      let spelling: String
      if let letter = spellings[character] {
        spelling = letter
      } else if character == "_" {
        spelling = "\\_"
      } else if character.isASCII {
        spelling = String(character)
      } else {
        return text(word)
      }
      if endsInCommand, spelling.unicodeScalars.first?.isASCIILetter == true { latex += " " }
      latex += spelling
      endsInCommand =
        spelling.utf8.first == UInt8(ascii: "\\")
        && spelling.unicodeScalars.dropFirst().allSatisfy { $0.isASCIILetter }
      count += 1
    }
    return count == 1 ? latex : "\\mathit{\(latex)}"
  }

  /// Letters that no command stands for, which are text to LaTeX: in italics where they are Latin.
  private static func text(_ word: Substring.UnicodeScalarView) -> String {
    let isLatin = word.allSatisfy { $0.value < 0x250 }
    var latex = isLatin ? "\\textit{" : "\\text{"
    for scalar in word { latex += scalar == "_" ? "\\_" : String(scalar) }
    return latex + "}"
  }

  /// Letters beyond ASCII, as a document with amsmath alone can write them.
  private static let spellings: [Character: String] = {
    var spellings: [Character: String] = [:]
    // Of several commands for a letter the shortest is taken.
    let words = LaTeXCommand.letters.keys.filter { !missing.contains($0) }
    for word in words.sorted(by: { ($0.count, $0) > ($1.count, $1) }) {
      if let letter = LaTeXCommand.letters[word] { spellings[Character(letter)] = "\\\(word)" }
    }
    let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map { ($0, String($0)) }
    let bases = plain + spellings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let accents = LaTeXCommand.accents.keys.sorted { ($0.count, $0) > ($1.count, $1) }
    for accent in accents {
      guard let mark = LaTeXCommand.accents[accent] else { continue }
      for (letter, base) in bases {
        let marked = Character(String(letter) + String(mark))
        spellings[ScriptTable.composed(marked)] = "\\\(accent){\(base)}"
      }
    }
    // Capitals that look like Latin ones.
    for (letter, latin) in zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo") {
      spellings[letter] = "\\mathrm{\(latin)}"
    }
    return spellings
  }()

  /// Commands that are read, and that amsmath does not have.
  private static let missing: Set<String> = ["omicron", "varkappa", "R", "Reals"]
}
