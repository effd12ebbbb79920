package import GradstepGraph
import GradstepSyntax
package import GradstepText
package import GradstepTrace

/// Says in formulas, numbers and words what happens in a step.
package struct Explainer: Sendable {
  package let arithmetic: Arithmetic
  let printer: TextPrinter
  var setting = Setting()

  /// What is said of a lesson besides its steps.
  struct Setting: Sendable {
    /// The name of the lesson.
    var title = ""
    /// The formulas of the lesson as they were understood, that of the output last.
    var readings: [Text] = []
    /// How the formulas read where a person could have meant something else.
    var echo: String?
    /// Whether captions say why.
    var tellsReasons = false
    /// How much is shown on cards and edges.
    var theme = Theme.auto
  }

  package init(trace: Trace, format: NumberFormat) {
    arithmetic = Arithmetic(trace, format: format)
    printer = TextPrinter(format: format)
  }

  init(trace: Trace, format: NumberFormat, setting: Setting) {
    self.init(trace: trace, format: format)
    self.setting = setting
  }

  var trace: Trace { arithmetic.trace }
  package var graph: Graph { arithmetic.graph }
  package var format: NumberFormat { printer.format }

  /// The caption of the step that a snapshot was taken after.
  func caption(of snapshot: Snapshot) -> Caption {
    let step = snapshot.step
    let last = snapshot.course.steps.count - 1
    let header =
      "\(setting.title) · step \(step.index) of \(last) · \(step.phase.rawValue)"
      + (snapshot.epoch.map { " · \($0)" } ?? "")
    let (headline, lines) = step.phase.script.words(self, step.node ?? graph.output, snapshot)
    let reasons = setting.tellsReasons ? reasons(of: snapshot) : []
    return Caption(
      header: Text(header, .dimmed),
      headline: headline,
      lines: lines,
      reasons: reasons.map { Text("why: ", .dimmed) + $0 }
    )
  }

  /// The numbers of a card.
  func block(_ tensor: Tensor) -> NumberBlock {
    NumberBlock(tensor, format: format, measure: setting.theme.card.measure)
  }

  var output: Text { name(of: graph.output) }

  func list(_ ids: [Node.ID]) -> Text { Text.list(ids.map(name)) }

  /// The name of a node, styled.
  package func name(of id: Node.ID) -> Text { printer.text(arithmetic.name(id)) }

  /// The sign before a number that stands for a name or for a formula of names.
  func sign(before tensor: Tensor) -> Text { TextPrinter.sign(arithmetic.isWhole(tensor)) }

  /// A name and its numbers, on a line that does not end between them.
  func assignment(_ name: Formula, _ numbers: Formula.Term) -> Text {
    printer.unbroken(arithmetic.assignment(name, numbers))
  }

  /// ∂(node)/∂(operand).
  package func partial(_ node: Node.ID, by operand: Node.ID) -> Text {
    printer.text(
      .derivative(arithmetic.name(node), by: arithmetic.name(operand), along: .operation)
    )
  }

  /// What a group is: a call with its arguments, the number of a turn, or the terms of a sum.
  func title(_ group: Group) -> Text {
    switch group.content {
    case .call(let function, let arguments):
      call(function, arguments)
    case .turn(let turn):
      "\(TextPrinter.name(turn.index)) = \(SyntaxTree.reading(ofNumbers: [turn.number]))"
    case .terms(let reduction, let index, let values):
      Text(SyntaxTree.reading(of: reduction), .symbol) + Text(reduction == .stack ? "" : " ")
        + TextPrinter.name(index)
        + Text(values.isEmpty ? "" : " = \(SyntaxTree.reading(ofNumbers: values))")
    }
  }

  /// An expanded call: the function's name, and the names of what it is called with.
  private func call(_ function: String, _ arguments: [Group.Argument]) -> Text {
    let names = arguments.map { argument in
      switch argument {
      case .node(let id): name(of: id)
      case .number(let written): TextPrinter.text(written)
      }
    }
    let printed = graph.printedNames.spelling(of: function)
    return "\(TextPrinter.functionName(printed))(\(names.joined(by: ", ")))"
  }
}
