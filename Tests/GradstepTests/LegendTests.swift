import Testing
import _GradstepTestSupport

@testable import Gradstep
@testable import GradstepFrames
@testable import GradstepRenderers
@testable import GradstepText

/// The line below a figure that says what colours and outlines mean.
@Suite struct LegendTests {
  @Test(arguments: [
    (LessonView.steps, "y = x²", "value · ∂ gradient · heavy outline: at work · pale: to come"),
    (.compact, "y = x²", "value above the wire · ∂ gradient below it · heavy outline: at work"),
    (.cells, "y = [1, 2]·x", "small squares: negative · ±n: the deepest tint"),
    (.steps, "y = x·sin(x)", "(… 1/2: 1 of 2 parts has arrived"),
    (.steps, "y = 2x", "dashed: constant"),
  ])
  func itSaysWhatThereIs(view: LessonView, source: String, words: String) async throws {
    let lesson = try Lesson(source, "x = 3")
    let legend = lesson.storyboard(view: view).diagram.legend.plain
    #expect(legend.contains(words), "\(legend)")
    #expect(legend.contains("tint") == (view.name == "cells"))
  }

  @Test(arguments: [OutputFormat.svg, .dot, .tikz])
  func itStandsInTheFigureWhereItIsAskedFor(format: OutputFormat) async throws {
    let lesson = try Lesson("f = (x + y)z", "x = -2", "y = 5", "z = -4")
    for isAsked in [false, true] {
      let appearance = Appearance(hasLegend: isAsked)
      let figure = try #require(
        Array(try await lesson.figures(format, steps: [3], as: appearance)).first
      )
      let text = figure.text.replacing("\u{A0}", with: " ").replacing("~", with: " ")
      #expect(text.contains("double outline: output") == isAsked)
    }
  }

  /// Its lines end between what it says.
  @Test func noLineIsWiderThanTheFigure() async throws {
    let (_, picture) = try await Lesson("f = (x + y)z", "x = -2", "y = 5", "z = -4")
      .picture(Appearance(view: .cells, hasLegend: true))
    #expect(picture.legend.count > 1)
    for line in picture.legend {
      let width = TextMetrics.width(of: line.text, size: picture.theme.type.label)
      #expect(width <= picture.size.width && line.bottom < picture.size.height)
      #expect(!line.text.plain.hasPrefix("·"))
    }
  }
}
