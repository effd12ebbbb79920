// The grammar, loosest first. One production is one method of the same name of `StatementParser`;
// the headings, up to `=` or `:`, are read by `HeadingReader` before any expression is, because
// how an expression reads depends on what its names stand for.
//
//     source       = statement { ( newline | ";" ) statement }
//     statement    = "output" NAME
//                  | [ "const" ] NAME "=" sum
//                  | [ "const" ] NAME ( ":" | "∈" ) shape
//                  | NAME "=" FUNCTION
//                  | NAME "(" NAME { "," NAME } ")" "=" sum
//                  | sum
//     shape        = dimensions | ( "ℝ" | "R" ) [ RAISED | "^" dimensions | "^" "{" dimensions "}" ]
//     dimensions   = NUMBER [ ( "×" | "*" | "x" ) NUMBER ]
//
//     sum          = product { ( "+" | "-" ) product }
//     product      = prefix { ( "·" | "⋅" | "@" | "*" | "×" | "/" | "⊙" | ".*" ) prefix | power }
//     prefix       = { "-" | "+" } power
//     power        = postfix [ "^" prefix ]
//     postfix      = primary { "'" | "ᵀ" | "^" "T" | "^" "⊤" | RAISED | "[" arguments "]" }
//     primary      = NUMBER | NAME | call | group | list | bars
//     call         = FUNCTION [ RAISED | "^" NUMBER ] ( "(" arguments ")" | run )
//     run          = prefix { power }              up to a sign or the name of a function
//     arguments    = sum { "," sum }
//     group        = "(" sum ")"
//     list         = "[" row { ";" row } "]"
//     row          = sum { "," sum } [ "," ]
//     bars         = "|" sum "|" | "||" sum "||" | "‖" sum "‖"
//
// NAME is a value, FUNCTION a function, RAISED a superscript number. A bar closes where an operator
// could stand and a bar of its kind is open, and opens elsewhere.

/// Reads sources into a syntax tree.
public enum Parser {
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
  public static func parse(
    _ sources: [Source],
    functions: Set<String>
  ) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
    let oversized = sources.enumerated().compactMap { sizeError(of: $1, at: $0) }
    let tokens = sources.enumerated().map { position, source in
      oversized.isEmpty
        ? Lexer.tokens(of: source.text, source: position)
        : Lexer.unread(source.text, source: position)
    }
    let outline = Outline(tokens)
    let names = NameTable(outline.drafts, given: functions)
    var parser = StatementParser(sources: sources, names: names)
    parser.parse(outline)
    var diagnostics = oversized + outline.diagnostics + parser.diagnostics
    if outline.isEmpty, oversized.isEmpty { diagnostics.append(emptySource) }
    let tree = SyntaxTree(
      sources: sources,
      statements: parser.statements,
      mainStatementCount: parser.mainStatementCount,
      expressions: parser.expressions,
      brokenNames: Set(outline.drafts.compactMap(\.heading.name?.text))
        .subtracting(parser.statements.compactMap(\.name?.text)),
      isComplete: !diagnostics.contains { $0.severity == .error },
      tokens: tokens
    )
    return (tree, Diagnostic.inOrder(diagnostics))
  }

  private static func sizeError(of source: Source, at position: Int) -> Diagnostic? {
    let size = source.text.utf8.count
    guard size > Source.sizeLimit else { return nil }
    return .error(
      "source-too-large",
      "a source has at most \(Source.sizeLimit) bytes, and this one has \(size)",
      at: SourceRange(source: position, bytes: 0..<0)
    )
  }

  private static var emptySource: Diagnostic {
    .error(
      "empty-source",
      "a source has at least one statement, and this one has none",
      solutions: [.init(summary: "start with a formula and its values: y = x^2 + 2x; x = 3")]
    )
  }
}
