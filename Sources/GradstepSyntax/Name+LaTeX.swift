extension Name {
  /// A name as LaTeX writes it in mathematics: `b_u` as `b_{u}`, `α` as `\alpha`, `loss` as
  /// `\mathit{loss}`, `ŷ` as `\hat{y}`.
  ///
  /// Only letters that LaTeX has no command for stand as they are, as text.
  public static func latex(of name: String) -> String {
    guard let mark = name.firstIndex(of: "_"), mark != name.startIndex,
      name.index(after: mark) != name.endIndex
    else { return word(name[...]) }
    return "\(word(name[..<mark]))_{\(word(name[name.index(after: mark)...]))}"
  }

  /// A part of a name: one letter, an index, or a word, which is set as one.
  private static func word(_ word: Substring) -> String {
    if word.allSatisfy(\.isDecimalDigit) { return String(word) }
    guard word.allSatisfy({ $0.isASCII || spellings[$0] != nil }) else {
      // Letters with marks are text to LaTeX, in italics where they are Latin.
      let isLatin = word.unicodeScalars.allSatisfy { $0.value < 0x250 }
      return "\(isLatin ? "\\textit" : "\\text"){\(word.replacing("_", with: "\\_"))}"
    }
    var latex = ""
    for character in word {
      let letter = spellings[character] ?? (character == "_" ? "\\_" : String(character))
      // A command ends where no letter follows.
      if endsInCommand(latex), letter.first?.isLetter == true { latex += " " }
      latex += letter
    }
    return word.count == 1 ? latex : "\\mathit{\(latex)}"
  }

  private static func endsInCommand(_ latex: String) -> Bool {
    guard let backslash = latex.lastIndex(of: "\\") else { return false }
    return latex[backslash...].dropFirst().allSatisfy { $0.isASCII && $0.isLetter }
  }

  /// Letters beyond ASCII, as a document with amsmath alone can write them.
  private static let spellings: [Character: String] = {
    var spellings: [Character: String] = [:]
    // Of several commands for a letter the shortest is taken.
    let words = Command.letters.keys.filter { !missing.contains($0) }
    for word in words.sorted(by: { ($0.count, $0) > ($1.count, $1) }) {
      if let letter = Command.letters[word] { spellings[letter] = "\\\(word)" }
    }
    let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map { ($0, String($0)) }
    let bases = plain + spellings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let accents = Command.accents.keys.sorted { ($0.count, $0) > ($1.count, $1) }
    for accent in accents {
      guard let mark = Command.accents[accent] else { continue }
      for (letter, base) in bases {
        let marked = Character(String(letter) + String(mark))
        spellings[Script.composed(marked)] = "\\\(accent){\(base)}"
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
