import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// The gallery shows what the command draws: one figure of each view, theme and kind of room.
///
/// `RECORD_GOLDEN=1 swift test --filter GalleryTests` makes it anew.
@Suite struct GalleryTests {
  /// A picture of the gallery.
  private struct Entry {
    var name: String
    var words: String
    var arguments: String
  }

  /// The parts of the gallery; lists of the program are shown whole.
  private static let parts: [(title: String, entries: [Entry])] = [
    (
      "Views",
      LessonView.all.map { view in
        let arguments =
          switch view.name {
          case "steps": "Graphs/circuit.graph --steps 4"
          case "cells": "Graphs/two-layer.graph --view cells --steps 9"
          case "compact": "Graphs/circuit.graph --view compact --steps 5"
          case "layers": "Graphs/two-layer.graph --view layers --steps 10"
          case "summary": "Graphs/neuron.graph --view summary"
          case "symbolic": "Graphs/two-layer.graph --view symbolic --steps 10"
          default: "Graphs/three-paths.graph --view \(view.name) --steps 0"
          }
        return Entry(name: "view-\(view.name)", words: view.summary, arguments: arguments)
      }
    ),
    (
      "Themes",
      Theme.all.map { theme in
        Entry(
          name: "theme-\(theme.name)",
          words: theme.summary,
          arguments: "Graphs/softmax-cross-entropy.graph --theme \(theme.name) --steps 7"
        )
      }
    ),
    (
      "Rooms and captions",
      [
        Entry(
          name: "width-column",
          words: "an LSTM cell in a column of 700 px",
          arguments: "Graphs/lstm.graph --width 700 --steps 35"
        ),
        Entry(
          name: "width-slide",
          words: "a slide of 16:9",
          arguments: "Graphs/attention.graph --width 16:9 --steps 8"
        ),
        Entry(
          name: "caption-short",
          words: "the formula alone",
          arguments: "Graphs/circuit.graph --caption short --steps 5"
        ),
        Entry(
          name: "caption-none",
          words: "no caption",
          arguments: "Graphs/circuit.graph --caption none --steps 5"
        ),
        Entry(
          name: "focus",
          words: "a node of a large graph and what is near it",
          arguments: "Graphs/lstm.graph --focus C_t --radius 1 --steps 36"
        ),
        Entry(
          name: "legend",
          words: "with a line that says what colours and outlines mean",
          arguments: "Graphs/circuit.graph --legend --steps 4"
        ),
        Entry(
          name: "caption-why",
          words: "with the rules that a step uses",
          arguments: "Graphs/circuit.graph --why --steps 5"
        ),
      ]
    ),
  ]

  /// The page, with the pictures in the folder beside it.
  private static var page: String {
    var page = """
      # Gallery

      Each picture is what the command above it draws. All of this is made anew by
      `RECORD_GOLDEN=1 swift test --filter GalleryTests`, and held to what the program draws by the tests.

      """
    for part in parts {
      page += "\n## \(part.title)\n"
      for entry in part.entries {
        page += """

          ### `\(entry.name.split(separator: "-").last ?? "")`: \(entry.words)

          ```sh
          gradstep render \(entry.arguments) -o \(entry.name).svg
          ```

          ![\(entry.words)](gallery/\(entry.name).svg)

          """
      }
    }
    page += "\n## Formats\n\n"
    for format in OutputFormat.figures {
      page += "- `--format \(format.name)`: \(format.summary)\n"
    }
    return page
  }

  @Test func itIsTheWholeGallery() throws {
    try Golden.expect(Self.page, matches: "Documentation/gallery.md")
    let pictures = try Project.files(in: "Documentation/gallery", ending: ".svg")
    let names = Self.parts.flatMap(\.entries).map { "Documentation/gallery/\($0.name).svg" }
    #expect(Set(pictures) == Set(names))
  }

  @Test(arguments: parts.flatMap(\.entries).map(\.name))
  func aPictureIsWhatItsCommandDraws(name: String) throws {
    let entry = try #require(Self.parts.flatMap(\.entries).first { $0.name == name })
    let scratch = try TemporaryFolder()
    let file = scratch.url.appending(path: "\(name).svg")
    let run = try Program.run(
      Program.gradstep,
      ["render"] + entry.arguments.split(separator: " ").map(String.init) + ["-o", file.path()],
      folder: Project.root
    )
    #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
    try Golden.expect(
      String(contentsOf: file, encoding: .utf8),
      matches: "Documentation/gallery/\(name).svg"
    )
  }
}
