/// Raised and lowered characters, and what they stand for.
enum Script {
  static let lowered: [Character: Character] = pairs(
    "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
    "0123456789aehijklmnoprstuvxβγρφχ"
  )

  static let raised: [Character: Character] = pairs("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")

  /// Letters that are raised and therefore no part of a name.
  static let raisedLetters: [Character: Character] = pairs("ᵀⁿⁱˣ", "Tnix")

  /// A letter with its mark as one code point, where there is one: names are printed, and equal
  /// names are printed as equal bytes.
  static func composed(_ character: Character) -> Character {
    composed.firstIndex(of: character).map { composed[$0] } ?? character
  }

  /// The letters with marks; a set finds them by any spelling.
  private static let composed = Set(
    [0xC0...0x24F, 0x1E00...0x1EFF].joined().compactMap(Unicode.Scalar.init).map(Character.init)
  )

  private static let toLowered: [Character: Character] = pairs("0123456789", "₀₁₂₃₄₅₆₇₈₉")

  private static let toRaised: [Character: Character] = pairs("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

  /// The digits as a subscript, or nothing if there is anything but digits.
  static func lowering(_ digits: some Sequence<Character>) -> String? {
    map(digits, by: toLowered)
  }

  /// The digits as a superscript, or nothing if there is anything but digits.
  static func raising(_ digits: some Sequence<Character>) -> String? {
    map(digits, by: toRaised)
  }

  private static func map(
    _ text: some Sequence<Character>,
    by table: [Character: Character]
  ) -> String? {
    var result = ""
    for character in text {
      guard let image = table[character] else { return nil }
      result.append(image)
    }
    return result
  }

  private static func pairs(_ keys: String, _ values: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(keys, values))
  }
}

// Most characters of a source are ASCII: they are told apart without the tables of Unicode.
extension Character {
  var isDecimalDigit: Bool {
    asciiValue.map { (0x30...0x39).contains($0) } ?? false
  }

  var startsName: Bool {
    if let asciiValue { return (0x61...0x7A).contains(asciiValue | 0x20) }
    return isLetter && Script.raisedLetters[self] == nil && Script.lowered[self] == nil
  }
}
