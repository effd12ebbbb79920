import GradstepSyntax

/// Indices that stand shifted, as in `x_{i+1}` and `x[i+a, j+b]`: they run over the values for which all
/// components are there.
extension GraphBuilder {
  /// The values of an index for which all components with it are there.
  struct Reach {
    var first = Int.min / 2
    var last = Int.max / 2
    var isFromZero = false
    /// Whether another index is taken away, as in `g(i - a)`, so that few or no values are within.
    var isConvolution = false
  }

  /// Where an index can be that stands shifted, as in `x_{i+1}` and `x[i+a]`; nothing where it stands
  /// nowhere so.
  func reach(
    of binder: Binder,
    _ extents: [Extent],
    in range: Range<Expression.ID>,
    of walk: Walk
  ) -> Reach? {
    guard case .reduction(let kind, _, _) = tree.expressions[range.upperBound].kind else {
      return nil
    }
    let letters = kind == .stack ? innerRanges(in: range, of: walk) : [:]
    var reach = Reach()
    var isAny = false
    for extent in extents where !extent.isPlain {
      guard
        let form = linearForm(extent.part, of: binder.index, letters, takesValues: kind == .stack)
      else { continue }
      isAny = true
      let isFromZero = form.letters.contains { letters[$0.key]?.lowerBound == 0 }
      let first = isFromZero ? 0 : 1
      let last = first + extent.count - 1
      reach.isFromZero = reach.isFromZero || isFromZero
      reach.isConvolution =
        reach.isConvolution || form.letters.contains { $0.value != form.sign }
      if form.sign > 0 {
        reach.first = max(reach.first, first - form.rest.lowerBound)
        reach.last = min(reach.last, last - form.rest.upperBound)
      } else {
        reach.first = max(reach.first, form.rest.upperBound - last)
        reach.last = min(reach.last, form.rest.lowerBound - first)
      }
    }
    return isAny ? reach : nil
  }

  /// An index that is `±i` and what is added to it.
  private struct LinearForm {
    var sign = 0
    var rest = 0...0
    /// The other letters, with their signs.
    var letters: [String: Int] = [:]
  }

  private func linearForm(
    _ root: Expression.ID,
    of index: String,
    _ letters: [String: ClosedRange<Int>],
    takesValues: Bool
  ) -> LinearForm? {
    let first = tree.expressions[root].first
    var forms: [LinearForm?] = []
    for id in first...root {
      switch tree.expressions[id].kind {
      case .number(let number):
        forms.append(Int(counting: number).map { LinearForm(rest: $0...$0) })
      case .name(index):
        forms.append(LinearForm(sign: 1))
      case .name(let name):
        if let range = letters[name] {
          forms.append(LinearForm(rest: range, letters: [name: 1]))
        } else if takesValues, case .built(let value)? = definitions[name]?.state,
          let number = draft.number(value, takesLeaves: true).flatMap({ Int(counting: $0) })
        {
          forms.append(LinearForm(rest: number...number))
        } else {
          forms.append(nil)
        }
      case .negation(let operand):
        forms.append(forms[operand - first].map(Self.negated))
      case .binary(.add, let left, let right):
        forms.append(Self.sum(forms[left - first], forms[right - first]))
      case .binary(.subtract, let left, let right):
        forms.append(Self.sum(forms[left - first], forms[right - first].map(Self.negated)))
      default:
        forms.append(nil)
      }
    }
    return forms.last.flatMap { $0 }.flatMap { abs($0.sign) == 1 ? $0 : nil }
  }

  private static func negated(_ form: LinearForm) -> LinearForm {
    LinearForm(
      sign: -form.sign,
      rest: -form.rest.upperBound ... -form.rest.lowerBound,
      letters: form.letters.mapValues { -$0 }
    )
  }

  private static func sum(_ left: LinearForm?, _ right: LinearForm?) -> LinearForm? {
    guard let left, let right else { return nil }
    return LinearForm(
      sign: left.sign + right.sign,
      rest: left.rest.lowerBound + right.rest.lowerBound...left.rest.upperBound
        + right.rest.upperBound,
      letters: right.letters.reduce(into: left.letters) { $0[$1.key, default: 0] += $1.value }
    )
  }

  /// The values of the letters that are bound within a stretch of the tree.
  private func innerRanges(
    in range: Range<Expression.ID>,
    of walk: Walk
  ) -> [String: ClosedRange<Int>] {
    var ranges: [String: ClosedRange<Int>] = [:]
    for id in range {
      guard case .binder(let binder) = tree.expressions[id].kind, let end = reductions[id] else {
        continue
      }
      let lower = binder.lower.map { wholeNumber($0, in: walk) } ?? 1
      guard let lower else { continue }
      let count = extents(of: binder.index, from: lower, in: id + 1..<end, of: walk)
        .first { $0.isPlain }?.count
      let upper = binder.upper.flatMap { wholeNumber($0, in: walk) } ?? count.map { $0 + lower - 1 }
      if let upper, lower <= upper { ranges[binder.index] = lower...upper }
    }
    return ranges
  }

  // MARK: - Convolutions

  /// The error for `\sum_a f(a) g(i-a)` for all i: beyond its components g could count as 0.
  func convolution(_ binder: Binder, _ reduction: Expression.ID) -> Diagnostic {
    let body = tree.expressions[reduction].kind
    var solutions: [Diagnostic.Solution] = []
    if case .reduction(.stack, _, let sum) = body, let call = convolutionCall(sum) {
      solutions = [
        ("where components that are not there count as 0", call.whole),
        ("where all are there", call.inner),
      ]
      .map { meaning, text in
        Diagnostic.Solution(
          summary: "for all sums \(meaning), write \(text)",
          replacements: [
            Diagnostic.Replacement(range: tree.expressions[sum].range, text: text)
          ]
        )
      }
    } else {
      solutions = [
        Diagnostic.Solution(
          summary:
            "turn one of the two round and write '+', as in x_{i+a}: that runs over the values"
            + " for which all components are there"
        )
      ]
    }
    return .error(
      "convolution",
      "a convolution for all '\(binder.index)' could end where components are missing, or count these"
        + " as 0",
      at: tree.expressions[reduction].range,
      solutions: solutions
    )
  }

  /// The calls of `conv` that a sum over products of components is, in full and where all are there.
  private func convolutionCall(_ sum: Expression.ID) -> (whole: String, inner: String)? {
    guard case .reduction(.sum, _, let product) = tree.expressions[sum].kind,
      case .binary(let sign, let left, let right) = tree.expressions[product].kind, sign.isProduct,
      case .component(let first, let one) = tree.expressions[left].kind, one.count == 1,
      case .component(let second, let other) = tree.expressions[right].kind, other.count == 1
    else { return nil }
    let sizes = [first, second].map { base -> Int in
      guard case .name(let name) = tree.expressions[base].kind,
        case .built(let value)? = definitions[name]?.state, draft.shape(value).rank == 1
      else { return 0 }
      return draft.shape(value).rows
    }
    guard let least = sizes.min(), let most = sizes.max(), least > 0 else { return nil }
    let names = [first, second].map { tree.sources.text(in: tree.expressions[$0].range) }
    let whole = "conv(\(names[0]), \(names[1]))"
    return (whole, "\(whole)[\(least):\(most)]")
  }
}
