import Foundation
import FoundationXML
import Gradstep
import Testing
import _GradstepTestSupport

/// What holds of the figures of every example.
@Suite struct FigureTests {
  @Test(arguments: Example.all)
  func everyFigureIsWellFormed(example: Example) async throws {
    for figure in try await example.lesson().figures(.svg) {
      let parser = XMLParser(data: Data(figure.text.utf8))
      #expect(parser.parse(), "\(figure.name): \(String(describing: parser.parserError))")
    }
  }

  @Test(arguments: Example.all)
  func nothingMoves(example: Example) async throws {
    let lesson = try example.lesson()
    var first: [String]?
    for figure in try await lesson.figures(.svg) {
      // What has a place: the canvas, boxes, rules and the curves of edges at rest.
      let places = figure.text.matches(
        of: /viewBox="[^"]*"|<rect class="gs-box"[^>]*>|class="gs-rule" d="[^"]*"/
      )
      .map { String($0.output) }
      #expect(places.count > lesson.graph.nodes.count)
      if let first { #expect(places == first, "\(figure.name)") } else { first = places }
    }
  }

  @Test(arguments: Example.all)
  func figuresSayWhatTheTraceSays(example: Example) async throws {
    let lesson = try example.lesson()
    let builder = lesson.storyboard()
    let frames = builder.frames(builder.captions.indices)
    for (figure, frame) in zip(try await lesson.figures(.svg), frames) {
      let description = figure.text.firstMatch(of: /<desc>([^<]*)<\/desc>/)?.output.1
      let words = String(description ?? "").replacing("&gt;", with: ">")
      #expect(words == frame.description(in: builder.diagram), "\(figure.name)")
      #expect(words.hasPrefix(builder.captions[frame.index].explanation))
    }
    let last = try #require(Array(try await lesson.figures(.svg)).last)
    for id in lesson.graph.nodes.indices where lesson.trace.hasGradient(id) {
      for number in lesson.trace.value(of: id).elements.prefix(6) {
        // What is left of rounding where a sum is 0 is shown as that.
        guard number == 0 || number.magnitude > 1e-12 else { continue }
        #expect(last.text.contains(NumberFormat.standard.string(number)), "a value is missing")
      }
    }
  }

  @Test(arguments: Example.all)
  func aGradientThatHasArrivedInPartIsMarkedInEveryFormat(example: Example) async throws {
    let lesson = try example.lesson()
    let builder = lesson.storyboard()
    let frames = Array(builder.frames(builder.captions.indices))
    let pictures = Array(try await lesson.figures(.svg)).map(\.text)
    let graphs = Array(try await lesson.figures(.dot)).map(\.text)
    for (frame, (svg, dot)) in zip(frames, zip(pictures, graphs)) {
      var openings = 0
      for (card, state) in zip(builder.diagram.cards, frame.cards) {
        let start = try #require(svg.range(of: "<g data-part=\"node-\(card.id)\""))
        let group = svg[start.lowerBound...].prefix { $0 != "\n" }
        guard let arrival = state.arrival else {
          #expect(!group.contains("<title>") && !group.contains("class=\"gs-count\""))
          continue
        }
        openings += 1
        #expect(group.contains("\(arrival.words) contributions have arrived</title>"))
        #expect(group.contains("class=\"gs-bracket gs-open\""))
        #expect(group.contains("\(arrival.ending)</text>"))
        #expect(dot.contains(">\(arrival.ending)</font>"))
      }
      #expect(dot.matches(of: />\(<\/font>/).count == openings, "\(frame.index)")
    }
    #expect(example.name != "three-paths" || pictures[7].contains(">…\u{A0}1/3<"))
  }

  @Test(arguments: Example.all)
  func identifiersAreUnique(example: Example) async throws {
    for figure in try await example.lesson().figures(.svg) {
      let ids = figure.text.matches(of: /\sid="([^"]*)"/).map(\.output.1)
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test func theSameSourceGivesTheSameBytesFromManyTasksAtOnce() async throws {
    let example = try #require(Example.all.first { $0.name == "two-layer" })
    let expected = try await example.lesson().figures(.svg).map(\.text)
    try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<8 {
        group.addTask { try await example.lesson().figures(.svg).map(\.text) }
      }
      for try await texts in group { #expect(texts == expected) }
    }
  }

  @Test(.needs("dot"), arguments: Example.all)
  func graphvizDrawsTheSameArrangement(example: Example) async throws {
    let dot = try #require(Program.installed("dot"))
    let lesson = try example.lesson()
    let diagram = lesson.storyboard().diagram
    let layout = try await Graphviz.layout(diagram)
    let figures = Array(try await lesson.figures(.dot))
    for figure in [figures[0], figures[figures.count / 2], figures[figures.count - 1]] {
      for options in [["-Kneato", "-n2"], []] {
        let drawn = try Program.run(dot, options + ["-Tsvg"], input: figure.text)
        #expect(drawn.status == 0 && drawn.error.isEmpty, "\(figure.name): \(drawn.error)")
      }
      let plain = try Program.run(dot, ["-Kneato", "-n2", "-Tplain"], input: figure.text).output
      var places: [String: Point] = [:]
      for line in plain.split(separator: "\n") where line.hasPrefix("node ") {
        let words = line.split(separator: " ")
        let (x, y) = (try #require(Double(words[2])), try #require(Double(words[3])))
        places[String(words[1]).replacing("\"", with: "")] = Point(x: 72 * x, y: -72 * y)
      }
      // The picture may stand elsewhere on the page, so what counts is how nodes lie to each other.
      let shifts = try zip(diagram.cards, layout.boxes).map { card, box in
        try #require(places[card.id]) - box.center
      }
      let strays = shifts.filter { ($0 - shifts[0]).magnitude > 0.2 }
      #expect(strays.isEmpty && shifts.count == lesson.graph.nodes.count, "\(figure.name)")
    }
  }

  /// The library kept clusters in the order in which their names lie in memory.
  @Test func whatLiesInMemoryDoesNotChangeALayout() async throws {
    let example = try #require(Example.all.first { $0.name == "recurrent" })
    let lesson = try Lesson(
      example.lesson().tree.sources,
      descent: Descent(rate: 0.1, epochs: 2)
    )
    let diagram = lesson.storyboard().diagram
    var layouts: Set<Layout> = []
    for run in 0..<30 {
      // Free places of the size of such names, in an order that differs from run to run.
      var places = (0..<200).map { _ in
        UnsafeMutableRawPointer.allocate(byteCount: 40, alignment: 8)
      }
      for index in places.indices { places.swapAt(index, (index * 7 + run * 13) % places.count) }
      for place in places { place.deallocate() }
      layouts.insert(try await Graphviz.layout(diagram, direction: .topToBottom))
    }
    #expect(layouts.count == 1)
  }
}
