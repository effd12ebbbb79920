import GradstepFrames

/// A picture that could not be laid out.
public struct GraphvizError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in Graphviz's own words where it said any.
  public var summary: String
  /// What to do about it.
  public var advice: String

  /// An error from what is wrong and what to do about it.
  package init(summary: String, advice: String) {
    self.summary = summary
    self.advice = advice
  }

  /// Both sentences in one line.
  public var description: String { "\(summary); \(advice)" }
}

extension GraphvizError {
  /// The graph takes minutes to lay out, and nobody could read the picture.
  static func tooLarge(_ diagram: Diagram, ranks: Int) -> GraphvizError {
    let groups = diagram.groups.isEmpty ? "" : " and \(diagram.groups.count) groups"
    return GraphvizError(
      summary: "a picture has room for fewer nodes: this one would have \(diagram.cards.count)"
        + " cards\(groups) in \(ranks) ranks",
      advice: anySize
    )
  }

  /// So many edges side by side take minutes to lay out, and are one black stripe.
  static func tooCrowded(_ diagram: Diagram) -> GraphvizError {
    GraphvizError(
      summary: "a picture has room for fewer edges side by side: this one would have"
        + " \(diagram.edges.count) between \(diagram.cards.count) cards",
      advice: anySize
    )
  }

  private static let anySize = "`trace` and `grad` work on graphs of any size"

  /// Graphviz refused.
  static func failed(_ messages: String) -> GraphvizError {
    let words = messages.split { $0.isWhitespace }.joined(separator: " ")
    return GraphvizError(
      summary: words.isEmpty ? "Graphviz found no layout" : "Graphviz found no layout: \(words)",
      advice: "if its plugins were not found, `libgvc6-config-update -c` as root registers them"
    )
  }
}
