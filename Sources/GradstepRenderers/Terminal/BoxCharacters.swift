/// The signs that boxes and lines are made of.
struct BoxCharacters: Hashable, Sendable {
  /// Whether nothing but ASCII is used.
  var isASCII: Bool

  /// How thick a line is.
  enum Weight: Int, Hashable, Sendable, Comparable {
    case none
    case light
    case heavy

    static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
  }

  /// The lines from the middle of a cell to its four sides.
  struct Arms: Hashable, Sendable {
    var left = Weight.none
    var right = Weight.none
    var up = Weight.none
    var down = Weight.none

    /// The heavier of the lines.
    var heaviest: Weight { max(left, right, up, down) }

    /// Whether there are lines to all four sides.
    var isCross: Bool { min(left, right, up, down) > .none }

    /// The lines of both, the heavier one where both have one.
    func union(_ other: Arms) -> Arms {
      Arms(
        left: max(left, other.left),
        right: max(right, other.right),
        up: max(up, other.up),
        down: max(down, other.down)
      )
    }
  }

  /// How the border of a box is drawn.
  enum Outline: Hashable, Sendable {
    case single
    case rounded
    case dashed
    case double
    case heavy
  }

  /// Lines that are joined; four of them have a dot, so that they do not look like a crossing.
  func joint(_ arms: Arms) -> Character {
    if isASCII { return asciiJoint(arms) }
    return arms.isCross ? "●" : Self.lines[arms.code]
  }

  /// Lines that cross and are not joined.
  func crossing(_ arms: Arms) -> Character {
    guard isASCII else { return Self.lines[arms.code] }
    // The line that goes on unbroken is the stronger one.
    return arms.up >= arms.left
      ? asciiJoint(Arms(up: arms.up, down: arms.down))
      : asciiJoint(Arms(left: arms.left, right: arms.right))
  }

  private func asciiJoint(_ arms: Arms) -> Character {
    let isHeavy = arms.heaviest == .heavy
    if max(arms.up, arms.down) == .none { return isHeavy ? "=" : "-" }
    if max(arms.left, arms.right) == .none { return isHeavy ? "#" : "|" }
    return isHeavy ? "#" : "+"
  }

  /// The tip of a line.
  func arrowhead(isBackward: Bool) -> Character {
    if isASCII { return isBackward ? "<" : ">" }
    return isBackward ? "◀" : "▶"
  }

  /// A cell of the border of a box.
  ///
  /// - Parameters:
  ///   - outline: How the border is drawn.
  ///   - border: Where the border goes on, as light lines.
  ///   - line: The horizontal line that begins or ends in the cell.
  /// - Returns: The sign of the cell.
  func border(_ outline: Outline, _ border: Arms, joining line: Arms) -> Character {
    let signs = Array(isASCII ? outline.asciiSigns : outline.signs)
    let isJoined = line != Arms()
    if isASCII, isJoined { return outline == .heavy ? "#" : "+" }
    if isJoined, outline == .double { return line.right > .none ? "╟" : "╢" }
    if isJoined {
      let isHeavy = outline == .heavy
      return Self.lines[(isHeavy ? border.heavy : border).union(line).code]
    }
    switch border {
    case Arms(right: .light, down: .light): return signs[0]
    case Arms(left: .light, down: .light): return signs[1]
    case Arms(right: .light, up: .light): return signs[2]
    case Arms(left: .light, up: .light): return signs[3]
    case Arms(left: .light, right: .light): return signs[4]
    default: return signs[5]
    }
  }

  /// The signs for all lines: nine blocks for the lines up and down, in each one nine signs for
  /// those to the left and to the right.
  private static let lines = Array(
    " ╶╺╴─╼╸╾━" + "╷┌┍┐┬┮┑┭┯" + "╻┎┏┒┰┲┓┱┳"
      + "╵└┕┘┴┶┙┵┷" + "│├┝┤┼┾┥┽┿" + "╽┟┢┧╁╆┪╅╈"
      + "╹┖┗┚┸┺┛┹┻" + "╿┞┡┦╀╄┩╃╇" + "┃┠┣┨╂╊┫╉╋"
  )
}

extension BoxCharacters.Arms {
  /// The position in the table of signs.
  fileprivate var code: Int {
    ((up.rawValue * 3 + down.rawValue) * 3 + left.rawValue) * 3 + right.rawValue
  }

  /// The same lines, all heavy.
  fileprivate var heavy: BoxCharacters.Arms {
    func heavy(_ weight: BoxCharacters.Weight) -> BoxCharacters.Weight {
      weight == .none ? .none : .heavy
    }
    return BoxCharacters.Arms(
      left: heavy(left),
      right: heavy(right),
      up: heavy(up),
      down: heavy(down)
    )
  }
}

extension BoxCharacters.Outline {
  /// The four corners, the horizontal and the vertical line.
  fileprivate var signs: String {
    switch self {
    case .single: "┌┐└┘─│"
    case .rounded: "╭╮╰╯─│"
    case .dashed: "┌┐└┘┄┆"
    case .double: "╔╗╚╝═║"
    case .heavy: "┏┓┗┛━┃"
    }
  }

  fileprivate var asciiSigns: String {
    switch self {
    case .single: "++++-|"
    case .rounded: "..''-|"
    case .dashed: "++++.:"
    case .double: "++++=|"
    case .heavy: "######"
    }
  }
}
