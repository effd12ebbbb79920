/// Where the lines of a source start, and waypoints within long lines.
///
/// Made once, in one pass, so that finding a place costs no walk through the source or its line.
struct SourceIndex {
  /// A place whose line and column are known.
  struct Waypoint {
    let byte: Int
    /// Counted from 1.
    let line: Int
    /// In characters, counted from 1.
    let column: Int
  }

  /// How many characters lie between waypoints of one line.
  private static let stride = 128

  private let source: Source
  private var waypoints = [Waypoint(byte: 0, line: 1, column: 1)]

  init(_ source: Source) {
    self.source = source
    var line = 1
    var column = 1
    for (character, bytes) in CharacterReader(source.utf8) {
      let byte = bytes.upperBound
      if character.isNewline {
        line += 1
        column = 1
        waypoints.append(Waypoint(byte: byte, line: line, column: column))
      } else {
        // A byte order mark at the start is no character of the first line.
        if byte > 3 || character != "\u{FEFF}" { column += 1 }
        if column % Self.stride == 0 {
          waypoints.append(Waypoint(byte: byte, line: line, column: column))
        }
      }
    }
  }

  /// The line and the column of a byte, both counted from 1.
  func place(of byte: Int) -> Waypoint {
    let waypoint = waypoints[position(of: byte)]
    var place = waypoint.byte
    var column = waypoint.column
    for (character, bytes) in CharacterReader(source.utf8, from: place) {
      guard bytes.upperBound <= byte, !character.isNewline else { break }
      place = bytes.upperBound
      if place > 3 || character != "\u{FEFF}" { column += 1 }
    }
    return Waypoint(byte: place, line: waypoint.line, column: column)
  }

  /// A waypoint of the same line, at least a screen's width before a byte or at the line's start.
  func waypoint(before byte: Int) -> Waypoint {
    let position = position(of: byte)
    let waypoint = waypoints[position]
    let isFirst = position == 0 || waypoints[position - 1].line != waypoint.line
    return isFirst ? waypoint : waypoints[position - 1]
  }

  private func position(of byte: Int) -> Int {
    var low = 0
    var high = waypoints.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if waypoints[middle].byte <= byte { low = middle } else { high = middle }
    }
    return low
  }
}
