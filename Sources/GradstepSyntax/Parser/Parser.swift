// The grammar, loosest first. One production is one method of the same name of `StatementParser`,
// which is called again behind each operand (see `StatementParser+Pending`);
// the headings, up to `=` or `:`, are read by `HeadingReader` before any expression is, because
// how an expression reads depends on what its names stand for.
//
//     source       = line { ( newline | ";" ) line }
//     line         = clause { ( "," | "and" | "where" | "or" | "→" … ) clause } [ "." ]
//     clause       = statement | aside
//     statement    = "output" NAME
//                  | [ "const" ] NAME define chain
//                  | [ "const" ] NAME ( ":" | "∈" ) shape
//                  | NAME "=" FUNCTION
//                  | NAME "(" NAME { ( "," | ";" | "|" ) NAME } ")" define chain
//                  | NAME ( "(" … "=" … ")" | "(" … ")" "_" index ) define chain
//                  | NAME ( "+=" | "-=" | "*=" | "/=" ) sum
//                  | chain
//     define       = "=" | ":=" | "←"
//     chain        = sum { ( "=" | "≈" ) sum }
//     shape        = dimensions | ( "ℝ" | "R" ) [ RAISED | "^" dimensions | "^" "{" dimensions "}" ]
//     dimensions   = NUMBER [ ( "×" | "*" | "x" ) NUMBER ]
//
//     sum          = product { ( "+" | "-" ) product }
//     product      = prefix { ( "·" | "⋅" | "@" | "*" | "×" | "/" | "⊙" | ".*" ) prefix | power }
//     prefix       = { "-" | "+" } power
//     power        = postfix [ "^" prefix ]
//     postfix      = primary { "'" | "ᵀ" | "^" transpose | RAISED | "[" arguments "]" }
//     transpose    = "T" | "⊤" | "'" | "{" ( "T" | "⊤" | "'" ) "}"
//     primary      = NUMBER | NAME | call | group | list | bars | fraction | root | matrix | choice
//     call         = FUNCTION [ RAISED | "^" [ "-" ] NUMBER | "^" "{" [ "-" ] NUMBER "}" ]
//                    ( "(" arguments ")" | "{" arguments "}" | run )
//     run          = prefix { power }              up to a sign or the name of a function
//     arguments    = sum { ( "," | ";" ) sum }
//     group        = "(" ( sum | condition ) ")" | "{" sum "}" | "\{" sum "\}"
//     list         = "[" row { ";" row } "]" | "(" sum "," row ")"
//     row          = sum { "," sum } [ "," ]
//     bars         = "|" sum "|" | "||" sum "||" | "‖" sum "‖" | LEFTBAR sum RIGHTBAR
//
//     fraction     = "\frac" argument argument
//     root         = "\sqrt" [ "[" ( NUMBER | NAME ) "]" ] argument
//     choice       = "\begin{cases}" case { "\\" case } "\end{cases}"
//                  | case { ( ";" | "," ) case }    with the word "otherwise" or "else" at its end
//     case         = sum { "," | "&" } [ WORD ] [ condition ]
//     condition    = sum COMPARISON sum { COMPARISON sum } { ( "and" | "or" | "," ) condition }
//     argument     = "{" sum "}" | DIGIT | NAME
//     matrix       = "\begin{bmatrix}" cells { "\\" cells } [ "\\" ] "\end{bmatrix}"
//     cells        = sum { "&" sum }
//
// NAME is a value, FUNCTION a function, RAISED a superscript number. The name of a function may
// have a superscript that is a name, or a number or a name in brackets: f^h, f^{(1)}. A bar closes
// where an operator could stand and a bar of its kind is open, and opens elsewhere; LEFTBAR and
// RIGHTBAR are those of LaTeX that say their side, as "\left|" and "\rvert".
//
// `SentenceReader` takes lines apart; an aside is what says nothing that a formula is worked out
// from. `Recurrences` writes a line such as `h_t = f(h_{t-1})` out for all turns that an aside such
// as `t = 1, …, 4` speaks of. A name that `:=`, `←` or `+=` gives a new value has another name from there on, `w⁺`.
//
// A formula of LaTeX is read by the same grammar: the lexer turns a command into the token that
// plain notation has for it, and `PageLayout` takes out `$`, `align` and the like.

