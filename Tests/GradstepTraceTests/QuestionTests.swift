import GradstepGraph
import GradstepTrace
import Testing

/// What is asked for at a step, and what counts as right.
@Suite struct QuestionTests {
  private func questions(_ trace: Trace) -> [Question] {
    trace.steps.indices.flatMap { Snapshot(trace, after: $0).questions }
  }

  private func mistake(_ answer: Tensor, _ question: Question, in trace: Trace) -> Mistake? {
    trace.mistake(in: answer, to: question) { $0 }
  }

  @Test func whatIsExpectedIsWhatTheStepShows() throws {
    for name in Examples.names {
      let trace = try Examples.trace(name)
      for step in trace.steps.indices {
        let snapshot = Snapshot(trace, after: step)
        for question in snapshot.questions {
          #expect(question.step.index == step && question.node == snapshot.step.node)
          switch question.subject {
          case .value: #expect(question.expected == trace.value(of: question.node))
          case .seed: #expect(question.expected == trace.gradient(of: question.node))
          case .contribution(let contribution):
            #expect(snapshot.contributions.contains(contribution))
            #expect(question.expected == contribution.amount && contribution.arrived == 1)
          case .gradient(let contribution):
            #expect(question.expected == contribution.accumulated && contribution.arrived > 1)
            if contribution.arrived == contribution.expected {
              #expect(question.expected == trace.gradient(of: contribution.operand))
            }
          case .localGradient(let slot):
            let entries = trace.localJacobian(of: question.node, slot: slot)?.entries
            #expect(question.expected.elements == entries?.elements)
          case .tangent: Issue.record("no tangents flow here")
          }
        }
      }
    }
  }

  @Test func smallDenseLocalGradientsAreAskedForAsMatrices() throws {
    let trace = try trace("z = [0.3, -0.2]; w = [1, 2]; y = w·softmax(z)")
    let local = questions(trace).first { $0.subject == .localGradient(slot: 0) }
    #expect(local?.expected.shape == .matrix(2, 2))
  }

  @Test(arguments: ["y = relu(x); x = 0", "y = |x|; x = 0", "y = max(x, z); x = 1; z = 1"])
  func whereThereIsNoDerivativeNoneIsAskedFor(source: String) throws {
    let trace = try trace(source)
    #expect(questions(trace).filter { $0.step.phase == .backward }.isEmpty)
    let tangents = Trace(trace.graph, sweep: .forward([trace.node("x"): Tensor(1)]))
    #expect(questions(tangents).map(\.subject) == [.value])
  }

  @Test func aThousandthIsRightAndNoMore() throws {
    let trace = try trace("y = 2x; x = [1, -250, 0]")
    let question = try #require(questions(trace).first)
    #expect(question.expected.elements == [2, -500, 0])
    for right in [[2.0019, -500, 0], [2, -499.51, 0], [2, -500.49, 0], [2, -500, 0.0004]] {
      #expect(mistake(Tensor(right), question, in: trace) == nil)
    }
    for wrong in [[2.0021, -500, 0], [2, -499.4, 0], [2, -500.6, 0], [2, -500, 0.0006]] {
      #expect(mistake(Tensor(wrong), question, in: trace) != nil)
    }
    let tiny = try GradstepTraceTests.trace("y = 2x; x = 1e-20")
    let small = try #require(questions(tiny).first)
    #expect(mistake(Tensor(2e-20), small, in: tiny) == nil)
    #expect(mistake(Tensor(0), small, in: tiny) == .unknown)
  }

  @Test func noiseOfTheLastDigitsIsNothing() throws {
    let trace = try trace("y = w·x; w = [1, 1, 1]; x = [0.1, 0.2, -0.3]")
    let question = try #require(questions(trace).first)
    #expect(question.expected.elements[0] != 0)
    #expect(mistake(Tensor(0), question, in: trace) == nil)
    #expect(mistake(Tensor(1e-6), question, in: trace) == .unknown)
  }

  @Test func whatLiesBetweenExactAndPrintedNumbersIsRight() throws {
    let trace = try trace("y = a - b; a = 1.0004; b = 0.9996")
    let question = try #require(questions(trace).first)
    func mistake(_ answer: Double) -> Mistake? {
      trace.mistake(in: Tensor(answer), to: question) { ($0 * 1000).rounded() / 1000 }
    }
    #expect(mistake(0) == nil && mistake(0.0008) == nil && mistake(0.0004) == nil)
    #expect(mistake(0.001) != nil && mistake(-0.0008) == .sign)
  }

  @Test func noFactorIsMissingWhereTheWalkBackStarts() throws {
    let trace = try trace("y = x^2; x = 3")
    let seed = try #require(questions(trace).first { $0.subject == .seed })
    #expect(mistake(Tensor(0.5), seed, in: trace) == .unknown)
    #expect(mistake(Tensor(2), seed, in: trace) == .unknown)
    #expect(mistake(Tensor(-1), seed, in: trace) == .sign)
  }

  @Test func aShapeFitsThatIsWrittenAlike() throws {
    let vector = try #require(questions(try trace("y = 2x; x = [1, 2]")).first)
    #expect(vector.fits(.vector(2)) && vector.fits(.matrix(2, 1)))
    #expect(!vector.fits(.matrix(1, 2)) && !vector.fits(.scalar) && !vector.fits(.vector(3)))
    let scalar = try #require(questions(try trace("y = 2x; x = 1")).first)
    #expect(scalar.fits(.vector(1)) && scalar.fits(.matrix(1, 1)) && !scalar.fits(.vector(2)))
  }
}
