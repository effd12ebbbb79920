import GradstepSyntax

/// Spells any text for pdfLaTeX, whose fonts know few letters, with the commands of LaTeX and amssymb
/// alone: a document with it compiles whatever it says.
package enum LaTeXSpelling {
  /// Whether letters and signs are spelled as in a text, in a bold one, or in a formula.
  package enum Mode {
    case text, bold, formula
  }

  /// Appends a text; what no font has becomes the number of its character.
  package static func write(_ text: String, _ mode: Mode, to latex: inout [UInt8]) {
    var rest = text.unicodeScalars[...]
    while let first = rest.popFirst() {
      var accents: [String] = []
      while let next = rest.first, let accent = Self.accents[next] {
        accents.append(accent)
        rest.removeFirst()
      }
      guard !accents.isEmpty else {
        write(first, mode, to: &latex)
        continue
      }
      if mode != .formula { latex.write("$") }
      for accent in accents.reversed() { latex.write("\\\(accent){") }
      write(first, .formula, to: &latex)
      for _ in accents { latex.write("}") }
      if mode != .formula { latex.write("$") }
    }
  }

  private static func write(_ scalar: Unicode.Scalar, _ mode: Mode, to latex: inout [UInt8]) {
    let plain = plainLetter(scalar)
    switch mode {
    case .text, .bold:
      if mode == .bold, plain == "−" {
        latex.write("\\textendash{}")
      } else if let spelling = textSigns[plain] {
        latex.write("\(spelling)")
      } else if plain.isASCII || isLatinLetter(plain) {
        latex.write(scalar: plain.value < 0x20 || plain.value == 0x7F ? " " : plain)
      } else if let formula = formula(plain) {
        latex.write(mode == .bold ? "$\\pmb{\(formula)}$" : "$\(formula)$")
      } else {
        writeNumber(plain, to: &latex)
      }
    case .formula:
      if let formula = formula(plain) {
        latex.write("\(formula)")
      } else if plain.isASCII {
        latex.write(plain.value < 0x20 || plain.value == 0x7F ? "\\ " : "\(String(plain))")
      } else if isLatinLetter(plain) {
        latex.write("\\text{\\itshape \(String(plain))}")
      } else {
        writeNumber(plain, to: &latex)
      }
    }
  }

  /// What nobody sees is left out; for the others stands `U+540D`.
  private static func writeNumber(_ scalar: Unicode.Scalar, to latex: inout [UInt8]) {
    let isVariant = (0xFE00...0xFE0F).contains(scalar.value)
    guard scalar.properties.generalCategory != .format, !isVariant else { return }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
    latex.write("\\text{\\upshape U{+}\(padding)\(digits)}")
  }

  /// A sign or a letter as a formula has it, if there is a command for it.
  private static func formula(_ scalar: Unicode.Scalar) -> String? {
    if let sign = formulaSigns[scalar] { return sign }
    guard !scalar.isASCII else { return nil }
    let name = Name.latex(of: String(scalar))
    return name.utf8.starts(with: "\\text".utf8) || !name.utf8.allSatisfy { $0 < 0x80 }
      ? nil : "{\(name)}"
  }

  /// Letters that every usual encoding of fonts has.
  private static func isLatinLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x126, 0x127, 0x138, 0x13F, 0x140, 0x149, 0x166, 0x167, 0x17F: false
    case 0xC0...0x17F: true
    default: false
    }
  }

  /// The letter in the place of one that differs in its style alone, or by a mark that fonts lack.
  private static func plainLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    func letter(_ value: UInt32) -> Unicode.Scalar { Unicode.Scalar(value) ?? scalar }
    switch scalar.value {
    case 0xFF01...0xFF5E: return letter(scalar.value - 0xFEE0)
    case 0x1D400...0x1D6A3:
      let position = (scalar.value - 0x1D400) % 52
      return letter(position < 26 ? 0x41 + position : 0x61 + position - 26)
    case 0x1D6A8...0x1D7C9:
      let position = (scalar.value - 0x1D6A8) % 58
      switch position {
      case 0...24: return letter(0x391 + position)
      case 25: return "∇"
      case 26...50: return letter(0x3B1 + position - 26)
      default: return "∂"
      }
    case 0x1D7CE...0x1D7FF: return letter(0x30 + (scalar.value - 0x1D7CE) % 10)
    default: return strippedLetters[scalar] ?? scalar
    }
  }

  private static let strippedLetters = table("ÐĐðđÞþĄąĘęĮįŲųŊŋ", "DDddPpAaEeIiUuNn")

  private static func table(_ keys: String, _ values: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(keys.unicodeScalars, values.unicodeScalars))
  }

  private static let accents: [Unicode.Scalar: String] = [
    "\u{300}": "grave", "\u{301}": "acute", "\u{302}": "hat", "\u{303}": "tilde", "\u{304}": "bar",
    "\u{305}": "overline", "\u{306}": "breve", "\u{307}": "dot", "\u{308}": "ddot",
    "\u{30A}": "mathring", "\u{30C}": "check", "\u{332}": "underline", "\u{338}": "not",
    "\u{20D6}": "overleftarrow", "\u{20D7}": "vec",
  ]

  /// What is a command in a text, or would join what follows it.
  private static let textSigns: [Unicode.Scalar: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "_": "\\_", "^": "\\^{}", "~": "\\~{}",
    "#": "\\#", "$": "\\$", "%": "\\%", "&": "\\&", "<": "\\textless{}", ">": "\\textgreater{}",
    "|": "\\textbar{}", "\"": "{\\char34}", "`": "{\\char96}", "-": "{-}", ",": "{,}", "'": "{'}",
    "\u{A0}": "~", "–": "\\textendash{}", "—": "\\textemdash{}", "“": "{``}", "”": "{''}",
    "‘": "{`}", "’": "{'}", "…": "\\ldots{}",
    "·": "\\textperiodcentered{}",
  ]

  /// Signs in formulas; braces keep their neighbours where blanks have put them.
  private static let formulaSigns: [Unicode.Scalar: String] = {
    var signs: [Unicode.Scalar: String] = [
      " ": "\\ ", "\u{A0}": "\\ ", "\\": "\\backslash{}", "{": "\\{", "}": "\\}", "_": "\\_",
      "^": "\\text{\\^{}}", "~": "{\\sim}", "#": "\\#", "$": "\\$", "%": "\\%", "&": "\\&",
      "\"": "\\text{\\char34}", "`": "\\text{\\char96}", "'": "\\text{'}", "-": "{-}", "+": "{+}",
      "=": "{=}", "<": "{<}", ">": "{>}", ":": "{:}", ";": "{;}", ",": "{,}", "*": "{\\ast}",
      "|": "{|}", "!": "{!}", "?": "{?}", "−": "{-}", "·": "{\\cdot}", "⋅": "{\\cdot}",
      "×": "{\\times}", "÷": "{\\div}", "±": "{\\pm}", "¬": "{\\neg}", "⊙": "{\\odot}",
      "⊗": "{\\otimes}", "⊕": "{\\oplus}", "⊖": "{\\ominus}", "∘": "{\\circ}", "•": "{\\bullet}",
      "∂": "{\\partial}", "∇": "{\\nabla}", "∞": "{\\infty}", "√": "{\\surd}",
      "∑": "{\\textstyle\\sum}", "∏": "{\\textstyle\\prod}", "∫": "{\\textstyle\\int}",
      "≈": "{\\approx}", "≠": "{\\neq}", "≡": "{\\equiv}", "≤": "{\\leq}", "≥": "{\\geq}",
      "∈": "{\\in}", "∉": "{\\notin}", "∀": "{\\forall}", "∃": "{\\exists}",
      "∅": "{\\emptyset}", "⊤": "{\\top}", "⊥": "{\\perp}", "⇒": "{\\Rightarrow}",
      "←": "{\\leftarrow}", "→": "{\\rightarrow}", "↔": "{\\leftrightarrow}",
      "↑": "{\\uparrow}", "↓": "{\\downarrow}", "‖": "{\\|}", "⟨": "{\\langle}",
      "⟩": "{\\rangle}", "⌈": "{\\lceil}", "⌉": "{\\rceil}", "⌊": "{\\lfloor}",
      "⌋": "{\\rfloor}", "⋯": "{\\cdots}", "…": "{\\ldots}", "⋮": "{\\vdots}", "⋱": "{\\ddots}",
      "–": "\\text{\\textendash}", "—": "\\text{\\textemdash}", "′": "{}^{\\prime}",
      "″": "{}^{\\prime\\prime}", "†": "{\\dagger}", "°": "{}^{\\circ}", "½": "{}^{1}\\!/_{2}",
      "ℝ": "{\\mathbb{R}}", "ℕ": "{\\mathbb{N}}", "ℤ": "{\\mathbb{Z}}", "ℚ": "{\\mathbb{Q}}",
      "ℂ": "{\\mathbb{C}}", "ℓ": "{\\ell}", "ᵀ": "{}^{\\mathsf{T}}", "✓": "{\\checkmark}",
      "\u{2002}": "\\enspace{}", "\u{2003}": "\\quad{}", "\u{2009}": "\\,", "\u{202F}": "\\,",
      "\u{200A}": "\\,", "\u{2007}": "\\ ",
    ]
    for (letters, mark) in [(ScriptTable.allRaised, "^"), (ScriptTable.allLowered, "_")] {
      for (letter, plain) in letters {
        signs[letter] = "{}\(mark){\(Name.latex(of: String(plain)))}"
      }
    }
    return signs
  }()
}
