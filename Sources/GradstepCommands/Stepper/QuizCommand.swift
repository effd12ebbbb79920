import Gradstep

/// What a line can be in a quiz besides an answer; the same on the screen and in plain lines.
enum QuizCommand: CaseIterable {
  /// The question once more. It costs nothing, so that Enter by mistake costs nothing.
  case again
  case hint
  case skip
  case quit

  /// The command that a line gives; `nil` for an answer.
  init?(_ line: String) {
    switch line.lowercased() {
    case "": self = .again
    case "?", "hint": self = .hint
    case "skip": self = .skip
    case "q", "quit": self = .quit
    default: return nil
    }
  }

  private var help: String {
    switch self {
    case .again: "empty line: question again"
    case .hint: "?: hint"
    case .skip: "skip: answer"
    case .quit: "q: leave"
    }
  }

  /// What can be typed in, in one line; what is needed most stands first.
  static func help(separator: String) -> String {
    [Self.hint, .skip, .quit, .again].map(\.help).joined(separator: separator)
  }
}

extension Text {
  /// The text as something that is said aside.
  var dimmed: Text { inRole(.dimmed) }

  /// The text as a heading.
  var symbol: Text { inRole(.symbol) }

  private func inRole(_ role: Role) -> Text {
    Text(runs.map { Run($0.string, role, script: $0.script) })
  }
}
