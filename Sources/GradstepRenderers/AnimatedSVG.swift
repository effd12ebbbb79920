import GradstepFrames
import GradstepText

extension OutputFormat {
  /// One vector graphic that plays all steps.
  public static let animatedSVG = OutputFormat(
    name: "animated-svg",
    ending: "svg",
    summary: "one vector graphic that plays the steps, without a script",
    mark: OutputFormat.svg.mark,
    content: .album { AnimatedSVG($0, secondsPerStep: $1).bytes },
    isPlayed: true
  )
}

/// An album that plays by itself, page after page, and begins again behind the last one.
///
/// Where nothing may move, on paper, and in readers that know no animations, it is the last page.
struct AnimatedSVG {
  private let svg: AlbumSVG
  private let secondsPerStep: Double

  init(_ album: Album, secondsPerStep: Double) {
    svg = AlbumSVG(album)
    self.secondsPerStep = secondsPerStep
  }

  var bytes: [UInt8] {
    let pages = svg.album.pages
    let (last, name) = (pages[pages.count - 1], svg.name("\(secondsPerStep)"))
    let words: Written =
      pages.count == 1
      ? "\(last.description)"
      : """
      An animation of \(pages.count) steps, \(secondsPerStep) seconds for each; the last one: \
      \(last.description)
      """
    var description: [UInt8] = []
    description.write(words)
    var bytes: [UInt8] = []
    svg.write(
      title: pages.count == 1 ? last.title : "\(svg.album.picture.title): \(pages.count) steps",
      description: String(decoding: description, as: UTF8.self),
      style: style(name),
      name: name,
      to: &bytes
    )
    return bytes
  }

  /// How many times that of a page the whole lasts: the last page rests twice as long as others.
  private var length: Int { svg.album.pages.count + 1 }

  /// A rule for each set of pages, and key frames for each kind of sets.
  ///
  /// Sets that differ in nothing but when they begin share key frames, each with a delay of its own.
  private func style(_ name: String) -> [UInt8] {
    guard !svg.sets.isEmpty else { return [] }
    var (rules, frames): ([UInt8], [UInt8]) = ([], [])
    write(svg.sets, name, "", ("visibility:visible", "visibility:hidden"), &rules, &frames)
    let pending = (AlbumSVG.pendingDeclaration, AlbumSVG.doneDeclaration)
    write(svg.pendingSets, name, "p", pending, &rules, &frames)
    var style: [UInt8] = []
    style.write("@media screen and (prefers-reduced-motion:no-preference){\n")
    style.write(".\(name) g{animation:\(Double(length) * secondsPerStep)s step-end infinite}\n")
    style.write("\(rules)}\n\(frames)")
    return style
  }

  /// Writes the rules of sets whose classes begin with a letter, and key frames with one declaration
  /// for the pages of a set and another one for all others.
  private func write(
    _ sets: [PageSet],
    _ name: String,
    _ letter: String,
    _ declarations: (on: String, off: String),
    _ rules: inout [UInt8],
    _ frames: inout [UInt8]
  ) {
    var kinds: [[Range<Int>]: Int] = [:]
    for (number, set) in sets.enumerated() {
      let (start, stretches) = turned(set)
      let kind = kinds[stretches] ?? kinds.count
      if kind == kinds.count {
        kinds[stretches] = kind
        frames.write("@keyframes \(name)-\(letter)\(kind){")
        write(stretches.map { $0.lowerBound }, declarations.on, to: &frames)
        write(stretches.map { $0.upperBound }, declarations.off, to: &frames)
        frames.write("}\n")
      }
      rules.write(".\(name) .gs-\(letter)\(number){animation-name:\(name)-\(letter)\(kind)")
      // As if it had been playing for a while: nothing waits for its beginning.
      if start > 0 {
        rules.write(";animation-delay:\(Double(start - length) * secondsPerStep)s")
      }
      rules.write("}\n")
    }
  }

  /// When a set begins to show, in pages, and when it shows from there on.
  private func turned(_ set: PageSet) -> (start: Int, stretches: [Range<Int>]) {
    var stretches = set.stretches.map { stretch in
      stretch.upperBound < length - 1 ? stretch : stretch.lowerBound..<length
    }
    let (first, last) = (stretches[0], stretches[stretches.count - 1])
    // What shows on the last page and on the first one goes on from one to the other.
    if stretches.count > 1, first.lowerBound == 0, last.upperBound == length {
      stretches.removeFirst()
      stretches[stretches.count - 1] = last.lowerBound..<length + first.upperBound
    }
    let start = stretches[0].lowerBound
    return (start, stretches.map { $0.lowerBound - start..<$0.upperBound - start })
  }

  /// Key frames at the beginnings of pages.
  private func write(_ pages: [Int], _ declarations: String, to style: inout [UInt8]) {
    for (position, page) in pages.enumerated() {
      let percent = 100 * Double(page) / Double(length)
      style.write("\(position == 0 ? "" : ",")\(percent, digits: 5)%")
    }
    style.write("{\(declarations)}")
  }
}
