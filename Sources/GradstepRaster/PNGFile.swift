/// A PNG to which chunks are added.
struct PNGFile {
  /// The file.
  private(set) var bytes: [UInt8]
  /// Where the next chunk goes: behind the signature and the header, which all others follow.
  private var place = 8 + 25

  /// A file as it was written.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    place = min(place, bytes.count)
  }

  /// Adds a chunk behind those added before.
  mutating func add(_ chunk: Chunk) {
    let chunk = chunk.bytes
    bytes.insert(contentsOf: chunk, at: place)
    place += chunk.count
  }

  /// A part of a PNG: a name of four letters, and data.
  struct Chunk {
    private let name: String
    private let data: [UInt8]

    /// How many pixels a metre has, both ways.
    static func resolution(dotsPerInch: Int) -> Chunk {
      let dotsPerMetre = UInt32((Double(dotsPerInch) / 0.0254).rounded())
      return Chunk(name: "pHYs", data: number(dotsPerMetre) + number(dotsPerMetre) + [1])
    }

    /// A text in ASCII, with its keyword.
    static func text(_ keyword: String, _ text: String) -> Chunk {
      Chunk(name: "tEXt", data: Array("\(keyword)\0\(text)".utf8))
    }

    /// A text in UTF-8, neither compressed nor of a language, with its keyword.
    static func unicodeText(_ keyword: String, _ text: String) -> Chunk {
      Chunk(name: "iTXt", data: Array("\(keyword)\0\0\0\0\0\(text)".utf8))
    }

    /// The length of the data, the name, the data, and the sum that checks name and data.
    var bytes: [UInt8] {
      let body = Array(name.utf8) + data
      return Self.number(UInt32(data.count)) + body + Self.number(Self.checksum(body))
    }

    /// A number, its greatest byte first.
    private static func number(_ number: UInt32) -> [UInt8] {
      withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    /// The CRC of ISO 3309, as Annex D of the PNG specification works it out.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
      var sum = UInt32.max
      for byte in bytes {
        sum ^= UInt32(byte)
        for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
      }
      return ~sum
    }
  }
}
