import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// A window of any size is used for what helps, and the graph can be looked at beyond it.
@Suite struct StepperPaneTests {
  /// An LSTM cell written out: 41 nodes.
  static func cell() throws -> Lesson {
    let gates = ["i", "f", "o", "g"].map { gate in
      "\(gate) = \(gate == "g" ? "tanh" : "σ")(W_\(gate)·x + U_\(gate)·h + b_\(gate))"
    }
    let rest = [
      "c_t = f ⊙ c + i ⊙ g", "h_t = o ⊙ tanh(c_t)", "L = sum(h_t)", "x = [1, -0.5]",
      "h = [0.1, 0.2]", "c = [0.3, -0.4]",
    ]
    let leaves = ["i", "f", "o", "g"].flatMap { ["W_\($0) : 2×2", "U_\($0) : 2×2", "b_\($0) : 2"] }
    let text = (gates + rest + leaves).joined(separator: "\n")
    return try Lesson([Source(name: "lstm", text: text)])
  }

  private static func chain(_ count: Int) -> String {
    "x_0 = 0.5\n" + (1...count).map { "x_\($0) = tanh(x_\($0 - 1))" }.joined(separator: "\n")
  }

  private func keyLine(_ stepper: Stepper, columns: Int = 80, rows: Int = 24) -> String {
    stepper.screen(columns: columns, rows: rows).last?.plain ?? ""
  }

  // MARK: - One pane alone

  @Test func panesFoldInTurnAndTheKeyLineSaysWhich() async throws {
    var stepper = try await Stepper(drawing: try Self.cell())
    for fold in [Stepper.Fold.all, .graph, .arithmetic, .table, .all] {
      #expect(stepper.fold == fold)
      #expect(keyLine(stepper).contains("v view: \(fold.rawValue)"))
      #expect(keyLine(stepper).contains("q quit"))
      stepper.press("v")
    }
  }

  @Test func thePaneThatHasTheWindowShowsMore() async throws {
    var stepper = try await Stepper(drawing: try Self.cell())
    stepper.move(to: 40)
    func rowsOfTable() -> Int {
      let nodes = stepper.graph.nodes.indices
      let names = Set(nodes.map { stepper.moment.row(of: $0).name.plain })
      return stepper.screen().count { line in
        let words = line.plain.split(separator: " ").map(String.init)
        return !Set(words).isDisjoint(with: ["2", "2×2", "scalar"])
          && words.prefix(2).contains(where: names.contains)
      }
    }
    func boxes() -> Int { stepper.text(columns: 80, rows: 24).count { "┘┛╝╯".contains($0) } }
    let (table, graph) = (rowsOfTable(), boxes())
    stepper.press("v")
    #expect(boxes() > graph)
    stepper.press("vv")
    #expect(rowsOfTable() >= 18)
    #expect(rowsOfTable() > table)
    #expect(boxes() == 0)
  }

