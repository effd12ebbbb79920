import Gradstep

/// Mathematics in ASCII, for those whose terminal has nothing else.
extension Spelling {
  /// Characters, and what is read for them.
  static let ascii: [Unicode.Scalar: String] = {
    var ascii = words
    for (characters, written) in signs {
      for scalar in characters.unicodeScalars { ascii[scalar] = written }
    }
    // Every sign that lines and boxes are made of.
    for scalar in ("\u{2500}" as Unicode.Scalar).value...0x257F {
      if let scalar = Unicode.Scalar(scalar) { ascii[scalar] = ascii[scalar] ?? "+" }
    }
    return ascii.merging(greek) { $1 }
  }()

  private static let signs: [(String, String)] = [
    ("·⋅∙∗×＊", "*"), ("÷∕⁄／", "/"), ("−‐‑‒–—﹣－", "-"), ("′‵‘’ʹ", "'"), ("“”«»", "\""),
    ("‹⟨◀◁", "<"),
    ("›⟩▸▶▷", ">"), ("⌈⌊⎡⎢⎣", "["), ("⌉⌋⎤⎥⎦", "]"), ("‖∥", "||"), ("∣｜", "|"), ("＋", "+"),
    ("：", ":"), ("＝", "="), ("［", "["), ("］", "]"), ("∘", "o"),
    ("•●", "*"), ("▼", "v"), ("▲", "^"), ("∂", "d"), ("¬", "!"),
    ("\u{A0}\u{2007}\u{2009}\u{200A}\u{202F}", " "), ("─━┄┅═╌╍╴╶╸╺╼╾┈┉", "-"),
    ("│┃┆┇┊┋║╎╏╵╷╹╻╽╿", "|"),
  ]

  private static let words: [Unicode.Scalar: String] = [
    "⩽": "<=", "≦": "<=", "⩾": ">=", "≧": ">=", "𝟏": "1", "𝟙": "1", "𝔼": "E", "⅓": "1/3",
    "⅔": "2/3", "⅕": "1/5", "⅛": "1/8", "≈": "~=", "≠": "!=", "≤": "<=", "≥": ">=", "≡": "==",
    "∧": "and", "∨": "or",
    "≜": ":=", "≝": ":=", "≐": ":=",
    "≃": "~=",
    "⟵": "<-", "⟶": "->", "⟹": "=>", "↦": "->", "≔": ":=", "±": "+/-", "→": "->",
    "←": "<-", "↔": "<->", "↑": "^", "↓": "v", "⇒": "=>", "…": "...", "⋯": "...", "⋮": ":",
    "⋱": "...", "∞": "inf", "√": "sqrt", "∑": "sum", "∏": "prod", "∇": "grad", "∫": "int",
    "∈": "in", "∉": "not in", "∀": "all", "∃": "some", "∅": "{}", "⊙": ".*", "⊗": "(x)",
    "⊕": "(+)", "⊖": "(-)", "⊤": "T", "⊺": "T", "⊥": "_|_", "ℝ": "R", "ℓ": "l", "ħ": "hbar",
    "ı": "i", "ȷ": "j", "ç": "c", "é": "e", "ÿ": "y", "Å": "A", "ŷ": "y^", "ˆ": "^", "˜": "~",
    "½": "1/2",
    "¼": "1/4", "¾": "3/4", "″": "''", "✓": "ok", "✗": "x",
    "†": "+", "µ": "mu", "ϑ": "theta", "ϕ": "phi", "ϵ": "epsilon", "ϰ": "kappa", "ϱ": "rho",
    "ϖ": "pi", "ς": "sigma", "\u{FFFD}": "?",
  ]

  /// Raised and lowered characters: the sign that says so, and the character on the line.
  static let heights: [Unicode.Scalar: (sign: Unicode.Scalar, base: String)] = {
    var heights: [Unicode.Scalar: (sign: Unicode.Scalar, base: String)] = ["ᵀ": ("^", "T")]
    for (scalar, base) in ScriptTable.allRaised {
      heights[scalar] = ("^", greek[base] ?? String(base))
    }
    for (scalar, base) in ScriptTable.allLowered {
      heights[scalar] = ("_", greek[base] ?? String(base))
    }
    return heights
  }()

  /// The names of the Greek letters, capitals with a capital.
  private static let greek: [Unicode.Scalar: String] = {
    let names = [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
      "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi",
      "psi", "omega",
    ]
    var letters: [Unicode.Scalar: String] = [:]
    for (small, name) in zip("αβγδεζηθικλμνξοπρστυφχψω".unicodeScalars, names) {
      letters[small] = name
    }
    for (capital, name) in zip("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ".unicodeScalars, names) {
      letters[capital] = name.prefix(1).uppercased() + name.dropFirst()
    }
    return letters
  }()
}
