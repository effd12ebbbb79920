/// A name as it is spelled in a source, beside its canonical spelling.
///
/// A lowered part ends a name, as it does in print: `W₁x` is two names.
struct NameSpelling {
  /// The canonical spelling, a letter with its marks as one character.
  var characters: [Character] = []

  /// For each canonical character, the byte behind what spells it.
  var ends: [Int] = []

  /// The place behind the name.
  var cursor: SourceCursor

  private var hasSubscript = false

  /// Whether the name starts with a command of LaTeX.
  var isCommand = false

  var canonical: String { String(characters) }

  /// The name that starts at a place.
  init(at cursor: SourceCursor) {
    self.cursor = cursor
    if cursor.current == "\\" || cursor.current == "{" {
      // A subscript within the braces of a font ends the name.
      guard takeCommand(), !hasSubscript else { return }
    }
    takePlain()
  }

  /// Takes letters, digits and subscripts, or nothing.
  private mutating func takePlain() {
    while let scalar = cursor.current {
      if scalar.continuesName {
        // A command ends at its last letter, and so does the name without a subscript.
        if isCommand, !hasSubscript { return }
        take()
      } else if scalar == "_" || scalar == "\\" && cursor.following == "_" {
        // Pages that set `_` in italics have `\_` for it.
        if scalar != "_" { cursor.advance() }
        guard let isOpen = takeSubscript(), isOpen else { return }
      } else if !scalar.isASCII, ScriptTable.lowered[scalar] != nil {
        takeLowered()
        return
      } else {
        return
      }
    }
  }

  /// Takes a letter or a digit with the marks on it.
  mutating func take() {
    guard let scalar = cursor.current else { return }
    let start = cursor.offset
    cursor.advance()
    let end = cursor.offset
    cursor.skip { $0.marksName }
    let isMarked = cursor.offset > end
    append(
      isMarked
        ? ScriptTable.composed(Character(cursor.text(from: start)))
        : Character(ScriptTable.usual(scalar))
    )
  }

  /// Takes as many letters and digits as there are.
  mutating func takeWord() {
    while cursor.current?.continuesName == true { take() }
  }

  /// Adds a canonical character that is spelled up to here.
  mutating func append(_ character: Character) {
    characters.append(character)
    ends.append(cursor.offset)
  }

  private mutating func takeLowered() {
    if !hasSubscript { append("_") }
    while let scalar = cursor.current, let digit = ScriptTable.lowered[scalar] {
      cursor.advance()
      append(Character(digit))
    }
  }

  /// Takes `_` and what follows it in braces or as a command; nothing where that is no name.
  ///
  /// - Returns: Whether the name can go on, if anything was taken.
  mutating func takeSubscript() -> Bool? {
    // A copy of all would take a name of many subscripts the square of its length.
    let before = (cursor: cursor, hasSubscript: hasSubscript, count: characters.count)
    hasSubscript = true
    takeUnderscore()
    switch cursor.current {
    case "{": if takeBraces() { return false }
    case "\\": if takeSubscriptCommand() { return false }
    default: return true
    }
    cursor = before.cursor
    hasSubscript = before.hasSubscript
    characters.removeSubrange(before.count...)
    ends.removeSubrange(before.count...)
    return nil
  }

  mutating func takeUnderscore() {
    cursor.advance()
    append("_")
  }

  /// Takes `{12}` or `{\text{out}}`, or nothing unless it is letters and digits in closed braces.
  private mutating func takeBraces() -> Bool {
    let count = characters.count
    cursor.advance()
    braces: while let scalar = cursor.current {
      switch scalar {
      case " ": cursor.advance()
      case "\\": guard takeSubscriptCommand() else { break braces }
      default:
        guard scalar.continuesName else { break braces }
        take()
      }
    }
    guard characters.count > count, cursor.accept("}") else { return false }
    ends[ends.count - 1] = cursor.offset
    return true
  }
}
