public import GradstepText

/// What a figure says about its step, at the top.
public struct Caption: Hashable, Sendable {
  /// Which step this is.
  public var header: Text
  /// What happens, as a formula.
  public var headline: Text
  /// The formula with the numbers put in, and what becomes of each operand.
  public var lines: [Text]
  /// The rules that say why, in the names of the step.
  public var reasons: [Text]

  /// A caption of its parts.
  public init(header: Text, headline: Text, lines: [Text], reasons: [Text] = []) {
    self.header = header
    self.headline = headline
    self.lines = lines
    self.reasons = reasons
  }

  /// The same with its reasons among the lines.
  public var withReasons: Caption {
    let reasons = self.reasons.map { Text("why: ", .dimmed) + $0 }
    return Caption(header: header, headline: headline, lines: lines + reasons)
  }

  /// The step in words, without the header.
  public var explanation: String {
    ([headline] + lines).map(\.plain).joined(separator: "; ")
  }
}
