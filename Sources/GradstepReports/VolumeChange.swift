import GradstepFrames
import GradstepGraph
import GradstepText

/// What a map does to volumes where its Jacobian has a determinant.
///
/// It is told by sign and logarithm: the number itself may be too large or too small for a double.
struct VolumeChange: Hashable, Sendable {
  let determinant: Determinant
  /// log|det|, and 0 where it differs from that by rounding alone.
  let logMagnitude: Double

  init(_ determinant: Determinant) {
    self.determinant = determinant
    let isRounding = determinant.logMagnitude.magnitude < Self.rounding
    logMagnitude = isRounding ? 0 : determinant.logMagnitude
  }

  /// A rotation through any angle keeps volume, and its determinant is 1 but for this.
  private static let rounding = 16 * Double.ulpOfOne

  /// What becomes of volume, in words.
  var meaning: String {
    guard !logMagnitude.isNaN else { return "what becomes of volume is not known" }
    guard determinant.sign != 0 else { return "volume is lost: the map is not invertible here" }
    let change =
      logMagnitude == 0
      ? "volume is kept" : logMagnitude > 0 ? "volume grows" : "volume shrinks"
    return determinant.sign < 0 ? "\(change), and orientation is flipped" : change
  }

  /// What keeps the number from being the determinant; `nil` where it is.
  var limit: String? {
    guard determinant.sign != 0, logMagnitude.isFinite else { return nil }
    if determinant.value == 0 { return "too small for a double" }
    return determinant.value.isFinite ? nil : "too large for a double"
  }

  /// The determinant, log|det|, and what that means.
  func sentence(_ format: NumberFormat) -> String {
    let number = format.string(determinant.value) + (limit.map { " (\($0))" } ?? "")
    let isWhole = limit == nil && format.isWhole(determinant.value)
    return "det \(isWhole ? "=" : "≈") \(number), "
      + "log|det| \(isLogExact ? "=" : "≈") \(format.string(logMagnitude)): \(meaning)"
  }

  /// Whether the logarithm is a number that can be printed: 0, or infinite.
  var isLogExact: Bool { logMagnitude == 0 || !logMagnitude.isFinite }
}
