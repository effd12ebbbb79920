import GradstepSyntax
import Testing

/// What the rooms look for strings with does what the standard library does, scalar by scalar.
@Suite struct ScalarSearchTests {
  /// All texts of at most so many letters, with one of two bytes and one of three.
  private static func texts(upTo count: Int) -> [String] {
    var texts = [""]
    var last = texts
    for _ in 0..<count {
      last = last.flatMap { text in ["a", "b", "λ", "⟨"].map { text + $0 } }
      texts += last
    }
    return texts
  }

  @Test func aStringIsFoundWhereTheStandardLibraryFindsIt() {
    for text in Self.texts(upTo: 5) {
      for pattern in Self.texts(upTo: 2) {
        let isFound = pattern.isEmpty || text.firstRange(of: pattern) != nil
        #expect(text.contains(scalars: pattern) == isFound, "\(pattern) in \(text)")
        #expect(("b" + text).dropFirst().contains(scalars: pattern) == isFound)
      }
    }
  }

  @Test(arguments: ["", "a", "λa", "⟨aa⟩"])
  func aStringIsReplacedAsTheStandardLibraryDoes(replacement: String) {
    for text in Self.texts(upTo: 5) {
      for pattern in Self.texts(upTo: 2) where !pattern.isEmpty {
        let expected = text.replacing(pattern, with: replacement)
        #expect(text.replacing(scalars: pattern, with: replacement) == expected)
        let part = ("a" + text).dropFirst()
        #expect(part.replacing(scalars: pattern, with: replacement) == expected)
      }
    }
  }

  @Test func anEmptyPatternIsReplacedNowhere() {
    #expect("ab".replacing(scalars: "", with: "c") == "ab")
  }

  @Test(arguments: ScalarTests.greedyLetters)
  func noLetterTakesASignAlong(letter: String) {
    #expect("\(letter)_b".contains(scalars: "_b"))
    #expect(
      Reading.latex(ofFunction: "ab\(letter)_c").unicodeScalars.elementsEqual(
        "\\operatorname{ab\(letter)\\_c}".unicodeScalars
      )
    )
  }

  @Test func aMarkBehindAStringHidesItNot() {
    #expect("a_\u{302}".replacing(scalars: "_", with: "-").unicodeScalars.contains("-"))
  }
}
