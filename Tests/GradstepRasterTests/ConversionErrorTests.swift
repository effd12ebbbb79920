import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepRaster

/// What cannot be converted says so.
@Suite struct ConversionErrorTests {
  @Test func aMissingLibraryIsNamedWithItsPackageAndAWayOut() {
    let error = #expect(throws: ConversionError.noLibrary(names: ["libnone.so.0", "libnone"])) {
      try SVGConverter(libraries: ["libnone.so.0", "libnone"])
    }
    let words = error?.description ?? ""
    #expect(words.contains("'libnone.so.0'") && words.contains("apt-get install librsvg2-2"))
    #expect(words.contains("--format svg"))
    #expect("\(FigureError.conversion(.noLibrary(names: ["libnone.so.0", "libnone"])))" == words)
  }

  /// Any library lacks the functions of another one.
  #if os(Linux)
  @Test func anOldLibraryIsToldByWhatItLacks() {
    let error = #expect(throws: ConversionError.self) {
      try SVGConverter(libraries: ["libnone.so.0", "libc.so.6"])
    }
    #expect(error == .oldLibrary(function: "rsvg_handle_new_from_data"))
    #expect("\(error as Any)".contains("2.52"))
  }
  #endif

  @Test(
    .needsLibrsvg,
    arguments: [
      "", " ", "no markup", "<svg", "<svg xmlns='http://www.w3.org/2000/svg'>", "<html/>", "\0",
      "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>",
      "<svg xmlns='http://www.w3.org/2000/svg' width='1e30' height='1e30'/>",
      "<svg xmlns='http://www.w3.org/2000/svg' width='5' height='5'>&none;</svg>",
    ]
  )
  func whatIsNoDrawingIsAnErrorAndNoEnd(svg: String) throws {
    let converter = try SVGConverter()
    let document = SVGDocument(bytes: Array(svg.utf8))
    for convert in [
      { try converter.png(of: document, dotsPerInch: 96) },
      {
        try converter.pdf(of: document)
      },
    ] as [() throws -> [UInt8]] {
      let error = #expect(throws: ConversionError.self) { try convert() }
      guard case .notDrawn(let words) = error else {
        Issue.record("\(error as Any)")
        continue
      }
      #expect(!words.isEmpty)
    }
  }

  @Test(
    arguments: [
      // One side is too long, all of it is too much, and both.
      (1000.0, 1000.0, 960, nil), (40_000, 10, 96, 78), (1000, 1000, 2400, 1112),
      (20_000, 20_000, 192, 55), (4e6, 10, 10, 0),
    ] as [(Double, Double, Int, Int?)]
  )
  func tooManyPixelsAreRefusedWithTheMostThatFit(
    width: Double,
    height: Double,
    dotsPerInch: Int,
    largest: Int?
  ) throws {
    do throws(ConversionError) {
      _ = try PixelSize(width: width, height: height, dotsPerInch: dotsPerInch)
      #expect(largest == nil)
    } catch {
      guard case .tooManyPixels(_, _, dotsPerInch, let most) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(most == largest)
      #expect("\(error)".contains("--dpi \(most)") == (most > 0))
      guard most > 0 else { return }
      _ = try PixelSize(width: width, height: height, dotsPerInch: most)
      #expect(throws: ConversionError.self) {
        try PixelSize(width: width, height: height, dotsPerInch: most + 1)
      }
    }
  }

  @Test(.needsLibrsvg) func aFigureWithTooManyPixelsIsRefusedBeforeItIsDrawn() async throws {
    let lesson = try Lesson(
      String(repeating: "tanh(", count: 60) + "x" + String(repeating: ")", count: 60),
      "x = 1"
    )
    let error = await #expect(throws: FigureError.self) {
      _ = try await lesson.figures(.png, steps: [0], as: Appearance(dotsPerInch: 2400))
    }
    guard case .conversion(.tooManyPixels) = error else {
      Issue.record("\(error as Any)")
      return
    }
  }

  #if os(Linux)
  @Test(.needsLibrsvg) func conversionsLeaveNoFileOpen() throws {
    func openFiles() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
    let converter = try SVGConverter()
    let broken = SVGDocument(bytes: Array("<svg".utf8))
    let before = try openFiles()
    for _ in 0..<300 {
      _ = try converter.png(of: Sample.svg(), dotsPerInch: 96)
      _ = try converter.pdf(of: Sample.svg())
      _ = try? converter.png(of: broken, dotsPerInch: 96)
    }
    // Other tests open some meanwhile.
    #expect(try openFiles() < before + 200)
  }
  #endif

  @Test(.needsLibrsvg) func manyConversionsAtOnceAreAllTheSame() async throws {
    let first = try SVGConverter().pdf(of: Sample.svg())
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 { group.addTask { try SVGConverter().pdf(of: Sample.svg()) } }
      for try await pdf in group { #expect(pdf == first) }
    }
  }
}
