import Gradstep

/// Finds the number that a claim such as `y = 3` or `∂y/∂x ≈ 0.1234` is about.
struct ClaimReader {
  let lesson: Lesson
  let source: String

  /// The claim with the number that it has in the lesson.
  func finding(for claim: String) throws -> String {
    let left = claim.prefix { $0 != "=" && $0 != "≈" }.dropLast()
    guard let slope = left.wholeMatch(of: /∂(.*)\/∂(.*)/) else {
      return "\(left) \(text(try output(left).value))"
    }
    let (top, leaf) = (slope.output.1, try output(slope.output.2))
    // An output without a name of its own has no letter to write here.
    let isOfOutput =
      try top.isEmpty || output(top).name == lesson.graph.origins[lesson.graph.output].name
    let node = lesson.graph.origins.firstIndex { $0.name == leaf.name }
    guard isOfOutput, let node else { return "\(left) is no gradient of the output" }
    return "\(left) " + (lesson.trace.gradient(of: node).map(text) ?? "= –")
  }

  /// A name as the source has it, read as the source reads it.
  private func output(_ name: Substring) throws -> (name: String?, value: Tensor) {
    let sources = ["\(source)\n", "output \(name)"].map { Source(name: "manual", text: $0) }
    let lesson = try Lesson(sources)
    let output = lesson.graph.output
    return (lesson.graph.origins[output].name, lesson.trace.value(of: output))
  }

  /// The sign and the value behind it: `= [1, 2]`, or `≈` where something was rounded.
  private func text(_ value: Tensor) -> String {
    let numbers = value.elements.map(lesson.format.string)
    let isExact = value.elements.allSatisfy {
      ($0 - lesson.format.rounded($0)).magnitude <= 1e-12 * $0.magnitude
    }
    func list(_ parts: some Sequence<String>) -> String { "[\(parts.joined(separator: ", "))]" }
    let text =
      switch value.shape.rank {
      case 0: numbers[0]
      case 1: list(numbers)
      default: list(numbers.chunks(of: value.shape.columns).map(list))
      }
    return "\(isExact ? "=" : "≈") \(text)"
  }
}

extension Array {
  /// The elements in parts of one length.
  fileprivate func chunks(of length: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: length).map { self[$0..<$0 + length] }
  }
}
