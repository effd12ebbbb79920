import GradstepFrames
import GradstepLayout
import GradstepText

/// What stands in the box of a card: its name and its symbol, cut to a length that a box can have,
/// and the mark of a gradient that has arrived in part.
struct CardLabel: Hashable, Sendable {
  /// One character and the cells that it fills.
  struct Sign: Hashable, Sendable {
    var string: String
    var columns: Int
    var role: Text.Role
  }

  /// The characters from left to right.
  private(set) var signs: [Sign] = []

  /// How many cells all of them fill.
  var columns: Int { signs.reduce(0) { $0 + $1.columns } }

  /// The cells for the mark of a gradient that has arrived in part; none where it arrives at once.
  let markColumns: Int

  init(_ card: Diagram.Card, isASCII: Bool) {
    markColumns = card.largestPart.map { Self.mark($0).count } ?? 0
    append(card.name, isASCII: isASCII)
    let name = signs
    signs = []
    append(card.symbol, isASCII: isASCII)
    let gap = name.isEmpty || signs.isEmpty ? [] : [Sign(string: " ", columns: 1, role: .plain)]
    signs = name + gap + signs
  }

  /// What says that more of a gradient is to come: an open bracket, and the count behind it.
  static func mark(_ arrival: Arrival) -> String { Arrival.opening + arrival.count }

  /// Adds a text without the part that is too long.
  private mutating func append(_ text: Text, isASCII: Bool) {
    var part: [Sign] = []
    for run in text.runs {
      let string = isASCII ? run.asciiString : Text([run]).plain
      for character in string {
        let sign = String(character)
        let columns = TextMetrics.columns(of: sign)
        if columns > 0 {
          part.append(Sign(string: sign, columns: columns, role: run.role))
        } else if let last = part.indices.last {
          // A mark belongs to the character before it; one without any is not shown.
          part[last].string += sign
        }
      }
    }
    let dots = isASCII ? ".." : "…"
    if part.reduce(0, { $0 + $1.columns }) > Self.greatestColumns {
      var room = Self.greatestColumns - TextMetrics.columns(of: dots)
      let kept = part.prefix { sign in
        room -= sign.columns
        return room >= 0
      }
      let role = kept.last?.role ?? .plain
      part = kept + dots.map { Sign(string: String($0), columns: 1, role: role) }
    }
    signs += part
  }

  /// The cells that a name may fill, and those that a symbol may.
  static let greatestColumns = 12
}

extension Text.Run {
  /// The characters with the signs of formulas in ASCII; letters stay what they are.
  fileprivate var asciiString: String {
    let plain = string.map { Self.asciiSigns[$0] ?? String($0) }.joined()
    switch script {
    case .baseline: return plain
    case .subscript: return "_" + plain
    case .superscript: return plain.count > 1 && plain != "-1" ? "^(\(plain))" : "^" + plain
    }
  }

  private static let asciiSigns: [Character: String] = [
    "\u{A0}": " ", "−": "-", "·": "*", "×": "x", "⊙": ".*", "‖": "||", "ᵀ": "^T", "√": "sqrt",
    "≈": "~", "–": "-",
  ]
}

extension CellMetrics {
  /// How many columns a box takes: those of its label, or of the mark in its lower border.
  func columns(_ label: CardLabel) -> Int {
    max(label.columns + (isTight ? 2 : 4), label.markColumns + 2)
  }
}
