/// How many pixels a figure has at a resolution.
package struct PixelSize: Hashable, Sendable {
  /// From left to right.
  package let width: Int
  /// From top to bottom.
  package let height: Int

  /// The whole pixels that come nearest to a size, at least one each way.
  ///
  /// - Parameters:
  ///   - width: in units of SVG, of which an inch has 96
  ///   - height: in the same units
  ///   - dotsPerInch: how many pixels an inch has
  /// - Throws: `ConversionError` where an image has no room for so many
  package init(
    width: Double,
    height: Double,
    dotsPerInch: Int
  ) throws(ConversionError) {
    guard let size = Self.fitting(width, height, dotsPerInch) else {
      throw .tooManyPixels(
        width: Self.pixels(width, dotsPerInch),
        height: Self.pixels(height, dotsPerInch),
        dotsPerInch: dotsPerInch,
        largest: Self.highestResolution(width, height, below: dotsPerInch)
      )
    }
    (self.width, self.height) = size
  }

  /// How many units of SVG an inch has.
  static let unitsPerInch = 96.0
  /// What Cairo takes each way.
  private static let longest = 32_767.0
  /// Half a gigabyte of memory.
  private static let most = 134_217_728.0

  private static func pixels(_ length: Double, _ dotsPerInch: Int) -> Int64 {
    max(1, Int64((length * Double(dotsPerInch) / unitsPerInch).rounded()))
  }

  private static func fitting(
    _ width: Double,
    _ height: Double,
    _ dotsPerInch: Int
  ) -> (Int, Int)? {
    let (columns, rows) = (pixels(width, dotsPerInch), pixels(height, dotsPerInch))
    let fits =
      Double(max(columns, rows)) <= longest && Double(columns) * Double(rows) <= most
    return fits ? (Int(columns), Int(rows)) : nil
  }

  /// The highest resolution at which an image has room; 0 where there is none.
  private static func highestResolution(
    _ width: Double,
    _ height: Double,
    below limit: Int
  ) -> Int {
    let bound = min(longest / max(width, height), (most / (width * height)).squareRoot())
    var highest = min(limit, Int(bound * unitsPerInch) + 1)
    while highest > 0, fitting(width, height, highest) == nil { highest -= 1 }
    return highest
  }
}
