import GradstepGraph

/// Compares the gradients of one node with difference quotients over steps of several sizes.
///
/// A wide step leaves little to rounding, a narrow one little to curvature and to a kink nearby, so
/// the first step at which a gradient agrees settles it. A gradient is wrong only where the quotients
/// of neighbouring steps agree with each other far better than with the gradient.
struct GradientCheckJudge {
  private let trace: Trace
  private let tolerance: Double
  /// The node, ready to be moved.
  private var probe: GradientCheckProbe
  /// The gradient of the node.
  private(set) var gradient: [Double] = []
  /// The largest component of the gradient.
  private var scale = 0.0
  private var value: [Double] = []
  /// The largest component of the value.
  private var size = 0.0
  /// The first of the nodes that depend on the node whose value is not finite.
  private var nonfinite: Node.ID?
  /// The kinks that the walk met behind the node, once they have been looked for.
  private var knownKinks: [(kink: Kink, node: Node.ID)]?

  init(_ trace: Trace, tolerance: Double) {
    self.trace = trace
    self.tolerance = tolerance
    probe = GradientCheckProbe(trace)
  }

  /// What all the evaluations have cost.
  var effort: Int { probe.effort }

  /// Turns to another node.
  mutating func settle(on id: Node.ID) {
    probe.settle(on: id)
    gradient = trace.gradient(of: id)?.elements ?? []
    value = trace.value(of: id).elements
    scale = gradient.largestMagnitude
    size = value.largestMagnitude
    nonfinite = probe.firstNonfinite()
    knownKinks = nil
  }

  /// The kink that one component of the node comes upon, if the walk met any behind the node.
  ///
  /// Of several it is one that bends when the component moves; if it must, none that does not.
  private mutating func kink(_ position: Int, mustBend: Bool = false) -> GradientCheck.Obstacle? {
    let kinks = knownKinks ?? probe.kinks()
    knownKinks = kinks
    guard let first = kinks.first else { return nil }
    var bent: Node.ID?
    if mustBend || kinks.count > 1, let step = steps(from: value[position]).last {
      bent = probe.firstBent(among: kinks.map { $0.node }, position, step: step)
    }
    let met = kinks.first { $0.node == bent } ?? (mustBend ? nil : first)
    return met.map { .kink($0.kink, of: $0.node) }
  }

  /// What difference quotients say of one component.
  mutating func verdict(_ position: Int) -> GradientCheck.Verdict {
    if let nonfinite { return .skipped(.notFinite(nonfinite)) }
    let slope = gradient[position]
    var smooth: [Difference] = []
    var widest = 0.0
    var (bent, jumped, lost) = (0, 0, 0)
    for step in steps(from: value[position]) {
      guard var difference = difference(position, step) else {
        lost += 1
        if bent + lost > 1, smooth.isEmpty, let kink = kink(position) { return .skipped(kink) }
        continue
      }
      let error = (slope - difference.quotient).magnitude
      let size = max(slope.magnitude, difference.quotient.magnitude)
      /// The verdict on a gradient whose error is small beside something.
      func agrees(_ error: Double, beside size: Double) -> GradientCheck.Verdict {
        .agrees(quotient: difference.quotient, error: part(error, size))
      }
      let isClose = slope.isFinite && error <= tolerance * size
      let mayBend =
        difference.isBent && difference.unevenness > tolerance * difference.quotient.magnitude
      if isClose && !mayBend { return agrees(error, beside: size) }
      difference.noise = noise(position, step)
      if mayBend, difference.unevenness > 4 * difference.noise {
        bent += 1
        if difference.jumps { jumped += 1 }
        if bent + lost > 1, smooth.isEmpty, let kink = kink(position) { return .skipped(kink) }
        continue
      }
      if isClose { return agrees(error, beside: size) }
      // Where all that moves is the rounding of values, and they would show a slope, there is none.
      if slope == 0, smooth.isEmpty, difference.quotient.magnitude <= difference.noise,
        difference.noise * step <= tolerance * probe.outputSize * Self.widestStep
      {
        return agrees(error * step, beside: probe.outputSize * Self.widestStep)
      }
      // A slope of 0 is a limit that quotients come near in proportion to the step.
      if slope == 0, difference.quotient.magnitude <= tolerance * widest {
        return agrees(error, beside: widest)
      }
      // A component that rounding hides is still small beside the node's others.
      if error <= difference.noise, difference.noise <= tolerance * scale {
        return agrees(error, beside: scale)
      }
      widest = max(widest, difference.wide.magnitude)
      smooth.append(difference)
    }
    return verdict(position, smooth, bend: bent == 0 ? nil : jumped == bent ? .jump : .bend)
  }

