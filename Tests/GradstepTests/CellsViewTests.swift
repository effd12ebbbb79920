import Testing
import _GradstepTestSupport

@testable import Gradstep
@testable import GradstepFrames
@testable import GradstepText

/// Tinted cells in the places of numbers.
@Suite struct CellsViewTests {
  @Test(arguments: Example.all)
  func everyCellHasTheSignOfItsEntry(example: Example) throws {
    let lesson = try example.lesson()
    let storyboard = lesson.storyboard(view: .cells)
    let frame = try #require(Array(storyboard.frames([storyboard.captions.count - 1])).last)
    let last = try #require(lesson.course.traces.last)
    for (id, card) in frame.cards.enumerated() {
      let value = last.value(of: id)
      guard value.shape.rank > 0 else {
        #expect(card.value?.heat == nil)
        continue
      }
      let heat = try #require(card.value?.heat)
      let largest = value.elements.map(abs).max() ?? 0
      #expect(
        heat.cells.map(\.count) == Array(repeating: value.shape.columns, count: value.shape.rows)
      )
      #expect(heat.scale == (largest == 0 ? "0" : "±" + lesson.format.string(largest)))
      for (exact, cell) in zip(value.elements, heat.cells.joined()) {
        // What is left over of rounding is shown as 0.
        let entry = abs(exact) < 1e-12 ? 0 : exact
        guard case .tint(let tint) = cell else {
          Issue.record("\(entry) has no tint")
          continue
        }
        #expect(tint.signum() == (entry > 0 ? 1 : entry < 0 ? -1 : 0))
        let share = abs(entry) / largest * Double(HeatMap.deepest)
        #expect(abs(Double(abs(tint)) - share) <= 0.5 || abs(tint) == 1 || largest == 0)
      }
    }
  }

  @Test func whatIsNoNumberIsTold() {
    let heat = HeatMap(Tensor([1, -2, .nan, .infinity, 0]), format: .standard)
    #expect(
      heat.cells == [[.tint(4)], [.tint(-8)], [.notFinite], [.notFinite], [.tint(0)]]
    )
    #expect(heat.scale == "±2")
  }

  @Test func theMiddleOfALargeValueIsLeftOut() {
    let heat = HeatMap(Tensor(Array(repeating: 1.0, count: 30)), format: .standard)
    #expect(heat.cells.count == HeatMap.largestSide)
    #expect(heat.cells.filter { $0 == [.leftOut] }.count == 1 && heat.cells.last == [.tint(8)])
  }

  /// What is drawn is what was worked out: each square of a sign and a tint, and the number below.
  @Test func squaresStandInTheFigure() async throws {
    let lesson = try Lesson("y = W·x", "W = [1, -2; 0, 4]", "x = [1, 1]")
    let figure = try #require(
      Array(try await lesson.figures(.svg, steps: [0], as: Appearance(view: .cells))).first
    )
    func squares(_ sign: String) -> [String] {
      figure.text.matches(of: try! Regex("class=\"gs-\(sign)\"[^>]*>", as: Substring.self)).map {
        let tag = String($0.output)
        let depth = tag.firstMatch(of: /fill-opacity="([^"]*)"/)?.output.1 ?? "1"
        return "\(depth): \(tag.count { $0 == "M" })"
      }
    }
    // 1 and 4 of W on 4, and both entries of x on 1.
    #expect(squares("positive") == ["0.24: 1", "0.95: 1", "0.95: 2"])
    #expect(squares("negative") == ["0.48: 1"])
    #expect(figure.text.contains(">±4<") && figure.text.contains(">±1<"))
  }
}
