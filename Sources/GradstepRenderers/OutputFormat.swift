package import GradstepFrames
import GradstepReports
import GradstepText

/// A format of files: one value in one list, from which options, help and tests follow.
public struct OutputFormat: Sendable {
  /// The name on the command line.
  public let name: String
  /// The ending of files, without a dot.
  public let ending: String
  /// What it is good for, in a few words.
  public let summary: String
  /// What stands near the start or the end of each file, by which it is known for one.
  package let mark: String
  /// What files of the format hold.
  package let content: Content
  /// Whether a file plays its steps one after the other.
  public var isPlayed = false

  /// What a file holds: the figure of one step, many steps in one drawing, or the steps in words.
  package enum Content: Sendable {
    /// Prepares what all figures of a lesson share, and gives back what writes one of them.
    case figures(@Sendable (Picture) -> @Sendable (Scene, inout PartBytes) -> [UInt8])
    /// Writes one drawing of many steps; where they are played, each has so many seconds.
    case album(@Sendable (Album, _ secondsPerStep: Double) -> [UInt8])
    /// Writes the document of a lesson, from its first moment, and of its source.
    case document(@Sendable (Moment, String) -> String)
    /// The figure of one step, made of its SVG.
    case conversion(Conversion)
  }

  /// What an SVG can be made into, outside of this room.
  package enum Conversion: Sendable {
    case png
    case pdf
    /// SVG again, its text as outlines.
    case outlines
  }

  /// All formats, the usual one of figures and the usual one of documents before others.
  public static let all: [OutputFormat] = [
    .svg, .dot, .tikz, .png, .pdf, .animatedSVG, .htmlSteps, .beamer, .json, .latex, .mathml,
  ]

  /// The formats with a file for each step.
  public static let figures = all.filter { format in
    switch format.content {
    case .figures, .conversion: true
    case .album, .document: false
    }
  }

  /// The formats with one drawing of many steps.
  public static let albums = all.filter { $0.isAlbum }

  /// The formats that draw: a file for each step, or one for many.
  public static let drawings = figures + albums

  /// Whether many steps are one drawing.
  public var isAlbum: Bool {
    if case .album = content { true } else { false }
  }

  /// The formats with one file for all steps.
  public static let documents = all.filter { format in
    if case .document = format.content { true } else { false }
  }

  /// The document of a lesson; `nil` where the format has figures.
  package func document(of start: Moment, source: String) -> String? {
    guard case .document(let write) = content else { return nil }
    return write(start, source)
  }

  /// What the SVG of a figure is made into; `nil` where the format is written without one.
  package var conversion: Conversion? {
    if case .conversion(let conversion) = content { conversion } else { nil }
  }

  /// What figures have text as.
  public enum Lettering: String, Sendable, CaseIterable {
    /// Letters, in the fonts of whoever reads it.
    case text
    /// Outlines of letters, which look alike everywhere.
    case paths
  }

  /// Whether there is a choice of what figures have text as.
  package var hasLettering: Bool { name == Self.svg.name }

  /// Whether figures have a resolution.
  package var hasPixels: Bool { conversion == .png }

  /// How many pixels an inch can have.
  public static let resolutions = 10...2400

  /// How many pixels an inch has where nobody asks for others: two for each unit of SVG, as on
  /// sharp screens.
  public static let usualResolution = 192

  /// How many bytes at either end of a file hold its mark.
  package static let markReach = 512

  /// The format of this name.
  public static func named(_ name: String) -> OutputFormat? {
    all.first { $0.name == name }
  }
}

/// Writes the figures of a lesson in a format.
protocol SceneWriter: Sendable {
  /// Writes a figure; a part that is the same as in the last one is not written again.
  func write(_ scene: Scene, keeping kept: inout PartBytes) -> [UInt8]
}

extension OutputFormat.Content {
  /// Figures by a writer that is made once for a lesson.
  static func figures<Writer: SceneWriter>(
    by writer: @escaping @Sendable (Picture) -> Writer
  ) -> Self {
    .figures { picture in
      let writer = writer(picture)
      return { scene, kept in writer.write(scene, keeping: &kept) }
    }
  }
}

extension OutputFormat {
  /// Every step for other programs.
  public static let json = OutputFormat(
    name: "json",
    ending: "json",
    summary: "every step for other programs, with all digits",
    mark: "\"format\": \"gradstep-trace-1\"",
    content: .document { start, source in start.traceDocument(source: source).text }
  )

  /// Equations for a document in LaTeX.
  public static let latex = OutputFormat(
    name: "latex",
    ending: "tex",
    summary: "equations for notes, an 'align' environment of amsmath",
    mark: "% For a document with \\usepackage{amsmath}.",
    content: .document { start, _ in start.equations().latex }
  )

  /// Equations for a page.
  public static let mathml = OutputFormat(
    name: "mathml",
    ending: "html",
    summary: "equations for a page, headings and MathML",
    mark: "<section class=\"gradstep-equations\"",
    content: .document { start, _ in start.equations().mathML }
  )
}

extension OutputFormat {
  /// An image for slides and for whatever takes no SVG.
  public static let png = OutputFormat(
    name: "png",
    ending: "png",
    summary: "an image on white paper, or dark with that theme",
    mark: "Software\0Gradstep",
    content: .conversion(.png)
  )

  /// A page of its own, for LaTeX and for print.
  public static let pdf = OutputFormat(
    name: "pdf",
    ending: "pdf",
    summary: "a page as large as the figure, for LaTeX and print",
    mark: "% a step of a lesson, by Gradstep",
    content: .conversion(.pdf)
  )
}
