/// What becomes of the SVG of a figure in a format that is made of it.
struct FigureConversion: Sendable {
  private let converter: SVGConverter
  private let conversion: OutputFormat.Conversion
  private let dotsPerInch: Int
  /// What stands at the end of a figure's name.
  private let ending: String

  /// Finds out whether the figures of a picture can be converted, before any of them is written;
  /// `nil` where their format is written without that.
  ///
  /// - Parameters:
  ///   - format: what they are to become
  ///   - picture: what they share
  ///   - appearance: what they have text as, if there is a choice, and their resolution
  /// - Throws: `FigureError` where the library is missing, and where there are too many pixels
  init?(
    to format: OutputFormat,
    of picture: Picture,
    as appearance: Appearance
  ) throws(FigureError) {
    let hasOutlines = format.hasLettering && appearance.lettering == .paths
    guard let conversion = format.conversion ?? (hasOutlines ? .outlines : nil) else { return nil }
    let dotsPerInch = appearance.dotsPerInch
    precondition(OutputFormat.resolutions.contains(dotsPerInch), "\(dotsPerInch) dpi")
    self.conversion = conversion
    self.dotsPerInch = dotsPerInch
    ending = ".\(format.ending)"
    let (width, height) = (picture.scale * picture.size.width, picture.scale * picture.size.height)
    do {
      converter = try SVGConverter()
      guard conversion == .png else { return }
      _ = try PixelSize(width: width, height: height, dotsPerInch: dotsPerInch)
    } catch {
      throw .conversion(error)
    }
  }

  /// The bytes of the file of a name that is made of the SVG of a scene.
  func bytes(
    of svg: [UInt8],
    showing scene: Scene,
    named name: String
  ) throws(ConversionError) -> [UInt8] {
    let document = SVGDocument(bytes: svg, title: scene.title, description: scene.description)
    return switch conversion {
    case .png: try converter.png(of: document, dotsPerInch: dotsPerInch)
    case .pdf: try converter.pdf(of: document)
    case .outlines: try converter.outlined(document, named: String(name.dropLast(ending.count)))
    }
  }
}
