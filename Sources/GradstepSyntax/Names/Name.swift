/// A name where it is written.
public struct Name: Hashable, Sendable {
  /// The canonical spelling: `x_1` for `x_1`, `x₁` and `x_{1}`.
  public let text: String

  /// Where it is written.
  public let range: SourceRange

  /// A name by its canonical spelling.
  public init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}
