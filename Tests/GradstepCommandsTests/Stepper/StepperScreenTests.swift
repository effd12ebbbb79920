import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// What the stepper's screen looks like.
@Suite struct StepperScreenTests {
  @Test(arguments: Example.all, [(80, 24), (120, 40)])
  func screensOfAnExampleStayAsTheyAre(example: Example, size: (Int, Int)) async throws {
    var stepper = try await Stepper(drawing: try example.lesson())
    stepper.fit(columns: size.0)
    var screens: [String] = []
    for _ in 0...stepper.lastStep {
      screens.append(stepper.text(columns: size.0, rows: size.1))
      stepper.update(.right)
    }
    try Golden.expect(
      screens.joined(separator: "\n"),
      matches: "Tests/GradstepTests/Golden/\(example.name)/\(example.name)-\(size.0)x\(size.1).txt"
    )
  }

  @Test(arguments: Example.all)
  func everyScreenFitsItsWindow(example: Example) async throws {
    var stepper = try await Stepper(drawing: try example.lesson())
    for _ in 0...stepper.lastStep {
      for pane in [nil, .help, .numbers, .jacobian(slot: 0)] as [Stepper.Pane?] {
        stepper.pane = pane
        for (columns, rows) in [
          (80, 24), (120, 40), (40, 12), (200, 60), (39, 11), (10, 3), (1, 1),
        ] {
          let screen = stepper.screen(columns: columns, rows: rows)
          #expect(screen.count == rows)
          #expect(screen.allSatisfy { $0.columns <= columns })
        }
      }
      stepper.pane = nil
      stepper.update(.right)
    }
  }

  @Test(arguments: [
    "Δ_привет = W·x̂ + β", "重み = W·x̂ + β", "e\u{301}tat = W·x̂ + β",
    "y_{longer than a column} = W·x̂ + β",
  ])
  func oddNamesKeepTheColumns(formula: String) async throws {
    let name = formula.prefix { $0 != "=" }.filter { !" {}".contains($0) }
    let lesson = try Lesson(
      "\(name) = W·x̂ + β",
      "W = [[1, 2], [3, 4]]",
      "x̂ = [1, -1]",
      "β = [0.5, 0.25]"
    )
    let stepper = try await Stepper(drawing: lesson)
    // The values of the leaves begin in one column, whatever the names are.
    let rows = stepper.screen().filter { $0.plain.contains(" variable ") }
    #expect(rows.count == 3)
    let starts = rows.map { row in
      String(row.plain.prefix { $0 != "v" }).columns
    }
    #expect(Set(starts).count == 1)
  }

  @Test func theWholeScreenCanDoWithoutBoxCharacters() async throws {
    let lesson = try Lesson("y = tanh(x)·x + c", "x = 0.5", "c = 2")
    var stepper = try await Stepper(drawing: lesson, isASCII: true)
    let boxes = "─│┌┐└┘├┤┬┴┼━┃┏┓┗┛╔╗╚╝═║╭╮╰╯┄┆▶◀▲▼●▸•→←↑↓"
    for _ in 0...stepper.lastStep {
      for pane in [nil, .help] as [Stepper.Pane?] {
        stepper.pane = pane
        let text = stepper.text(columns: 80, rows: 24, isASCII: true)
        #expect(!text.contains { boxes.contains($0) }, "\(text)")
      }
      stepper.pane = nil
      stepper.update(.right)
    }
  }

  @Test func aLongListOfNodesShowsThoseAtWork() throws {
    let source =
      "x_0 = 0.5\n" + (1...200).map { "x_\($0) = tanh(x_\($0 - 1))" }.joined(separator: "\n")
    var stepper = Stepper(try Lesson([Source(name: "chain", text: source)]))
    for place in [0, 1, 100, 200, 201, 250, 401] {
      stepper.move(to: place)
      let text = stepper.text(columns: 80, rows: 24)
      if let node = stepper.step.node {
        #expect(text.contains("▸  \(stepper.moment.row(of: node).name.plain) "))
      }
    }
  }

  @Test func whatDoesNotFitIsSaidAndShownInFull() throws {
    let list = (1...12).map { "\($0).25" }.joined(separator: ", ")
    var stepper = Stepper(try Lesson("y = x ⊙ x", "x = [\(list)]"))
    stepper.move(to: 1)
    stepper.update(.character("x"))
    let text = stepper.text(columns: 80, rows: 60)
    for number in 1...12 { #expect(text.contains("\(number).25")) }
  }
}

extension Stepper {
  /// A stepper that shows the graph, too.
  init(drawing lesson: Lesson, isASCII: Bool = false) async throws {
    self.init(lesson, drawing: .done(try await lesson.terminalGraphs(isASCII: isASCII)))
  }

  /// The screen as text, a line for each row.
  func text(columns: Int, rows: Int, isASCII: Bool = false) -> String {
    let view = StepperView(stepper: self, columns: columns, rows: rows, isASCII: isASCII)
    return view.content.lines.map { line in
      String(line.plain.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
