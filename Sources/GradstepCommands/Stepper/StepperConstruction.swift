import Gradstep
import Synchronization

/// The building of a stepper, beside a loop that takes keys meanwhile.
///
/// The work itself cannot be cut short: whoever does not wait for it ends the program.
final class StepperConstruction: Sendable {
  /// What is there.
  enum State: Sendable {
    case underWay
    /// The stepper is there, and the drawing of its graph is under way.
    case drawing(Stepper)
    /// With the drawing, or with what to say of its lack.
    case done(Stepper)
    case failed(any Error)

    /// Whether nothing more is to come.
    var isFinished: Bool {
      switch self {
      case .underWay, .drawing: false
      case .done, .failed: true
      }
    }
  }

  private let state = Mutex(State.underWay)
  /// Whoever waits reads a byte from here when the state has changed.
  let alarm: Int32
  private let bell: Int32

  init() throws {
    (alarm, bell) = try makePipe()
  }

  deinit {
    close(alarm)
    close(bell)
  }

  /// What is there now.
  var current: State { state.withLock { $0 } }

  /// Builds the stepper of a lesson, with its drawing, and tells of each part that is done.
  func run(
    isASCII: Bool,
    quiz: Quiz.Scope?,
    why: Bool = false,
    _ build: () throws -> Lesson
  ) async {
    do {
      let lesson = try build()
      let quiz = quiz.map { Quiz(lesson, asking: $0) }
      var stepper = Stepper(lesson, drawing: .underWay, quiz: quiz, why: why)
      change(to: .drawing(stepper))
      do throws(GraphvizError) {
        stepper.drawing = .done(try await stepper.moments.terminalGraphs(isASCII: isASCII))
      } catch {
        // Without the drawing, which has its limits of size, the rest still helps.
        stepper.drawing = .none
        stepper.message = Text(error.description)
      }
      change(to: .done(stepper))
    } catch {
      change(to: .failed(error))
    }
  }

  private func change(to new: State) {
    state.withLock { $0 = new }
    var byte: UInt8 = 0
    // Where the pipe is full, whoever reads it will look anyway.
    _ = writeBytes(bell, &byte, 1)
  }

  /// Waits until the work is done, or for some milliseconds at most.
  func wait(milliseconds: Int32) {
    let start = ContinuousClock.now
    while !current.isFinished {
      let passed = start.duration(to: .now) / .milliseconds(1)
      guard passed < Double(milliseconds) else { return }
      var descriptor = pollfd(fd: alarm, events: Int16(POLLIN), revents: 0)
      _ = poll(&descriptor, 1, milliseconds - Int32(passed))
      var bytes = [UInt8](repeating: 0, count: 64)
      _ = readBytes(alarm, &bytes, bytes.count)
    }
  }
}
