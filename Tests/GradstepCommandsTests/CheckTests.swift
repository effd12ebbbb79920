import ArgumentParser
import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// `gradstep check`.
@Suite struct CheckTests {
  private func check(_ arguments: String...) throws -> Program {
    try Program.run(Program.gradstep, ["check"] + arguments)
  }

  @Test(arguments: Example.all)
  func anExamplePasses(example: Example) throws {
    let run = try check(example.path)
    #expect(run.status == 0)
    // What is said of a reading is a note.
    #expect(!run.error.contains("warning: ") && !run.error.contains("error: "))
    #expect(!run.output.contains("skipped") && !run.output.contains("✗"))
    #expect(run.output.contains("what is left over shrinks like ‖h‖²"))
  }

  @Test func aKinkIsSkippedAndNoFailure() throws {
    let run = try check("y = relu(x)·w", "x=0", "w=2")
    #expect(run.status == 0)
    #expect(run.output.contains("skipped: relu′(0) = 0 was taken"))
    #expect(run.output.contains("3 of 4 gradients agree"))
    #expect(run.output.contains("skipped: 1 at a kink"))
  }

  @Test(arguments: [
    ["y = 2·log(x)", "x=0"], ["y = t^2", "const t = 3"], ["y = relu(x)", "x=0", "q=2"],
  ])
  func whereNothingCouldBeCheckedTheStatusIs1(source: [String]) throws {
    let run = try Program.run(Program.gradstep, ["check"] + source)
    #expect(run.status == 1)
    #expect(run.output.contains("nothing was checked"))
    let json = try Program.run(Program.gradstep, ["check", "--json"] + source)
    #expect(json.status == 1 && json.output.contains("\"verdict\": \"nothing checked\""))
  }

  @Test func whatIsZeroWithinTheNoiseIsChecked() throws {
    let run = try check("y = mean(softmax(x))", "x=[1, 2, 3]")
    #expect(run.status == 0 && run.output.contains("7 of 7 gradients agree"))
  }

  @Test func itsHelpNamesNothingThatItRefuses() throws {
    let run = try check("--help")
    #expect(run.status == 0 && run.output.contains("--component"))
    for option in ["--mode", "--tangent", "--jacobian"] { #expect(!run.output.contains(option)) }
  }

  /// A softmax of a million components would take hours if each of them were moved.
  @Test func aLargeSoftmaxIsCheckedInPart() throws {
    let run = try check("y = softmax(x)[1]", "x : 1000000")
    #expect(run.status == 0 && run.output.contains("of the 1000000 components of x"))
  }

  @Test func aCotangentOrAComponentIsTheStart() throws {
    let component = try check("Y = [x^2, 3x]", "x=2", "--component", "2", "--json")
    #expect(component.output.contains("\"seed\": [0, 1]"))
    #expect(component.output.contains("{\"indices\": [], \"gradient\": 3, \"quotient\": 3"))
    let cotangent = try check("Y = [x^2, 3x]", "x=2", "--cotangent", "[1, -1]", "--json")
    #expect(cotangent.output.contains("{\"indices\": [], \"gradient\": 1, \"quotient\": 1"))
    let none = try check("Y = [x^2, 3x]", "x=2", "--component", "3")
    #expect(none.status == 1 && none.error.contains("there is no 3"))
  }

  @Test func theCheckIsJSON() throws {
    let run = try check("y = x^2", "x=[3, 0]", "--json")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("{\n  \"format\": \"gradstep-check-1\",\n  \"output\": \"y\""))
    #expect(
      run.output.contains(
        "{\"id\": 0, \"name\": \"x\", \"kind\": \"variable\", \"shape\": [2], \"largestError\": 0, "
          + "\"components\": [{\"indices\": [1], \"gradient\": 6, \"quotient\": 6, \"error\": 0, "
          + "\"verdict\": \"agrees\"}, {\"indices\": [2], \"gradient\": 0, \"quotient\": 0, "
      )
    )
    #expect(run.output.contains("\"linearization\": {\"verdict\": \"quadratic\", \"rows\": [{"))
    let skipped = try check("y = |x|", "x=0", "--json")
    #expect(
      skipped.output.contains(
        "\"gradient\": 0, \"verdict\": \"skipped\", \"reason\": \"abs′(0) = 0 was taken\"}"
      )
    )
  }

  @Test(arguments: [
    ["--mode", "forward", "--tangent", "x=1"], ["--jacobian"], ["--tolerance", "0"],
    ["--tolerance", "1"], ["--tolerance", "nan"], ["--tolerance", "small"],
    ["--tolerance=-1e-6"],
  ])
  func aWrongCommandLineHasStatus64(options: [String]) throws {
    let run = try Program.run(Program.gradstep, ["check", "y = x", "x=1"] + options)
    #expect(run.status == 64 && run.output.isEmpty && !run.error.isEmpty)
  }

  @Test func aWrongSourceHasStatus1() throws {
    let run = try check("y = x +")
    #expect(run.status == 1 && run.output.isEmpty && run.error.contains("error:"))
  }

  @Test func aWrongGradientHasStatus1() throws {
    let command = try CheckCommand.parse(["y = sin(tanh(x))", "x=0.5"])
    func show(_ source: String) throws {
      let trace = try Trace.wrong(source, doubling: "tanh")
      let check = try #require(GradientCheck(trace))
      try command.show(GradientCheckReport(check, nil, of: trace).report, holds: check.holds)
    }
    #expect(throws: ExitCode(1)) { try show("y = sin(tanh(x)); x = 0.5") }
    #expect(throws: Never.self) { try show("y = sin(x); x = 0.5") }
  }
}
