import GradstepGraph
import Testing

@testable import GradstepTrace

/// What is said of an answer is what the answer is, whatever it is.
@Suite struct DiagnosisTests {
  /// Numbers that stand there or come of them, in the shape that is asked for.
  private func answers(to question: Question, in trace: Trace) -> [Tensor] {
    let ids = Array(trace.graph.operands(of: question.node)) + [question.node]
    let given: [Tensor] =
      ids.map { trace.value(of: $0) } + [trace.gradient(of: question.node)].compactMap { $0 }
    var numbers = given + [question.expected]
    numbers += zip(given, given.dropFirst()).compactMap { $0.combined(with: $1, *) }
    numbers += given.map { number in number.map { 1 / $0 } }
    var answers = [0.0, 1, -1].map { Tensor(question.expected.shape, repeating: $0) }
    for number in numbers { answers += [1, -1, 2].map { factor in number.map { factor * $0 } } }
    if let previous = question.previousAmount {
      answers += answers.compactMap { previous.combined(with: $0, +) }
    }
    return answers.filter { question.fits($0.shape) && $0.elements.allSatisfy(\.isFinite) }
  }

  /// Whether a mistake is one that an answer shows, as far as that can be told from numbers.
  private func isTrue(
    _ mistake: Mistake,
    of answer: Tensor,
    to question: Question,
    in trace: Trace
  ) throws -> Bool {
    let node = question.node
    let previous = question.previousAmount
    func isClose(_ wanted: Tensor?) -> Bool {
      guard let wanted, wanted.elements.count == answer.elements.count else { return false }
      let scale = wanted.elements.reduce(0) { max($0, $1.magnitude) }
      return zip(wanted.elements, answer.elements).allSatisfy {
        ($0 - $1).magnitude <= 2e-3 * scale
      }
    }
    /// In the place of what is added, or of the whole.
    func isAdded(_ wanted: Tensor?) -> Bool {
      isClose(
        previous.map { previous in wanted.flatMap { previous.combined(with: $0, +) } } ?? wanted
      )
    }
    let (value, upstream) = (trace.value(of: node), trace.gradient(of: node))
    func isFactor(_ factor: Double) -> Bool {
      let part = previous.flatMap { question.expected.combined(with: $0, -) } ?? question.expected
      return isClose(question.expected.map { factor * $0 }) || isAdded(part.map { factor * $0 })
    }
    switch mistake {
    case .sign: return isFactor(-1)
    case .double: return isFactor(2)
    case .half: return isFactor(0.5)
    case .nothingAdded: return isClose(previous)
    case .replaced: return isClose(previous.flatMap { question.expected.combined(with: $0, -) })
    case .localGradientForgotten: return isAdded(upstream)
    case .functionNotDifferentiated:
      let isLocal = if case .localGradient = question.subject { true } else { false }
      return isLocal ? isClose(value) : isAdded(upstream?.combined(with: value, *))
    case .derivativeAtInput:
      let slot = try #require(question.slot)
      return trace.localGradient(of: node, slot: slot)?.formula.hasResult == true
    case .operandsSwapped where question.slot != nil:
      let operands = Array(trace.graph.operands(of: node))
      return operands.indices.contains { slot in
        operands[slot] != operands[question.slot ?? slot]
          && isAdded(upstream.map { trace.pullback(of: node, slot: slot, upstream: $0) })
      }
    case .tooFar:
      return isClose(upstream.map { trace.pullback(of: node, slot: 0, upstream: $0) })
    case .upstreamForgotten, .transposeMissing, .derivativeAtOutput, .addedForMultiplied,
      .operandsSwapped, .rounding, .shape, .unknown:
      return true
    }
  }

  private func expectTruth(_ trace: Trace, at node: Node.ID? = nil) throws {
    for step in trace.steps.indices where node == nil || trace.steps[step].node == node {
      for question in Snapshot(trace, after: step).questions {
        for answer in answers(to: question, in: trace) {
          guard let mistake = trace.mistake(in: answer, to: question, rounding: { $0 }) else {
            continue
          }
          #expect(
            try isTrue(mistake, of: answer, to: question, in: trace),
            "\(question.subject) at \(question.node): \(answer.elements) is no \(mistake)"
          )
        }
      }
    }
  }

  /// Of each operation the sample point with the fewest numbers.
  static let samples: [SmallGraph] = Dictionary(grouping: SmallGraph.all, by: \.position).values
    .compactMap { samples in samples.min { $0.numberCount < $1.numberCount } }
    .sorted { $0.position < $1.position }

  @Test(arguments: samples)
  func whatIsSaidOfAnAnswerAtASamplePointIsTrue(small: SmallGraph) throws {
    let trace = Trace(try small.graph())
    // The sums of halves stand before it, and the square and the sum that it goes on to behind it.
    try expectTruth(trace, at: trace.graph.output - 2)
  }

  @Test(arguments: ["y = x^x; x = 2", "y = x/x + x; x = 3", "y = 1/x; x = 5"])
  func whatIsSaidOfAnAnswerIsTrueWhereAnOperandIsThereTwice(source: String) throws {
    try expectTruth(trace(source))
  }
}

extension Question {
  /// What had arrived before, where more is added to it.
  fileprivate var previousAmount: Tensor? {
    if case .gradient(let contribution) = subject { contribution.previous } else { nil }
  }
}

extension SmallGraph {
  fileprivate var numberCount: Int { sample.operands.reduce(0) { $0 + $1.shape.count } }
}
