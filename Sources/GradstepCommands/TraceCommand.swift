import ArgumentParser
import Gradstep

/// Prints the whole trace as JSON.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Print every step as JSON.",
    discussion: """
      Nodes with values and gradients, and steps with upstream, local gradients and contributions, \
      with all digits.

      EXAMPLE
        gradstep trace 'f = (x + y)z' x=-2 y=5 z=-4 | jq '.nodes[] | {label, gradient}'
      """
  )

  @OptionGroup var options: LessonOptions
  @OptionGroup var flow: FlowOptions

  func run() throws {
    let lesson = try options.lesson(flow.flow)
    try StandardStream.standardOutput.writeResult(
      lesson.frames().traceDocument(source: lesson.source).text
    )
  }
}
