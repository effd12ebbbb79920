import Foundation
import FoundationXML
import Gradstep
import Testing
import _GradstepTestSupport

/// JSON, tables and the text of figures.
@Suite struct WriterTests {
  @Test(arguments: [
    (1.0, "1"), (-0.0, "0"), (0.1, "0.1"), (1e300, "1e+300"), (-2.5e-9, "-2.5e-09"),
    (.nan, "\"NaN\""), (.infinity, "\"Infinity\""), (-.infinity, "\"-Infinity\""),
  ])
  func numbersHaveAllTheirDigits(number: Double, text: String) {
    #expect(JSON.number(number).text == text + "\n")
  }

  @Test func stringsAreEscaped() throws {
    let string = "a\"b\\c\n\t\u{1}\u{7F}é∂"
    let decoded = try JSONSerialization.jsonObject(
      with: Data(JSON.string(string).text.utf8),
      options: .fragmentsAllowed
    )
    #expect(decoded as? String == string)
  }

  @Test func membersKeepTheirOrder() {
    let value: JSON = ["z": .number(1), "a": .array([.null, "x"]), "m": [:]]
    #expect(value.text == "{\n  \"z\": 1,\n  \"a\": [null, \"x\"],\n  \"m\": {}\n}\n")
  }

  @Test func columnsOfATableAreAlignedAndNoLineEndsInBlanks() {
    let table = Table(
      headings: ["", "value", "what"],
      rows: [
        [Table.Cell("x"), Table.Cell(["[ 1]", "[−2]"]), Table.Cell("")],
        [Table.Cell("long name"), Table.Cell("3"), Table.Cell("three")],
      ]
    )
    #expect(
      TextTable(isStyled: false).text(table) == """
                   value  what
        x          [ 1]
                   [−2]
        long name  3      three

        """
    )
  }

  @Test func wideCharactersKeepTheColumns() {
    let table = Table(
      headings: ["", "value"],
      rows: [
        [Table.Cell("重み"), Table.Cell("1")], [Table.Cell("x\u{302}"), Table.Cell("2")],
      ]
    )
    #expect(TextTable(isStyled: false).text(table).contains("重み  1\nx\u{302}     2\n"))
  }

  @Test func namesCannotBreakOutOfAFigure() async throws {
    let lesson = try Lesson([Source(name: "s", text: "y = x^2; x = 3")], name: "a<b>&\"c\"]\n")
    for figure in try await lesson.figures(.svg, steps: [0]) {
      #expect(!figure.text.contains("<b>") && figure.text.contains("a&lt;b&gt;&amp;"))
      #expect(XMLParser(data: Data(figure.text.utf8)).parse())
    }
    for figure in try await lesson.figures(.dot, steps: [0]) {
      #expect(figure.text.contains("\ndigraph \"a<b>&\\\"c\\\"] \" {"))
    }
  }

  @Test func everyFigureIsKnownByItsStart() async throws {
    let lesson = try Lesson(
      [Source(name: "s", text: "y = x^2; x = 3")],
      name: String(repeating: "long", count: 500)
    )
    for format in OutputFormat.drawings where format.conversion == nil {
      for figure in try await lesson.figures(format, steps: [0, 3]) {
        let start = String(decoding: figure.text.utf8.prefix(OutputFormat.markReach), as: UTF8.self)
        #expect(start.contains(format.mark), "\(format.name)")
      }
    }
  }

  @Test func everyFormatIsNamedOnce() {
    #expect(Set(OutputFormat.all.map(\.name)).count == OutputFormat.all.count)
    for format in OutputFormat.all {
      #expect(OutputFormat.named(format.name)?.summary == format.summary)
    }
    #expect(OutputFormat.named("gif") == nil)
  }
}
