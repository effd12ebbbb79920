import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// What a terminal would obey, hide or cannot show is spelled.
@Suite struct SpellingTests {
  private func spell(
    _ text: String,
    _ scope: Spelling.Scope = .line,
    isASCII: Bool = false
  ) -> String {
    var spelling = Spelling(scope, isASCII: isASCII)
    return spelling.spell(text)
  }

  /// All that a terminal obeys, and all that changes the order or the place of what stands beside.
  static let obeyed: [Unicode.Scalar] =
    (Array(0..<0x20) + Array(0x7F..<0xA0) + [0x061C, 0x200E, 0x200F, 0x2028, 0x2029]
    + Array(0x202A...0x202E) + Array(0x2066...0x2069) + [0xFEFF, 0x200B])
    .compactMap(Unicode.Scalar.init)

  @Test(arguments: obeyed) func whatATerminalObeysIsSeen(scalar: Unicode.Scalar) {
    for isASCII in [false, true] {
      let spelled = spell("a\(scalar)b", isASCII: isASCII)
      #expect(spelled.unicodeScalars.count > 2 && !spelled.unicodeScalars.contains(scalar))
      #expect(spelled.first == "a" && spelled.last == "b")
      #expect(!isASCII || spelled.utf8.allSatisfy { 0x20..<0x7F ~= $0 })
    }
  }

  @Test(
    arguments: [
      ("\u{1B}]52;c;eA==\u{7}", "␛]52;c;eA==␇"), ("a\nb\tc", "a␊b␉c"), ("\u{7F}", "␡"),
      ("\u{9B}31m", "\\u{9B}31m"), ("\u{202E}a", "\\u{202E}a"), ("\u{2028}", "\\u{2028}"),
      ("é e\u{301} 漢 😀 ‍ W·x ≈ −1", "é e\u{301} 漢 😀 ‍ W·x ≈ −1"),
    ]
  )
  func theRestIsAsItWas(text: String, spelled: String) {
    #expect(spell(text) == spelled)
  }

  @Test func linesAndTabsStayWhereThereAreLines() {
    #expect(spell("a\n\tb\r\u{1B}", .lines) == "a\n\tb␍␛")
    #expect(spell("\r\u{1B}[K…", .program) == "\r\u{1B}[K…")
    #expect(spell("\r\u{1B}[K…", .program, isASCII: true) == "\r\u{1B}[K...")
  }

  @Test(
    arguments: [
      ("W·x − 1 ≈ 0.5", "W*x - 1 ~= 0.5"), ("∂L/∂x = Wᵀ·g", "dL/dx = W^T*g"),
      ("x² + x⁻¹² → y₁₂", "x^2 + x^-12 -> y_12"), ("10⁻²⁸⁰", "10^-280"),
      ("σ(Δ_λ) ⊙ ω", "sigma(Delta_lambda) .* omega"),
      ("─│┌╋═", "-|++-"), ("2×3 … ⋯ –", "2x3 ... ... -"), ("U×v ×2 12×3×4", "U*v *2 12x3x4"),
      ("漢é😀ñ", "??e???"), ("e\u{301}", "e"),
      ("f′ ∈ ℝ, g·(1 − y²)", "f' in R, g*(1 - y^2)"), ("\u{1B}", "\\u{1B}"),
      ("½ ± ∞", "1/2 +/- inf"),
    ]
  )
  func mathematicsIsReadInASCII(text: String, spelled: String) {
    #expect(spell(text, isASCII: true) == spelled)
  }

  @Test(
    arguments: [
      ("aᵀ     b", "a^T    b"), ("≈≈  c   d", "~=~= c  d"), ("≈    c\n    d", "~=   c\n    d"),
      ("a\u{202E}    b", "a\\u{202E} b"),
    ]
  )
  func columnsStayBelowEachOther(text: String, spelled: String) {
    #expect(spell(text, .lines, isASCII: true) == spelled)
  }

  @Test func aLineIsOneInAnyNumberOfStretches() {
    var spelling = Spelling(.line, isASCII: true)
    var parts: [String] = []
    for part in ["x₁", "₂", "ᵀ", "    ", "y"] { parts.append(spelling.spell(part)) }
    #expect(parts == ["x_1", "2", "^T", "  ", "y"])
  }

  @Test func aLineThatIsPointedAtKeepsItsColumns() {
    let spelling = Spelling(.line, isASCII: true)
    #expect(spelling.spellInPlace("…y = σ(W·x − ∞) ≈ 漢") == ".y = ?(W*x - ?) ? ??")
  }