  /// The verdict on a gradient that agrees with none of the difference quotients.
  private mutating func verdict(
    _ position: Int,
    _ differences: [Difference],
    bend: GradientCheck.Obstacle?
  ) -> GradientCheck.Verdict {
    let slope = gradient[position]
    let pairs = zip(differences, differences.dropFirst()).map { wider, narrower in
      (
        quotient: wider.quotient,
        uncertainty: (wider.quotient - narrower.quotient).magnitude + wider.remainder + wider.noise
      )
    }
    if let best = pairs.min(by: { $0.uncertainty < $1.uncertainty }) {
      let error = (slope - best.quotient).magnitude
      let size = max(slope.magnitude, best.quotient.magnitude)
      if slope.isFinite && error > 4 * best.uncertainty {
        // relu(x) − relu(−x) is smooth at 0, and what was taken at its kinks does not add up to it.
        if case .kink(let kink, let node)? = kink(position, mustBend: true) {
          return .skipped(.cancellingKinks(kink, of: node, quotient: best.quotient))
        }
        return .differs(quotient: best.quotient, error: part(error, size))
      }
      if let kink = kink(position) { return .skipped(kink) }
      if let bend { return .skipped(bend) }
      if !slope.isFinite { return .differs(quotient: best.quotient, error: .infinity) }
      return .skipped(.rounding(best.uncertainty))
    }
    if let kink = kink(position) { return .skipped(kink) }
    if let bend { return .skipped(bend) }
    let steps = steps(from: value[position])
    for step in steps.reversed() {
      for number in [value[position] + step, value[position] - step] {
        if let node = probe.firstNonfinite(position, at: number) {
          return .skipped(.neighbour(node))
        }
      }
    }
    return .skipped(.rounding(.infinity))
  }

  /// A relative error; 0 where there is none, whatever it is related to.
  private func part(_ error: Double, _ size: Double) -> Double {
    error == 0 ? 0 : error / size
  }

  // MARK: - Steps

  /// Steps from wide to narrow: beside 1 for what is smaller, and beside the number itself.
  ///
  /// They are powers of two, so that they are exact and divide exactly.
  private func steps(from number: Double) -> [Double] {
    let own = number == 0 ? size : number.magnitude
    let scales = own == 0 ? [1] : own == 1 ? [1] : [max(1, own), min(1, own)]
    return scales.flatMap { scale in
      (0..<8).map { scale.binade * Self.widestStep / Double(1 << (3 * $0)) }
    }
  }

  /// The widest step, in parts of the number that is moved.
  private static let widestStep = 1 / Double(1 << 10)

  /// The slopes over a step and half of it.
  private struct Difference {
    let wide: Double
    let narrow: Double
    /// How far the slopes on the two sides are from each other, over the step and half of it.
    let bends: (wide: Double, narrow: Double)
    var noise = 0.0

    /// The slope over a step that tends to 0, as far as two steps can tell: Richardson's
    /// extrapolation, which leaves an error of the fourth order.
    var quotient: Double { narrow + (narrow - wide) / 3 }

    /// How far the extrapolation went.
    var remainder: Double { (narrow - wide).magnitude / 3 }

    /// What a kink or a jump would keep from becoming 0.
    var unevenness: Double { max(bends.narrow, (narrow - wide).magnitude) }

    /// Whether the slope doubles as the step is halved: what changes does not shrink with it.
    var jumps: Bool {
      1.9 * wide.magnitude < narrow.magnitude && narrow.magnitude < 2.1 * wide.magnitude
    }

    /// Whether the slopes on the two sides stay apart, or grow without end, as the step shrinks.
    var isBent: Bool {
      bends.narrow > 0.75 * bends.wide || narrow.magnitude > 1.5 * wide.magnitude
    }
  }

  /// The slopes around a component; `nil` where a value is not finite or the step is lost.
  private mutating func difference(_ position: Int, _ step: Double) -> Difference? {
    guard let (wide, wideBend) = slope(position, step),
      let (narrow, narrowBend) = slope(position, step / 2)
    else { return nil }
    return Difference(wide: wide, narrow: narrow, bends: (wideBend, narrowBend))
  }

  /// The central difference quotient, and how far the slopes on its two sides are apart.
  private mutating func slope(_ position: Int, _ step: Double) -> (Double, bend: Double)? {
    let x = value[position]
    // What was added is what is left of the sum without the number.
    let (up, down) = ((x + step) - x, x - (x - step))
    guard up > 0, down > 0 else { return nil }
    let rise = probe.change(position, to: x + step)
    let fall = probe.change(position, to: x - step)
    let slope = (rise - fall) / (up + down)
    guard slope.isFinite else { return nil }
    return (slope, (rise / up + fall / down).magnitude)
  }

  /// What rounding leaves uncertain in the quotient over a step.
  private mutating func noise(_ position: Int, _ step: Double) -> Double {
    3 * probe.rounding(position, at: value[position] + step) / step
  }
}
