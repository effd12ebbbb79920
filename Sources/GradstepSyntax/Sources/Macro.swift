/// A command that stands for other text, as `\newcommand` defines one.
struct Macro {
  /// How many arguments follow it.
  let parameterCount: Int

  /// What it stands for, with `#1` for the first argument.
  let body: [UInt8]

  /// Whether a `_{…}` or `^{…}` behind it is a remark, as with `\underbrace`.
  var hasRemark = false

  /// Whether its arguments stand in braces: `\norm(x)` is a call of the function.
  var wantsBraces = false

  init(
    _ parameterCount: Int,
    _ body: some StringProtocol,
    hasRemark: Bool = false,
    wantsBraces: Bool = false
  ) {
    self.init(parameterCount, Array(body.utf8))
    self.hasRemark = hasRemark
    self.wantsBraces = wantsBraces
  }

  init(_ parameterCount: Int, _ body: [UInt8]) {
    self.parameterCount = parameterCount
    self.body = body
  }

  /// The commands that only dress what stands in their braces, and those that packages define.
  static let standard: [String: Macro] = {
    var macros: [String: Macro] = [
      "_": Macro(0, "_"),
      "norm": Macro(1, #"\left\lVert #1\right\rVert"#, wantsBraces: true),
      "abs": Macro(1, #"\left\lvert #1\right\rvert"#, wantsBraces: true),
      "underbrace": Macro(1, "#1", hasRemark: true),
      "overbrace": Macro(1, "#1", hasRemark: true),
    ]
    for word in ["phantom", "hphantom", "vphantom"] { macros[word] = Macro(1, "") }
    for word in [
      "boxed", "mathbin", "mathrel", "fbox", "cancel", "bcancel", "xcancel", "mathop", "smash",
      "mathrlap", "mathllap",
      "mathclap", "rlap", "llap", "clap",
    ] {
      macros[word] = Macro(1, "#1")
    }
    for word in ["underset", "overset", "stackrel", "textcolor", "colorbox"] {
      macros[word] = Macro(2, "#2")
    }
    macros["fcolorbox"] = Macro(3, "#3")
    return macros
  }()
}
