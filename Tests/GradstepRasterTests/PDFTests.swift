import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepRaster

/// Pages of figures.
@Suite(.needsLibrsvg) struct PDFTests {
  /// What can be read of a PDF without taking it apart; a byte that is no text is some character.
  private func text(_ document: SVGDocument) throws -> String {
    try String(SVGConverter().pdf(of: document).map { Character(Unicode.Scalar($0)) })
  }

  @Test(arguments: [(100.0, 40.0, "75 30"), (790, 1025, "592.5 768.75"), (33.5, 10, "25.125 7.5")])
  func thereIsOnePageOfTheSizeOfTheFigure(width: Double, height: Double, box: String) throws {
    let pdf = try text(Sample.svg(width: width, height: height))
    #expect(pdf.hasPrefix("%PDF-1.4\n") && pdf.hasSuffix("\n%%EOF\n"))
    #expect(pdf.contains("/Count 1\n"))
    let boxes = pdf.matches(of: /\/MediaBox \[ *0 0 ([\d.]+ [\d.]+) *\]/).map { String($0.1) }
    #expect(boxes == [box])
  }

  @Test func itSaysWhatItShowsAndWhatMadeItAndNotWhen() throws {
    let pdf = try text(Sample.svg())
    let title = "ŷ: a (sample)".utf16
      .map {
        String(repeating: "0", count: 4 - String($0, radix: 16).count) + String($0, radix: 16)
      }
      .joined()
    #expect(pdf.lowercased().contains("/title <feff\(title)>"))
    #expect(pdf.contains("/Subject (red  & dull)") && pdf.contains("/Creator (Gradstep)"))
    #expect(!pdf.contains("Date"))
  }

  /// Readers find the parts of a file by their places.
  @Test func whatIsAddedMovesNoPartOfTheFile() throws {
    let pdf = try SVGConverter().pdf(of: Sample.svg())
    let end = String(decoding: pdf.suffix(200), as: UTF8.self)
    let place = try #require(end.firstMatch(of: /\n% .*Gradstep\nstartxref\n(\d+)\n%%EOF\n/)?.1)
    #expect(try pdf[#require(Int(place))...].starts(with: "xref\n".utf8))
  }

  @Test func whatHasNoPlacesStaysAsItIs() {
    for text in ["", "%PDF", "startxre"] {
      #expect(PDFFile.marked(Array(text.utf8)) == Array(text.utf8))
    }
  }

  @Test func aFigureHasTheSameBytesEveryTime() async throws {
    let first = try await Sample.figure(.pdf).bytes
    // A second later a date would be another one.
    try await Task.sleep(for: .seconds(1.1))
    #expect(try await Sample.figure(.pdf).bytes == first)
  }

  @Test func aFigureIsNamedAndKnownByItsFormat() async throws {
    let figure = try await Sample.figure(.pdf)
    #expect(figure.name == "y-04.pdf")
    let end = try figure.bytes.suffix(OutputFormat.markReach)
    #expect(end.contains(OutputFormat.pdf.mark.utf8))
  }

  @Test func textIsText() async throws {
    let pdf = try await Sample.figure(.pdf).bytes
    let text = String(pdf.map { Character(Unicode.Scalar($0)) })
    #expect(text.contains("/FontFile") && !text.contains("/Subtype /Image"))
  }

  /// LaTeX takes it, without a word about its version.
  @Test(.needs("pdflatex")) func latexTakesIt() async throws {
    let scratch = try TemporaryFolder()
    try await Data(Sample.figure(.pdf).bytes).write(to: scratch.url.appending(path: "f.pdf"))
    let document = """
      \\documentclass{article}\\usepackage{graphicx}
      \\begin{document}\\includegraphics[width=\\linewidth]{f.pdf}\\end{document}
      """
    let file = scratch.url.appending(path: "notes.tex")
    try document.write(to: file, atomically: true, encoding: .utf8)
    let run = try Program.run(
      #require(Program.installed("pdflatex")),
      ["-interaction=nonstopmode", "-halt-on-error", "notes.tex"],
      folder: scratch.url
    )
    #expect(run.status == 0 && !run.output.contains("PDF inclusion"), "\(run.output)")
  }
}
