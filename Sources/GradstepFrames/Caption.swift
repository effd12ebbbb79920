public import GradstepText

/// What a figure says about its step, at the top.
public struct Caption: Hashable, Sendable {
  /// Which step this is.
  public var header: Text
  /// What happens, as a formula.
  public var headline: Text
  /// The formula with the numbers put in, and what becomes of each operand.
  public var lines: [Text]
  /// Why, in the names of the step: the rules that it uses; empty where nobody asks.
  public var reasons: [Text]

  /// A caption of its parts.
  public init(header: Text, headline: Text, lines: [Text], reasons: [Text] = []) {
    self.header = header
    self.headline = headline
    self.lines = lines
    self.reasons = reasons
  }

  /// What stands below the headline.
  public var body: [Text] { lines + reasons }

  /// The step in words, without the header.
  public var explanation: String {
    ([headline] + body).map { $0.plain }.joined(separator: "; ")
  }
}
