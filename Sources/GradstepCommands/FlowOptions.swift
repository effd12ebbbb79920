import ArgumentParser
import Gradstep

/// What flows through the graph besides values.
struct FlowOptions: ParsableArguments {
  @Option(help: "Which way derivatives flow: reverse (gradients) or forward (tangents).")
  var mode = Mode.reverse

  @Option(
    help: ArgumentHelp(
      "With --mode forward: the tangent of a leaf, such as 'x=[1,0]'. May be repeated.",
      valueName: "statement"
    )
  )
  var tangent: [String] = []

  @OptionGroup var start: StartOptions

  @Flag(help: "Walk back from every component at once: each node shows the Jacobian.")
  var jacobian = false

  /// The way in which derivatives flow.
  enum Mode: String, CaseIterable, ExpressibleByArgument {
    case forward
    case reverse
  }

  func validate() throws {
    let starts = [start.component != nil, start.cotangent != nil, jacobian].count { $0 }
    guard starts <= 1 else {
      throw ValidationError("Choose one of --component, --cotangent and --jacobian.")
    }
    switch mode {
    case .forward where starts > 0:
      throw ValidationError("--component, --cotangent and --jacobian go with --mode reverse.")
    case .forward where tangent.isEmpty:
      throw ValidationError("--mode forward needs a tangent, as in --tangent 'x=[1,0]'.")
    case .reverse where !tangent.isEmpty:
      throw ValidationError("--tangent goes with --mode forward.")
    case .forward, .reverse:
      break
    }
  }

  /// What the options ask for.
  var flow: Flow {
    if mode == .forward {
      return .tangents(
        tangent.enumerated().map {
          Source(name: "--tangent \($0.offset + 1)", text: $0.element)
        }
      )
    }
    return jacobian ? .jacobian : start.flow
  }
}
