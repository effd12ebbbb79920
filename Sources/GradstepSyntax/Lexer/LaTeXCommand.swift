/// What a command of LaTeX stands for.
///
/// Functions are not listed: a command that has the name of a function is that function.
enum LaTeXCommand {
  /// A sign of the plain notation, as `\cdot`.
  case sign(Token.Kind)
  /// A letter, as `\alpha`.
  case letter(Unicode.Scalar)
  /// A function whose name in print differs from that in the plain notation.
  case function(String)
  /// A font: `\mathbf{x}` is the name `x`.
  case font
  /// Upright text, which is a name: `\operatorname{softmax}`.
  case text
  /// A mark over the name that follows.
  case accent(Unicode.Scalar)
  /// A size for the bracket that follows, as `\left`.
  case size(Side)
  /// What sets blanks or looks and means nothing.
  case blank
  /// What means nothing and has an argument, as `\label{…}`.
  case label
  /// A wide space with its width, `\hspace{1cm}`.
  case space
  /// A sign with another over it, as `\stackrel{\text{def}}{=}`.
  case stack
  case begin
  case end

  /// Which side of what they enclose sized bars stand on.
  enum Side {
    case left
    case right
    case either
  }

  /// The word of the command at a backslash: its letters, or the one other sign.
  static func word(at backslash: SourceCursor) -> String {
    var cursor = backslash
    cursor.advance()
    let start = cursor.offset
    cursor.skip { $0.isASCIILetter }
    if cursor.offset == start, cursor.current?.isNewline == false { cursor.advance() }
    return cursor.text(from: start)
  }

  /// Whether the command with a word has no meaning of its own and can be a name.
  static func isName(_ word: String) -> Bool {
    word.unicodeScalars.first?.isASCIILetter == true && table[word] == nil && refusals[word] == nil
      && Macro.standard[word] == nil
  }

  /// Whether a command, with its backslash, only sets its argument in another type.
  static func setsType(_ command: String) -> Bool {
    switch table[String(command.dropFirst())] {
    case .font, .text: true
    default: false
    }
  }

  /// All commands by their words.
  static let table: [String: LaTeXCommand] = {
    var table: [String: LaTeXCommand] = [
      "operatorname": .text, "text": .text, "textrm": .text, "textbf": .text, "textit": .text,
      "textsf": .text, "texttt": .text, "textsc": .text, "textup": .text, "textnormal": .text,
      "mbox": .text, "hbox": .text, "begin": .begin, "end": .end,
    ]
    for (word, kind) in signs { table[word] = .sign(kind) }
    for (word, letter) in letters { table[word] = .letter(letter) }
    for (word, function) in functions { table[word] = .function(function) }
    for (word, mark) in accents { table[word] = .accent(mark) }
    for (words, side) in sizes { for word in words { table[word] = .size(side) } }
    for word in fonts { table[word] = .font }
    for word in blanks { table[word] = .blank }
    for word in labels { table[word] = .label }
    for word in ["hspace", "hskip", "mspace"] { table[word] = .space }
    for word in ["stackrel", "overset"] { table[word] = .stack }
    return table
  }()

