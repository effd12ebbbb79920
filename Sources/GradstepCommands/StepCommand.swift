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
        gradstep step two-layer.graph --plain --steps 8...last
        gradstep step two-layer.graph --quiz backward
        gradstep step circuit.graph --plain --quiz all < answers.txt
      """
  )

  @OptionGroup var options: LessonOptions
  @OptionGroup var flow: FlowOptions

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
  }

  func run() async throws {
    let lesson = try options.lesson(flow.flow)
    let questions = quiz.map { Quiz(lesson, asking: $0) }
    let answered: Quiz?
    if !plain, steps == nil, TerminalSession.isPossible {
      answered = try await walk(through: lesson, questions)
    } else if let questions {
      answered = try ask(questions, on: lesson)
    } else {
      answered = nil
      let last = lesson.trace.steps.count - 1
      Progress.show("writing the steps")
      var printer = printer(of: lesson)
      try printer.write(
        try steps?.indices(last: last) ?? Array(0...last),
        to: .standardOutput
      )
    }
    if let answered, !answered.hasFullScore { throw ExitCode(1) }
  }

  private func printer(of lesson: Lesson) -> PlainSteps {
    let output = StandardStream.standardOutput
    return PlainSteps(
      lesson,
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
      steps: lesson.trace.steps.count,
      lines: AnyIterator { readLine() },
      show: { try printer.write([$0], to: output) },
      output: { try output.writeResult(Printable(lines: [$0], isStyled: isStyled)) }
    )
  }

  /// Takes the screen until the person quits.
  ///
  /// - Returns: the quiz with the answers, where there is one
  private func walk(through lesson: Lesson, _ quiz: Quiz?) async throws -> Quiz? {
    let isASCII = ascii || Environment.isASCII
    Progress.show("laying out \(lesson.graph.nodes.count) cards")
    var stepper: Stepper
    do throws(GraphvizError) {
      let graphs = try await lesson.terminalGraphs(isASCII: isASCII)
      stepper = Stepper(lesson, graphs: graphs, quiz: quiz)
    } catch {
      // Without the drawing, which has its limits of size, the rest still helps.
      stepper = Stepper(lesson, quiz: quiz)
      stepper.message = Text("\(error)")
    }
    let isStyled = options.color.isStyled(.standardOutput)
    var width: Int?
    Progress.end()
    _ = try TerminalSession.run { columns, rows in
      if width != columns { stepper.fit(columns: columns) }
      width = columns
      let view = StepperView(
        stepper: stepper,
        columns: columns,
        rows: rows,
        isASCII: isASCII,
        isStyled: isStyled
      )
      let content = view.content
      // Whoever scrolls beyond an end is at that end, and not further.
      stepper.offset = content.offset
      return Screen(content, columns: columns, isStyled: isStyled)
    } handle: { event in
      switch event {
      case .input(let inputs): stepper.update(inputs)
      case .resize, .resumed: .goOn
      }
    }
    if let quiz = stepper.quiz {
      // The score outlives the screen.
      for line in quiz.summary {
        try StandardStream.standardOutput.writeResult(Printable(lines: [line], isStyled: false))
      }
    }
    return stepper.quiz
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