/// Reads sources into a syntax tree.
package enum Parser {
  /// Parses all sources together.
  ///
  /// A definition in a later source replaces the one of the same name in an earlier source. The
  /// diagnostics come in the order of the text; a tree that comes with errors lacks the statements
  /// that they are in.
  ///
  /// - Parameters:
  ///   - sources: The texts, the main one first.
  ///   - functions: The names of the functions that exist without being defined.
  /// - Returns: The tree and all that is to be said about the sources.
  package static func parse(
    _ sources: [Source],
    functions: Set<String>
  ) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
    let oversized = sources.enumerated().compactMap { sizeError(of: $1, at: $0) }
    var macros = Macro.standard
    let layouts = sources.enumerated().map { position, source in
      oversized.isEmpty
        ? lexed(source, at: position, functions: functions, macros: &macros)
        : LexedSource(tokens: Lexer.unread(source, at: position))
    }
    let tokens = layouts.map { $0.tokens }
    let joined = JoinedNames.joined(tokens.map(NeedlessBraces.removed), of: sources)
    let named = BarArguments.parted(NamedCalls.joined(joined, of: sources))
    var outline = Outline(named, of: sources, reusedNames: layouts.map { $0.reusedNames })
    let lastTurns = outline.unrollRecurrences(of: sources)
    var names = NameTable(
      outline.drafts,
      given: functions.subtracting(outline.bareFunctions(among: ["σ"])),
      sources: sources,
      lastTurns: lastTurns
    )
    outline.readIndices(&names, sources)
    var parser = StatementParser(sources: sources, names: names, layouts)
    parser.parse(outline)
    var diagnostics = oversized + layouts.flatMap { $0.diagnostics } + outline.diagnostics
    diagnostics += parser.diagnostics
    if outline.isEmpty, oversized.isEmpty { diagnostics.append(emptySource) }
    if oversized.isEmpty {
      diagnostics += BidiControls.warnings(about: sources, besides: diagnostics)
    }
    let isComplete = !diagnostics.contains { $0.severity == .error }
    let tree = SyntaxTree(
      sources: sources,
      statements: parser.statements,
      mainStatementCount: parser.mainStatementCount,
      expressions: parser.expressions,
      brokenNames: isComplete
        ? []
        : Set(outline.drafts.compactMap { $0.name?.text }).union(outline.brokenNames)
          .subtracting(parser.statements.compactMap { $0.name?.text }),
      isComplete: isComplete,
      code: parser.code,
      printedNames: PrintedNames(among: Self.names(parser.statements, parser.expressions)),
      tokens: layouts.map { $0.written ?? $0.tokens }
    )
    return (tree, Diagnostic.inOrder(diagnostics))
  }

  /// The names that are given a meaning or used.
  private static func names(_ statements: [Statement], _ expressions: [Expression]) -> [String] {
    statements.compactMap { $0.name?.text }
      + expressions.compactMap { expression in
        switch expression.kind {
        case .name(let name), .call(let name, _), .local(let name, _, _): name
        default: nil
        }
      }
  }

  /// A source with its macros written out, each token with its place in the source.
  private static func lexed(
    _ source: Source,
    at position: Int,
    functions: Set<String>,
    macros: inout [String: Macro]
  ) -> LexedSource {
    var lexed: LexedSource
    if let rewritten = RewrittenSource(source, macros: &macros) {
      lexed = Lexer.tokens(of: rewritten.source, at: position, functions: functions)
      lexed.tokens = rewritten.traced(lexed.tokens)
      lexed.written = lexed.written.map(rewritten.traced)
      lexed.diagnostics = lexed.diagnostics.map(rewritten.traced)
    } else {
      lexed = Lexer.tokens(of: source, at: position, functions: functions)
    }
    let layout = PageLayout.read(marked(lexed.tokens, of: source), of: source)
    lexed.tokens = layout.tokens
    lexed.diagnostics += layout.diagnostics
    return lexed
  }

  /// The tokens with conditions and the signs of definitions as what they are.
  private static func marked(_ tokens: [Token], of source: Source) -> [Token] {
    let tokens = ApproximateDefinitions.read(Indicators.read(tokens, of: source))
    let choices = PlainChoices.read(StackedChoices.read(tokens, of: source))
    return CasesLayout.read(choices, of: source)
  }

  private static func sizeError(of source: Source, at position: Int) -> Diagnostic? {
    let size = source.utf8.count
    return size > Source.sizeLimit ? Source.tooLarge(size: size, at: position) : nil
  }

  private static var emptySource: Diagnostic {
    .error(
      "empty-source",
      "a source has at least one statement, and this one has none",
      solutions: [.init(summary: "start with a formula and its values: y = x^2 + 2x; x = 3")]
    )
  }
}