  private static let signs: [String: Token.Kind] = [
    "cdot": .product(.dot), "times": .product(.times), "ast": .product(.times),
    "star": .product(.times), "odot": .product(.hadamard), "circ": .product(.hadamard),
    "bullet": .product(.hadamard), "div": .product(.divide), "top": .top, "intercal": .top,
    "Tsp": .top,
    "le": .comparison(.lessOrEqual), "leq": .comparison(.lessOrEqual),
    "leqslant": .comparison(.lessOrEqual), "ge": .comparison(.greaterOrEqual),
    "geq": .comparison(.greaterOrEqual), "geqslant": .comparison(.greaterOrEqual),
    "lt": .comparison(.less), "gt": .comparison(.greater), "ne": .comparison(.notEqual),
    "neq": .comparison(.notEqual), "land": .word(.and), "wedge": .word(.and),
    "lor": .word(.or), "vee": .word(.or),
    "prime": .prime, "in": .element, "colon": .colon, "lbrack": .leftBracket,
    "rbrack": .rightBracket, "lparen": .leftParenthesis, "rparen": .rightParenthesis,
    "{": .leftParenthesis, "}": .rightParenthesis, "lbrace": .leftParenthesis,
    "rbrace": .rightParenthesis, "vert": .bar, "mid": .bar, "lvert": .leftBar, "rvert": .rightBar,
    "Vert": .doubleBar, "|": .doubleBar, "langle": .leftAngle, "rangle": .rightAngle,
    "lfloor": .leftCorner("floor"), "rfloor": .rightCorner("floor"),
    "lceil": .leftCorner("ceil"), "rceil": .rightCorner("ceil"), "newline": .lineBreak,
    "parallel": .doubleBar, "Vone": .ones,
    "lVert": .leftDoubleBar, "rVert": .rightDoubleBar, "frac": .fraction, "dfrac": .fraction,
    "tfrac": .fraction, "cfrac": .fraction, "nicefrac": .fraction, "sfrac": .fraction,
    "over": .over,
    "sqrt": .root, "sum": .reduction(.sum), "prod": .reduction(.product), "\\": .lineBreak,
    "cr": .lineBreak, "(": .mathStart, "[": .mathStart,
    ")": .mathEnd, "]": .mathEnd, "equiv": .equals, "triangleq": .equals, "doteq": .equals,
    "coloneqq": .assign, "coloneq": .assign, "leftarrow": .assign, "gets": .assign,
    "longleftarrow": .assign, "to": .arrow, "rightarrow": .arrow, "longrightarrow": .arrow,
    "Rightarrow": .arrow, "Longrightarrow": .arrow, "implies": .arrow, "mapsto": .arrow,
    "forall": .forAll, "approx": .approximates, "simeq": .approximates, "quad": .wideSpace,
    "qquad": .wideSpace, "hfill": .wideSpace,
  ]

  /// Keyboards have one `ε` and one `φ`, so both forms that print has are the same letter.
  static let letters: [String: Unicode.Scalar] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "varkappa": "ϰ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π",
    "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ",
    "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ", "hbar": "ħ", "imath": "ı",
    "jmath": "ȷ", "R": "ℝ", "Reals": "ℝ",
  ]

  /// `phi` of `φ`, and `φ` of `phi`: the one name is spelled either way.
  static func otherSpelling(ofLetter name: String) -> String? {
    let base = String(name.prefix { $0 != "_" })
    let other = letters[base].map { String(Character($0)) } ?? words[base]
    return other.map { $0 + name.dropFirst(base.count) }
  }

  private static let words: [String: String] = letters.reduce(into: [:]) { words, letter in
    guard !letter.key.hasPrefix("var") else { return }
    let sign = String(Character(letter.value))
    words[sign] = min(letter.key, words[sign] ?? letter.key)
  }

  private static let functions: [String: String] = [
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "tr": "trace", "Tr": "trace", "MI": "I",
  ]

  static let accents: [String: Unicode.Scalar] = [
    "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "overline": "\u{304}",
    "tilde": "\u{303}", "widetilde": "\u{303}", "dot": "\u{307}", "ddot": "\u{308}",
    "check": "\u{30C}", "breve": "\u{306}", "acute": "\u{301}", "grave": "\u{300}",
    "mathring": "\u{30A}", "underline": "\u{332}", "overrightarrow": "\u{20D7}",
    "overleftarrow": "\u{20D6}",
  ]

  private static let sizes: [([String], Side)] = [
    (["left", "mleft", "bigl", "Bigl", "biggl", "Biggl"], .left),
    (["right", "mright", "bigr", "Bigr", "biggr", "Biggr"], .right),
    (["big", "Big", "bigg", "Bigg"], .either),
  ]

  private static let fonts = [
    "mathbf", "mathrm", "mathit", "mathsf", "mathtt", "mathnormal", "mathcal", "mathscr",
    "mathfrak", "mathbb", "boldsymbol", "bm", "bf", "rm", "it", "vec", "pmb", "symbf", "ensuremath",
    "mathbfit", "symbfit", "symit", "symrm", "cal", "frak", "mathds", "mathbbm",
  ]

  private static let blanks = [
    ",", ";", ":", "!", ">", " ", "/", "enspace", "thinspace", "medspace",
    "thickspace", "negthinspace", "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits",
    "nonumber", "notag", "allowbreak", "mathopen", "mathclose",
    "mathord", "mathinner", "mathpunct", "mathstrut", "strut", "noindent", "centering", "tiny",
    "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge",
    "scriptscriptstyle", "relax", "nobreak", "negmedspace", "negthickspace",
  ]

  private static let labels = ["label", "tag", "vspace", "color"]
}
