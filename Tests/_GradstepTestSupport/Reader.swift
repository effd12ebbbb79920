package import Foundation
package import Testing

/// A program that makes pictures of figures, as the converters of notes do.
package enum Reader: String, Sendable, CaseIterable {
  /// That of Pandoc and of Quarto.
  case librsvg = "rsvg-convert"
  /// That of WeasyPrint's first versions and of many scripts.
  case cairoSVG = "cairosvg"
  /// That of Typst, by the Python package `resvg-py`.
  case resvg

  /// Whether the reader is on the machine.
  package var isInstalled: Bool {
    switch self {
    case .librsvg, .cairoSVG: Program.installed(rawValue) != nil
    case .resvg: Self.hasResvg
    }
  }

  private static let hasResvg: Bool = {
    guard let python = Program.installed("python3") else { return false }
    return (try? Program.run(python, ["-c", "import resvg_py"]).status) == 0
  }()

  /// The PNG that the reader makes of an SVG, of whose units each has so many pixels.
  package func picture(of figure: String, zoom: Int = 1) throws -> Data {
    let scratch = try TemporaryFolder()
    let input = scratch.url.appending(path: "figure.svg")
    let output = scratch.url.appending(path: "figure.png")
    try figure.write(to: input, atomically: true, encoding: .utf8)
    let paths = [input.path(), "-o", output.path()]
    let run =
      switch self {
      case .librsvg:
        try Program.run(#require(Program.installed(rawValue)), ["-z", "\(zoom)"] + paths)
      case .cairoSVG:
        try Program.run(#require(Program.installed(rawValue)), ["-s", "\(zoom)"] + paths)
      case .resvg:
        try Program.run(
          #require(Program.installed("python3")),
          ["-c", Self.resvgScript, input.path(), output.path(), "\(zoom)"]
        )
      }
    #expect(run.status == 0, "\(run.error)")
    return try Data(contentsOf: output)
  }

  private static let resvgScript = """
    import resvg_py, sys
    picture = resvg_py.svg_to_bytes(svg_path=sys.argv[1], zoom=int(sys.argv[3]))
    open(sys.argv[2], "wb").write(bytes(picture))
    """
}

extension Trait where Self == ConditionTrait {
  /// Skips a test, and says so, where a reader is missing.
  package static func needs(_ reader: Reader) -> Self {
    .enabled("\(reader.rawValue) is not installed") { reader.isInstalled }
  }
}