  /// Every sign that stands in the sources is one that the program may print.
  @Test func everySignOfTheProgramHasASpelling() throws {
    var signs: Set<Unicode.Scalar> = []
    // What names may be made of is spelled for LaTeX, and never printed by the program itself.
    for file in try Project.files(in: "Sources", ending: ".swift")
    where !file.hasSuffix("/LaTeXSpelling.swift") {
      for line in try Project.text(file).split(separator: "\n") {
        signs.formUnion(line.unicodeScalars.filter { !$0.isASCII })
      }
    }
    // Signs that only sources and the widths of their letters have.
    signs.subtract("（），；ç".unicodeScalars)
    #expect(signs.count > 150)
    for sign in signs.sorted() where Spelling.ascii[sign] == nil && Spelling.heights[sign] == nil {
      #expect(spell(String(sign), isASCII: true) != "?", "\(sign)")
    }
  }

  @Test(
    arguments: [
      ("C", true), ("POSIX", true), ("de_DE", true), ("de_DE.ISO-8859-1", true), ("C.UTF-8", false),
      ("de_DE.utf8@euro", false), ("en_US.UTF-8", false), (nil, false), ("", true),
    ] as [(String?, Bool)]
  )
  func aLocaleSaysWhichCharactersThereAre(locale: String?, isASCII: Bool) {
    #expect(Environment.isASCII(locale: locale) == isASCII)
  }

  // MARK: - Text on its way out

  @Test func whatIsInterpolatedIsSpelledAndTheProgramsCodesAreNot() {
    let name = "a\u{1B}[31m\n"
    let printable: Printable = "\r\u{1B}[K\(name)!\n"
    #expect(printable.text == "\r\u{1B}[Ka␛[31m␊!\n")
    #expect(("\(printable)" as Printable) == printable)
    #expect(Printable.data("\u{1B}").text == "\u{1B}")
    #expect(Printable(lines: "\u{1B}\n").text == "␛\n")
  }

  @Test func aStyledLineHasTheCodesOfItsStylesAlone() {
    let line = Text("a\u{1B}[2J\n", .value) + Text("b\u{202E}")
    #expect(
      Printable(line, isStyled: true, isASCII: false).text
        == "\u{1B}[34ma␛[2J␊\u{1B}[0mb\\u{202E}"
    )
    #expect(Printable(line, isStyled: false, isASCII: false).text == "a␛[2J␊b\\u{202E}")
  }

  @Test(arguments: [false, true]) func aDiagnosticIsThatOfTheFormatter(isStyled: Bool) throws {
    let sources = [Source(name: "a", text: "y = σ(W·x) + ?\nW = [1")]
    let error = #expect(throws: DiagnosticsError.self) { try Lesson(sources) }
    let diagnostics = try #require(error).diagnostics
    #expect(diagnostics.count > 1)
    let formatter = DiagnosticFormatter(sources: sources, styled: isStyled)
    #expect(
      Printable(diagnostics, formatter, isStyled: isStyled, isASCII: false).text
        == diagnostics.map { formatter.format($0) + "\n" }.joined()
    )
  }

  @Test func aDiagnosticPointsAtTheSamePlaceInASCII() throws {
    let sources = [
      Source(name: "a\u{1B}]0;b\u{7}\n", text: "y = σ(W·λ₁²) + 漢·q; W = 1; λ₁ = 1; 漢 = 1")
    ]
    let error = #expect(throws: DiagnosticsError.self) { try Lesson(sources) }
    let text = Printable(
      try #require(error).diagnostics,
      DiagnosticFormatter(sources: sources),
      isStyled: false,
      isASCII: true
    ).text
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("a\\u{1B}]0;b\\u{7}\\u{A}:1:18: error: "))
    #expect(lines[1] == "1 | y = ?(W*???) + ??*q; W = 1; ?? = 1; ?? = 1")
    #expect(lines[2] == "  |                   ^")
  }

  @Test func aTableIsAlignedAsItIsSpelled() {
    let table = Table(
      headings: ["‖h‖", "∂"],
      rows: [[.init("v₁"), .init(["λ", "σ"])], [.init("2×2"), .init("1")]]
    )
    #expect(
      Printable(table, isStyled: false, isASCII: true).text
        == "||h||  d\nv_1    lambda\n       sigma\n2x2    1\n"
    )
    #expect(
      Printable(table, isStyled: false, isASCII: false).text == "‖h‖  ∂\nv₁   λ\n     σ\n2×2  1\n"
    )
  }

  @Test func aLineThatBecomesTooWideIsCut() {
    let line = Text("abc\u{202E}def")
    #expect(Printable(line, isStyled: false, columns: 8, isASCII: false).text == "abc\\u{2…")
    #expect(Printable(line, isStyled: false, columns: 8, isASCII: true).text == "abc\\u...")
    #expect(Printable("abcdefgh", isStyled: false, columns: 8, isASCII: true).text == "abcdefgh")
    for columns in 1...3 {
      let cut = Printable("abcdefgh", isStyled: false, columns: columns, isASCII: true).text
      #expect(cut == String(repeating: ".", count: columns))
    }
  }
}
