package import GradstepFrames
import GradstepLayout
package import GradstepText

/// How a mark looks.
package struct Look: Hashable, Sendable {
  /// The colour of a text or of a line; `nil` where there is none.
  package var ink: Theme.Ink? = .ink
  /// The colour inside of an outline.
  package var fill: Theme.Ink?
  /// The width of a line.
  package var width = 0.0
  /// Lengths of dashes and of the gaps between them.
  package var dash: [Double] = []
  /// From 0, which is nothing, to 1.
  package var opacity = 1.0
  /// How much of a cell stays free at each side, of its width.
  package var inset = 0.0
}

extension Look {
  /// What is filled of cells.
  func drawn(_ cells: [Rectangle]) -> [Rectangle] { cells.map { $0.insetBy(inset * $0.width) } }
}

extension Theme {
  /// The size of type of a text.
  package func size(of role: Mark.Role) -> Double {
    switch role {
    case .header: type.header
    case .headline: type.headline
    case .line: type.line
    case .name: type.name
    case .symbol: type.symbol
    case .sign: type.sign
    case .shape: type.shape
    case .mark: type.mark
    case .count: type.count
    case .awaited: type.mark
    case .expression: type.expression
    case .local: type.local
    case .label: type.label
    default: type.number
    }
  }

  /// How a mark of a part looks, in a group of marks or in none.
  package func look(
    of role: Mark.Role,
    in part: Scene.Part?,
    within group: Mark.Role? = nil
  ) -> Look {
    let accent = part?.phase.tint.ink ?? .ink
    let isCurrent = part?.emphasis == .current
    let isPending = part?.emphasis == .pending
    let flow: Ink = group == .value ? .value : .gradient
    switch role {
    case .header, .shape, .label, .awaited: return Look(ink: .dim)
    case .headline, .line, .row: return Look()
    case .name, .symbol, .sign: return Look(ink: isPending ? .dim : .ink)
    case .value: return Look(ink: .value)
    case .gradient, .mark, .count, .local: return Look(ink: .gradient)
    case .number, .expression: return Look(ink: flow)
    case .bracket, .opening: return Look(ink: flow, width: lines.bracket)
    case .box:
      return Look(
        ink: isCurrent ? accent : isPending ? .pale : part?.isOutput == true ? .ink : .line,
        fill: part?.kind == .operation ? .operation : .leaf,
        width: isCurrent ? lines.current : lines.box,
        dash: part?.kind == .constant ? lines.constantDash : []
      )
    case .inner: return Look(ink: isPending ? .pale : .ink, width: lines.inner)
    case .halo: return Look(ink: accent, width: lines.halo, opacity: lines.haloOpacity)
    case .leader: return Look(ink: accent, width: lines.rule)
    // Without colours a sign is told from the other by the size of its squares.
    case .positive: return Look(ink: nil, fill: .positive, inset: 0.04)
    case .negative: return Look(ink: nil, fill: .negative, inset: 0.22)
    case .leftOut: return Look(ink: nil, fill: .dim, inset: 0.42)
    case .notFinite: return Look(ink: flow, width: lines.bracket)
    case .rule, .place, .grid: return Look(ink: .pale, width: lines.rule)
    case .frame: return Look(ink: .line, width: lines.frame, dash: lines.frameDash)
    case .wire: return Look(ink: isPending ? .pale : .line, width: lines.edge)
    case .edge, .tip:
      let ink: Ink = isCurrent ? accent : isPending ? .pale : .line
      return role == .tip
        ? Look(ink: nil, fill: ink) : Look(ink: ink, width: isCurrent ? lines.current : lines.edge)
    }
  }
}

extension Text.Role {
  /// The colour of a run where it is not that of its text.
  package var ink: Theme.Ink? {
    switch self {
    case .plain, .name, .symbol, .current: nil
    case .value: .value
    case .gradient: .gradient
    case .dimmed: .dim
    }
  }
}
