/// What becomes of an answer.
public struct Verdict: Hashable, Sendable {
  /// Whether an answer is right, and whether it counts.
  public enum Kind: Hashable, Sendable {
    /// The question is done.
    case right
    /// The question stays open, and its point is lost.
    case wrong
    /// The question stays as it was: the answer cannot be read, has another shape than what is
    /// asked for, or is right but for too few digits.
    case uncounted
  }

  /// Whether the answer is right, and whether it counts.
  public let kind: Kind
  /// What is wrong with the answer; `nil` where it is right or cannot be read.
  package let mistake: Mistake?
  /// The same, styled.
  package let text: Text

  /// The verdict in words, which do not give the answer away.
  public var words: String { text.plain }

  /// The verdict in two or three words, for where there is room for no more.
  package var brief: Text {
    switch mistake {
    case nil: text
    case .unknown: Text("not right")
    case .sign: Text("wrong sign")
    case .shape: Text("wrong shape")
    case let mistake?: Text(mistake.rawValue)
    }
  }
}