  @Test func theArithmeticAloneIsScrolledAndHasAllNumbers() throws {
    let list = (1...30).map { "\($0).25" }.joined(separator: ", ")
    var stepper = Stepper(try Lesson("y = x ⊙ x", "x = [\(list)]"))
    stepper.press("nvv")
    var seen = stepper.text(columns: 80, rows: 24)
    for _ in 0..<10 {
      stepper.update(.pageDown)
      stepper.offset = StepperView(stepper: stepper, columns: 80, rows: 24).content.offset
      seen += stepper.text(columns: 80, rows: 24)
    }
    for number in 1...30 { #expect(seen.contains("\(number).25")) }
  }

  @Test(arguments: ["x", "j", "vv"]) func whatIsShownInFullIsWorkedOutOnce(keys: String) throws {
    var stepper = Stepper(try Lesson("y = W·x", "W = [[1.25, 2], [3, 4]]", "x = [1, 2]"))
    stepper.press("l" + keys)
    let view = StepperView(stepper: stepper, columns: 80, rows: 24)
    let lines = stepper.screen()
    stepper.keepPane(columns: view.textColumns, isASCII: false)
    #expect(stepper.screen() == lines)
    stepper.keptPane?.lines = ["kept"]
    #expect(stepper.screen().contains { $0.plain == "kept" })
    // Keys that scroll change nothing of it; what changes numbers, steps and windows does.
    stepper.update(.down)
    stepper.keepPane(columns: view.textColumns, isASCII: false)
    #expect(stepper.screen().contains { $0.plain == "kept" })
    #expect(!stepper.screen(columns: 100).contains { $0.plain == "kept" })
    for change in ["+", "-"] {
      var other = stepper
      other.press(change)
      #expect(!other.screen().contains { $0.plain == "kept" })
    }
    var other = stepper
    other.type("s", "x = [3, 4]")
    #expect(!other.screen().contains { $0.plain == "kept" })
    other = stepper
    other.move(to: 1)
    #expect(!other.screen().contains { $0.plain == "kept" })
  }

  // MARK: - Moving the graph

  @Test func theGraphIsMovedToItsEndsAndFollowsTheNextStep() async throws {
    var stepper = try await Stepper(
      drawing: try Lesson([Source(name: "chain", text: Self.chain(60))])
    )
    func settle() {
      stepper.pan = StepperView(stepper: stepper, columns: 80, rows: 24).content.pan
    }
    stepper.move(to: 30)
    let start = stepper.screen()
    #expect(start.contains { $0.plain.contains("┃x₃₀ tanh┠") })
    for (keys, name) in [("L", "x₆₀"), ("H", "│x₀├")] {
      for _ in 0..<200 {
        stepper.press(keys)
        settle()
      }
      #expect(stepper.screen().contains { $0.plain.contains(name) }, "\(name)")
      // At an end one key the other way moves at once.
      let end = stepper.screen()
      stepper.press(keys == "L" ? "H" : "L")
      settle()
      #expect(stepper.screen() != end)
    }
    stepper.press("c")
    #expect(stepper.screen() == start)
    stepper.press("L")
    stepper.press("n")
    #expect(stepper.pan == Stepper.Pan())
    #expect(stepper.screen().contains { $0.plain.contains("┃x₃₁ tanh┠") })
  }

  @Test(arguments: [
    (Key.shiftLeft, Key.character("H")), (.shiftRight, .character("L")),
    (.shiftUp, .character("K")), (.shiftDown, .character("J")),
  ])
  func arrowsWithShiftMoveItToo(arrow: Key, letter: Key) throws {
    var (one, other) = (Stepper(try Self.cell()), Stepper(try Self.cell()))
    one.update(arrow)
    other.update(letter)
    #expect(one.pan == other.pan && one.pan != Stepper.Pan())
    #expect(one.message == nil && one.step.index == 0)
  }

  @Test func theGraphAloneIsScrolled() async throws {
    var stepper = try await Stepper(drawing: try Self.cell())
    stepper.press("v")
    stepper.update(.down)
    #expect(stepper.pan == Stepper.Pan(columns: 0, rows: 1) && stepper.offset == 0)
  }

  // MARK: - Small windows

  @Test(arguments: [(80, 8), (40, 10), (20, 5), (80, 11), (80, 5), (80, 4), (39, 20), (30, 8)])
  func aSmallWindowHasNoBlankRowAndItsKeys(columns: Int, rows: Int) async throws {
    var stepper = try await Stepper(drawing: try Self.cell())
    for fold in Stepper.Fold.allCases {
      stepper.fold = fold
      for place in [0, 1, 20, 30, 31, 53] {
        stepper.move(to: place)
        let screen = stepper.screen(columns: columns, rows: rows).map(\.plain)
        // The arithmetic alone may be short, and a part of the graph may have nothing in a row.
        if fold == .all || fold == .table {
          #expect(!screen.contains { $0.allSatisfy { $0 == " " } }, "\(screen)")
        }
        #expect(screen.last?.contains("q q") == true, "\(screen)")
        #expect(screen.contains { $0.contains("step \(place) of") } == (rows > 4))
      }
    }
  }

  @Test func whatASmallGraphLeavesOfASmallWindowIsUsed() async throws {
    let lesson = try Lesson("f = (x + y)z", "x = -2", "y = 5", "z = -4")
    var stepper = try await Stepper(drawing: lesson)
    stepper.press("vn")
    let screen = stepper.screen(columns: 30, rows: 17).map(\.plain)
    #expect(!screen.contains { $0.allSatisfy { $0 == " " } }, "\(screen)")
    #expect(screen.contains { $0.contains("= −2 + 5 = 3") })
    #expect(screen.contains { $0.hasPrefix("▸  v₁") })
  }

  @Test func aSmallWindowShowsTheNodesAtWork() async throws {
    var stepper = try await Stepper(drawing: try Self.cell())
    stepper.move(to: 30)
    let text = stepper.text(columns: 80, rows: 8)
    #expect(text.contains("pull back through v₁₉ = tanh(c_t)"))
    #expect(text.contains("▸  v₁₉") && text.contains("•  c_t"))
    stepper.fold = .graph
    #expect(stepper.text(columns: 80, rows: 8).contains("┫v₁₉ tanh"))
  }

  @Test(arguments: [1, 2, 3, 5, 8, 11]) func whatIsSaidAndTypedIsInView(rows: Int) throws {
    var stepper = Stepper(try Self.cell())
    stepper.press("ü")
    #expect(stepper.text(columns: 60, rows: rows).contains("does nothing here"))
    if rows > 2 { #expect(keyLine(stepper, columns: 60, rows: rows).contains("? help")) }
    stepper.press("g12")
    #expect(stepper.text(columns: 60, rows: rows).contains("go to step or node: 12"))
    let cursor = StepperView(stepper: stepper, columns: 60, rows: rows).content.cursor
    #expect(cursor?.column == 22)
    let line = stepper.screen(columns: 60, rows: rows)[cursor?.row ?? 0].plain
    #expect(line.hasPrefix("go to"))
  }

  @Test(arguments: [(80, 8), (40, 5), (20, 3)])
  func helpAndNumbersAreThereInASmallWindow(columns: Int, rows: Int) throws {
    var stepper = Stepper(try Self.cell())
    stepper.press("?")
    #expect(stepper.text(columns: columns, rows: rows).contains("Take the next"))
    stepper.press("?x")
    #expect(stepper.pane == .numbers)
    #expect(keyLine(stepper, columns: columns, rows: rows).contains("q cl") == (columns > 20))
  }

  // MARK: - The cursor

  @Test func theCursorStandsWhereTheNextCharacterGoes() throws {
    var stepper = Stepper(try Lesson("重み = 2x", "x = 1"))
    stepper.press("s重み = 3")
    func column() -> Int? {
      StepperView(stepper: stepper, columns: 80, rows: 24).content.cursor?.column
    }
    let start = "set a leaf: ".count
    #expect(column() == start + 2 * 2 + " = 3".count)
    for _ in 0..<5 { stepper.update(.left) }
    #expect(column() == start + 2)
    stepper.press("い")
    #expect(stepper.prompt?.text == "重いみ = 3" && column() == start + 4)
    stepper.update(.home)
    #expect(column() == start)
    stepper.update(.end)
    #expect(column() == start + 2 * 3 + " = 3".count)
  }

  @Test(arguments: [(80, 24), (30, 8), (12, 5)])
  func aLineThatIsLongerThanTheWindowIsMendedAtItsStart(columns: Int, rows: Int) throws {
    var stepper = Stepper(try Lesson("y = 2x", "x = 1"))
    stepper.press("sx = " + String(repeating: "1 + ", count: 60) + "2")
    #expect(stepper.text(columns: columns, rows: rows).contains("+ 2\n"))
    stepper.update(.home)
    #expect(stepper.text(columns: columns, rows: rows).contains("x = 1"))
    stepper.update(.delete)
    stepper.press("x")
    stepper.update(.enter)
    #expect(stepper.lesson.trace.value(of: stepper.graph.output).elements == [124])
  }
}
