import Foundation
import _GradstepTestSupport

@testable import GradstepRaster

/// The pixels of a PNG, as Cairo reads them.
struct Pixels {
  let width: Int
  let height: Int
  /// Alpha, red, green and blue of each pixel, row by row.
  let values: [UInt32]

  init(_ png: [UInt8]) throws {
    let scratch = try TemporaryFolder()
    let file = scratch.url.appending(path: "image.png")
    try Data(png).write(to: file)
    let library = try SystemLibrary(DrawingLibrary.names)
    let read: @convention(c) (UnsafePointer<CChar>) -> OpaquePointer? =
      try library.function("cairo_image_surface_create_from_png")
    typealias Measure = @convention(c) (OpaquePointer) -> Int32
    let width: Measure = try library.function("cairo_image_surface_get_width")
    let height: Measure = try library.function("cairo_image_surface_get_height")
    let stride: Measure = try library.function("cairo_image_surface_get_stride")
    let data: @convention(c) (OpaquePointer) -> UnsafeRawPointer? =
      try library.function("cairo_image_surface_get_data")
    let destroy: @convention(c) (OpaquePointer) -> Void =
      try library.function("cairo_surface_destroy")
    guard let surface = read(file.path()) else { throw CocoaError(.fileReadCorruptFile) }
    defer { destroy(surface) }
    guard let start = data(surface) else { throw CocoaError(.fileReadCorruptFile) }
    let (columns, rows) = (Int(width(surface)), Int(height(surface)))
    let bytesPerRow = Int(stride(surface))
    values = (0..<(columns * rows)).map { index in
      let place = index / columns * bytesPerRow + index % columns * 4
      // Without a fourth channel its byte means nothing.
      return start.load(fromByteOffset: place, as: UInt32.self) | 0xFF00_0000
    }
    (self.width, self.height) = (columns, rows)
  }

  /// Alpha, red, green and blue of a pixel.
  static func channels(of pixel: UInt32) -> [Int] {
    withUnsafeBytes(of: pixel.bigEndian) { $0.map { Int($0) } }
  }

  subscript(_ x: Int, _ y: Int) -> UInt32 { values[y * width + x] }
}
