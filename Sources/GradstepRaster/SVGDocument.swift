/// An SVG, and what files that are made of it say of themselves.
package struct SVGDocument: Sendable {
  /// The SVG.
  package let bytes: [UInt8]
  /// What it is called, on one line.
  package let title: String
  /// What it shows, in words on one line.
  package let description: String

  /// An SVG with its title and its description, in which control characters become blanks: a text
  /// ends at a zero.
  package init(bytes: [UInt8], title: String = "", description: String = "") {
    self.bytes = bytes
    self.title = Self.line(title)
    self.description = Self.line(description)
  }

  /// What made the file.
  static let creator = "Gradstep"

  private static func line(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      line.append(isControl ? " " : scalar)
    }
    return String(line)
  }
}
