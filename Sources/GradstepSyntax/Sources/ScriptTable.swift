/// Raised and lowered characters, and what they stand for.
package enum ScriptTable {
  static let lowered: [Unicode.Scalar: Unicode.Scalar] = pairs(
    "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
    "0123456789aehijklmnoprstuvxβγρφχ"
  )

  static let raised: [Unicode.Scalar: Unicode.Scalar] = pairs("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")

  /// Letters that are raised and therefore no part of a name.
  static let raisedLetters: [Unicode.Scalar: Unicode.Scalar] = pairs("ᵀⁿⁱˣ", "Tnix")

  /// All that is raised but `ᵀ`, which is an operator: digits, signs, brackets and letters.
  package static let allRaised = pairs(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡ",
    "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRUVWαβγδθφχ"
  )

  /// All that is lowered: digits, letters, signs and brackets.
  package static let allLowered = pairs("₊₋₌₍₎", "+-=()").reduce(into: lowered) {
    $0[$1.key] = $1.value
  }

  /// A letter with its mark as one code point, where there is one: names are printed, and equal
  /// names are printed as equal bytes.
  static func composed(_ character: Character) -> Character {
    composed.firstIndex(of: character).map { composed[$0] } ?? character
  }

  /// The letter that another code point stands for too: K, Å and Ω as signs of units.
  static func usual(_ letter: Unicode.Scalar) -> Unicode.Scalar {
    switch letter {
    case "\u{212A}": "K"
    case "\u{212B}": "\u{C5}"
    case "\u{2126}": "\u{3A9}"
    default: letter
    }
  }

  /// The letters with marks; a set finds them by any spelling.
  private static let composed = Set(
    [0xC0...0x24F, 0x1E00...0x1EFF].joined().compactMap(Unicode.Scalar.init).map(Character.init)
  )

  private static let toLowered = pairs("0123456789", "₀₁₂₃₄₅₆₇₈₉")

  private static let toRaised = pairs("0123456789−T", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ")

  private static let fromRaised = pairs("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−")

  /// The digits as a subscript, or nothing if there is anything but digits.
  package static func lowering(_ digits: String) -> String? {
    map(digits, by: toLowered)
  }

  /// The digits as a superscript, with a minus sign or the sign of a transpose, or nothing if there is
  /// anything else.
  package static func raising(_ digits: String) -> String? {
    map(digits, by: toRaised)
  }

  /// The digit or the minus sign of an exponent that is printed raised; `nil` of anything else.
  package static func digit(ofRaised character: Character) -> Character? {
    character.isASCII
      ? nil : character.unicodeScalars.first.flatMap { fromRaised[$0] }.map { Character($0) }
  }

  private static func map(
    _ text: String,
    by table: [Unicode.Scalar: Unicode.Scalar]
  ) -> String? {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let image = table[scalar] else { return nil }
      result.append(image)
    }
    return String(result)
  }

  private static func pairs(_ keys: String, _ values: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(keys.unicodeScalars, values.unicodeScalars))
  }
}
