/// A way to look at a lesson: one value in one list, from which options, help and tests follow.
public struct LessonView: Sendable {
  /// The name on the command line.
  public let name: String
  /// What it shows, in a few words.
  public let summary: String
  /// Makes the pictures of a lesson from its first moment, sized with a theme; of one node where the
  /// view is of one.
  package let storyboard: @Sendable (Moment, Theme, Int?) -> Storyboard
  /// What there is a picture for.
  package let pictures: Pictures

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
  public static let all: [LessonView] = [.steps, .compact, .cells, .summary, .symbolic, .paths]

  /// One picture for each step.
  public static let steps = LessonView(
    name: "steps",
    summary: "one picture for each step, with its numbers",
    storyboard: { start, theme, _ in Storyboard(start, theme: theme) },
    pictures: .steps
  )
}
