import Gradstep
import _GradstepTestSupport

/// The graph of a lesson as a person sees it: cells, and where the lines in them lead.
struct TerminalScreen {
  let diagram: Diagram
  let graph: TerminalGraph
  let frames: Storyboard

  init(_ lesson: Lesson, isASCII: Bool = false, isTight: Bool = false) async throws {
    frames = lesson.storyboard()
    diagram = frames.diagram.inCells(isASCII: isASCII)
    graph = try await lesson.terminalGraphs(isASCII: isASCII)[isTight ? 1 : 0]
  }

  /// The frame after a step; the last one by default.
  func frame(_ step: Int? = nil) -> Frame {
    Array(frames.frames([step ?? frames.captions.count - 1]))[0]
  }

  /// The whole grid.
  func lines(_ frame: Frame) -> [Text] {
    graph.lines(frame, columns: 0..<graph.columns, rows: 0..<graph.rows)
  }

  func text(_ frame: Frame) -> String {
    lines(frame).map { $0.plain + "\n" }.joined()
  }
}

/// One cell of a grid.
struct Cell: Hashable {
  var column: Int
  var row: Int

  func neighbor(_ side: Side) -> Cell {
    switch side {
    case .left: Cell(column: column - 1, row: row)
    case .right: Cell(column: column + 1, row: row)
    case .up: Cell(column: column, row: row - 1)
    case .down: Cell(column: column, row: row + 1)
    }
  }

  enum Side: Hashable, CaseIterable {
    case left
    case right
    case up
    case down

    var opposite: Side {
      switch self {
      case .left: .right
      case .right: .left
      case .up: .down
      case .down: .up
      }
    }
  }
}

/// A grid of signs of one column each, in which lines can be followed.
struct CellGrid {
  let signs: [[Character]]

  init(_ text: String) {
    signs = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }

  subscript(cell: Cell) -> Character {
    guard signs.indices.contains(cell.row), signs[cell.row].indices.contains(cell.column) else {
      return " "
    }
    return signs[cell.row][cell.column]
  }

  /// All cells that a line leads to from a cell, on the side where it leaves: crossings are passed
  /// straight on, and each step goes where both cells have an arm.
  func cells(from start: Cell, leaving side: Cell.Side) -> Set<Cell> {
    var reached: Set<Cell> = []
    var visited: Set<[Cell]> = []
    var open = [(start, side)]
    while let (cell, side) = open.popLast() {
      let next = cell.neighbor(side)
      guard visited.insert([cell, next]).inserted else { continue }
      guard let arms = Self.arms[self[next]], arms.contains(side.opposite) else { continue }
      reached.insert(next)
      if self[next] == "┼" {
        open.append((next, side))
      } else {
        open += arms.filter { $0 != side.opposite }.map { (next, $0) }
      }
    }
    return reached
  }

  /// The sides to which the light signs and the arrowhead have a line.
  static let arms: [Character: Set<Cell.Side>] = [
    "─": [.left, .right], "│": [.up, .down], "┌": [.right, .down], "┐": [.left, .down],
    "└": [.right, .up], "┘": [.left, .up], "├": [.up, .down, .right], "┤": [.up, .down, .left],
    "┬": [.left, .right, .down], "┴": [.left, .right, .up],
    "┼": [.left, .right, .up, .down], "●": [.left, .right, .up, .down],
    "▶": [.left],
  ]
}
