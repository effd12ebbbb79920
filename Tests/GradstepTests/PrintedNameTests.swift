import Gradstep
import GradstepSyntax
import GradstepText
import Testing

/// Names as figures and documents set them.
@Suite struct PrintedNameTests {
  private func captions(_ text: String) throws -> String {
    try Lesson([Source(name: "source", text: text)]).storyboard().captions
      .map(\.explanation).joined(separator: "\n")
  }

  @Test(arguments: [
    ("y = w0·x12; w0 = 2; x12 = 3", "y = w₀·x₁₂"), ("y = θ1^2; θ1 = 2", "y = θ₁²"),
    ("y = theta1^2; theta1 = 2", "y = theta₁²"), ("y = w0 + w; w0 = 2; w = 3", "y = w₀ + w"),
    ("y = learning_rate·x; learning_rate = 2; x = 3", "y = learning_rate·x"),
  ])
  func `A number stands below its letter, and words stand on the line`(
    source: String,
    words: String
  ) throws {
    let captions = try captions(source)
    #expect(captions.contains(words), "\(captions)")
  }

  @Test(arguments: [
    ("y = w0·w_0; w0 = 2; w_0 = 3", "y = w0·w₀"),
    ("y = x1·sum(x); x1 = 2; x = [1, 2]", "y = x1·"),
    ("y = v1·2 + 1; v1 = 3", "y = u₁ + 1"),
  ])
  func `No two names are printed the same`(source: String, words: String) throws {
    let captions = try captions(source)
    #expect(captions.contains(words), "\(captions)")
  }

  @Test(arguments: [
    "y = w0 + w1·x1 + f1(learning_rate); f1(z) = z·z; w0 = 1; w1 = 2; x1 = 3; learning_rate = 4",
    "y = w0·w_0 + x1·sum(x); w0 = 1; w_0 = 2; x1 = 3; x = [1, 2]",
  ])
  func `What is printed is read as the same graph`(source: String) throws {
    let sources = [Source(name: "source", text: source)]
    let reading = try SourceReading(sources)
    let echo = reading.entries.map(\.text).joined(separator: "\n")
    let (first, second) = (
      try Lesson(sources), try Lesson([Source(name: "echo", text: echo)])
    )
    #expect(first.graph.nodes == second.graph.nodes, "\(echo)")
    #expect(first.graph.leafValues == second.graph.leafValues, "\(echo)")
    let latex = reading.entries.compactMap(\.latex).joined(separator: "\n")
      .replacing("&", with: "")
    let third = try Lesson([Source(name: "LaTeX", text: latex)])
    #expect(first.graph.nodes == third.graph.nodes, "\(latex)")
  }

  @Test(arguments: [
    ("b_u", "b"), ("b_out", "b"), ("h_prev", "h"), ("x_max", "x"), ("loss_1", "loss"),
    ("loss_t", "loss"), ("theta_old", "theta"), ("σ_out", "σ"), ("learning_rate", "learning_rate"),
    ("y_true", "y"), ("log_prob_2", "log_prob_2"), ("grad_w_out", "grad_w_out"),
  ])
  func `What stands on the line is a letter or all words`(name: String, onLine: String) {
    let runs = TextPrinter.name(name).runs
    #expect(runs.filter { $0.script == .baseline }.map(\.string) == [onLine])
    #expect(runs.count == (name == onLine ? 1 : 2))
  }

  @Test func `All printers agree`() throws {
    let formula = Formula.term(.name("learning_rate"))
    #expect(TextPrinter(format: .standard).text(formula).plain == "learning_rate")
    #expect(MathMLPrinter(format: .standard).row(formula) == "<mi>learning_rate</mi>")
    #expect(Name.latex(of: "learning_rate") == #"\mathit{learning\_rate}"#)
  }

  @Test func `Either spelling finds the node`() throws {
    let lesson = try Lesson([Source(name: "source", text: "y = w0·2; w0 = 3")])
    for name in ["w0", "w_0", "w₀"] { #expect(lesson.value(of: name) == Tensor(3)) }
  }
}
