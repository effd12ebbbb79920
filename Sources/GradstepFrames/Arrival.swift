import GradstepText

/// How many of a gradient's contributions have arrived, where more are to come.
///
/// What is shown of such a gradient is a sum that is not finished: a bracket is open before it, and
/// the count stands behind it.
package struct Arrival: Hashable, Sendable {
  /// How many have arrived: at least one.
  package var arrived: Int
  /// How many will have arrived at the end: more than `arrived`.
  package var expected: Int

  /// A gradient of which a part has arrived; `nil` where nothing has, or everything.
  package init?(_ arrived: Int, of expected: Int) {
    guard arrived > 0, arrived < expected else { return nil }
    self.arrived = arrived
    self.expected = expected
  }

  /// What stands before the numbers.
  package static let opening = "("

  /// What stands behind the numbers: `… 1/3`.
  package var ending: String { "…\u{A0}\(count)" }

  /// The count alone: `1/3`.
  package var count: String { "\(arrived)/\(expected)" }

  /// The count in words.
  package var words: String { "\(arrived) of \(expected)" }

  /// The numbers of a gradient in one line, as a sum that is not finished.
  func marking(_ numbers: Text) -> Text {
    Text(Self.opening, .gradient) + numbers + Text("\u{A0}\(ending)", .gradient)
  }
}
