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

  @Option(
    help: ArgumentHelp(
      "Go down the gradients: behind the walk back each variable w becomes w − η·∂L/∂w with this"
        + " learning rate η, and a forward pass follows. Constants stay as they are.",
      valueName: "rate"
    )
  )
  var descend: Double?

  @Option(
    help: ArgumentHelp(
      "With --descend: how often to walk forward, back and down.",
      valueName: "count"
    )
  )
  var epochs: Int?

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
    if let descend {
      guard descend.isFinite, descend > 0 else {
        throw ValidationError("--descend needs a learning rate above 0, such as 0.1.")
      }
      guard mode == .reverse, !jacobian else {
        throw ValidationError("--descend goes with gradients, not with tangents or Jacobians.")
      }
    }
    if let epochs {
      guard descend != nil else {
        throw ValidationError("--epochs goes with --descend, as in --descend 0.1 --epochs 3.")
      }
      guard 1...Self.mostEpochs ~= epochs else {
        throw ValidationError("--epochs is a number from 1 to \(Self.mostEpochs).")
      }
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

  private static let mostEpochs = 10_000

  /// How variables are updated; `nil` where they keep their values.
  var descent: Descent? { descend.map { Descent(rate: $0, epochs: epochs ?? 1) } }

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
