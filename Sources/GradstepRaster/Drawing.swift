/// An SVG as librsvg has read it; whoever opens it closes it.
struct Drawing {
  private let library: DrawingLibrary
  private let handle: DrawingLibrary.Handle
  /// The size in units of SVG.
  private(set) var width = 0.0
  private(set) var height = 0.0

  /// Reads an SVG.
  ///
  /// - Throws: `ConversionError` where it is none, or has no size
  init(_ svg: [UInt8], _ library: DrawingLibrary) throws(ConversionError) {
    self.library = library
    // An empty array has no address, at which a library would be offended.
    guard !svg.isEmpty else { throw .notDrawn("there is nothing in it") }
    var error: UnsafeMutableRawPointer?
    guard let handle = library.newHandle(svg, svg.count, &error) else {
      throw .notDrawn(library.takeWords(of: error))
    }
    self.handle = handle
    library.setResolution(handle, PixelSize.unitsPerInch)
    guard library.getSize(handle, &width, &height) != 0, width > 0, height > 0,
      max(width, height) <= Self.largest
    else {
      close()
      throw .notDrawn("it has no size")
    }
  }

  /// Gives back what the library keeps for it.
  func close() {
    library.unreference(UnsafeMutableRawPointer(handle))
  }

  /// The size in units of its content, which may be other than those around it.
  var contentSize: (width: Double, height: Double) {
    var hasViewBox: Int32 = 0
    var viewBox = [0.0, 0, 0, 0]
    library.getViewBox(handle, nil, nil, nil, nil, &hasViewBox, &viewBox)
    return hasViewBox != 0 ? (viewBox[2], viewBox[3]) : (width, height)
  }

  /// Draws it on a surface, its units scaled, as one page.
  func draw(
    on surface: DrawingLibrary.Surface,
    scale: (x: Double, y: Double),
    isOnWhite: Bool = false
  ) throws(ConversionError) {
    guard let context = library.newContext(surface) else { throw .notWritten("out of memory") }
    defer { library.destroyContext(context) }
    if isOnWhite {
      library.setColour(context, 1, 1, 1)
      library.paint(context)
    }
    library.scale(context, scale.x, scale.y)
    var error: UnsafeMutableRawPointer?
    guard library.render(handle, context, [0, 0, width, height], &error) != 0 else {
      throw .notDrawn(library.takeWords(of: error))
    }
    library.showPage(context)
    try library.check(library.contextStatus(context))
  }

  /// More than any figure has, and less than what numbers of pixels overflow with.
  private static let largest = 1e9
}
