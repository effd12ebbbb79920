import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepRenderers

/// What holds of the drawing of a graph in cells, whatever the graph is.
@Suite struct TerminalGraphTests {
  @Test(arguments: TerminalCase.all)
  func boxesNeverOverlap(example: TerminalCase) async throws {
    let screen = try await example.screen()
    var taken: [Cell: Int] = [:]
    for card in screen.diagram.cards.indices {
      let box = screen.graph.box(ofCard: card)
      #expect((0...screen.graph.columns).contains(box.columns.upperBound))
      #expect((0...screen.graph.rows).contains(box.rows.upperBound))
      for row in box.rows {
        for column in box.columns {
          let other = taken.updateValue(card, forKey: Cell(column: column, row: row))
          #expect(other == nil, "\(screen.diagram.cards[card].id)")
        }
      }
    }
  }

  @Test(arguments: TerminalCase.all)
  func everyLineLeadsToTheUsesOfItsOperandAndNowhereElse(example: TerminalCase) async throws {
    let screen = try await example.screen()
    var frame = screen.frame()
    // At rest all lines are light, so that there are few signs to know.
    for card in frame.cards.indices { frame.cards[card].emphasis = .done }
    for edge in frame.edges.indices { frame.edges[edge].emphasis = .done }
    let text = screen.text(frame)
    let grid = CellGrid(text)
    for card in screen.diagram.cards.indices {
      let uses = screen.diagram.edges.filter { $0.operand == card }.map(\.operation).sorted()
      guard !uses.isEmpty else { continue }
      let box = screen.graph.box(ofCard: card)
      let exit = Cell(
        column: box.columns.upperBound - 1,
        row: box.rows.lowerBound + box.rows.count / 2
      )
      let heads = grid.cells(from: exit, leaving: .right).filter { grid[$0] == "▶" }
      let found = heads.compactMap { screen.operation(enteredFrom: $0.neighbor(.right)) }
      #expect(found.sorted() == uses, "\(screen.diagram.cards[card].id):\n\(text)")
    }
  }

  @Test(arguments: TerminalCase.all)
  func operandsEnterInTheirOrder(example: TerminalCase) async throws {
    let screen = try await example.screen()
    // One edge at work at a time tells where its line enters.
    var entries: [Int: [Int]] = [:]
    for (index, edge) in screen.diagram.edges.enumerated() {
      var frame = screen.frame(0)
      frame.edges[index].emphasis = .current
      let box = screen.graph.box(ofCard: edge.operation)
      let column = box.columns.lowerBound - 1
      let lines = screen.graph.lines(frame, columns: column..<column + 1, rows: box.rows)
      for (row, line) in lines.enumerated() {
        for run in line.runs where run.role == .current {
          #expect(run.string == "▶")
          entries[edge.operation, default: []].append(row)
        }
      }
    }
    for (operation, entries) in entries {
      #expect(entries.count == screen.diagram.edges.count { $0.operation == operation })
      #expect(entries == Set(entries).sorted())
    }
  }

  @Test(arguments: TerminalCase.all)
  func aPartShowsWhatTheWholeShowsThere(example: TerminalCase) async throws {
    let screen = try await example.screen()
    let frame = screen.frame(screen.frames.captions.count / 2)
    let grid = CellGrid(screen.text(frame))
    for (left, top) in [(0, 0), (3, 2), (11, 5), (-4, -2), (40, 1)] {
      let columns = left..<left + 17
      let rows = top..<top + 7
      let lines = screen.graph.lines(frame, columns: columns, rows: rows)
      #expect(lines.count == rows.count)
      for (row, line) in zip(rows, lines) {
        let whole = String(columns.map { grid[Cell(column: $0, row: row)] })
        let trimmed = whole.reversed().drop { $0 == " " }.reversed()
        #expect(line.plain == String(trimmed))
      }
    }
  }

  @Test func theNetworkOfTwoLayersFitsATerminal() async throws {
    let example = try #require(Example.all.first { $0.name == "two-layer" })
    let screen = try await TerminalScreen(example.lesson())
    #expect(screen.graph.columns <= 78 && screen.graph.rows <= 11)
  }

  @Test func tightDrawingsFitTheLossToo() async throws {
    let example = try #require(Example.all.first { $0.name == "two-layer-loss" })
    let screen = try await TerminalScreen(example.lesson(), isTight: true)
    #expect(screen.graph.columns <= 80 && screen.graph.rows <= 11)
  }

