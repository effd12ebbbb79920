/// An SVG that could not be made into another file.
public enum ConversionError: Error, Hashable, Sendable {
  /// No library of these names can be loaded.
  case noLibrary(names: [String])
  /// The library is older than a function that is needed.
  case oldLibrary(function: String)
  /// The SVG has more pixels at a resolution than an image can have.
  ///
  /// - Parameters:
  ///   - width: how many pixels it would have from left to right
  ///   - height: how many from top to bottom
  ///   - dotsPerInch: the resolution
  ///   - largest: the highest resolution at which it fits, in dots per inch
  case tooManyPixels(width: Int64, height: Int64, dotsPerInch: Int, largest: Int)
  /// What was to be converted is no SVG that can be drawn; the library says why.
  case notDrawn(String)
  /// The file could not be made, for want of memory; the library says why.
  case notWritten(String)
}

extension ConversionError: CustomStringConvertible {
  /// What is wrong and what to do about it, in one line.
  public var description: String {
    switch self {
    case .noLibrary(let names):
      "\(Self.makes), and no '\(names.first ?? "")' can be loaded here; \(Self.wayOut)"
    case .oldLibrary(let function):
      "\(Self.makes) 2.52 or later, and the one here has no '\(function)'; \(Self.wayOut)"
    case .tooManyPixels(let width, let height, let dotsPerInch, let largest):
      "an image has room for fewer pixels: at \(dotsPerInch) dpi this one would have"
        + " \(width)×\(height);"
        + (largest < 1 ? "" : " '--dpi \(largest)' is the most that fits, and")
        + " SVG and PDF are of any size"
    case .notDrawn(let words): "librsvg cannot draw the figure: \(words)"
    case .notWritten(let words): "the figure could not be converted: \(words)"
    }
  }

  private static let makes = "PNG, PDF and text as paths are made by librsvg"
  private static let wayOut =
    "on Debian `apt-get install librsvg2-2` installs it, and a plain '--format svg' does without"
}
