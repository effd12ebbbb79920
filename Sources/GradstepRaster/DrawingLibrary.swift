/// The functions of librsvg, and of Cairo and GObject, with which it is made.
///
/// They are looked up in the library when it is needed, so that a program without it runs, too.
/// Pointers to what only the libraries know are opaque; a size or a rectangle is its numbers in a row.
struct DrawingLibrary: Sendable {
  typealias Handle = OpaquePointer
  typealias Surface = OpaquePointer
  typealias Context = OpaquePointer
  /// A place for a pointer to an error.
  typealias ErrorPlace = UnsafeMutablePointer<UnsafeMutableRawPointer?>
  /// Takes bytes as they are written; 0 says that they are kept.
  typealias Write =
    @convention(c) @Sendable (
      _ sink: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<UInt8>?, _ count: UInt32
    ) -> Int32

  /// Makes a surface that writes into a sink, of a width and a height.
  typealias NewPage =
    @convention(c) @Sendable (Write, UnsafeMutableRawPointer?, Double, Double) -> Surface?

  let newHandle: @convention(c) @Sendable (UnsafePointer<UInt8>?, Int, ErrorPlace?) -> Handle?
  let setResolution: @convention(c) @Sendable (Handle, Double) -> Void
  let getSize:
    @convention(c) @Sendable (
      Handle, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>
    ) -> Int32
  let getViewBox:
    @convention(c) @Sendable (
      Handle, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?,
      UnsafeMutableRawPointer?, UnsafeMutableRawPointer?,
      UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Double>
    ) -> Void
  let render:
    @convention(c) @Sendable (Handle, Context, UnsafePointer<Double>, ErrorPlace?) -> Int32
  let unreference: @convention(c) @Sendable (UnsafeMutableRawPointer) -> Void
  let freeError: @convention(c) @Sendable (UnsafeMutableRawPointer) -> Void

  let newImage: @convention(c) @Sendable (Int32, Int32, Int32) -> Surface?
  let writePNG: @convention(c) @Sendable (Surface, Write, UnsafeMutableRawPointer?) -> Int32
  let newPDF: NewPage
  let newSVG: NewPage
  let restrictPDF: @convention(c) @Sendable (Surface, Int32) -> Void
  let setMetadata: @convention(c) @Sendable (Surface, Int32, UnsafePointer<CChar>?) -> Void
  let finish: @convention(c) @Sendable (Surface) -> Void
  let surfaceStatus: @convention(c) @Sendable (Surface) -> Int32
  let destroySurface: @convention(c) @Sendable (Surface) -> Void

  let newContext: @convention(c) @Sendable (Surface) -> Context?
  let setColour: @convention(c) @Sendable (Context, Double, Double, Double) -> Void
  let paint: @convention(c) @Sendable (Context) -> Void
  let scale: @convention(c) @Sendable (Context, Double, Double) -> Void
  let showPage: @convention(c) @Sendable (Context) -> Void
  let contextStatus: @convention(c) @Sendable (Context) -> Int32
  let destroyContext: @convention(c) @Sendable (Context) -> Void
  let words: @convention(c) @Sendable (Int32) -> UnsafePointer<CChar>?

  /// What the library is called on Linux and on macOS, there also in the folders of Homebrew.
  static let names =
    ["librsvg-2.so.2", "librsvg-2.2.dylib"]
    + ["/opt/homebrew", "/usr/local"].map { "\($0)/lib/librsvg-2.2.dylib" }

  /// Loads the first of some libraries that there is.
  ///
  /// - Throws: `ConversionError` where there is none, and where it lacks a function
  init(_ names: [String]) throws(ConversionError) {
    let library = try SystemLibrary(names)
    newHandle = try library.function("rsvg_handle_new_from_data")
    setResolution = try library.function("rsvg_handle_set_dpi")
    getSize = try library.function("rsvg_handle_get_intrinsic_size_in_pixels")
    getViewBox = try library.function("rsvg_handle_get_intrinsic_dimensions")
    render = try library.function("rsvg_handle_render_document")
    unreference = try library.function("g_object_unref")
    freeError = try library.function("g_error_free")
    newImage = try library.function("cairo_image_surface_create")
    writePNG = try library.function("cairo_surface_write_to_png_stream")
    newPDF = try library.function("cairo_pdf_surface_create_for_stream")
    newSVG = try library.function("cairo_svg_surface_create_for_stream")
    restrictPDF = try library.function("cairo_pdf_surface_restrict_to_version")
    setMetadata = try library.function("cairo_pdf_surface_set_metadata")
    finish = try library.function("cairo_surface_finish")
    surfaceStatus = try library.function("cairo_surface_status")
    destroySurface = try library.function("cairo_surface_destroy")
    newContext = try library.function("cairo_create")
    setColour = try library.function("cairo_set_source_rgb")
    paint = try library.function("cairo_paint")
    scale = try library.function("cairo_scale")
    showPage = try library.function("cairo_show_page")
    contextStatus = try library.function("cairo_status")
    destroyContext = try library.function("cairo_destroy")
    words = try library.function("cairo_status_to_string")
  }

  /// Passes the words of Cairo on where it failed.
  func check(_ status: Int32) throws(ConversionError) {
    guard status != 0 else { return }
    throw .notWritten(words(status).map { String(cString: $0) } ?? "status \(status)")
  }

  /// The words of an error of librsvg, which is freed.
  func takeWords(of error: UnsafeMutableRawPointer?) -> String {
    guard let error else { return "it does not say why" }
    defer { freeError(error) }
    // The message stands behind two numbers of 32 bits.
    let message = error.load(fromByteOffset: 8, as: UnsafePointer<CChar>?.self)
    return message.map { String(cString: $0) } ?? "it does not say why"
  }
}
