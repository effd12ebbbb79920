import Foundation
import Gradstep
import _GradstepTestSupport

@testable import GradstepRaster

/// Figures to convert, and what tests read of what became of them.
enum Sample {
  /// An SVG of a size in its own units, with a red rectangle in its upper left quarter.
  static func svg(width: Double = 100, height: Double = 40) -> SVGDocument {
    let text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(height)">
      <rect width="\(width / 2)" height="\(height / 2)" fill="#ff0000"/>
      </svg>
      """
    return SVGDocument(bytes: Array(text.utf8), title: "ŷ: a (sample)", description: "red\0 & dull")
  }

  /// A figure of a lesson.
  static func figure(_ format: OutputFormat, theme: Theme = .auto) async throws -> Figure {
    let lesson = try Lesson("y = tanh(W·x)", "W = [[1, 2], [3, 4]]", "x = [1, -1]")
    let appearance = Appearance(theme: theme)
    var figures = try await lesson.figures(format, steps: [4], as: appearance).makeIterator()
    guard let figure = figures.next() else { throw CocoaError(.coderValueNotFound) }
    return figure
  }
}

/// What a PNG holds: its chunks in their order.
struct PNGChunks {
  struct Chunk {
    var name: String
    var data: [UInt8]
    /// Whether its sum is that of name and data.
    var isIntact: Bool
  }

  private(set) var chunks: [Chunk] = []

  init(_ png: [UInt8]) throws {
    guard png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      throw CocoaError(.coderReadCorrupt)
    }
    var place = 8
    while place + 12 <= png.count {
      let body = Array(png[(place + 4)..<(place + 8 + Self.number(png, at: place))])
      let sum = Self.number(png, at: place + 4 + body.count)
      chunks.append(
        Chunk(
          name: String(decoding: body.prefix(4), as: UTF8.self),
          data: Array(body.dropFirst(4)),
          isIntact: sum == Int(Self.checksum(body))
        )
      )
      place += 8 + body.count
    }
  }

  /// The data of the first chunk of a name.
  subscript(_ name: String) -> [UInt8] { chunks.first { $0.name == name }?.data ?? [] }

  var width: Int { Self.number(self["IHDR"], at: 0) }
  var height: Int { Self.number(self["IHDR"], at: 4) }

  static func number(_ bytes: [UInt8], at place: Int) -> Int {
    bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The sum by a table, as zlib works it out, and not bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in table[Int((sum ^ UInt32(byte)) & 255)] ^ sum >> 8 }
  }

  private static let table = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in
      sum.isMultiple(of: 2) ? sum >> 1 : sum >> 1 ^ 0xEDB8_8320
    }
  }
}
