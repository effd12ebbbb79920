import Gradstep
import Testing

@testable import GradstepCommands

/// What each key does, without a terminal.
@Suite struct StepperTests {
  private func stepper(_ formula: String, _ statements: String...) throws -> Stepper {
    let sources = ([formula] + statements).enumerated().map {
      Source(name: "\($0.offset)", text: $0.element)
    }
    return Stepper(try Lesson(sources))
  }

  private func network() throws -> Stepper {
    try stepper("Y = tanh(W·x + b)", "W = [[0.5, -1], [2, 0.25]]", "x = [1, -2]", "b = [0.1, 0.2]")
  }

  @Test(arguments: [Key.right, .character("n"), .character(" ")])
  func aStepForward(key: Key) throws {
    var stepper = try network()
    #expect(stepper.update(key) == .goOn)
    #expect(stepper.step.index == 1)
  }

  @Test(arguments: [Key.left, .character("p"), .backspace])
  func aStepBack(key: Key) throws {
    var stepper = try network()
    stepper.press("nnn")
    #expect(stepper.update(key) == .goOn)
    #expect(stepper.step.index == 2)
    stepper.press("ppp")
    #expect(stepper.step.index == 0)
  }

  @Test func goingBackShowsWhatWasShown() throws {
    var stepper = try network()
    var screens: [[Text]] = []
    for _ in 0...stepper.lastStep {
      screens.append(stepper.screen())
      stepper.press("n")
    }
    stepper.press("n")
    #expect(stepper.message?.plain.contains("last step") == true)
    for screen in screens.reversed() {
      stepper.update(.escape)
      stepper.message = nil
      #expect(stepper.screen() == screen)
      stepper.press("p")
    }
  }

  @Test func firstLastAndPhases() throws {
    var stepper = try network()
    stepper.press("l")
    #expect(stepper.step.index == 7)
    stepper.press("f")
    #expect(stepper.step.index == 0)
    var phases: [Step.Phase] = []
    for _ in 0..<4 {
      stepper.update(.tab)
      phases.append(stepper.step.phase)
    }
    #expect(phases == [.forward, .seed, .backward, .backward])
    #expect(stepper.step.index == 7)
    stepper.update(.home)
    #expect(stepper.step.index == 0)
    stepper.update(.end)
    #expect(stepper.step.index == 7)
  }

  @Test func goingToAStepByItsNumber() throws {
    var stepper = try network()
    stepper.type("g", "5")
    #expect(stepper.step.index == 5)
    stepper.type("g", "99")
    #expect(stepper.step.index == 5)
    #expect(stepper.message?.plain == "the last step is 7; there is no step 99")
  }

  @Test(arguments: ["v₁", "v_1", "v1"])
  func goingToANodeByItsNameAndOnToItsNextStep(name: String) throws {
    var stepper = try network()
    var places: [Int] = []
    for _ in 0..<4 {
      stepper.type("g", name)
      places.append(stepper.step.index)
    }
    #expect(places == [1, 6, 7, 1])
    #expect(stepper.message?.plain == "\(name): its step 1 of 3")
  }

  /// From where a node is gone to, and the steps that are come to when it is done again and again.
  static let walks: [(start: Int, name: String, places: [Int])] = [
    // v₁ = W·x is worked out in step 1, receives in 6, and is pulled back in 7.
    (0, "v_1", [1, 6, 7, 1]), (3, "v_1", [1, 6, 7]), (4, "v_1", [7, 1, 6]), (5, "v_1", [7, 1]),
    (7, "v_1", [1, 6]),
    // Y is worked out in step 3, seeded in 4 and pulled back in 5.
    (0, "Y", [3, 4, 5, 3]), (4, "Y", [5, 3]), (7, "Y", [5, 3]),
    // A leaf has its value in step 0 and its gradient in the step of its last contribution.
    (2, "b", [0, 6, 0]), (4, "b", [6, 0]), (7, "W", [0, 7]), (5, "x", [7, 0]),
  ]

  @Test(arguments: walks) func aNodeIsGoneToWhereItIsAtWorkInThisDirection(
    start: Int,
    name: String,
    places: [Int]
  ) throws {
    var stepper = try network()
    stepper.move(to: start)
    for place in places {
      stepper.type("g", name)
      #expect(stepper.step.index == place)
    }
  }

  @Test func nothingTypedGoesOnToEveryStepOfTheNode() throws {
    var stepper = try network()
    stepper.type("g", "v_1")
    stepper.move(to: 4)
    var places: [Int] = []
    for _ in 0..<4 {
      stepper.type("g", "")
      places.append(stepper.step.index)
    }
    #expect(places == [6, 7, 1, 6])
  }

