public import ArgumentParser
public import Gradstep

/// Walks through a lesson in the terminal.
struct StepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Step through a formula in the terminal.",
    discussion: """
      On a terminal it takes the whole screen: → and ← walk, the last line says the main keys, and \
      ? lists all of them. Elsewhere, and with --plain or --steps, steps are printed as text, one \
      after another.

      With --quiz the value of a step, or what it passes back, is asked for before it is shown. An \
      answer is a number, a fraction, a vector or a matrix, such as 3/4 or [0.5, -1]. \(Quiz.rule) \
      The exit status is 0 for the full score and 1 for less. With --plain answers are read from \
      standard input, a line each.

      EXAMPLES
        gradstep step two-layer.graph
        gradstep step 'y = x^2 + 2x' x=3
        gradstep step two-layer.graph --plain --steps 8...last --why
        gradstep step two-layer.graph --quiz backward
        gradstep step circuit.graph --plain --quiz all < answers.txt
      """
  )

  @OptionGroup var options: LessonOptions
  @OptionGroup var flow: FlowOptions
  @OptionGroup var reasons: WhyOption

  @Flag(help: "Print every step as plain text, one after another.")
  var plain = false

  @Option(
    help: "Print these steps, such as 0,3...7,last, as plain text.",
    transform: { try StepSelection($0) }
  )
  var steps: StepSelection?

  @Option(
    defaultAsFlag: Quiz.Scope.all,
    help: ArgumentHelp(
      "Ask before each step is shown: in all steps, or those of one direction.",
      valueName: Quiz.Scope.allCases.map(\.rawValue).joined(separator: "|")
    )
  )
  var quiz: Quiz.Scope?

  @Flag(help: "Draw without box characters.")
  var ascii = false

  func validate() throws {
    guard quiz == nil || steps == nil else {
      throw ValidationError("A quiz goes through all steps: choose one of --quiz and --steps.")
    }
    guard quiz == nil || flow.descend == nil else {
      throw ValidationError("A quiz asks about one walk: choose one of --quiz and --descend.")
    }
  }

  func run() async throws {
    let answered: Quiz?
    if !plain, steps == nil, TerminalSession.isPossible {
      answered = try await walk()
    } else {
      let lesson = try options.lesson(flow.flow, descent: flow.descent)
      if let quiz {
        answered = try ask(Quiz(lesson, asking: quiz), on: lesson)
      } else {
        answered = nil
        let last = lesson.course.steps.count - 1
        Progress.show("writing the steps")
        var printer = printer(of: lesson)
        try printer.write(
          try steps?.indices(last: last) ?? Array(0...last),
          to: .standardOutput
        )
      }
    }
    if quiz != nil, answered?.hasFullScore != true { throw ExitCode(1) }
  }

  private func printer(of lesson: Lesson) -> PlainSteps {
    let output = StandardStream.standardOutput
    return PlainSteps(
      lesson,
      why: reasons.why,
      columns: output.isTerminal
        ? TerminalDevice(input: 0, output: output.descriptor, error: nil).size.columns : nil,
      isStyled: options.color.isStyled(output)
    )
  }

  /// Asks for each step before it is printed.
  ///
  /// - Returns: the quiz with the answers
  private func ask(_ questions: Quiz, on lesson: Lesson) throws -> Quiz {
    let output = StandardStream.standardOutput
    var printer = printer(of: lesson)
    let isStyled = printer.isStyled
    return try PlainQuiz.run(
      questions,
      steps: lesson.course.steps.count,
      lines: AnyIterator { readLine() },
      show: { try printer.write([$0], to: output) },
      output: { try output.writeResult(Printable(lines: [$0], isStyled: isStyled)) }
    )
  }

  /// How long the building may take before the screen is taken to say so, in milliseconds.
  private static let patience: Int32 = 80

  /// Takes the screen until the person quits.
  ///
  /// - Returns: the quiz with the answers, where there is one
  private func walk() async throws -> Quiz? {
    // A source on standard input is read before the keyboard is.
    let draft = try options.draft(flow.flow, descent: flow.descent)
    let construction = try StepperConstruction()
    let isASCII = ascii || Environment.isASCII
    Task.detached { [quiz, why = reasons.why] in
      await construction.run(isASCII: isASCII, quiz: quiz, why: why, draft.lesson)
    }
    try await onThreadOfItsOwn { construction.wait(milliseconds: Self.patience) }
    // From here on the screen says how far it is.
    Progress.end()
    // What is wrong, or worth a second look, stands above the screen and not on it.
    let isReported = try report(construction.current)
    let isStyled = options.color.isStyled(.standardOutput)
    let walk = try await onThreadOfItsOwn {
      try Self.show(construction, isASCII: isASCII, isStyled: isStyled)
    }
    if !isReported { _ = try report(construction.current) }
    guard let quiz = walk.stepper?.quiz else { return nil }
    // The score outlives the screen.
    for line in quiz.summary {
      try StandardStream.standardOutput.writeResult(Printable(lines: [line], isStyled: false))
    }
    return quiz
  }

  /// Says what is to be said of the lesson's source; `false` where that is not known yet.
  private func report(_ state: StepperConstruction.State) throws -> Bool {
    switch state {
    case .underWay: return false
    case .drawing(let stepper), .done(let stepper): _ = try options.reporting { stepper.lesson }
    case .failed(let error): _ = try options.reporting { throw error }
    }
    return true
  }

  /// Shows the building, where it is not done, and the stepper, until the person quits.
  private static func show(
    _ construction: StepperConstruction,
    isASCII: Bool,
    isStyled: Bool
  ) throws -> Walk {
    let device = try TerminalDevice.ofProgram()
    defer { device.release() }
    return try show(construction, on: device, isASCII: isASCII, isStyled: isStyled)
  }

  /// The same on a terminal of the caller's choice.
  static func show(
    _ construction: StepperConstruction,
    on device: TerminalDevice,
    isASCII: Bool,
    isStyled: Bool
  ) throws -> Walk {
    var walk = Walk()
    guard walk.take(construction.current) == .goOn else { return walk }
    _ = try TerminalSession.run(on: device, alarm: construction.alarm) { columns, rows in
      let content = walk.content(
        columns: columns,
        rows: rows,
        isASCII: isASCII,
        isStyled: isStyled
      )
      return Screen(content, columns: columns, isStyled: isStyled)
    } handle: { event in
      switch event {
      case .input(let inputs): walk.update(inputs)
      case .alarm: walk.take(construction.current)
      case .resize, .resumed: .goOn
      }
    }
    return walk
  }
}

extension Quiz.Scope: ExpressibleByArgument {}

extension Screen {
  /// What a terminal shows of a stepper.
  fileprivate init(_ content: StepperView.Content, columns: Int, isStyled: Bool) {
    self.init(
      lines: content.lines.map { Printable($0, isStyled: isStyled, columns: columns) },
      cursor: content.cursor.map { Position(column: $0.column, row: $0.row) }
    )
  }
}
