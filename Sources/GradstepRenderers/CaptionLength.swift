/// How much of a caption stands above a figure; its title and its description say all of it anyway.
public enum CaptionLength: String, Hashable, Sendable, CaseIterable {
  /// The step, the formula, and the formula with its numbers, in three lines at most.
  case full
  /// The step and the formula.
  case short
  /// Nothing.
  case none
}