  @Test func aNodeThatTheWayBackLeavesOutIsGoneToOnTheWayForward() throws {
    var stepper = try stepper("y = 2x", "z = x^2", "y", "x = 1")
    let node = try #require(stepper.graph.displayNames.firstIndex(of: "z"))
    stepper.press("l")
    stepper.type("g", "z")
    #expect(stepper.step.node == node && stepper.step.phase == .forward)
  }

  @Test func goingNowhereSaysWhy() throws {
    var stepper = try network()
    stepper.type("g", "Q")
    #expect(stepper.message?.plain == "no node is named 'Q'; / finds parts of names")
    stepper.type("g", "")
    #expect(stepper.step.index == 0)
    #expect(stepper.message == nil)
  }

  @Test func findingANodeByItsOperation() throws {
    var stepper = try network()
    stepper.type("/", "TANH")
    let found = try #require(stepper.selection)
    #expect(stepper.graph.displayNames[found] == "Y")
    stepper.type("/", "b")
    let first = try #require(stepper.selection)
    stepper.type("/", "")
    #expect(stepper.selection != first)
    stepper.type("/", "softmax")
    #expect(stepper.selection == nil)
    #expect(
      stepper.message?.plain == "no node has 'softmax' in its name or its operation"
    )
  }

  @Test func otherValuesAtTheSameStep() throws {
    var stepper = try network()
    stepper.press("nn")
    stepper.type("s", "x = [3, 0]")
    #expect(stepper.step.index == 2)
    let x = try #require(stepper.graph.displayNames.firstIndex(of: "x"))
    #expect(stepper.lesson.trace.value(of: x).elements == [3, 0])
    #expect(stepper.screen().contains { $0.plain.contains("[3, 0]") })
  }

  @Test func whatBecomesOfTheOutputIsSaid() throws {
    var stepper = try stepper("y = x·x + c", "x = 1", "c = 0.02")
    stepper.press("n")
    stepper.type("s", "x = 1.5")
    #expect(stepper.message?.plain == "y 1.02 → 2.27   x = 1.5   u: back")
    stepper.type("s", "x = -1.5")
    #expect(stepper.message?.plain.hasPrefix("y stays 2.27 ") == true)
    stepper.press("u")
    #expect(stepper.message?.plain == "y stays 2.27   taken back")
    stepper.press("u")
    #expect(stepper.message?.plain == "y 2.27 → 1.02   taken back")
    #expect(stepper.step.index == 1)
    stepper.press("u")
    #expect(stepper.message?.plain == "no values were set; s sets some")
  }

  @Test func takingBackShowsWhatWasShown() throws {
    var stepper = try network()
    stepper.press("nnnnn")
    stepper.press("+")
    stepper.message = nil
    let before = stepper.screen()
    stepper.type("s", "x = [3, 0]")
    stepper.type("s", "W = [[1, 0], [0, 1]]")
    stepper.type("s", "W = [1, 0]")
    stepper.press("uu")
    stepper.message = nil
    #expect(stepper.screen() == before)
  }

  @Test func theErrorIsSaidAndNoWarning() throws {
    // The list reads as a difference, of which there is a warning, before the product that breaks.
    var stepper = try stepper("v = [3 -1, 0]", "y = W·x + v", "W = [[1, 2], [3, 4]]", "x = [1, 2]")
    let before = stepper.lesson.trace
    let text = "x = [1, 2, 3]"
    let severities: [Diagnostic.Severity]
    let expected: String?
    do throws(DiagnosticsError) {
      _ = try stepper.lesson.changed(by: Source(name: "set", text: text))
      (severities, expected) = ([], nil)
    } catch {
      severities = error.diagnostics.map(\.severity)
      expected = error.diagnostics.first { $0.severity == .error }?.summary
    }
    #expect(severities.first == .warning && severities.contains(.error))
    stepper.type("s", text)
    #expect(stepper.message?.plain == expected && expected != nil)
    #expect(stepper.lesson.trace.values == before.values)
    #expect(stepper.earlierLessons.isEmpty)
  }

  @Test func whatWasTypedComesAgain() throws {
    var stepper = try network()
    stepper.type("s", "x = [1, 1]")
    stepper.type("s", "x = [2, 2]")
    stepper.type("s", "x = [2, 2]")
    stepper.type("s", "nonsense")
    stepper.type("g", "3")
    stepper.press("sab")
    var shown: [String?] = []
    for key in [Key.up, .up, .up, .up, .down, .down, .down, .down] {
      stepper.update(key)
      shown.append(stepper.prompt?.text)
    }
    #expect(
      shown == [
        "nonsense", "x = [2, 2]", "x = [1, 1]", "x = [1, 1]", "x = [2, 2]", "nonsense", "ab", "ab",
      ]
    )
    // A line that is taken from there can be mended, and is then a line of its own.
    stepper.update(.up)
    stepper.update(.up)
    stepper.update(.left)
    stepper.update(.backspace)
    stepper.press("7")
    stepper.update(.enter)
    let x = try #require(stepper.graph.displayNames.firstIndex(of: "x"))
    #expect(stepper.lesson.trace.value(of: x).elements.contains(7))
    stepper.press("g")
    stepper.update(.up)
    #expect(stepper.prompt?.text == "3")
    stepper.update(.escape)
    stepper.press("s")
    stepper.update(.up)
    stepper.update(.up)
    #expect(stepper.prompt?.text == "nonsense")
  }

  @Test(arguments: [
    ("c = [1, 2]", "a leaf keeps its shape: that of c is scalar, and this is 2"),
    (
      "Y = x",
      "this gives values to a leaf, such as 'x = [1, 2]'; the graph stays as it is"
    ),
    ("z = 3", "there is no leaf 'z'; there are x, c"),
    ("x = [1,", ""),
  ])
  func whatChangesMoreThanValuesIsRefused(text: String, message: String) throws {
    var stepper = try stepper("Y = c·tanh(x)", "x = [1, -2]", "c = 2")
    stepper.press("nn")
    let before = stepper.screen()
    stepper.type("s", text)
    let said = try #require(stepper.message?.plain)
    if !message.isEmpty { #expect(said == message) }
    #expect(!said.isEmpty)
    stepper.message = nil
    #expect(stepper.screen() == before)
  }

  @Test func aPromptIsEditedAndLeft() throws {
    var stepper = try network()
    stepper.press("g12")
    stepper.update(.backspace)
    #expect(stepper.prompt?.text == "1")
    stepper.update(.escape)
    #expect(stepper.prompt == nil)
    #expect(stepper.step.index == 0)
    // A q that is typed is a letter and not the end.
    stepper.press("gq")
    #expect(stepper.prompt?.text == "q")
    stepper.update(.control("u"))
    stepper.update(.backspace)
    #expect(stepper.prompt == nil)
  }

  @Test func precisionGoesUpAndDownToItsLimits() throws {
    var stepper = try network()
    stepper.press("l")
    stepper.press("+")
    #expect(stepper.format.precision == 5)
    for _ in 0..<20 { stepper.press("-") }
    #expect(stepper.format.precision == 1)
    #expect(stepper.message?.plain == "numbers have from 1 to 17 digits")
    #expect(stepper.step.index == 7)
  }

  @Test func aStepSaysWhyWhereItIsAsked() throws {
    var stepper = try network()
    stepper.press("l")
    let before = stepper.screen(rows: 30).map(\.plain)
    #expect(!before.contains { $0.hasPrefix("why: ") })
    stepper.press("w")
    let told = stepper.screen(rows: 30).map(\.plain)
    #expect(
      told.contains { $0.hasPrefix("why: sum over paths") || $0.hasPrefix("why: chain rule") }
    )
    #expect(stepper.step.index == 7)
    stepper.press("+")
    #expect(stepper.screen(rows: 30).contains { $0.plain.hasPrefix("why: ") })
    stepper.press("-")
    stepper.press("w")
    #expect(stepper.screen(rows: 30).map(\.plain) == before)
  }

  @Test func helpListsEveryKeyAndCloses() throws {
    var stepper = try network()
    stepper.press("?")
    let text = stepper.screen(rows: 60).map(\.plain).joined(separator: "\n")
    for command in Stepper.commands {
      let keys = command.keys.map { $0.label(isASCII: false) }.joined(separator: "  ")
      #expect(text.contains("\n\(keys) "), "\(keys)")
    }
    #expect(stepper.update(.character("q")) == .goOn)
    #expect(stepper.pane == nil)
    #expect(stepper.update(.character("q")) == .quit)
  }

  @Test func otherValuesShowWhatALessonOfThemShows() throws {
    var changed = try stepper("y = tanh(a·b)·a", "a = 1", "b = 2")
    changed.press("l")
    changed.type("s", "a = 0.5")
    changed.message = nil
    var fresh = try stepper("y = tanh(a·b)·a", "a = 0.5", "b = 2")
    fresh.press("l")
    #expect(changed.moment.frame == fresh.moment.frame)
    for index in 0...changed.lastStep {
      changed.move(to: index)
      fresh.move(to: index)
      #expect(changed.moment.frame == fresh.moment.frame)
    }
  }

  @Test func otherValuesHaveTheRoomThatALessonOfThemHas() throws {
    let list = (1...12).map { "123456.789 + \($0)/7" }.joined(separator: ", ")
    var stepper = try stepper("y = x ⊙ x", "x = zeros(12)")
    stepper.fit(columns: 80)
    stepper.type("s", "x = [\(list)]")
    stepper.message = nil
    var fresh = try self.stepper("y = x ⊙ x", "x = [\(list)]")
    fresh.fit(columns: 80)
    #expect(stepper.captionRows == fresh.captionRows)
    for _ in 0...stepper.lastStep {
      #expect(stepper.screen() == fresh.screen())
      stepper.press("n")
      fresh.press("n")
    }
    // More digits need more room as well.
    let width = stepper.columnWidths.value
    for _ in 0..<6 { stepper.press("+") }
    #expect(stepper.columnWidths.value > width)
  }

  @Test func aLongLessonLeavesNoMoreRoomForArithmeticThanItNeeds() throws {
    let count = 150
    let chain = (1...count).map { "x_\($0) = tanh(x_\($0 - 1))" }.joined(separator: "\n")
    var stepper = try stepper("x_0 = 0.5\n" + chain)
    stepper.fit(columns: 80)
    #expect(stepper.captionRows <= 3)
    for step in [1, count, count + 1, 2 * count + 1] {
      stepper.move(to: step)
      #expect(stepper.screen().count { $0.plain.allSatisfy { $0 == " " } } <= 2)
    }
  }

  @Test func otherValuesLeaveThoseThatWereChosenAlone() throws {
    let lesson = try Lesson([Source(name: "s", text: "y = W·x; W : 2×2; x = [1, 2]")], valueSeed: 7)
    var stepper = Stepper(lesson)
    let weights = try #require(stepper.graph.displayNames.firstIndex(of: "W"))
    let before = stepper.lesson.trace.value(of: weights)
    stepper.type("s", "x = [3, 4]")
    #expect(stepper.lesson.trace.value(of: weights) == before)
  }

  @Test func aPartOfAFormulaOfSeveralLinesIsMarkedInPlace() throws {
    let lesson = try Lesson("y = tanh(\n  a  # the first\n  + b)", "a = 1", "b = 2")
    let sum = try #require(lesson.graph.displayNames.firstIndex(of: "v_1"))
    #expect(lesson.formula(marking: sum).plain == "y = tanh( a   + b)")
    #expect(lesson.formula().plain == "y = tanh( a   + b)")
  }

  @Test func aLongListIsScrolledToItsEndsAndNoFurther() throws {
    let source =
      "x_0 = 0.5\n" + (1...100).map { "x_\($0) = tanh(x_\($0 - 1))" }.joined(separator: "\n")
    var stepper = Stepper(try Lesson([Source(name: "chain", text: source)]))
    func settled() -> Int {
      StepperView(stepper: stepper, columns: 80, rows: 24).content.offset
    }
    for _ in 0..<30 {
      stepper.update(.pageDown)
      stepper.offset = settled()
    }
    #expect(stepper.screen().contains { $0.plain.contains("x₁₀₀") })
    let end = stepper.offset
    stepper.update(.up)
    stepper.offset = settled()
    #expect(stepper.offset == end - 1)
    for _ in 0..<30 {
      stepper.update(.pageUp)
      stepper.offset = settled()
    }
    #expect(stepper.offset == 0)
  }

  @Test func noKeyHasTwoMeanings() {
    let keys = Stepper.commands.flatMap(\.keys) + Stepper.quitKeys
    #expect(Set(keys).count == keys.count)
  }

  @Test(arguments: Stepper.quitKeys)
  func quitting(key: Key) throws {
    var stepper = try network()
    #expect(stepper.update(key) == .quit)
  }

  @Test func aKeyWithoutMeaningIsSaid() throws {
    var stepper = try network()
    stepper.press("ü")
    #expect(stepper.message?.plain == "ü does nothing here; ? lists the keys")
  }
}

extension Stepper {
  /// Presses a key for each character.
  mutating func press(_ keys: String) {
    for character in keys { _ = update(.character(character)) }
  }

  /// Types a text into the prompt that a key opens.
  mutating func type(_ key: Character, _ text: String) {
    press(String(key) + text)
    _ = update(.enter)
  }

  /// The lines of a screen.
  func screen(columns: Int = 80, rows: Int = 24) -> [Text] {
    StepperView(stepper: self, columns: columns, rows: rows).content.lines
  }
}
