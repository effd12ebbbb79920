/// Writes out what stands for other text: macros, and characters such as `½` and `⁽¹⁾`.
///
/// It works along the text with a stack of its own; what a macro stands for is read again, up to a
/// depth that no formula has, so that a macro which stands for itself comes to an end.
struct SourceRewriter {
  /// How deep macros stand in what others stand for.
  private static let depthLimit = 32

  /// The most bytes that macros add.
  private static let growthLimit = 1_048_576

  private(set) var macros: [String: Macro]
  private(set) var result = TracedText()

  /// The texts that are being read, the innermost last.
  private var frames: [Frame] = []
  /// How many bytes macros have added.
  private var growth = 0
  /// How many environments are open.
  private var tableDepth = 0

  private struct Frame {
    let text: TracedText
    var cursor: SourceCursor
    /// Where what was not yet handed on starts.
    var start = 0
  }

  init(macros: [String: Macro]) {
    self.macros = macros
  }

  /// Whether a text has anything that is to be written out.
  static func isNeeded(for bytes: [UInt8], macros: [String: Macro]) -> Bool {
    var cursor = SourceCursor(bytes)
    while let scalar = cursor.current {
      if scalar == "\\" {
        let word = LaTeXCommand.word(at: cursor)
        let isRead = MacroDefinition.commands.contains(word) || macros[word] != nil
        if isRead || word == "begin" { return true }
        cursor.offset += 1 + word.utf8.count
        if texts.contains(word), code(at: &cursor) != nil { return true }
      } else if TypedMarkup.text(at: cursor, behind: cursor.byteBefore) != nil {
        return true
      } else {
        if !scalar.isASCII, TypedScript.isRewritten(scalar) { return true }
        cursor.advance()
      }
    }
    return false
  }

  mutating func rewrite(_ bytes: [UInt8]) {
    push(TracedText(verbatim: bytes))
    while !frames.isEmpty {
      let top = frames.count - 1
      guard let scalar = frames[top].cursor.current else {
        flush()
        frames.removeLast()
        continue
      }
      switch scalar {
      case "\\":
        command()
      case "&", "<", "{":
        markup()
      case "#" where frames.count == 1:
        frames[top].cursor.skip { !$0.isNewline }
      default:
        if !scalar.isASCII, TypedScript.isRewritten(scalar) {
          script()
        } else {
          frames[top].cursor.advance()
        }
      }
    }
  }

  private mutating func push(_ text: TracedText) {
    frames.append(Frame(text: text, cursor: SourceCursor(text.bytes)))
  }

  /// Hands on what was read up to here.
  private mutating func flush(upTo end: Int? = nil) {
    let top = frames.count - 1
    let end = end ?? frames[top].cursor.offset
    result.append(frames[top].start..<end, of: frames[top].text)
    frames[top].start = frames[top].cursor.offset
  }

  /// Puts another text in the place of what was read since a place.
  private mutating func replace(from start: Int, by text: [UInt8]) {
    let top = frames.count - 1
    let origin = frames[top].text.origin(of: start..<frames[top].cursor.offset)
    flush(upTo: start)
    result.append(text, for: origin)
  }

  private mutating func markup() {
    let top = frames.count - 1
    let cursor = frames[top].cursor
    guard let (count, text) = TypedMarkup.text(at: cursor, behind: cursor.byteBefore) else {
      frames[top].cursor.advance()
      return
    }
    frames[top].cursor.offset += count
    replace(from: cursor.offset, by: Array(text.utf8))
  }

  private mutating func script() {
    let top = frames.count - 1
    let start = frames[top].cursor.offset
    let before = frames[top].text.bytes[..<start].last
    if let text = TypedScript.text(at: &frames[top].cursor, behind: before) {
      replace(from: start, by: Array(text.utf8))
    }
  }

  // MARK: - Macros

  private mutating func command() {
    let top = frames.count - 1
    let start = frames[top].cursor.offset
    let word = LaTeXCommand.word(at: frames[top].cursor)
    frames[top].cursor.offset += 1 + word.utf8.count
    if frames.count == 1, MacroDefinition.commands.contains(word) {
      if let definition = MacroDefinition(word, at: &frames[top].cursor) {
        macros[definition.name] = definition.macro
        flush(upTo: start)
      }
      return
    }
    if frames.count == 1 { countTables(word) }
    if Self.texts.contains(word) {
      if tableDepth > 0, condition(from: start) { return }
      if let code = Self.code(at: &frames[top].cursor) {
        // `\text{x.size}(0)` is code, and no text.
        flush(upTo: start)
        result.append(code, of: frames[top].text)
        return
      }
    }
    guard let macro = macros[word], frames.count < Self.depthLimit, growth < Self.growthLimit else {
      return
    }
    let behind = frames[top].cursor.offset
    _ = frames[top].cursor.accept("*")
    if macro.wantsBraces, frames[top].cursor.current != "{" {
      frames[top].cursor.offset = behind
      return
    }
    var arguments: [Range<Int>] = []
    while arguments.count < macro.parameterCount {
      guard let argument = MacroDefinition.argument(at: &frames[top].cursor) else {
        frames[top].cursor.offset = behind
        return
      }
      arguments.append(argument)
    }
    if macro.parameterCount == 0 { frames[top].cursor.offset = behind }
    if macro.hasRemark { skipRemark() }
    let expansion = expansion(of: macro, arguments, from: start)
    flush(upTo: start)
    growth += expansion.bytes.count
    push(expansion)
  }

  // MARK: - Conditions

  /// The commands of upright text.
  private static let texts: Set<String> = [
    "text", "mbox", "textrm", "textnormal", "textit", "hbox", "texttt",
  ]

