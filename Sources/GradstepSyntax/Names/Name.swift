/// A name where it is written.
package struct Name: Hashable, Sendable {
  /// The canonical spelling: `x_1` for `x_1`, `x₁` and `x_{1}`.
  package let text: String

  /// Where it is written.
  package let range: SourceRange

  /// A name by its canonical spelling.
  package init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}
