import Foundation
import Testing

/// A shell in a real terminal (of tmux), in which programs run as they do for a person.
///
/// The prompt of the shell says the exit status of the last command: `status 0> `.
package final class TerminalProgram {
  private let tmux: URL
  private let scratch: TemporaryFolder

  /// What a program has to leave as it was.
  package struct State: Hashable, Sendable {
    /// All modes of the terminal, as `stty` prints them.
    package var modes: String
    /// Whether the cursor can be seen.
    package var showsCursor: Bool
    /// Whether a full-screen program has the screen.
    package var isFullScreen: Bool
    /// Whether long lines go on in the next.
    package var wraps: Bool
    /// Whether the terminal sends cursor keys in the form for applications.
    package var hasApplicationKeys: Bool
  }

  /// A wait that was in vain.
  package struct Timeout: Error, CustomStringConvertible {
    /// What stood on the screen in the end.
    package let description: String
  }

  /// A terminal of a size, with a shell that is at its prompt, in the folder of the project.
  package init(columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]) throws {
    tmux = try #require(Program.installed("tmux"))
    scratch = try TemporaryFolder()
    let start = scratch.url.appending(path: "start")
    // The process becomes `gradstep`, so that its number is known.
    try """
    PS1='status $?> '
    HISTFILE=
    PATH='\(Program.gradstep.deletingLastPathComponent().path()):'"$PATH"
    gradstep() { sh -c 'echo $$ > "$0"; exec gradstep "$@"' '\(number.path())' "$@"; }

    """.write(to: start, atomically: true, encoding: .utf8)
    var arguments = ["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
    // A crash is reported by the shell alone.
    for (name, value) in environment.merging(
      ["SWIFT_BACKTRACE": "enable=no"],
      uniquingKeysWith: { $1 }
    ) {
      arguments += ["-e", "\(name)=\(value)"]
    }
    try startServer(arguments + ["bash --noprofile --rcfile '\(start.path())' -i"])
    try waitUntil { $0.first == "status 0>" }
  }

  deinit {
    _ = try? control("kill-server")
  }

  /// Types a command at the shell's prompt.
  package func run(_ command: String) throws {
    try type(command)
    try send("Enter")
  }

  /// Types text.
  package func type(_ text: String) throws {
    try control("send-keys", "-l", text)
  }

  /// Presses keys, by the names that tmux has for them: `n`, `Enter`, `Left`, `C-c`.
  package func send(_ keys: String...) throws {
    try control(["send-keys"] + keys)
  }

  /// Pastes text, as the mouse does; unmarked as a terminal does that knows no marks of a paste.
  package func paste(_ text: String, isMarked: Bool = true) throws {
    try control("set-buffer", text)
    try control(isMarked ? ["paste-buffer", "-p"] : ["paste-buffer"])
  }

  /// Gives the terminal another size.
  package func resize(columns: Int, rows: Int) throws {
    try control("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// Sends a signal, such as `INT`, to the program that was run last.
  package func kill(_ signal: String) throws {
    let process = try String(contentsOf: number, encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let run = try Program.run(URL(filePath: "/bin/kill"), ["-\(signal)", process])
    try #require(run.status == 0, "\(run.error)")
  }

  /// The lines on the screen, without blanks at their ends.
  package func screen() throws -> [String] {
    var lines = try control("capture-pane", "-p").split(
      separator: "\n",
      omittingEmptySubsequences: false
    ).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return String(line)
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Waits for the screen to show something; the limit is for programs that hang.
  @discardableResult package func waitUntil(
    timeout: Duration = .seconds(60),
    _ isThere: ([String]) throws -> Bool
  ) throws -> [String] {
    let start = ContinuousClock.now
    while true {
      let lines = try screen()
      if try isThere(lines) { return lines }
      if start.duration(to: .now) > timeout {
        throw Timeout(description: lines.joined(separator: "\n"))
      }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  /// Waits for a text on the screen.
  @discardableResult package func waitFor(_ text: String) throws -> [String] {
    try waitUntil { lines in lines.contains { $0.contains(text) } }
  }

  /// Waits for the prompt that says how the last command ended.
  @discardableResult package func waitForEnd(status: Int) throws -> [String] {
    try waitUntil { $0.last == "status \(status)>" }
  }

  /// The state of the terminal, while the shell is at its prompt.
  package func state() throws -> State {
    let file = scratch.url.appending(path: "modes")
    try? FileManager.default.removeItem(at: file)
    try run("stty -g > '\(file.path()).new'; mv '\(file.path()).new' '\(file.path())'; clear")
    // The screen may have been clear before.
    try waitUntil { lines in
      FileManager.default.fileExists(atPath: file.path()) && lines == ["status 0>"]
    }
    let flags = try control(
      "display-message",
      "-p",
      "#{cursor_flag} #{alternate_on} #{wrap_flag} #{keypad_cursor_flag}"
    ).split { $0.isWhitespace }.map { $0 == "1" }
    return State(
      modes: try String(contentsOf: file, encoding: .utf8),
      showsCursor: flags[0],
      isFullScreen: flags[1],
      wraps: flags[2],
      hasApplicationKeys: flags[3]
    )
  }

  /// Whether a full-screen program has the screen.
  package func isFullScreen() throws -> Bool {
    try control("display-message", "-p", "#{alternate_on}").hasPrefix("1")
  }

  /// Whether the cursor can be seen.
  package func showsCursor() throws -> Bool {
    try control("display-message", "-p", "#{cursor_flag}").hasPrefix("1")
  }

  /// Where the number of the process stands.
  private var number: URL { scratch.url.appending(path: "process") }

  @discardableResult private func control(_ arguments: String...) throws -> String {
    try control(arguments)
  }

  /// A command to tmux, which has a server of its own for each terminal.
  @discardableResult private func control(_ arguments: [String]) throws -> String {
    try check(Program.run(tmux, prefix + arguments, environment: Self.environment))
  }

  /// The first command, which starts the server.
  ///
  /// `Process` takes a program for running as long as anybody holds a file of it; the server, which
  /// outlives its parent, must not hold any, neither of its own nor of one that another test runs.
  private func startServer(_ arguments: [String]) throws {
    let script = """
      for file in /dev/fd/*; do
        number=${file##*/}
        if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
      done
      exec "$@"
      """
    // Threads of the test run receive no signals, which the server and its shell would inherit.
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try check(
      Program.run(
        URL(filePath: "/bin/bash"),
        ["-c", script, "bash", tmux.path()] + prefix + arguments,
        environment: Self.environment
      )
    )
  }

  @discardableResult private func check(_ run: Program) throws -> String {
    try #require(run.status == 0, "tmux: \(run.error)")
    return run.output
  }

  /// What every call of tmux starts with: text in UTF-8, and a server of its own.
  private var prefix: [String] { ["-u", "-S", scratch.url.appending(path: "tmux").path()] }

  private static let environment = ["LC_ALL": "C.UTF-8", "TMUX": ""]
}
