import Gradstep

/// A line of text that is being typed, with the place of the cursor in it.
struct EditedLine: Hashable {
  /// What stands before the cursor.
  private(set) var before: String
  /// What stands at the cursor and behind it.
  private(set) var after = ""

  /// A line with the cursor at its end.
  init(_ text: String = "") {
    before = text
  }

  /// The whole line.
  var text: String { before + after }

  /// Does what a key does to a line; `false` where it does nothing to lines.
  mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(character)
    case .left, .shiftLeft, .control("b"): moveBack(1)
    case .right, .shiftRight, .control("f"): moveOn(1)
    case .home, .control("a"): moveBack(before.count)
    case .end, .control("e"): moveOn(after.count)
    case .alt("b"): moveBack(before.count - wordStart)
    case .alt("f"): moveOn(wordEnd)
    case .backspace: before = String(before.dropLast())
    case .delete, .control("d"): after = String(after.dropFirst())
    case .control("w"): before = String(before.prefix(wordStart))
    case .alt("d"): after = String(after.dropFirst(wordEnd))
    case .control("u"): before = ""
    case .control("k"): after = ""
    default: return false
    }
    return true
  }

  /// A mark that combines with the character before it becomes a part of that character.
  private mutating func insert(_ character: Character) {
    before.append(character)
  }

  private mutating func moveBack(_ count: Int) {
    after = before.suffix(count) + after
    before = String(before.dropLast(count))
  }

  private mutating func moveOn(_ count: Int) {
    before += after.prefix(count)
    after = String(after.dropFirst(count))
  }

  /// How many characters stand before the word that ends at the cursor; words end at blanks.
  private var wordStart: Int {
    let word = before.reversed().drop { $0.isWhitespace }.drop { !$0.isWhitespace }
    return word.count
  }

  /// How many characters behind the cursor the word ends that begins there.
  private var wordEnd: Int {
    after.count - after.drop { $0.isWhitespace }.drop { !$0.isWhitespace }.count
  }

  /// The part of the line that fits into so many columns, and the column of the cursor in it.
  ///
  /// The cursor is in view, the line stands still while it need not move, and `mark` stands where
  /// something is cut off.
  func window(columns: Int, mark: String) -> (text: Text, cursor: Int) {
    let characters = text.map { character in
      // A line break that was pasted is not one on the screen.
      let string = character.isNewline ? " " : String(character)
      return (string: string, columns: string.columns)
    }
    let place = before.count
    let cursor = characters.prefix(place).reduce(0) { $0 + $1.columns }
    let whole = characters.reduce(0) { $0 + $1.columns }
    // The cursor behind the last character needs a column, too.
    guard whole >= columns else { return (Text(characters.map(\.string).joined()), cursor) }
    guard columns > 2 else { return (Text(), 0) }
    // The window moves by half of itself.
    let stride = max(1, columns / 2)
    let start = cursor < columns - 1 ? 0 : ((cursor - columns + 1) / stride + 1) * stride
    var line = Text()
    var width = 0
    var column = 0
    var shown = 0
    if start > 0 {
      line += Text(mark, .dimmed)
      width = 1
    }
    for (index, character) in characters.enumerated() {
      defer { shown += character.columns }
      guard shown >= start + (start > 0 ? 1 : 0) else { continue }
      if index == place { column = width }
      let isLast = index == characters.count - 1
      guard width + character.columns <= columns - (isLast ? 0 : 1) else {
        line += Text(mark, .dimmed)
        return (line, column)
      }
      line += Text(character.string)
      width += character.columns
    }
    return (line, place == characters.count ? width : column)
  }
}
