package import GradstepGraph

extension Trace {
  /// What is wrong with an answer to a question; `nil` where it is right.
  ///
  /// A thousandth is right, component by component, and so is all that lies between the exact result
  /// and that of the numbers as they are printed: nobody can work with digits that are not shown.
  ///
  /// - Parameters:
  ///   - answer: the answer, in any shape, as the question takes it
  ///   - question: the question
  ///   - rounding: the number that stands printed for a number
  /// - Returns: the mistake, where no other way to the answer is as plausible
  package func mistake(
    in answer: Tensor,
    to question: Question,
    rounding: (Double) -> Double
  ) -> Mistake? {
    let (plausible, right) = workings(of: question, rounding: rounding)
    guard question.fits(answer.shape) else {
      let transposed = plausible.first?.answers(.transposeMissing, to: question) ?? []
      let isTransposed = transposed.contains {
        $0.shape.isSameBlock(as: answer.shape) && Agreement([$0]).holds(for: answer)
      }
      return isTransposed ? .transposeMissing : .shape
    }
    if right.holds(for: answer) { return nil }
    let readings = readings(of: answer, to: question, plausible).filter {
      !right.holds(for: $0.number)
    }
    guard let first = readings.first else {
      return question.expected.isRounded(to: answer) ? .rounding : .unknown
    }
    let isSingle = readings.dropFirst().allSatisfy { $0.isSame(as: first) }
    return isSingle ? first.mistake ?? .unknown : .unknown
  }

  /// The ways to an answer, those that are known mistakes first.
  ///
  /// `3` for the derivative of x² at 3 may be a factor 2 that is missing or the operand itself: that
  /// is one thing, since it is so for every x. `0.5` for x² at 0.5 may be the operand or a factor 2
  /// too many, and that is chance: numbers a little to the side tell the two apart.
  private func readings(
    of answer: Tensor,
    to question: Question,
    _ plausible: [Working]
  ) -> [AnswerReading] {
    let aside = Working(self, question.node, previous: question.previous) { tensor, origin in
      movedAside(tensor, origin, of: question.node)
    }
    func readings(_ mistake: Mistake?, _ answers: (Working) -> [Tensor]) -> [AnswerReading] {
      let all = plausible.map(answers)
      let other = aside.map(answers) ?? []
      return (0..<(all.map { $0.count }.min() ?? 0)).compactMap { position in
        let number = all[0][position]
        guard question.fits(number.shape),
          Agreement(all.map { $0[position] }).holds(for: answer)
        else { return nil }
        let isKnown = other.indices.contains(position) && other.count == all[0].count
        return AnswerReading(
          mistake: mistake,
          number: number,
          numberAside: isKnown ? other[position] : nil
        )
      }
    }
    return Mistake.allCases.flatMap { mistake in
      readings(mistake) { $0.answers(mistake, to: question) }
    } + readings(nil) { $0.otherAnswers(to: question) }
  }

  /// The same numbers moved by a few hundredths, each its own way; towards 0, which is where
  /// functions such as the logarithm are still defined.
  ///
  /// An operand that fills two slots moves as one.
  private func movedAside(_ tensor: Tensor, _ origin: Working.Origin, of node: Node.ID) -> Tensor {
    let place =
      switch origin {
      case .operand(let slot): graph.operand(of: node, slot: slot)
      case .tangent(let slot): graph.operand(of: node, slot: slot) + 1_000_003
      case .result: -1
      case .upstream: -2
      case .previous: -3
      }
    return Tensor(
      tensor.shape,
      tensor.elements.enumerated().map { position, number in
        // The golden ratio spreads whole numbers most evenly over a stretch.
        let spread = (Double(place) * 0.6180339887 + Double(position) * 0.7548776662)
          .truncatingRemainder(dividingBy: 1).magnitude
        let part = 0.01 + 0.04 * spread
        return number == 0 ? part : number * (1 - part)
      }
    )
  }

  /// How many numbers of an answer are right, component by component; none in another shape.
  package func rightCount(
    in answer: Tensor,
    to question: Question,
    rounding: (Double) -> Double
  ) -> Int {
    guard question.fits(answer.shape) else { return 0 }
    return workings(of: question, rounding: rounding).right.count(in: answer)
  }

