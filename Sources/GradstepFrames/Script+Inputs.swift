import GradstepGraph
import GradstepText
import GradstepTrace

/// The beginning: the leaves have their values.
extension Script {
  static let inputs = Script(
    Frame.Phase(name: Step.Phase.inputs.rawValue, tint: .value, flow: nil),
    words: { explainer, _, _ in explainer.inputs },
    symbols: { explainer, _, _ in explainer.inputs },
    isChanged: { id, snapshot in snapshot.trace.graph.nodes[id].kind != .operation }
  )
}

extension Explainer {
  fileprivate var inputs: (Text, [Text]) {
    let goesBack = !trace.seeds.isEmpty
    let variables = graph.nodes(.variable)
    let constants = graph.nodes(.constant).filter { graph.origins[$0].name != nil }
    var lines = setting.echo.map { [Text($0)] } ?? []
    if !variables.isEmpty {
      let verb = variables.count == 1 ? "has its value" : "have their values"
      lines.append("\(list(variables)) \(verb)")
    }
    if !constants.isEmpty {
      let verb = constants.count == 1 ? "is a constant" : "are constants"
      let gets = constants.count == 1 ? "gets" : "get"
      lines.append("\(list(constants)) \(verb)\(goesBack ? " and \(gets) no gradient" : "")")
    }
    let chosen = graph.leavesOfShapeAlone
    if !chosen.isEmpty {
      let verb = chosen.count == 1 ? "has" : "have"
      lines.append("values were chosen for \(list(chosen)), which \(verb) a shape alone")
    }
    let idle = variables.filter { !trace.reachesOutput[$0] }
    if !idle.isEmpty {
      let verb = idle.count == 1 ? "its gradient is" : "their gradients are"
      let end = goesBack ? ", so \(verb) 0" : ""
      lines.append("no path leads from \(list(idle)) to \(output)\(end)")
    }
    return (setting.readings.last ?? output, parts + lines)
  }

  /// The formulas that the output is built of, unless there are too many to be read.
  private var parts: [Text] {
    let parts = setting.readings.dropLast()
    guard !parts.isEmpty, parts.count <= Self.largestPartCount else { return [] }
    return ["where \(Text.list(parts))"]
  }

  private static let largestPartCount = 8
}
