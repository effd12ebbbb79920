/// What a figure says about its step, at the top.
public struct Caption: Hashable, Sendable {
  /// Which step this is.
  public var header: Text
  /// What happens, as a formula.
  public var headline: Text
  /// The formula with the numbers put in, and what becomes of each operand.
  public var lines: [Text]

  /// A caption of its three parts.
  public init(header: Text, headline: Text, lines: [Text]) {
    self.header = header
    self.headline = headline
    self.lines = lines
  }

  /// The step in words, without the header.
  public var explanation: String {
    ([headline] + lines).map(\.plain).joined(separator: "; ")
  }
}
