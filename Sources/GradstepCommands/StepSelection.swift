import ArgumentParser

/// Which steps of a lesson are wanted: `0,3...7,last`.
struct StepSelection {
  /// A single step or a stretch of them.
  private let parts: [ClosedRange<Bound>]

  /// A step by its number, or the last one.
  private enum Bound: Comparable {
    case step(Int)
    case last

    init(_ text: some StringProtocol) throws {
      if text == "last" {
        self = .last
      } else if let number = Int(text), number >= 0 {
        self = .step(number)
      } else {
        throw ValidationError(
          "'\(text)' is no step: steps are numbers from 0, 'last', or stretches such as 3...7."
        )
      }
    }

    func index(_ last: Int) -> Int {
      switch self {
      case .step(let number): number
      case .last: last
      }
    }
  }

  init(_ argument: String) throws {
    parts = try argument.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let bounds = part.split(separator: "...", omittingEmptySubsequences: false)
      guard bounds.count == 2 else {
        let bound = try Bound(part)
        return bound...bound
      }
      let (low, high) = (try Bound(bounds[0]), try Bound(bounds[1]))
      guard low <= high else { throw ValidationError("'\(part)' runs backwards.") }
      return low...high
    }
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
