import GradstepSyntax
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("sofmtax", "softmax"), ("tahn", "tanh"), ("sigmiod", "sigmoid"), ("max", nil), ("xy", nil),
    ("logits", nil), ("cross_entopy", "cross_entropy"), ("cox", "cos"), ("sim", nil),
  ])
  func onlyPlausibleNamesAreSuggested(name: String, expected: String?) {
    #expect(Suggestion.closest(to: name, among: functions.subtracting([name])) == expected)
  }

  @Test func twoEquallyCloseNamesAreNone() {
    #expect(Suggestion.closest(to: "bat", among: ["cat", "hat"]) == nil)
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("abc", "abd", 1), ("ab", "ba", 1), ("kitten", "sitting", 3),
  ])
  func distanceCountsEdits(first: String, second: String, distance: Int) {
    #expect(editDistance(first, second) == distance)
    #expect(editDistance(second, first) == distance)
  }
}