  /// The names with points between them that an argument is made of, as `x.size`; nothing where it is
  /// anything else.
  private static func code(at cursor: inout SourceCursor) -> Range<Int>? {
    let before = cursor.offset
    let start = before + 1
    guard cursor.accept("{") else { return nil }
    var parts = 0
    repeat {
      let part = cursor.offset
      guard cursor.current?.isASCIILetter == true else { break }
      cursor.skip { $0.isASCII && $0.continuesName || $0 == "_" }
      // `\text{i.e}` is no code.
      guard parts == 0 || cursor.offset > part + 1 else { break }
      parts += 1
    } while cursor.accept(".")
    let end = cursor.offset
    if parts > 1, cursor.accept("}") { return start..<end }
    cursor.offset = before
    return nil
  }

  private mutating func countTables(_ word: String) {
    if word == "begin" { tableDepth += 1 }
    if word == "end" { tableDepth = max(0, tableDepth - 1) }
  }

  /// Writes `\text{if $x > 0$}` as `\text{if} x > 0`, where a case has such text.
  private mutating func condition(from start: Int) -> Bool {
    let top = frames.count - 1
    let before = frames[top].cursor.offset
    let text = frames[top].text
    guard frames.count < Self.depthLimit,
      let argument = MacroDefinition.argument(at: &frames[top].cursor)
    else { return false }
    let content = text.bytes[argument]
    let word = content.drop { $0 == 0x20 }.prefix { Unicode.Scalar($0).isASCIILetter }
    let rest = content[word.endIndex...]
    // `\text{$x > 0$}` is a condition without a word.
    let isFormula = word.isEmpty && rest.contains(UInt8(ascii: "$"))
    guard isFormula || ConditionWord(rawValue: String(decoding: word, as: UTF8.self)) != nil,
      rest.contains(where: { $0 != 0x20 })
    else {
      frames[top].cursor.offset = before
      return false
    }
    var written = TracedText()
    let origin = text.origin(of: start..<frames[top].cursor.offset)
    let lead = isFormula ? [] : Array("\\text{".utf8) + word + Array("} ".utf8)
    written.append(lead, for: origin)
    var stretch = rest.startIndex
    for position in rest.indices
    where [UInt8(ascii: "$"), UInt8(ascii: ".")].contains(rest[position]) {
      // A full stop belongs to the sentence, a point to its number.
      let isPoint =
        rest[position] == UInt8(ascii: ".") && position + 1 < rest.endIndex
        && Unicode.Scalar(rest[position + 1]).isDecimalDigit
      guard !isPoint else { continue }
      written.append(stretch..<position, of: text)
      stretch = position + 1
    }
    written.append(stretch..<rest.endIndex, of: text)
    flush(upTo: start)
    growth += written.bytes.count
    push(written)
    return true
  }

  // MARK: - Expansion

  /// What a macro stands for, its arguments put in.
  private func expansion(
    of macro: Macro,
    _ arguments: [Range<Int>],
    from start: Int
  ) -> TracedText {
    let frame = frames[frames.count - 1]
    let origin = frame.text.origin(of: start..<frame.cursor.offset)
    var text = TracedText()
    var stretch = 0
    var position = 0
    let body = macro.body
    func isParameter(_ position: Int) -> Bool {
      body[position] == UInt8(ascii: "#") && position + 1 < body.count
        && (1...arguments.count).contains(Int(body[position + 1]) - 0x30)
    }
    while position < body.count {
      guard !arguments.isEmpty, isParameter(position) else {
        position += 1
        continue
      }
      text.append(body[stretch..<position], for: origin)
      let argument = arguments[Int(body[position + 1]) - 0x31]
      let isGroup = !Self.standsAlone(frame.text.bytes[argument])
      if isGroup { text.append(Array("{".utf8), for: origin) }
      text.append(argument, of: frame.text)
      if isGroup { text.append(Array("}".utf8), for: origin) }
      position += 2
      stretch = position
    }
    text.append(body[stretch...], for: origin)
    // A blank keeps a command at the end apart from what follows.
    let last = text.bytes.reversed().prefix { Unicode.Scalar($0).isASCIILetter }
    let endsInCommand = text.bytes.dropLast(last.count).last == UInt8(ascii: "\\")
    let next = frame.cursor.current
    if endsInCommand, !last.isEmpty, next?.isASCIILetter == true {
      text.append(Array(" ".utf8), for: origin)
    }
    return text
  }

  /// Whether an argument is one name or a whole formula, which need no braces.
  private static func standsAlone(_ argument: ArraySlice<UInt8>) -> Bool {
    argument.contains(UInt8(ascii: "="))
      || argument.allSatisfy {
        switch $0 {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "_"): true
        default: false
        }
      }
  }

  /// Skips the `_{…}` below a brace.
  private mutating func skipRemark() {
    let top = frames.count - 1
    let before = frames[top].cursor.offset
    frames[top].cursor.skip { $0.isBlank }
    // Pages in Markdown have `\_` for `_`.
    if frames[top].cursor.hasPrefix("\\_") { frames[top].cursor.advance() }
    guard frames[top].cursor.accept("_") || frames[top].cursor.accept("^"),
      let remark = MacroDefinition.argument(at: &frames[top].cursor)
    else {
      frames[top].cursor.offset = before
      return
    }
    // `_\text{data loss}`
    if frames[top].text.bytes[remark.lowerBound] == UInt8(ascii: "\\"),
      frames[top].cursor.current == "{"
    {
      _ = MacroDefinition.argument(at: &frames[top].cursor)
    }
  }
}
