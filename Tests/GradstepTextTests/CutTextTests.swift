import Gradstep
import Testing

/// Texts that are set in fewer lines than they need.
@Suite struct CutTextTests {
  private static let sum = Text(
    "to x: g·(a + b) = 0.1234·(0.2345 + 0.3456 + 0.4567 + 0.5678) + 0.6789·(1.2345 + 2.3456)"
      + " = 1.2345 + 2.3456 = 3.4567"
  )
  private static let word = Text("f(" + String(repeating: "tanh(exp(", count: 40) + "x")

  @Test(arguments: [1, 2, 3], [120.0, 200, 300, 460])
  func noMoreLinesThanAllowedAreSetAndNoneIsTooWide(count: Int, width: Double) {
    for text in [Self.sum, Self.word, Text(String(repeating: "0", count: 5000))] {
      let lines = TextMetrics.lines(text, size: 15, width: width, atMost: count)
      #expect(lines.count <= count)
      #expect(lines.allSatisfy { TextMetrics.width(of: $0, size: 15) <= width })
      let whole = TextMetrics.lines(text, size: 15, width: width)
      // Where all of it fits, all of it is there; else a sign says that something is missing.
      #expect((lines == whole) == (whole.count <= count))
      #expect(lines.contains { $0.plain.contains("⋯") } == (whole.count > count))
    }
  }

  @Test(arguments: [200.0, 300, 460])
  func theBeginningStaysAndTheResult(width: Double) throws {
    let lines = TextMetrics.lines(Self.sum, size: 15, width: width, atMost: 1)
    let line = try #require(lines.first).plain
    #expect(line.hasPrefix("to x: "))
    #expect(line.hasSuffix("= 3.4567"))
  }

  @Test(arguments: Array(stride(from: 150.0, through: 500, by: 7)))
  func noNumberIsCut(width: Double) {
    let line = TextMetrics.lines(Self.sum, size: 15, width: width, atMost: 1)[0].plain
    let numbers = Set(Self.sum.plain.matches(of: /[0-9.]+/).map { String($0.output) })
    for number in line.matches(of: /[0-9.]+/) {
      #expect(numbers.contains(String(number.output)), "\(line)")
    }
  }
}
