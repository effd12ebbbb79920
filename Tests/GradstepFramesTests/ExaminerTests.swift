import Gradstep
import Testing
import _GradstepTestSupport

/// Hints are taken from the captions of the steps that they help with.
@Suite struct ExaminerTests {
  private func expectHintsInCaptions(_ lesson: Lesson) {
    let captions = lesson.storyboard().captions.map(\.explanation)
    let examiner = Examiner(lesson.trace)
    for question in Quiz(lesson).questions {
      let hints = examiner.hints(question).map(\.plain)
      let caption = captions[question.step.index]
      // An equals sign in a caption may be an approximate one.
      let plain = caption.replacing("≈", with: "=")
      let ends = hints.dropFirst().map { hint in
        let hint = hint.replacing("≈", with: "=")
        return hint.split(separator: " = ").last.map(String.init) ?? hint
      }
      let isMatrix = lesson.trace.sweep == .reverse(.everyComponent)
      switch question.subject {
      case .contribution where isMatrix, .gradient where isMatrix:
        // The caption has the formula alone; `hints[0]` ends with words of its own in a sum.
        #expect(hints[0].split(separator: ",").first.map(caption.contains) == true)
      case .value, .tangent, .contribution, .gradient:
        for part in ends { #expect(plain.contains(part), "\(part) in \(caption)") }
      case .seed:
        #expect(plain.contains(hints[1]))
      case .localGradient:
        #expect(hints[0].hasPrefix("∂") && hints.count >= 2)
      }
      if case .contribution = question.subject { #expect(caption.contains(hints[0])) }
      #expect(hints.allSatisfy { !$0.contains("⋯") })
    }
  }

  @Test(arguments: Example.all) func hintsAreWhatTheCaptionSays(example: Example) throws {
    let lesson = try example.lesson()
    expectHintsInCaptions(lesson)
    expectHintsInCaptions(try Lesson(lesson.tree.sources, flow: .jacobian))
  }

  @Test func hintsOnTangentsAreWhatTheCaptionSays() throws {
    expectHintsInCaptions(
      try Lesson(
        [Source(name: "s", text: "y = x^2·sin(x); x = 2")],
        flow: .tangents([Source(name: "t", text: "x = 0.5")])
      )
    )
  }

  @Test func hintsGoFromTheFormulaToTheAnswer() throws {
    let lesson = try Lesson("e = (a + b)·(b + 1)", "a = 2", "b = 1")
    let examiner = Examiner(lesson.trace)
    let hints = Quiz(lesson).questions.map { examiner.hints($0).map(\.plain) }
    #expect(
      hints[0] == [
        "v₁ = a + b: the sum of two values of one shape; a scalar is added to each component, a bias"
          + " to each row or column",
        "v₁ = 2 + 1", "3",
      ]
    )
    #expect(hints[3] == ["how fast e changes with e itself", "1"])
    #expect(
      hints[4] == ["to v₁: g·∂e/∂v₁ = g·v₂", "to v₁: g·∂e/∂v₁ = g·v₂ = 1·2", "2"]
    )
    #expect(
      hints[8] == [
        "to b: g·∂v₁/∂b = g·1, added to what had arrived",
        "to b: g·∂v₁/∂b = g·1 = 2·1 = 2; 3 + 2", "5",
      ]
    )
  }

  @Test func answersHaveDigitsEnoughWhateverThePrecision() throws {
    let lesson = try Lesson("y = exp(x)", "x = 1")
    let question = Quiz(lesson).questions[0]
    let coarse = Examiner(lesson.trace, format: NumberFormat(precision: 1))
    #expect(coarse.answer(question).plain == "2.718")
    let fine = Examiner(lesson.trace, format: NumberFormat(precision: 8))
    #expect(fine.answer(question).plain == "2.7182818")
  }
}
