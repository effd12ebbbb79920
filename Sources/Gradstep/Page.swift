/// The room that figures have where they are read, in CSS px: a column of notes, or a slide.
public struct Page: Hashable, Sendable {
  /// The width.
  public let width: Double
  /// The height; `nil` where a figure may be as high as it needs to.
  public let height: Double?

  /// How large the smallest letters are at least, in px; scripts are smaller by their own measure.
  package static let smallestText = 9.0
  /// How much a figure may grow to fill a slide.
  private static let largestScale = 2.0
  private static let slideHeight = 720.0

  /// A column of a width from 200 to 10,000 px; `nil` of any other width.
  public init?(column width: Double) {
    guard 200...10_000 ~= width else { return nil }
    self.width = width
    height = nil
  }

  /// A slide of this shape, 720 px high; `nil` of one that is more than five times as long as wide, or
  /// of none.
  public init?(slide width: Double, by height: Double) {
    guard width > 0, height > 0, 0.2...5 ~= width / height else { return nil }
    self.width = (Self.slideHeight * width / height).rounded()
    self.height = Self.slideHeight
  }

  /// How large a picture is shown there.
  func scale(of size: Size) -> Double {
    guard let height else { return min(1, width / size.width) }
    return min(Self.largestScale, width / size.width, height / size.height)
  }
}
