/// What is done to a PDF behind Cairo.
enum PDFFile {
  /// The file with a comment near its end that says what it is.
  ///
  /// It stands behind everything that places in the file are told of, so that none of them moves.
  static func marked(_ bytes: [UInt8]) -> [UInt8] {
    let keyword = Array("startxref".utf8)
    var place = bytes.count - keyword.count
    while place >= 0, !bytes[place...].starts(with: keyword) { place -= 1 }
    guard place >= 0 else { return bytes }
    return bytes[..<place] + Array("\(mark)\n".utf8) + bytes[place...]
  }

  /// The comment.
  private static let mark = "% a step of a lesson, by \(SVGDocument.creator)"
}
