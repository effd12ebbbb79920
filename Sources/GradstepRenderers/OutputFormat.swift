public import GradstepFrames

/// A format of figures: one value in one list, from which options, help and tests follow.
public struct OutputFormat: Sendable {
  /// The name on the command line, and the ending of files.
  public let name: String
  /// What it is good for, in a few words.
  public let summary: String
  /// What stands near the start of each figure, by which its file is known for one.
  public let mark: String
  /// Prepares what all frames of a lesson share, and gives back what writes one frame.
  public let renderer: @Sendable (Picture) -> @Sendable (Frame) -> String

  /// A format of a name and what writes it.
  public init(
    name: String,
    summary: String,
    mark: String,
    renderer: @escaping @Sendable (Picture) -> @Sendable (Frame) -> String
  ) {
    self.name = name
    self.summary = summary
    self.mark = mark
    self.renderer = renderer
  }

  /// All formats, the usual one first.
  public static let all: [OutputFormat] = [.svg, .dot]

  /// Within how many bytes of a figure its mark ends.
  public static let markReach = 512

  /// The format of this name.
  public static func named(_ name: String) -> OutputFormat? {
    all.first { $0.name == name }
  }
}
