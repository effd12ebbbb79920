import Gradstep
import Testing

/// What a step says of a slope where 1 less the result has lost its digits.
@Suite struct SaturationTests {
  private func lines(_ formula: String, _ values: String...) throws -> [String] {
    let lesson = try Lesson(([formula] + values).map { Source(name: "a", text: $0) })
    let caption = try #require(lesson.storyboard().captions.last)
    return caption.lines.map { $0.plain.replacing("\u{A0}", with: " ") }
  }

  /// The formula that is shown gives the number beside it, worked out on what is printed.
  @Test(
    arguments: [
      ("y = tanh(x)", "x = 20", "to x: g·∂y/∂x = g·(1/cosh(x)²)", "1.699·10⁻¹⁷"),
      ("y = tanh(x)", "x = 1", "to x: g·∂y/∂x = g·(1 − y²)", "0.42"),
      ("y = sigmoid(x)", "x = 30", "to x: g·∂y/∂x = g·σ(x)·σ(−x)", "9.358·10⁻¹⁴"),
      ("y = sigmoid(x)", "x = 1", "to x: g·∂y/∂x = g·y·(1 − y)", "0.1966"),
    ]
  )
  func theFormulaFitsTheNumber(
    formula: String,
    value: String,
    symbols: String,
    number: String
  ) throws {
    let line = try #require(try lines(formula, value).first)
    #expect(line.hasPrefix(symbols) && line.hasSuffix(number), "\(line)")
    #expect(!line.contains("1 − 1"))
  }

  @Test func oneComponentAtItsLimitIsEnough() throws {
    let line = try #require(try lines("y = tanh(x)", "x = [0.5, 20]").first)
    #expect(line.contains("cosh(x)") && !line.contains("1 − "), "\(line)")
  }

  @Test func whereNothingComesInNothingGoesOn() throws {
    let lesson = try Lesson(
      [Source(name: "a", text: "Y = [sqrt(a), b]; a = 0; b = 2")],
      flow: .component(2)
    )
    let lines = try #require(lesson.storyboard().captions.last).lines.map(\.plain)
    #expect(lines[0].hasSuffix("= 0") && !lines[0].contains("0·"))
    #expect(lines[1] == "upstream is 0, so this path carries nothing, whatever the slope")
    let mixed = try Lesson(
      [Source(name: "a", text: "Y = sqrt(a); a = [0, 4]")],
      flow: .component(2)
    )
    let words = try #require(mixed.storyboard().captions.last).lines.map(\.plain)
    #expect(words[1] == "where upstream is 0 this path carries nothing, whatever the slope")
    #expect(mixed.trace.gradient(of: 0) == Tensor([0, 0.25]))
  }

  /// An operation on constants alone says that it gets no gradient, and no figure pulls it back.
  @Test func whatIsWorkedOutOfConstantsShowsADash() throws {
    let lesson = try Lesson("y = (1 − t)·p", "p = 0.5", "const t = 0.25")
    let captions = lesson.storyboard().captions.map { $0.headline.plain }
    #expect(!captions.contains { $0.hasPrefix("pull back through v₁") })
    let node = try #require(lesson.trace.graph.displayNames.firstIndex(of: "v_1"))
    #expect(lesson.trace.gradient(of: node) == nil)
    let json = lesson.trace.steps.filter { $0.node == node }
    #expect(json.count == 1)
  }
}
