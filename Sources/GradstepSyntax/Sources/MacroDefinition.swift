/// A definition of a macro: `\newcommand{\Vx}{\mathbf{x}}`, `\def\Vx{\mathbf{x}}` and the like.
struct MacroDefinition {
  /// The word of the macro.
  let name: String

  let macro: Macro

  /// The commands that define macros.
  static let commands: Set<String> = [
    "newcommand", "renewcommand", "providecommand", "def", "gdef", "DeclareMathOperator", "let",
  ]

  /// The definition behind a command, or nothing where it is none that is read.
  init?(_ command: String, at cursor: inout SourceCursor) {
    let before = cursor.offset
    var definition = cursor
    _ = definition.accept("*")
    guard let name = Self.name(at: &definition) else { return nil }
    let count: Int?
    switch command {
    case "let":
      definition.skip { $0.isBlank || $0 == "=" }
      count = 0
    case "def", "gdef": count = Self.parametersOfDef(at: &definition)
    case "DeclareMathOperator": count = 0
    default: count = Self.parameters(at: &definition)
    }
    guard let count, let body = Self.argument(at: &definition) else {
      cursor.offset = before
      return nil
    }
    self.name = name
    let text = definition.bytes(in: body)
    let isOperator = command == "DeclareMathOperator"
    macro = Macro(count, isOperator ? Self.operatorName(text) : text)
    cursor = definition
  }

  /// `\Vx` or `{\Vx}`.
  private static func name(at cursor: inout SourceCursor) -> String? {
    cursor.skip { $0.isBlank }
    let isBraced = cursor.accept("{")
    cursor.skip { $0.isBlank }
    guard cursor.current == "\\" else { return nil }
    let word = LaTeXCommand.word(at: cursor)
    guard word.unicodeScalars.first?.isASCIILetter == true else { return nil }
    cursor.offset += 1 + word.utf8.count
    cursor.skip { $0.isBlank }
    return !isBraced || cursor.accept("}") ? word : nil
  }

  /// `[2]`; nothing for a first argument that may be left out.
  private static func parameters(at cursor: inout SourceCursor) -> Int? {
    cursor.skip { $0.isBlank }
    guard cursor.accept("[") else { return 0 }
    guard let digit = cursor.current, digit.isDecimalDigit else { return nil }
    cursor.advance()
    guard cursor.accept("]"), cursor.current != "[" else { return nil }
    return Int(digit.value - 0x30)
  }

  /// `#1#2`.
  private static func parametersOfDef(at cursor: inout SourceCursor) -> Int? {
    var count = 0
    cursor.skip { $0.isBlank }
    while cursor.accept("#") {
      count += 1
      guard count < 10, cursor.current?.value == UInt32(0x30 + count) else { return nil }
      cursor.advance()
    }
    return count
  }

  /// `\operatorname{argmax}` for `arg\,max`.
  private static func operatorName(_ text: [UInt8]) -> [UInt8] {
    let letters = text.filter { Unicode.Scalar($0).isASCIILetter || $0 == UInt8(ascii: "-") }
    return Array(#"\operatorname{"#.utf8) + letters + Array("}".utf8)
  }

  /// The argument of a macro: what stands in braces, a command, or one character.
  static func argument(at cursor: inout SourceCursor) -> Range<Int>? {
    let before = cursor.offset
    cursor.skip { $0.isBlank || $0.isNewline }
    let start = cursor.offset
    switch cursor.current {
    case nil, "}":
      cursor.offset = before
      return nil
    case "\\":
      cursor.offset += 1 + LaTeXCommand.word(at: cursor).utf8.count
      return start..<cursor.offset
    case "{":
      var depth = 0
      while let scalar = cursor.current {
        cursor.advance()
        switch scalar {
        case "{": depth += 1
        case "}": depth -= 1
        // What a backslash stands before is no brace of an argument.
        case "\\" where cursor.current?.isNewline == false: cursor.advance()
        default: break
        }
        if depth == 0 { return start + 1..<cursor.offset - 1 }
      }
      cursor.offset = before
      return nil
    default:
      cursor.advance()
      return start..<cursor.offset
    }
  }
}
