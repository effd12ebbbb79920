import GradstepSyntax
import Testing

/// Numbers that something is counted by.
@Suite struct CountingTests {
  @Test(arguments: [(0, 0), (-3, -3), (5_000_000_000, 5_000_000_000), (-0.0, 0)])
  func aWholeNumberCounts(number: Double, count: Int) {
    #expect(Int(counting: number) == count)
  }

  @Test(arguments: [0.5, .nan, .infinity, -.infinity, 9e18, -9e18, 1e300])
  func whatIsNotWholeOrTooLargeDoesNot(number: Double) {
    #expect(Int(counting: number) == nil)
  }
}
