import Gradstep
import Testing

@testable import GradstepCommands

/// What stands on the screen before there is a stepper.
@Suite struct WalkTests {
  private func stepper() throws -> Stepper { Stepper(try Lesson("y = tanh(2x)", "x = 0.5")) }

  private func expect(
    _ outcome: TerminalSession.Outcome,
    _ expected: TerminalSession.Outcome,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome == expected, sourceLocation: sourceLocation)
  }

  private func text(_ walk: inout Walk, columns: Int = 60, rows: Int = 8) -> [String] {
    walk.content(columns: columns, rows: rows, isASCII: false, isStyled: false).lines.map(\.plain)
  }

  @Test func theBuildingSaysHowFarItIs() throws {
    var walk = Walk()
    let first = text(&walk).first
    #expect(first == "building …")
    let last = text(&walk).last
    #expect(last == "q quit")
  }

  @Test func theStepIsThereBeforeItsGraphIsDrawn() async throws {
    var walk = Walk()
    var stepper = try stepper()
    stepper.drawing = .underWay
    expect(walk.take(.drawing(stepper)), .goOn)
    var lines = text(&walk, rows: 24)
    #expect(lines.contains { $0.contains("drawing the graph of 2 operations …") })
    #expect(lines.contains { $0.contains("step 0 of 5") })
    expect(walk.update([.key(.right)]), .goOn)
    stepper.drawing = .done(try await stepper.moments.terminalGraphs())
    expect(walk.take(.done(stepper)), .goOn)
    lines = text(&walk, rows: 24)
    // The person is where she went meanwhile.
    #expect(lines.contains { $0.contains("step 1 of 5") })
    #expect(!lines.contains { $0.contains("drawing the graph") })
    #expect(lines.contains { $0.contains("┌") || $0.contains("╭") }, "\(lines)")
  }

  @Test(arguments: [(60, 8), (10, 3), (5, 2), (1, 1), (0, 0)])
  func theBuildingFitsItsWindow(columns: Int, rows: Int) {
    var walk = Walk()
    _ = walk.take(.underWay)
    let lines = walk.content(columns: columns, rows: rows, isASCII: true, isStyled: false).lines
    #expect(lines.count == rows && lines.allSatisfy { $0.columns <= columns })
    #expect(!lines.contains { $0.plain.contains("…") && columns == 60 })
  }

  @Test(arguments: Stepper.quitKeys + [.escape]) func aKeyEndsTheBuilding(key: Key) {
    var walk = Walk()
    expect(walk.update([.key(.right)]), .goOn)
    expect(walk.update([.key(key)]), .quit)
  }

  @Test func keysThatComeEarlyAreTakenByTheStepper() throws {
    var walk = Walk()
    for key in [Key.right, .right, .character("v")] { expect(walk.update([.key(key)]), .goOn) }
    expect(walk.take(.done(try stepper())), .goOn)
    #expect(walk.stepper?.step.index == 2)
    #expect(walk.stepper?.fold == .graph)
    expect(walk.update([.key(.left)]), .goOn)
    // What is told once more changes nothing.
    expect(walk.take(.done(try stepper())), .goOn)
    #expect(walk.stepper?.step.index == 1)
    let lines = text(&walk, rows: 24)
    #expect(lines.contains { $0.contains("step 1 of 5") })
  }

  @Test func aBuildingThatFailsIsTheEnd() {
    var walk = Walk()
    expect(walk.take(.failed(Failure("no"))), .quit)
  }

  @Test(arguments: [nil, Quiz.Scope.backward]) func theBuildingMakesAStepper(
    scope: Quiz.Scope?
  ) async throws {
    let construction = try StepperConstruction()
    let lesson = try Lesson("y = tanh(2x)", "x = 0.5")
    await construction.run(isASCII: false, quiz: scope) { lesson }
    construction.wait(milliseconds: -1)
    guard case .done(let stepper) = construction.current else {
      Issue.record("it is not done")
      return
    }
    guard case .done(let graphs) = stepper.drawing else {
      Issue.record("there is no drawing")
      return
    }
    #expect(!graphs.isEmpty && stepper.step.index == 0)
    #expect((stepper.quiz == nil) == (scope == nil))
  }
}
