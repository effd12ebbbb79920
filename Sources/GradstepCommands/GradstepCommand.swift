public import ArgumentParser

/// The command: one file for each subcommand.
public struct GradstepCommand: AsyncParsableCommand {
  /// The name, the help and the subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "gradstep",
    abstract: "Walks a formula forward and backward, one node at a time.",
    discussion: """
      A formula from course notes becomes a computation graph; every step of the forward and the \
      backward pass is shown in the terminal or becomes a figure.

      EXAMPLES
        gradstep 'y = x^2 + 2x' x=3
        gradstep --invent '\\hat{y} = \\sigma(W x + b)'
        gradstep read 'h_i = \\sum_j W_{ij} x_j + b_i'
        gradstep render 'y = x^2 + 2x' x=3 -o figures
        gradstep grad 'f = (x + y)z' x=-2 y=5 z=-4
        gradstep trace two-layer.graph | jq .steps
      """,
    version: "0.1.0",
    subcommands: [
      StepCommand.self, ReadCommand.self, Render.self, TraceCommand.self, Grad.self,
      JacobianCommand.self,
      CostCommand.self, CheckCommand.self, Operations.self,
    ],
    defaultSubcommand: StepCommand.self
  )

  /// A command without arguments.
  public init() {}
}

extension GradstepCommand {
  /// What the subcommands are called on the command line.
  static var subcommandNames: [String] {
    configuration.subcommands.map { $0.configuration.commandName ?? "\($0)".lowercased() }
  }

  /// Runs the command that the arguments name, and ends the program with its exit status.
  ///
  /// The status is 0 when done, 1 where the source or a file is wrong, and 64 where the command
  /// line is.
  public static func runToEnd() async -> Never {
    // A reader that has gone is an error of `write`, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    endOnControlBackslash()
    do {
      // The default subcommand would ask for a source, and a newcomer does not know what that is.
      guard CommandLine.arguments.count > 1 else { throw CleanExit.helpRequest(self) }
      var command = try command(withFormulasApart(CommandLine.arguments.dropFirst()))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      end(0)
    } catch {
      end(with: error)
    }
  }

  /// The subcommand that the arguments name, with its options.
  ///
  /// It is asked alone first, since to ask all of them takes longer than most formulas do; what it does
  /// not understand is said by the whole command, which knows every name.
  static func command(_ arguments: [String]) throws -> any ParsableCommand {
    let first = arguments.first ?? ""
    if let index = subcommandNames.firstIndex(of: first) {
      let subcommand = configuration.subcommands[index]
      if let command = try? subcommand.parse(Array(arguments.dropFirst())) { return command }
    } else if !first.hasPrefix("-"), first != "help",
      let command = try? StepCommand.parse(arguments)
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// The arguments with a blank before each formula that starts with a sign, as `-x^2` does: it is no
  /// option.
  static func withFormulasApart(_ arguments: some Collection<String>) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    return arguments[..<end].map { argument in
      let letters = argument.dropFirst()
      let isOption =
        !argument.hasPrefix("-") || argument.hasPrefix("--") || argument.hasPrefix("-o=")
        || letters.isEmpty || letters.count == 1 && letters.allSatisfy { $0.isASCII && $0.isLetter }
      return isOption ? argument : " " + argument
    } + arguments[end...]
  }

  /// Says what an error is, or shows the help that was asked for, and ends the program.
  private static func end(with error: any Error) -> Never {
    if let failure = error as? Failure {
      StandardStream.standardError.write("gradstep: \(failure)\n")
      end(1)
    }
    let status = exitCode(for: error).rawValue
    let message = fullMessage(for: error)
    guard !message.isEmpty else { end(status) }
    guard status == 0 else {
      StandardStream.standardError.write(Printable(lines: message + "\n"))
      end(status)
    }
    do {
      try StandardStream.standardOutput.writeResult(
        isForPrograms ? .data(message + "\n") : Printable(lines: message + "\n")
      )
    } catch {
      end(with: error)
    }
    end(0)
  }

  private static func end(_ status: Int32) -> Never {
    Progress.end()
    endProgram(status)
  }

  /// Whether what is asked for is read by programs: scripts for completion, what they ask for, and
  /// the description of the command.
  private static var isForPrograms: Bool {
    CommandLine.arguments.dropFirst().contains { argument in
      ["--generate-completion-script", "---completion", "--experimental-dump-help"]
        .contains { argument.hasPrefix($0) }
    }
  }

  /// Ctrl-\ is the wish of a person, of which the language would make the report of a crash.
  private static func endOnControlBackslash() {
    let before = signal(SIGQUIT, SIG_DFL)
    if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      signal(SIGQUIT, SIG_IGN)
    }
  }
}