  @Test func emphasisIsToldApart() async throws {
    let screen = try await TerminalScreen(Lesson("y = (a + b)·2", "a = 1", "b = 2"))
    #expect(
      screen.text(screen.frame(1)) == """
        ╭───╮
        │ a ┝━┓
        ╰───╯ ┗▶┏━━━━━━┓   ╔═════╗
                ┃ v₁ + ┠──▶║ y · ║
        ╭───╮ ┏▶┗━━━━━━┛ ┌▶╚═════╝
        │ b ┝━┛          │
        ╰───╯      ┌┄┄┄┐ │
                   ┆ 2 ├─┘
                   └┄┄┄┘

        """
    )
    let roles = screen.lines(screen.frame(1))[5].runs.map(\.role)
    #expect(roles == [.plain, .name, .plain, .current, .plain, .dimmed])
    #expect(
      screen.text(screen.frame(4)) == """
        ╭───╮
        │ a ├─┐
        ╰───╯ └▶┌──────┐   ┏━━━━━┓
                │ v₁ + ┝◀━━┫ y · ┃
        ╭───╮ ┌▶└──────┘ ┌▶┗━━━━━┛
        │ b ├─┘          │
        ╰───╯      ┌┄┄┄┐ │
                   ┆ 2 ├─┘
                   └┄┄┄┘

        """
    )
  }

  @Test func aGradientThatHasArrivedInPartIsMarked() async throws {
    let lesson = try Lesson("y = x^2 + x", "x = 3")
    let screen = try await TerminalScreen(lesson)
    #expect(
      screen.text(screen.frame(4)) == """
                 ┌─────────┐   ┏━━━━━┓
               ┌▶│ v₁ ( )² ┝◀━━┫ y + ┃
        ╭────╮ │ └─────────┘ ┏━┻━━━━━┛
        │ x  ┝◀┷━━━━━━━━━━━━━┛
        ╰(1/2╯

        """
    )
    // All has arrived, and nothing has moved.
    #expect(screen.text(screen.frame(5)).hasSuffix("\n╰────╯\n"))
  }

  @Test(arguments: TerminalCase.all)
  func everyPartThatHasArrivedIsCountedInItsBox(example: TerminalCase) async throws {
    let screen = try await example.screen()
    let steps = screen.frames.captions.indices.suffix(6)
    for frame in screen.frames.frames(steps) {
      for (card, state) in frame.cards.enumerated() {
        let box = screen.graph.box(ofCard: card)
        let shown = screen.graph.lines(frame, columns: box.columns, rows: box.rows)
          .compactMap { $0.plain.firstMatch(of: /\([0-9]+\/[0-9]+/).map { String($0.output) } }
        let expected = state.arrival.map { ["(\($0.count)"] } ?? []
        #expect(shown == expected, "\(screen.diagram.cards[card].id) at step \(frame.index)")
      }
    }
  }

  @Test func inASCIINothingElseIsUsed() async throws {
    let lesson = try Lesson("y = f(x_1·t - x_1)", "f = tanh", "x_1 = 2", "const t = 3")
    let screen = try await TerminalScreen(lesson, isASCII: true)
    for step in screen.frames.captions.indices {
      let text = screen.text(screen.frame(step))
      #expect(text.utf8.count == text.count, "\(text)")
      #expect(text.contains("x_1") && text.contains("v_1 *"))
    }
  }

  @Test func columnsHoldWhateverLettersNamesAreMadeOf() async throws {
    let lesson = try Lesson(
      "数 = x\u{302} + 入力 + α_12",
      "x\u{302} = 1",
      "入力 = 2",
      "α_12 = 3"
    )
    let screen = try await TerminalScreen(lesson)
    let frame = screen.frame()
    let lines = screen.lines(frame).map(\.plain)
    for card in screen.diagram.cards.indices {
      let box = screen.graph.box(ofCard: card)
      // What stands up to the right border of a box is as wide as the box is far away.
      for row in box.rows {
        let part = screen.graph.lines(
          frame,
          columns: 0..<box.columns.upperBound,
          rows: row..<row + 1
        )
        #expect(part[0].plain.columns == box.columns.upperBound)
        #expect(lines[row].hasPrefix(part[0].plain))
      }
    }
  }

  @Test func aLeafUsedAgainAndAgainCostsNoMoreThanItsUses() async throws {
    let terms = Array(repeating: "x", count: 501).joined(separator: " + ")
    let screen = try await TerminalScreen(Lesson("y = \(terms)", "x = 1"))
    let stretches = screen.graph.horizontal.count + screen.graph.vertical.count
    #expect(stretches < 6 * screen.diagram.edges.count)
    // The far end of the drawing shows without the rest.
    let output = screen.graph.box(ofCard: screen.diagram.cards.count - 1)
    let rows = output.rows.lowerBound - 9..<output.rows.upperBound
    let columns = output.columns.lowerBound - 9..<output.columns.upperBound
    let lines = screen.graph.lines(screen.frame(), columns: columns, rows: rows)
    #expect(lines[10].plain.hasSuffix("┃ y + ┃") || lines[10].plain.hasSuffix("║ y + ║"))
    #expect(screen.graph.columns > 2000)
  }

  @Test func longNamesAreCut() async throws {
    let lesson = try Lesson("y = 2·a_name_that_goes_on_and_on", "a_name_that_goes_on_and_on = 1")
    let screen = try await TerminalScreen(lesson)
    #expect(screen.text(screen.frame()).contains("…"))
    let widest = screen.diagram.cards.map(\.size.width).max() ?? 0
    #expect(widest <= 30 * 8)
  }

  @Test func halfOfAWideLetterIsABlank() async throws {
    let lesson = try Lesson("y = 入力 + 1", "入力 = 2")
    let screen = try await TerminalScreen(lesson)
    let card = try #require(screen.diagram.cards.firstIndex { $0.name.plain == "入力" })
    let box = screen.graph.box(ofCard: card)
    let row = box.rows.lowerBound + 1
    let first = box.columns.lowerBound + 2
    let lines = screen.graph.lines(
      screen.frame(),
      columns: first + 1..<first + 4,
      rows: row..<row + 1
    )
    #expect(lines[0].plain == " 力")
  }
}

extension TerminalScreen {
  /// The operation that a cell on the border of its box belongs to.
  fileprivate func operation(enteredFrom cell: Cell) -> Int? {
    diagram.cards.indices.first { card in
      let box = graph.box(ofCard: card)
      return box.columns.contains(cell.column) && box.rows.contains(cell.row)
    }
  }
}
