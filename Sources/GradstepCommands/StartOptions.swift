import ArgumentParser
import Gradstep

/// Where a single walk back starts.
struct StartOptions: ParsableArguments {
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

  func validate() throws {
    guard component == nil || cotangent == nil else {
      throw ValidationError("Choose one of --component and --cotangent.")
    }
  }

  /// What the options ask for.
  var flow: Flow {
    if let component { return .component(component) }
    if let cotangent { return .cotangent(Source(name: "--cotangent", text: cotangent)) }
    return .gradients
  }
}
