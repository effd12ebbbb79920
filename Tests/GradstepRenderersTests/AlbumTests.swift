import Foundation
import FoundationXML
import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepRenderers

/// Many steps in one drawing: each thing stands there once, and shows where it shows in its figure.
@Suite struct AlbumTests {
  /// A mark of a part, and how it looks there.
  private struct Piece: Hashable {
    var part: Int
    var mark: Mark
    var looks: [Look]
    /// What is at work on an edge is painted behind the other edges.
    var isLive: Bool
  }

  /// All examples, and lessons of other kinds.
  static let lessons: [String] =
    Example.all.map(\.name) + ["descent", "tangent", "jacobian", "one"]

  static func lesson(_ name: String) throws -> Lesson {
    let sources = [Source(name: "s", text: "y = (w·x - 1)^2; w = 2; const x = 3")]
    switch name {
    case "descent": return try Lesson(sources, descent: Descent(rate: 0.1, epochs: 3))
    case "tangent":
      return try Lesson(sources, flow: .tangents([Source(name: "t", text: "w = 1")]))
    case "jacobian":
      return try Lesson(
        [Source(name: "s", text: "y = A·x; A = [[1, 2], [3, 4]]; x = [1, 2]")],
        flow: .jacobian
      )
    case "one": return try Lesson("y = 3")
    default: return try #require(Example.all.first { $0.name == name }).lesson()
    }
  }

  static func picture(of lesson: Lesson) async throws -> (Picture, Storyboard) {
    let storyboard = lesson.storyboard()
    let picture = Picture(
      diagram: storyboard.diagram,
      layout: try await Graphviz.layout(storyboard.diagram, direction: .auto),
      captions: storyboard.captions,
      title: lesson.name
    )
    return (picture, storyboard)
  }

  @Test(arguments: lessons)
  func eachPageShowsWhatTheSceneShows(name: String) async throws {
    let (picture, storyboard) = try await Self.picture(of: Self.lesson(name))
    for steps in [Array(storyboard.captions.indices), [0], [storyboard.captions.count / 2]] {
      var frames = storyboard.frames(steps)
      let album = try #require(Album(Scene(picture), showing: &frames))
      #expect(album.pages.map(\.index) == steps)
      var scene = Scene(picture)
      for (page, frame) in storyboard.frames(steps).enumerated() {
        scene.show(frame)
        var expected: [Piece: Int] = [:]
        scene.forEachPart { part in
          for mark in part.marks {
            expected[Self.piece(mark, part, picture.theme), default: 0] += 1
          }
        }
        var found: [Piece: Int] = [:]
        for element in album.plainElements where element.pages.contains(page) {
          for part in element.drawings.map(\.part) {
            for mark in part.marks { found[Self.piece(mark, part, picture.theme), default: 0] += 1 }
          }
        }
        #expect(found == expected, "page \(page)")
        #expect(album.pages[page].caption == scene.caption)
      }
    }
  }

  /// Nothing is written twice, but where it is painted upon other things.
  @Test(arguments: lessons)
  func whatStaysTheSameIsThereOnce(name: String) async throws {
    let (picture, storyboard) = try await Self.picture(of: Self.lesson(name))
    var frames = storyboard.frames(storyboard.captions.indices)
    let album = try #require(Album(Scene(picture), showing: &frames))
    var pieces: Set<Piece> = []
    for part in album.plainElements.flatMap({ $0.drawings.map(\.part) }) {
      for mark in part.marks {
        #expect(pieces.insert(Self.piece(mark, part, picture.theme)).inserted)
      }
    }
  }

  private static func piece(_ mark: Mark, _ part: Scene.Part, _ theme: Theme) -> Piece {
    func looks(_ mark: Mark, within group: Mark.Role?) -> [Look] {
      switch mark {
      case .text(let line): [theme.look(of: line.role, in: part, within: group)]
      case .path(let role, _), .box(let role, _, _), .tiles(let role, _, _):
        [theme.look(of: role, in: part, within: group)]
      case .group(let role, let marks): marks.flatMap { looks($0, within: role) }
      }
    }
    return Piece(
      part: part.number,
      mark: mark,
      looks: looks(mark, within: nil),
      isLive: part.isLive
    )
  }

  // MARK: - Sets of pages

  @Test func pagesThatFollowEachOtherAreOneStretch() {
    var pages = PageSet()
    for stretch in [1..<2, 2..<4, 4..<4, 6..<7] { pages.append(stretch) }
    #expect(pages.stretches == [1..<4, 6..<7])
    #expect((0..<8).filter { pages.contains($0) } == [1, 2, 3, 6])
    #expect(pages.others(of: 8).stretches == [0..<1, 4..<6, 7..<8])
    #expect(pages.others(of: 7).stretches == [0..<1, 4..<6])
    #expect(PageSet().others(of: 3).stretches == [0..<3])
    #expect(pages.meets(PageSet(3..<5)) && !pages.meets(PageSet(4..<6)))
  }

  // MARK: - Files

  @Test(arguments: Example.all)
  func anAlbumIsWellFormedAndSmall(example: Example) async throws {
    let lesson = try example.lesson()
    let last = lesson.trace.steps.count - 1
    let plain = try await lesson.figures(.svg, steps: [last]).reduce(0) { try $0 + $1.bytes.count }
    for format in [OutputFormat.animatedSVG, .htmlSteps] {
      let files = Array(try await lesson.figures(format))
      #expect(files.map(\.name) == ["\(example.name).\(format.ending)"])
      #expect(files.map(\.step) == [last])
      let text = try #require(files.first).text
      let parser = XMLParser(data: Data(text.utf8))
      #expect(parser.parse(), "\(String(describing: parser.parserError))")
      #expect(!text.contains("\n\n") && !text.contains("<script"))
      // Captions alone, which no two steps share, are as much as a figure where there are very many.
      let most = (last > 50 ? 4 : 3) * plain + (format.isPlayed ? 0 : plain / 2)
      #expect(text.utf8.count <= most, "\(text.utf8.count) for \(plain)")
      #expect(try await lesson.figures(format).map(\.text) == [text])
    }
  }
}
