/// A way to look at a lesson: one value in one list, from which options, help and tests follow.
public struct LessonView: Sendable {
  /// The name on the command line.
  public let name: String
  /// What it shows, in a few words.
  public let summary: String
  /// Makes the pictures of a lesson from its first moment, sized with a theme.
  package let storyboard: @Sendable (Moment, Theme, Subject) -> Storyboard
  /// What there is a picture for.
  package let pictures: Pictures

  /// What a view is to be of.
  package struct Subject: Sendable {
    /// The leaf, in a view of one; `nil` for one that the view chooses.
    package var leaf: Int?
    /// The names of what is drawn as one card, in a view that does so; `nil` for all that can be.
    package var collapsed: [String]?

    /// What a view chooses, but for what is named.
    package init(leaf: Int? = nil, collapsed: [String]? = nil) {
      self.leaf = leaf
      self.collapsed = collapsed
    }
  }

  /// What there is a picture for.
  package enum Pictures: Sendable {
    /// Each step.
    case steps
    /// All together.
    case whole
    /// What begins at one leaf.
    case leaf
  }

  /// All views, the usual one first.
  public static let all: [LessonView] = [
    .steps, .compact, .layers, .cells, .summary, .symbolic, .paths,
  ]

  /// One picture for each step.
  public static let steps = LessonView(
    name: "steps",
    summary: "one picture for each step, with its numbers",
    storyboard: { start, theme, _ in Storyboard(start, theme: theme) },
    pictures: .steps
  )
}
