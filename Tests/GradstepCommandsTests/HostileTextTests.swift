import Foundation
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// Whatever files and their names hold, a terminal obeys the program alone.
@Suite struct HostileTextTests {
  /// The clipboard, a title, a string's end, controls of one byte, and turns of the direction.
  static let texts = [
    "\u{1B}]52;c;aGk=\u{7}", "\u{1B}]2;title\u{1B}\\", "\u{1B}[31m", "\u{9B}31m\u{9D}0;a\u{9C}",
    "a\u{7F}\u{8}\r", "a\u{202E}b\u{2066}", "a\u{2028}b\u{2029}", "\u{61C}\u{200F}a",
  ]

  /// Ways for a text to get into the program; a name of a file where it has none of its own.
  static let ways: [@Sendable (String) -> [String]] = [
    { ["grad", "y = x\($0)", "x=1"] }, { ["step", "--plain", "\($0).graph"] },
    { ["render", "\($0).graph"] }, { ["grad", "y = x", "x=1", "--\($0)"] }, { ["\($0)"] },
    { ["grad", "missing\($0).graph"] }, { ["jacobian", "y = x", "x=1", "--wrt", $0] },
    { ["cost", "y = x", "x=1", "--wrt", $0] }, { ["render", "y = x", "x=1", "--format", $0] },
    { ["render", "y = x", "x=1", "--steps", $0] },
    { ["render", "y = x", "x=1", "-o", "\($0).pdf"] },
    { ["render", "y = x", "x=1", "-o", "out\($0)"] }, { ["step", "--quiz", $0, "y = x", "x=1"] },
    { ["grad", "y = x", "x\($0)=1"] }, { ["trace", "y = x", "x=1", "--cotangent", $0] },
    { ["read", "y = x\($0)"] }, { ["read", "\($0).graph"] }, { ["read", "missing\($0).graph"] },
    { ["read", "y = x^2 for all \($0) good", "x=1"] },
    { ["read", "y = x", "x=1 # \($0)", "--json"] },
    { ["grad", #"\newcommand{\f}{\#($0)} y = \f x"#, "x=1"] },
    { ["grad", #"y = \\#($0)x"#, "x=1"] },
    { ["grad", #"\begin{\#($0)}y = x\end{\#($0)}"#, "x=1"] },
    { ["grad", "--invent", "y = a\($0)x"] },
    { ["render", "y = x", "x=1", "--steps", "0", "-o", "no\($0)/y.svg"] },
    { ["check", "y = x", "x=1", "--tolerance", $0] }, { ["grad", "y = x", "x=1", "--color", $0] },
  ]

  @Test(arguments: texts, [[], ["--color", "always"]])
  func aTerminalObeysTheProgramAlone(text: String, options: [String]) throws {
    let scratch = try TemporaryFolder()
    for file in [text, "missing"] {
      try "y = x^2 # \(text)\nx = 3\n".write(
        to: scratch.url.appending(path: "\(file.replacing("/", with: "")).graph"),
        atomically: false,
        encoding: .utf8
      )
    }
    for (number, way) in Self.ways.enumerated() {
      let run = try Program.run(Program.gradstep, way(text) + options, folder: scratch.url)
      for said in [run.output, run.error] {
        let words = said.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(options.isEmpty ? words == said : true, "way \(number)")
        let obeyed = words.unicodeScalars.filter {
          $0 != "\n" && $0 != "\t" && Spelling.isObeyedOrHidden($0)
        }
        #expect(obeyed.isEmpty, "way \(number): \(words.debugDescription)")
      }
    }
  }

  @Test(.needs("tmux")) func theTitleOfTheStepperIsSpelled() throws {
    let terminal = try TerminalProgram()
    try terminal.run(
      "cd $(mktemp -d) && name=$'a\\e]2;b\\a\\u202ec' && echo 'y = x; x = 1' > \"$name.graph\""
    )
    try terminal.run("gradstep step \"$name.graph\"")
    try terminal.waitFor("a␛]2;b␇\\u{202E}c")
    try terminal.send("q")
    try terminal.waitForEnd(status: 0)
  }
}
