package import GradstepText

/// What a figure says about its step, at the top.
package struct Caption: Hashable, Sendable {
  /// Which step this is.
  package var header: Text
  /// What happens, as a formula.
  package var headline: Text
  /// The formula with the numbers put in, and what becomes of each operand.
  package var lines: [Text]
  /// Why, in the names of the step: the rules that it uses; empty where nobody asks.
  package var reasons: [Text] = []

  /// What the picture is of, where it is of no step.
  package var title: String?

  /// What stands below the headline.
  package var body: [Text] { lines + reasons }

  /// The step in words, without the header.
  package var explanation: String {
    ([headline] + body).map { $0.plain }.joined(separator: "; ")
  }
}
