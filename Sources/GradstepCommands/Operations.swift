import ArgumentParser
import Gradstep

/// Prints the operation table.
struct Operations: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the operations that a source can use.",
    discussion: """
      x is the operand, a and b are the first and the second, y is the result.

      EXAMPLE
        gradstep operations | grep soft
      """
  )

  @Option(help: "Colour on a terminal: auto, always or never.")
  var color = ColorChoice.auto

  func run() throws {
    let output = StandardStream.standardOutput
    try output.writeResult(Printable(.operations(), isStyled: color.isStyled(output)))
  }
}
