import Gradstep
import Testing
import _GradstepTestSupport

/// A graph to be drawn in one way.
struct TerminalCase: Sendable, CustomTestStringConvertible {
  let name: String
  let isTight: Bool
  private let source: Source

  static let all: [TerminalCase] = [false, true].flatMap { isTight in
    texts.map { name, text in
      TerminalCase(name: name, isTight: isTight, source: Source(name: name, text: text))
    }
  }

  var testDescription: String { name + (isTight ? " tight" : "") }

  func screen() async throws -> TerminalScreen {
    try await TerminalScreen(Lesson([source]), isTight: isTight)
  }

  private static let texts: [(name: String, text: String)] =
    Example.all.compactMap { example in
      (try? Project.text(example.path)).map { (example.name, $0) }
    } + (1...12).map { ("tangle \($0)", tangle($0)) }
    + [
      ("five slots", fiveSlots), ("swapped", swapped), ("cube", "a = 2\nb = a·a\ny = b·b·a"),
    ]

  private static let fiveSlots = "a = 1\nb = 2\nc = a + b\ny = [b, c, a, a·b, c]"

  /// Operands that are used in one order and in the other one.
  private static let swapped = """
    a = 1
    b = 2
    p = a - b
    q = b - a
    r = q/p
    s = p/q
    y = (r - s)·(s - r)
    """

  /// Nodes that each use two earlier ones, without any order to be found in it.
  private static func tangle(_ number: Int) -> String {
    var random = UInt32(number)
    var lines = ["n_0 = 1", "n_1 = 2", "n_2 = 3"]
    for index in 3..<6 + 2 * number {
      let operands = (0..<2).map { _ in
        random = random &* 1_664_525 &+ 1_013_904_223
        return "n_\(Int(random >> 8) % index)"
      }
      lines.append("n_\(index) = \(operands[0]) - \(operands[1])")
    }
    return lines.joined(separator: "\n")
  }
}
