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

  @Option(
    help: ArgumentHelp(
      "Walk back from one component of the output, counted from 1: one row of the Jacobian.",
      valueName: "number"
    )
  )
  var component: Int?

  @Option(
    help: ArgumentHelp("Walk back from this cotangent of the output.", valueName: "vector")
  )
  var cotangent: String?

  @Flag(help: "Walk back from every component at once: each node shows the Jacobian.")
  var jacobian = false

  /// The way in which derivatives flow.
  enum Mode: String, CaseIterable, ExpressibleByArgument {
    case forward
    case reverse
  }

  func validate() throws {
    let starts = [component != nil, cotangent != nil, jacobian].count { $0 }
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
    if let component { return .component(component) }
    if let cotangent { return .cotangent(Source(name: "--cotangent", text: cotangent)) }
    return jacobian ? .jacobian : .gradients
  }
}
