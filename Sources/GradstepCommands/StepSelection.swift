import ArgumentParser

/// Which steps of a lesson are wanted: `0,3...7,last`.
struct StepSelection: ExpressibleByArgument {
  /// A single step or a stretch of them.
  private let parts: [ClosedRange<Bound>]

  /// A step by its number, or the last one.
  private enum Bound: Comparable {
    case step(Int)
    case last

    init?(_ text: some StringProtocol) {
      if text == "last" {
        self = .last
      } else if let number = Int(text), number >= 0 {
        self = .step(number)
      } else {
        return nil
      }
    }

    func index(_ last: Int) -> Int {
      switch self {
      case .step(let number): number
      case .last: last
      }
    }
  }

  init?(argument: String) {
    var parts: [ClosedRange<Bound>] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let bounds = part.split(separator: "...", omittingEmptySubsequences: false)
      guard let low = bounds.first.flatMap({ Bound($0) }), bounds.count <= 2,
        let high = bounds.last.flatMap({ Bound($0) }), low <= high
      else { return nil }
      parts.append(low...high)
    }
    self.parts = parts
  }

  /// The steps of a lesson whose last step is given, ascending and each once.
  func indices(last: Int) throws -> [Int] {
    var indices: Set<Int> = []
    for part in parts {
      let (low, high) = (part.lowerBound.index(last), part.upperBound.index(last))
      guard low <= last, high <= last else {
        throw Failure("the last step is \(last); there is no step \(max(low, high))")
      }
      indices.formUnion(low...high)
    }
    return indices.sorted()
  }
}
