/// Makes other files of an SVG, with librsvg.
///
/// The same document has the same bytes on every call, on machines with the same versions of the
/// libraries and the same fonts.
package struct SVGConverter: Sendable {
  private let library: DrawingLibrary

  /// Loads librsvg.
  ///
  /// - Parameter names: what the library may be called, by default on Linux and on macOS
  /// - Throws: `ConversionError` where there is none, and where it is too old
  package init(libraries names: [String]? = nil) throws(ConversionError) {
    library = try DrawingLibrary(names ?? DrawingLibrary.names)
  }

  /// An image on white paper, as a PNG that says how large it is and what it shows.
  ///
  /// - Parameters:
  ///   - document: the SVG
  ///   - dotsPerInch: how many pixels 96 units of it are
  /// - Returns: the bytes of the file
  /// - Throws: `ConversionError` where the SVG cannot be drawn, and where it has too many pixels
  package func png(
    of document: SVGDocument,
    dotsPerInch: Int
  ) throws(ConversionError) -> [UInt8] {
    let drawing = try Drawing(document.bytes, library)
    defer { drawing.close() }
    let size = try PixelSize(
      width: drawing.width,
      height: drawing.height,
      dotsPerInch: dotsPerInch
    )
    let surface = try surface(
      library.newImage(Self.opaquePixels, Int32(size.width), Int32(size.height))
    )
    defer { library.destroySurface(surface) }
    // The last pixels are covered whole, as a size need not be one of whole pixels.
    let scale = (Double(size.width) / drawing.width, Double(size.height) / drawing.height)
    try drawing.draw(on: surface, scale: scale, isOnWhite: true)
    let sink = ByteSink()
    try withExtendedLifetime(sink) { () throws(ConversionError) in
      try library.check(library.writePNG(surface, ByteSink.write, sink.pointer))
    }
    var png = PNGFile(sink.bytes)
    png.add(.resolution(dotsPerInch: dotsPerInch))
    png.add(.text("Software", SVGDocument.creator))
    png.add(.unicodeText("Title", document.title))
    png.add(.unicodeText("Description", document.description))
    return png.bytes
  }

  /// A page that has the size of the SVG, as a PDF that says what it shows.
  ///
  /// - Parameter document: the SVG
  /// - Returns: the bytes of the file
  /// - Throws: `ConversionError` where the SVG cannot be drawn
  package func pdf(of document: SVGDocument) throws(ConversionError) -> [UInt8] {
    let drawing = try Drawing(document.bytes, library)
    defer { drawing.close() }
    let scale = Self.pointsPerUnit
    let size = (drawing.width * scale, drawing.height * scale)
    let pdf = try page(library.newPDF, size) { surface throws(ConversionError) in
      library.restrictPDF(surface, Self.oldestVersion)
      library.setMetadata(surface, Metadata.title.rawValue, document.title)
      library.setMetadata(surface, Metadata.subject.rawValue, document.description)
      library.setMetadata(surface, Metadata.creator.rawValue, SVGDocument.creator)
      // The same figure would be another file a second later.
      library.setMetadata(surface, Metadata.creationDate.rawValue, nil)
      try drawing.draw(on: surface, scale: (scale, scale))
    }
    return PDFFile.marked(pdf)
  }

  /// The SVG with its text as outlines, which look alike where its fonts are missing.
  ///
  /// - Parameters:
  ///   - document: the SVG, whose view box begins at 0
  ///   - name: what its identifiers are to begin with, another one for each figure of a page
  /// - Returns: the bytes of the file
  /// - Throws: `ConversionError` where the SVG cannot be drawn
  package func outlined(
    _ document: SVGDocument,
    named name: String
  ) throws(ConversionError) -> [UInt8] {
    let drawing = try Drawing(document.bytes, library)
    defer { drawing.close() }
    let size = drawing.contentSize
    let scale = (size.width / drawing.width, size.height / drawing.height)
    let svg = try page(library.newSVG, size) { surface throws(ConversionError) in
      try drawing.draw(on: surface, scale: scale)
    }
    guard let outlined = OutlinedSVG(document.bytes, drawing: svg, name: name) else {
      throw .notWritten("what Cairo wrote is no SVG")
    }
    return outlined.bytes
  }

  /// What a surface that is made for a page writes of what is drawn on it.
  private func page(
    _ newSurface: DrawingLibrary.NewPage,
    _ size: (width: Double, height: Double),
    _ draw: (DrawingLibrary.Surface) throws(ConversionError) -> Void
  ) throws(ConversionError) -> [UInt8] {
    let sink = ByteSink()
    try withExtendedLifetime(sink) { () throws(ConversionError) in
      let surface = try surface(newSurface(ByteSink.write, sink.pointer, size.width, size.height))
      // What the surface still writes in its end goes into the sink.
      defer { library.destroySurface(surface) }
      try draw(surface)
      library.finish(surface)
      try library.check(library.surfaceStatus(surface))
    }
    return sink.bytes
  }

  /// A surface that can be drawn on.
  private func surface(
    _ created: DrawingLibrary.Surface?
  ) throws(ConversionError) -> DrawingLibrary.Surface {
    guard let created else { throw .notWritten("out of memory") }
    let status = library.surfaceStatus(created)
    if status != 0 { library.destroySurface(created) }
    try library.check(status)
    return created
  }

  /// Cairo's number for pixels of three colours.
  private static let opaquePixels: Int32 = 1
  /// Cairo's number for PDF 1.4, which every LaTeX takes.
  private static let oldestVersion: Int32 = 0
  /// A unit is 1/96 of an inch, and a point 1/72.
  private static let pointsPerUnit = 0.75

  /// Cairo's numbers for what a PDF says of itself.
  private enum Metadata: Int32 {
    case title = 0
    case subject = 2
    case creator = 4
    case creationDate = 5
  }
}