  /// The arithmetic of the step, exact and with printed numbers, none where the node is a leaf; and
  /// what is right by that and by numbers shaken in their last digits, which shows what is nothing but
  /// rounding.
  private func workings(
    of question: Question,
    rounding: (Double) -> Double
  ) -> (plausible: [Working], right: Agreement) {
    let (node, previous) = (question.node, question.previous)
    let exact = Working(self, node, previous: previous)
    // The result is not known yet where it is asked for.
    let printed = (question.subject == .value ? [false] : [false, true]).map { changesResult in
      Working(self, node, previous: previous, changesResult: changesResult) { tensor, _ in
        tensor.map(rounding)
      }
    }
    let shaken = [1e-14, -1e-14].map { shake in
      Working(self, node, previous: previous) { tensor, origin in
        let strength = if case .operand(let slot) = origin { slot + 2 } else { 1 }
        return Tensor(
          tensor.shape,
          tensor.elements.enumerated().map { position, number in
            let change = shake * Double(strength)
            return number * (1 + (position.isMultiple(of: 2) ? change : -change))
          }
        )
      }
    }
    let results = ([exact] + printed + shaken).compactMap { $0?.result(of: question) }
    return (([exact] + printed).compactMap { $0 }, Agreement([question.expected] + results))
  }
}

extension Working {
  /// What these numbers give in the place of the right answer.
  fileprivate func result(of question: Question) -> Tensor? {
    switch question.subject {
    case .seed: question.expected
    case .value: evaluation.result
    case .tangent: tangent
    case .localGradient(let slot): localGradient(slot: slot)
    case .contribution(let contribution): self.contribution(slot: contribution.slot)
    case .gradient(let contribution): gradient(slot: contribution.slot)
    }
  }
}

/// A way in which a person may have come to an answer.
private struct AnswerReading {
  /// The mistake that it is; `nil` where it has no name.
  let mistake: Mistake?
  /// The number that it leads to.
  let number: Tensor
  /// The number that it leads to a little to the side; `nil` where that is not known.
  let numberAside: Tensor?

  /// Whether two ways are one, and not the same number by chance.
  func isSame(as other: AnswerReading) -> Bool {
    guard let numberAside, let other = other.numberAside,
      numberAside.elements.count == other.elements.count
    else { return false }
    let scale = numberAside.elements.reduce(0) { max($0, $1.magnitude) }
    return zip(numberAside.elements, other.elements).allSatisfy { left, right in
      left == right || left.isNaN && right.isNaN || (left - right).magnitude <= 1e-9 * scale
    }
  }
}

/// Tensors between which, and a thousandth beside which, an answer lies that agrees with them.
private struct Agreement {
  private let ranges: [ClosedRange<Double>?]
  private let exact: [Double]

  /// Agreement with the first tensor, and with those of its shape that round it.
  init(_ tensors: [Tensor]) {
    let exact = tensors[0].elements
    self.exact = exact
    let others = tensors.filter { $0.elements.count == exact.count }
    // Beside large components a small one counts less.
    let largest = exact.largestMagnitude
    ranges = exact.indices.map { position in
      let numbers = others.map { $0.elements[position] }.filter { $0.isFinite }
      guard exact[position].isFinite, let low = numbers.min(), let high = numbers.max() else {
        return nil
      }
      let scale = max(exact[position].magnitude, Self.tolerance * largest)
      return low - Self.tolerance * scale...high + Self.tolerance * scale
    }
  }

  private static let tolerance = 1e-3

  func holds(for answer: Tensor) -> Bool { count(in: answer) == exact.count }

  /// How many components agree; what is not finite agrees with itself.
  func count(in answer: Tensor) -> Int {
    guard answer.elements.count == exact.count else { return 0 }
    return exact.indices.count { position in
      let number = answer.elements[position]
      guard let range = ranges[position] else {
        return number == exact[position] || number.isNaN && exact[position].isNaN
      }
      return range.contains(number)
    }
  }
}

extension Question {
  /// What had arrived before, where more is added to it.
  fileprivate var previous: Tensor? {
    if case .gradient(let contribution) = subject { contribution.previous } else { nil }
  }
}

extension Tensor {
  /// Whether an answer is this tensor with all components rounded at one decimal, to two digits of
  /// the largest or to more, and each to a digit of its own at least.
  fileprivate func isRounded(to answer: Tensor) -> Bool {
    let largest = elements.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite, elements.allSatisfy({ $0.isFinite }) else { return false }
    let unit = Self.firstDigit(of: largest)
    return [10.0, 100, 1000].contains { digits in
      let step = unit / digits
      return zip(elements, answer.elements).allSatisfy { exact, given in
        let multiple = given / step
        return (given - exact).magnitude <= min(step, Self.firstDigit(of: exact)) * 0.5 * (1 + 1e-9)
          && (multiple - multiple.rounded()).magnitude < 1e-6
      }
    }
  }

  /// What the first digit of a number counts: 10 for 42; 0 for 0.
  private static func firstDigit(of number: Double) -> Double {
    guard number != 0, number.isFinite else { return 0 }
    var unit = 1.0
    while unit * 10 <= number.magnitude { unit *= 10 }
    while unit > number.magnitude { unit /= 10 }
    return unit
  }
}
