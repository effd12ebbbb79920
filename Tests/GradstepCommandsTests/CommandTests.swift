import ArgumentParser
import Foundation
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// The other commands, and what all have in common.
@Suite struct CommandTests {
  private func gradstep(_ arguments: String..., input: String? = nil) throws -> Program {
    try Program.run(Program.gradstep, arguments, input: input)
  }

  /// A subcommand is asked alone first.
  @Test(arguments: [
    "", "y = x^2", "y = x^2 x=3 --plain", "--plain y = x^2", "--why", "help", "help grad",
    "--version",
    "grad", "grad --help", "grad -h", "grad y = x --json", "grad y --nothing", "grad --version",
    "render a.graph --steps 0,3 -o x", "render a.graph --steps what",
    "render a.graph --precision 99",
    "operations", "operations more", "step a.graph --quiz", "read", "read - x=1",
    "nothing --like this",
    "grad y --generate-completion-script zsh", "--generate-completion-script zsh", "-- -y",
    "grad -- -y",
  ])
  func allCommandsUnderstandWhatOneDoes(line: String) {
    let arguments = line.split(separator: " ").map(String.init)
    func outcome(_ parse: ([String]) throws -> any ParsableCommand) -> String {
      do {
        let command = try parse(arguments)
        return "\(type(of: command)): \(command)"
      } catch {
        return "\(GradstepCommand.exitCode(for: error)): \(GradstepCommand.fullMessage(for: error))"
      }
    }
    #expect(
      outcome { try GradstepCommand.command($0) } == outcome { try GradstepCommand.parseAsRoot($0) }
    )
  }

  @Test func gradientsAreATable() throws {
    let run = try gradstep("grad", "f = (x + y)z", "x=-2", "y=5", "z=-4")
    #expect(
      run.output == """
           shape   value  gradient
        x  scalar  −2     −4
        y  scalar  5      −4
        z  scalar  −4     3
        f  scalar  −12    1

        """
    )
  }

  @Test func whatIsMissingCanBeInvented() throws {
    let asked = try gradstep("grad", "y = W x")
    #expect(asked.status == 1)
    #expect(
      asked.error.hasSuffix(
        """
          | help: give them values, as in W : 2×3; x : 3
          | help: or let them be invented: --invent

        """
      )
    )
    let invented = try gradstep("trace", "y = W x", "x = [1, 2]", "--invent")
    #expect(invented.status == 0)
    #expect(invented.error == "note: invented, for nothing gives them: W : 3×2\n")
  }

  @Test func aSourceIsReadAndNothingIsComputed() throws {
    let read = try gradstep("read", "y = 1/2x", "x = 1e999")
    #expect(read.status == 1)
    let whole = try gradstep("read", "y = 1/2x", "--format", "latex")
    #expect(whole.output.hasPrefix("\\begin{align*}\ny &= \\frac{1}{2}\\cdot x"))
    #expect(whole.error.contains("warning: reads as (1/2)·x"))
  }

  @Test func gradientsAreJSONWithAllDigits() throws {
    let run = try gradstep("grad", "y = sigmoid(x)", "x=0.1", "--json")
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let leaves = try #require(document?["leaves"] as? [[String: Any]])
    #expect(leaves.first?["gradient"] as? Double == 0.24937604019289195)
  }

  @Test func theTraceIsJSONAsDocumented() throws {
    let run = try gradstep("trace", "y = a·a", "a=3")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    )
    #expect(document["format"] as? String == "gradstep-trace-1")
    #expect(document["source"] as? String == "y = a·a\na=3")
    #expect(document["output"] as? Int == 1)
    #expect(document["seed"] as? Double == 1)
    let steps = try #require(document["steps"] as? [[String: Any]])
    #expect(
      steps.compactMap { $0["phase"] as? String } == ["inputs", "forward", "seed", "backward"]
    )
    let contributions = try #require(steps[3]["contributions"] as? [[String: Any]])
    #expect(contributions.map { $0["slot"] as? Int } == [0, 1])
    #expect(contributions.map { $0["accumulated"] as? Double } == [3, 6])
    #expect(contributions.map { $0["arrived"] as? Int } == [1, 2])
    #expect(contributions.allSatisfy { $0["expected"] as? Int == 2 })
  }

  /// Everything else counts a matrix column by column.
  @Test func theOrderOfEntriesIsSaidInJSON() throws {
    let run = try gradstep("trace", "y = W·x", "W=[[1, 2], [3, 4]]", "x=[5, 6]")
    #expect(run.output.contains("\"entries\": [[1, 2], [3, 4]], \"order\": \"rows\""))
    let parts = run.output.split(separator: "\"entries\": ").dropFirst()
    #expect(parts.count == 2 && parts.allSatisfy { $0.contains("\"order\": \"rows\"") })
    #expect(run.output.contains("\"format\": \"gradstep-trace-1\""))
  }

  @Test func infinitiesAndNaNAreStringsInJSON() throws {
    let run = try gradstep("trace", "y = [1/x, -1/x, 0/x]", "x=0")
    #expect(run.output.contains("\"value\": [\"Infinity\", \"-Infinity\", \"NaN\"]"))
  }

  @Test func aSourceCanComeFromStandardInput() throws {
    let run = try gradstep("grad", "-", "x=5", input: "y = x^2\nx = 3\n")
    #expect(run.status == 0 && run.output.contains("x  scalar  5      10"), "\(run.error)")
  }

  @Test func theOperationsAreThoseOfTheTable() throws {
    let run = try gradstep("operations")
    for name in ["add", "matmul", "tanh", "softmax", "power", "component"] {
      #expect(run.output.contains(name))
    }
  }

  @Test(arguments: ["render", "trace", "grad", "jacobian", "cost", "check", "operations"])
  func helpHasAnExample(command: String) throws {
    let run = try gradstep(command, "--help")
    #expect(run.status == 0)
    #expect(run.output.contains("gradstep \(command) ") && run.output.contains("EXAMPLE"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func thereAreCompletionScripts(shell: String) throws {
    let run = try gradstep("--generate-completion-script", shell)
    #expect(run.status == 0 && run.output.contains("gradstep"))
  }

  @Test(arguments: [
    ["render"], ["nonsense", "--frob"], ["grad", "y=x", "--precision", "0"],
    ["grad", "y=x", "--precision", "many"], ["render", "y=x", "--format", "gif"],
    ["render", "y=x", "--direction", "up"],
  ])
  func aWrongCommandLineHasStatus64(arguments: [String]) throws {
    let run = try Program.run(Program.gradstep, arguments)
    #expect(run.status == 64 && run.output.isEmpty && !run.error.isEmpty)
  }

  @Test func aMissingFileIsAnError() throws {
    let run = try gradstep("grad", "missing.graph")
    #expect(run.status == 1 && run.error.contains("'missing.graph'"))
  }

  @Test func bytesThatAreNoTextAreAnError() throws {
    let scratch = try TemporaryFolder()
    let file = scratch.url.appending(path: "bad.graph")
    try Data([0x78, 0x20, 0x3D, 0x20, 0xFF, 0xFE]).write(to: file)
    let run = try gradstep("grad", file.path())
    #expect(run.status == 1 && run.error.contains("1:5: error:"), "\(run.error)")
  }

  @Test func aFileIsRefusedBeforeItIsRead() throws {
    let scratch = try TemporaryFolder()
    let file = scratch.url.appending(path: "huge.graph")
    try Data("x = 1\n".utf8).write(to: file)
    // Nothing but its start is on the disk; to read it would take all memory.
    try FileHandle(forWritingTo: file).truncate(atOffset: 1 << 40)
    let run = try gradstep("grad", file.path())
    #expect(run.status == 1)
    #expect(run.error.contains("bytes, and this one has 1099511627776\n1 | x = 1"), "\(run.error)")
  }

  @Test func anEndlessStreamIsRefused() throws {
    let run = try Program.run(
      URL(filePath: "/bin/bash"),
      ["-c", "yes 'x = 1' | \"$0\" grad -", Program.gradstep.path()]
    )
    #expect(run.status == 1)
    #expect(run.error.contains("standard input:1:1: error: a source has at most"), "\(run.error)")
    #expect(run.error.contains("and this one has more\n"))
  }

  @Test func ofManyMistakesTheFirstAreShown() throws {
    let run = try gradstep("grad", "-", input: String(repeating: "x = \\foo\n", count: 20_000))
    #expect(run.status == 1)
    #expect(run.error.utf8.count < 100_000)
    #expect(run.error.hasSuffix("more errors\n"))
  }

  @Test func aReaderThatIsGoneEndsTheCommandQuietly() throws {
    let command = "\"$0\" trace Graphs/two-layer.graph | head -c 10"
    let run = try Program.run(
      URL(filePath: "/bin/bash"),
      ["-o", "pipefail", "-c", command, Program.gradstep.path()]
    )
    #expect(run.error.isEmpty && run.status == 0)
  }

  @Test func aFullDeviceIsSaid() throws {
    let command = "\"$0\" trace Graphs/two-layer.graph > /dev/full"
    let run = try Program.run(
      URL(filePath: "/bin/bash"),
      ["-c", command, Program.gradstep.path()]
    )
    #expect(run.status == 1 && run.error.contains("standard output"))
  }

  @Test(arguments: [
    ["--help"], ["--version"], ["help"], [], ["--generate-completion-script", "zsh"],
    ["--generate-completion-script", "bash"], ["--generate-completion-script", "fish"],
    ["step", "--help"], ["render", "--help"], ["trace", "--help"], ["grad", "--help"],
    ["jacobian", "--help"], ["cost", "--help"], ["check", "--help"], ["operations", "--help"],
    ["operations"], ["step", "y=x", "x=1"], ["grad", "y=x", "x=1"], ["cost", "y=x", "x=1"],
    ["check", "y=x^2", "x=1"], ["jacobian", "y=x", "x=1"],
    ["jacobian", "y=x", "x=1", "--by-layer"],
    ["render", "y=x", "x=1", "-o", "-", "--steps", "0"], ["step", "--quiz", "y=x^2", "x=1"],
  ])
  func whatCannotBeWrittenIsSaid(arguments: [String]) throws {
    let run = try Program.run(
      URL(filePath: "/bin/bash"),
      ["-c", "\"$0\" \"$@\" > /dev/full", Program.gradstep.path()] + arguments
    )
    #expect(run.status == 1, "\(run.error)")
    #expect(run.error == "gradstep: cannot write to standard output: No space left on device\n")
  }

  @Test(arguments: ["C", "POSIX", "de_DE.ISO-8859-15"])
  func whereThereIsNoUnicodeThereIsASCII(locale: String) throws {
    let commands: [[String]] = [
      ["step"], ["grad"], ["jacobian"], ["jacobian", "--by-layer"], ["cost"], ["check"],
      ["step", "--color", "always"],
    ]
    for example in Example.all {
      for command in commands {
        let run = try Program.run(
          Program.gradstep,
          [command[0], example.path] + command.dropFirst(),
          environment: ["LC_ALL": locale]
        )
        #expect(run.output.utf8.allSatisfy { $0 < 0x80 }, "\(command) \(run.output)")
        #expect(run.error.utf8.allSatisfy { $0 < 0x80 }, "\(run.error)")
      }
    }
    for arguments in [["operations"], ["--help"], ["step", "--help"], ["grad", "y = ∂² − W·σ₁"]] {
      let run = try Program.run(Program.gradstep, arguments, environment: ["LC_ALL": locale])
      #expect((run.output + run.error).utf8.allSatisfy { $0 < 0x80 }, "\(run.output)")
    }
  }

  @Test func documentsForProgramsAreTheSameInEveryLocale() throws {
    for arguments in [
      ["trace", "Graphs/two-layer.graph"],
      ["trace", "Graphs/two-layer.graph", "--format", "latex"],
      ["jacobian", "Graphs/affine.graph", "--json"], ["grad", "Graphs/affine.graph", "--json"],
      ["render", "Graphs/circuit.graph", "--steps", "last", "-o", "-"],
      ["render", "Graphs/circuit.graph", "--steps", "last", "-o", "-", "--format", "dot"],
      ["--generate-completion-script", "zsh"],
    ] {
      let runs = try ["C", "C.UTF-8"].map {
        try Program.run(Program.gradstep, arguments, environment: ["LC_ALL": $0])
      }
      #expect(runs[0].output == runs[1].output && runs[0].status == 0, "\(arguments)")
    }
  }

  @Test func columnsStandBelowEachOtherInASCII() throws {
    let run = try Program.run(
      Program.gradstep,
      ["grad", "y = σ(W·x + b_1)^2", "W=2", "x=-1", "b_1=3"],
      environment: ["LC_ALL": "C"]
    )
    #expect(
      run.output == """
             shape   value   gradient
        W    scalar  2       -0.2875
        x    scalar  -1      0.5749
        b_1  scalar  3       0.2875
        y    scalar  0.5344  1

        """
    )
  }

  @Test(arguments: [("", false), ("dumb", false), ("unknown", false), ("xterm", true)])
  func colourIsForTerminalsThatHaveIt(name: String, isStyled: Bool) throws {
    let terminal = try PseudoTerminal(columns: 80, rows: 24)
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    // Whoever has the terminal open last decides when there is no more to read.
    shell.arguments = ["-c", "\"$0\" grad 'y = x^2' x=3", Program.gradstep.path()]
    shell.environment = ["TERM": name, "LC_ALL": "C.UTF-8"]
    shell.standardOutput = FileHandle(fileDescriptor: terminal.inside)
    try shell.run()
    shell.waitUntilExit()
    let output = terminal.output()
    #expect(output.contains("gradient") && output.contains("\u{1B}") == isStyled)
  }

  @Test func colourIsForTerminalsUnlessAskedFor() throws {
    let plain = try gradstep("grad", "y = x^2", "x=3")
    #expect(!plain.output.contains("\u{1B}"))
    let styled = try gradstep("grad", "y = x^2", "x=3", "--color", "always")
    #expect(styled.output.contains("\u{1B}["))
  }

  @Test func aFunctionThatIsNeverCalledIsNoFormula() throws {
    let run = try gradstep("grad", "f(x, y) = x^2 y")
    #expect(run.status == 1 && run.error.contains("'f' is defined and never called"))
  }

  @Test func aFormulaThatTheOutputDoesNotNeedIsPointedAt() throws {
    let run = try gradstep("grad", "L = (p - t)^2; q = w t", "p=3", "w=1", "t=2")
    #expect(run.status == 0 && run.error.contains("to make it the output: output L"))
  }

  @Test func aValueThatIsNotFiniteIsPointedAt() throws {
    let run = try gradstep("grad", "y = 2 log(x)", "x=-1")
    #expect(run.status == 0)
    #expect(
      run.error.contains("formula:1:7: warning: this is the first value that is not finite: NaN")
    )
    #expect(run.error.contains("'log' is defined for x > 0"))
  }

  @Test func aDomainIsToldWithTheNamesOfTheSource() throws {
    let run = try gradstep("grad", "y = p/q", "p=1", "q=0")
    #expect(run.status == 0 && run.error.contains("note: 'divide' is defined for q ≠ 0"))
  }

  @Test func aConstantStaysOneWithAnotherValue() throws {
    let run = try gradstep("grad", "Graphs/two-layer-loss.graph", "t=[1, 1]")
    #expect(run.status == 0 && run.output.contains("t    2       [1]                –"))
  }

  @Test func aFormulaGoesOnBehindAnOperator() throws {
    let run = try gradstep("grad", "y = x^2 +\n  3x\nx = 2")
    #expect(run.status == 0 && run.output.contains("x  scalar  2      7"), "\(run.error)")
  }

  @Test func tangentsFlowForward() throws {
    let run = try gradstep(
      "trace",
      "y = x^2",
      "x=3",
      "--mode",
      "forward",
      "--tangent",
      "x=0.5"
    )
    #expect(run.output.contains("\"value\": 9, \"tangent\": 3, \"explanation\""))
    #expect(!run.output.contains("backward"))
  }

  @Test func aWalkBackCanStartAnywhere() throws {
    let component = try gradstep("trace", "Y = [x^2, 3x]", "x=2", "--component", "2")
    #expect(component.output.contains("\"seed\": [0, 1]"))
    let cotangent = try gradstep("trace", "Y = [x^2, 3x]", "x=2", "--cotangent", "[1, -1]")
    #expect(
      cotangent.output.contains(
        "\"name\": \"x\", \"label\": \"x\", \"kind\": \"variable\", \"shape\": [], \"value\": 2, \"gradient\": 1}"
      )
    )
    let all = try gradstep("trace", "Y = [x^2, 3x]", "x=2", "--jacobian")
    #expect(all.output.contains("\"gradient\": [[4], [3]]"))
    let none = try gradstep("trace", "Y = [x^2, 3x]", "x=2", "--component", "3")
    #expect(none.status == 1 && none.error.contains("there is no 3"))
    let both = try gradstep("trace", "y = x", "x=2", "--component", "1", "--jacobian")
    #expect(both.status == 64)
  }

  @Test func aShapeAloneGetsValuesAndASeedOthers() throws {
    let arguments = ["grad", "y = W·x", "W : 3x2", "x : 2"]
    func values(_ more: [String]) throws -> String {
      let run = try Program.run(Program.gradstep, arguments + more)
      #expect(run.status == 0 && run.error.isEmpty)
      return run.output
    }
    #expect(try values([]) == values([]) && values([]) == values(["--seed", "0"]))
    #expect(try values([]) != values(["--seed", "7"]))
    #expect(try values(["x = [1, 2]"]).contains("x  2      [1]"))
    #expect(try gradstep("grad", "y = x", "x : 2", "--seed", "one").status == 64)
  }

  @Test func aTangentIsGivenAsNumbers() throws {
    let run = try gradstep(
      "trace",
      "y = x^2",
      "x : 1",
      "--mode",
      "forward",
      "--tangent",
      "x : 1"
    )
    #expect(run.status == 1 && run.error.contains("given as numbers, not as a shape"))
  }

  @Test func aFormulaCanBeLaTeX() throws {
    let plain = try gradstep("grad", "s = 1/(1+e^-z)", "z=0.3", "--json")
    let latex = try gradstep("grad", "$s = \\frac{1}{1+e^{-z}}$", "z=0.3", "--json")
    #expect(latex.status == 0 && latex.output == plain.output, "\(latex.error)")
  }

  /// From Parr and Howard, "The Matrix Calculus You Need For Deep Learning" (2018).
  @Test func theJacobianIsATableWithItsDeterminant() throws {
    let run = try gradstep("jacobian", "F = [3x^2y, 2x + y^8]", "x=2", "y=1")
    #expect(
      run.output == """
            x   y
        F₁  12  12
        F₂   2   8
        2×2, worked out by 2 reverse sweeps, one for each row
        det = 72, log|det| ≈ 4.277: volume grows

        """
    )
  }

  @Test func theJacobianIsJSONWithItsDeterminant() throws {
    let run = try gradstep(
      "jacobian",
      "Y = A·x + b",
      "A=[[1,2],[3,4]]",
      "x=[5,6]",
      "b=[7,8]",
      "--wrt",
      "x",
      "--json"
    )
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    )
    #expect(document["matrix"] as? [[Double]] == [[1, 2], [3, 4]])
    #expect(document["determinant"] as? Double == -2)
    #expect(run.output.contains("\"logAbsDeterminant\": 0.6931471805599453,"))
    #expect(document["columns"] as? [String] == ["x₁", "x₂"])
    #expect(document["mode"] as? String == "reverse")
  }

  @Test func theTraceCanBeEquations() throws {
    let run = try gradstep("trace", "y = x^2", "x=3", "--format", "latex", "--precision", "2")
    #expect(run.status == 0 && run.output.contains("\ny &= x^{2} = 3^{2} = 9 \\\\\n"))
    let json = try gradstep("trace", "y = x^2", "x=3", "--format", "json")
    #expect(json.output == (try gradstep("trace", "y = x^2", "x=3")).output)
    let page = try gradstep("trace", "y = x^2", "x=3", "--format", "mathml")
    #expect(page.status == 0 && page.output.hasPrefix("<section class=\"gradstep-equations\">\n"))
    let help = try gradstep("trace", "--help")
    #expect(help.output.contains("--format <json|latex|mathml>"))
    let wrong = try gradstep("trace", "y = x^2", "x=3", "--format", "tex")
    #expect(wrong.status == 64 && wrong.error.contains("'tex' is none of json, latex, mathml."))
  }

  @Test func theJacobianCanBeAnEquation() throws {
    let run = try gradstep("jacobian", "F = [3x^2y, 2x + y^8]", "x=2", "y=1", "--latex")
    #expect(run.status == 0 && run.output.contains("&= \\begin{bmatrix} 12 & 12 \\\\ 2 & 8"))
    for other in ["--json", "--by-layer"] {
      let both = try gradstep("jacobian", "y = x", "x=1", "--latex", other)
      #expect(both.status == 64 && both.error.contains("--latex goes neither with --json"))
    }
  }

  @Test func componentsOfALoweredNameAreToldApart() throws {
    let run = try gradstep("jacobian", "Y = 2b_u", "b_u=[1, 2]")
    #expect(run.output.hasPrefix("    b_{u,1}  b_{u,2}\nY₁  2        0\n"), "\(run.output)")
  }

  @Test func aLeafThatThereIsNotIsAnError() throws {
    let run = try gradstep("jacobian", "Y = 2x", "x=1", "--wrt", "q")
    #expect(run.status == 1 && run.error.contains("'q' is no variable of the source; there are x"))
  }

  @Test func aFormulaThatStartsWithASignIsNoOption() throws {
    for formula in ["-x^2", "- y = -x^2", "-\\frac{x^2}{1}"] {
      let run = try gradstep("grad", formula, "x = 3", "--json")
      #expect(run.status == 0)
      #expect(run.output.contains("\"value\": -9,"))
    }
    let file = try gradstep("grad", "-", "x = 3", "--json", input: "-x^2")
    #expect(file.output.contains("\"value\": -9,"))
  }
}
