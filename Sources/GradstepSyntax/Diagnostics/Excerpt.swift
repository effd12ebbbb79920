/// A line of a source, cut to what fits, with the columns to underline.
struct Excerpt {
  /// The widest line that is shown whole.
  static let width = 100

  /// The columns shown before the underlined part of a line that is cut.
  private static let lead = 40

  /// The most scalars of a character that is shown; a letter has a few marks, and a family five.
  private static let longestCharacter = 16

  /// The line as it is shown.
  private(set) var text = ""

  /// How many columns are before the underlined ones.
  private(set) var indent = 0

  /// How many columns are underlined, at least one.
  private(set) var length = 1

  private struct Cell {
    let character: Character
    let byte: Int
    let columns: Int
  }

  init(of source: Source, bytes: Range<Int>, from waypoint: SourceIndex.Waypoint) {
    let (cells, isWhole) = Self.cells(of: source, bytes: bytes, from: waypoint)
    let start = cells.firstIndex { $0.byte >= bytes.lowerBound } ?? cells.count
    let total = cells.reduce(0) { $0 + $1.columns }
    var shown = cells[...]
    if waypoint.column > 1 || !isWhole || total > Self.width {
      shown = Self.window(of: cells, around: start)
    }
    let isCutBefore = waypoint.column > 1 || shown.startIndex > 0
    let isCutAfter = !isWhole || shown.endIndex < cells.count
    text = (isCutBefore ? "…" : "") + String(shown.map { $0.character }) + (isCutAfter ? "…" : "")
    indent = shown[..<max(start, shown.startIndex)].reduce(isCutBefore ? 1 : 0) { $0 + $1.columns }
    let underlined = shown[max(start, shown.startIndex)...].prefix { $0.byte < bytes.upperBound }
    length = max(1, underlined.reduce(0) { $0 + $1.columns })
  }

  /// The characters from a waypoint to the line's end, or to where nothing more can be shown.
  private static func cells(
    of source: Source,
    bytes: Range<Int>,
    from waypoint: SourceIndex.Waypoint
  ) -> (cells: [Cell], isWhole: Bool) {
    var cells: [Cell] = []
    var columnsAfter = 0
    for (character, place) in CharacterReader(source.utf8, from: waypoint.byte) {
      let byte = place.lowerBound
      if character.isNewline { break }
      if columnsAfter > width { return (cells, false) }
      let shown = visible(character)
      // A byte order mark at the start is not shown at all.
      if byte > 0 || character != "\u{FEFF}" {
        cells.append(Cell(character: shown, byte: byte, columns: shown.columns))
      }
      if byte >= bytes.lowerBound { columnsAfter += shown.columns }
    }
    return (cells, true)
  }

  private static func window(of cells: [Cell], around start: Int) -> ArraySlice<Cell> {
    var first = start
    var columns = 0
    while first > 0, columns + cells[first - 1].columns <= lead {
      first -= 1
      columns += cells[first].columns
    }
    var end = start
    while end < cells.count, columns + cells[end].columns <= width {
      columns += cells[end].columns
      end += 1
    }
    return cells[first..<end]
  }

  /// A character that neither moves the cursor nor hides.
  private static func visible(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first else { return " " }
    if character == "\t" { return " " }
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
      return Character(picture)
    }
    let isShown =
      character.unicodeScalars.count <= longestCharacter
      && character.unicodeScalars.allSatisfy { $0.isPrintable }
    return isShown ? character : "\u{FFFD}"
  }
}
