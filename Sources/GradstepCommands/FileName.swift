/// Names for files that follow from the name of a lesson.
enum FileName {
  /// A name of one file in a folder, as near to the wanted one as that can be.
  ///
  /// It is never empty, no other folder, not hidden and no option, has nothing in it that a terminal
  /// obeys, and leaves room for a number and an ending in the 255 bytes that systems allow.
  static func plain(_ wanted: String) -> String {
    var name = String.UnicodeScalarView()
    for scalar in wanted.unicodeScalars {
      name.append(scalar == "/" || Spelling.isObeyedOrHidden(scalar) ? "_" : scalar)
    }
    guard let first = name.first else { return "lesson" }
    if first == "." || first == "-" || first == "~" {
      name.replaceSubrange(name.startIndex...name.startIndex, with: CollectionOfOne("_"))
    }
    let plain = String(name)
    guard plain.utf8.count > mostBytes else { return plain }
    // What tells long names apart may stand at their ends.
    let mark = String(hash(of: wanted), radix: 16)
    return prefix(of: plain, bytes: mostBytes - mark.count - 1) + "~" + mark
  }

  private static let mostBytes = 200

  /// As many characters as fit into so many bytes.
  private static func prefix(of name: String, bytes: Int) -> String {
    var prefix = String.UnicodeScalarView()
    var count = 0
    for scalar in name.unicodeScalars {
      count += UTF8.width(scalar)
      guard count <= bytes else { break }
      prefix.append(scalar)
    }
    return String(prefix)
  }

  /// FNV-1a, the same on every run.
  private static func hash(of text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
