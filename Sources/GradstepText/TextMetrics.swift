import GradstepSyntax

/// How wide text is, from embedded tables of advance widths, without a font engine.
///
/// Widths are in points, 72 to the inch, for text of a size in points. They are those of Times New
/// Roman, Helvetica and Courier and of fonts made to their measure, such as Liberation, without
/// kerning. A viewer may set the text in other fonts, so whoever reserves room adds a margin of a
/// few percent.
package enum TextMetrics {
  /// The typefaces with known widths.
  package enum Face: Hashable, Sendable, CaseIterable {
    /// Times roman.
    case serif
    /// Times italic.
    case serifItalic
    /// Helvetica.
    case sans
    /// Helvetica bold.
    case sansBold
    /// Any typewriter face: every column has the same width.
    case monospace
  }

  /// The size of subscripts and superscripts: 0.7 of the size of the text.
  package static let scriptScale = Double(scriptTenths) / 10

  /// The width of a string in points.
  package static func width(of string: String, face: Face, size: Double) -> Double {
    points(10 * string.unicodeScalars.reduce(0) { $0 + face.advance(of: $1) }, size: size)
  }

  /// The width in points of styled text set as mathematics: names in italics, all else upright, and
  /// scripts at `scriptScale`.
  package static func width(of text: Text, size: Double) -> Double {
    var width = 0
    for run in text.runs {
      let advance = run.string.unicodeScalars.reduce(0) { $0 + run.role.face.advance(of: $1) }
      width += run.script.tenths * advance
    }
    return points(width, size: size)
  }

  /// The width in points of styled text in one face, scripts at `scriptScale`.
  package static func width(of text: Text, face: Face, size: Double) -> Double {
    text.runs.reduce(0) { width, run in
      let scale = run.script == .baseline ? 1 : scriptScale
      return width + Self.width(of: run.string, face: face, size: size * scale)
    }
  }

  /// The columns of a terminal that a string takes: two for a wide East Asian character or a
  /// picture, none for a combining mark.
  package static func columns(of string: String) -> Int { string.columns }

  /// The lines of a text, each at most `width` points wide unless it is a single character.
  ///
  /// A line ends at a space, which disappears; other spaces than U+0020 hold words together, and a
  /// word that is wider than a line is broken like a formula: behind a bracket, a sign or a comma,
  /// or else between any characters. A line
  /// begins with the last `=`, `≈` or `+` before which there was enough text to fill three fifths
  /// of `width`; where no sign is so placed, it begins with the first word that did not fit.
  /// An empty text is one empty line.
  package static func lines(_ text: Text, size: Double, width: Double) -> [Text] {
    let words = words(of: text, size: size, width: width)
    return lines(text, words, width: width) { points($0, size: size) }
  }

  /// The lines of a text, no more than so many: a longer one has ⋯ in the place of its middle.
  package static func lines(
    _ text: Text,
    size: Double,
    width: Double,
    atMost count: Int
  ) -> [Text] {
    let lines = lines(text, size: size, width: width)
    guard lines.count > count else { return lines }
    // Small pieces, so that little room is lost where the middle begins and ends.
    let words = words(of: text, size: size, width: width / 3)
      .flatMap { text.pieces(of: $0, advance: advance) }
    let room = Double(count) * width - Self.width(of: dots, size: size)
    let end = words.last?.end.offset ?? 0
    // Lines seldom end where the room does, so less than all of it is tried until the text fits.
    for percent in stride(from: 100, to: 0, by: -4) {
      let room = room * Double(percent) / 100
      var tail = words.drop {
        points(end - $0.start.offset, size: size) > room * (1 - headShare)
      }
      // The end says most when it is a whole side of the equation.
      if let sign = tail.firstIndex(where: { $0.isSign }) { tail = tail[sign...] }
      let rest = room - points(end - (tail.first?.start.offset ?? end), size: size)
      let head = words[..<tail.startIndex].prefix { points($0.end.offset, size: size) <= rest }
      let short = text.slice(of: head).withoutLastBlank + dots + text.slice(of: tail)
      let lines = Self.lines(short, size: size, width: width)
      if lines.count <= count { return lines }
    }
    return [dots]
  }

  /// What stands for a middle that is left out.
  private static let dots = Text(" ⋯ ", .dimmed)

  /// The part of the room that what stands before the middle fills at least: more than half, since
  /// it says what the rest is of.
  private static let headShare = 0.55

  /// The words of a text, none wider than so many points.
  private static func words(of text: Text, size: Double, width: Double) -> [Word] {
    let words = words(of: text, advance: advance)
    func isWide(_ word: Word) -> Bool {
      points(word.end.offset - word.start.offset, size: size) > width
    }
    guard words.contains(where: isWide) else { return words }
    return words.flatMap { word in
      isWide(word)
        ? text.pieces(of: word, advance: advance) { points($0, size: size) <= width } : [word]
    }
  }

  private static func advance(_ run: Text.Run, _ scalar: Unicode.Scalar) -> Int {
    run.script.tenths * run.role.face.advance(of: scalar)
  }

  /// The lines of a text on a terminal, each at most `columns` wide; they break as those in points.
  ///
  /// Raised and lowered parts are written on the line. What is wider than a line is cut where the
  /// line ends. The lines after the first begin with `indent` blanks.
  package static func lines(_ text: Text, columns: Int, indent: Int = 0) -> [Text] {
    var text = text.onOneLine
    var words = words(of: text) { $1.columns }
    if words.contains(where: { $0.end.offset - $0.start.offset > columns - indent }) {
      // A list that is wider than a line is broken between its numbers.
      text.runs = text.runs.map {
        Text.Run(Text.withOrdinarySpaces($0.string), $0.role, script: $0.script)
      }
      words = self.words(of: text) { $1.columns }
    }
    let margin = Text(String(repeating: " ", count: indent))
    let room = max(1, columns - indent)
    return lines(text, words, width: Double(room), measured: Double.init)
      .flatMap { $0.pieces(columns: room) }
      .enumerated().map { $0.offset == 0 ? $0.element : margin + $0.element }
  }

  private static func lines(
    _ text: Text,
    _ words: [Word],
    width: Double,
    measured: (Int) -> Double
  ) -> [Text] {
    func measure(_ words: ArraySlice<Word>) -> Double {
      guard let first = words.first, let last = words.last else { return 0 }
      return measured(last.end.offset - first.start.offset)
    }

    var lines: [Text] = []
    var first = 0
    var next = 1
    var sign: Int?
    while next < words.count {
      if words[next].isSign, measure(words[first..<next]) >= fullEnough * width { sign = next }
      if measure(words[first...next]) <= width {
        next += 1
      } else {
        // The words after a sign are measured once more on the new line, and never again: they
        // fill too little of it for the next sign among them to count.
        let start = sign ?? next
        lines.append(text.slice(of: words[first..<start]))
        first = start
        next = start + 1
        sign = nil
      }
    }
    lines.append(text.slice(of: words[first...]))
    return lines
  }

  /// The part of a line that must be filled for it to end early, before a sign.
  private static let fullEnough = 0.6

  /// The signs that a line should begin with rather than end with.
  private static let leadingSigns: [Unicode.Scalar] = ["=", "≈", "+"]

  /// Words between single spaces; two spaces in a row have an empty word between them.
  private static func words(
    of text: Text,
    advance: (Text.Run, Unicode.Scalar) -> Int
  ) -> [Word] {
    var words: [Word] = []
    var start = Place(run: 0, index: "".startIndex, offset: 0)
    var place = start
    var length = 0
    var last: Unicode.Scalar?

    func endWord() {
      let isSign = length == 1 && last.map(leadingSigns.contains) == true
      words.append(Word(start: start, end: place, isSign: isSign))
    }

    for (number, run) in text.runs.enumerated() {
      place.run = number
      place.index = run.string.startIndex
      let scalars = run.string.unicodeScalars
      while place.index < scalars.endIndex {
        let scalar = scalars[place.index]
        let isSpace = scalar == " "
        if isSpace { endWord() }
        place.index = scalars.index(after: place.index)
        place.offset += advance(run, scalar)
        length = isSpace ? 0 : length + 1
        last = scalar
        if isSpace { start = place }
      }
    }
    endWord()
    return words
  }

  /// The points of a width in ten-thousandths of an em.
  ///
  /// Widths add up in these whole units, so that a line is exactly as wide as its parts and a text
  /// fits into its own width.
  private static func points(_ width: Int, size: Double) -> Double {
    Double(width) * size / 10_000
  }

  fileprivate static let scriptTenths = 7
}

/// A position in a text, between two characters.
private struct Place {
  var run: Int
  var index: String.Index
  /// The width of the text before, in ten-thousandths of an em or in columns.
  var offset: Int
}

/// A stretch of a text, of any number of runs, that a line cannot end in.
private struct Word {
  var start: Place
  var end: Place
  var isSign: Bool
}

extension Text {
  /// A word in pieces where a formula may be broken, and between characters where a piece does not
  /// fit.
  fileprivate func pieces(
    of word: Word,
    advance: (Run, Unicode.Scalar) -> Int,
    fits: (Int) -> Bool = { _ in true }
  ) -> [Word] {
    var pieces: [Word] = []
    var start = word.start
    var place = word.start
    func close() {
      guard place.offset > start.offset else { return }
      pieces.append(Word(start: start, end: place, isSign: false))
      start = place
    }
    for number in word.start.run...word.end.run where runs.indices.contains(number) {
      let run = runs[number]
      let end = number == word.end.run ? word.end.index : run.string.endIndex
      place.run = number
      place.index = number == word.start.run ? word.start.index : run.string.startIndex
      while place.index < end {
        let next = min(run.string.index(after: place.index), end)
        let scalars = run.string.unicodeScalars[place.index..<next]
        let width = scalars.reduce(0) { $0 + advance(run, $1) }
        if !fits(place.offset + width - start.offset) { close() }
        place.index = next
        place.offset += width
        if let last = scalars.last, Self.breakableBehind.contains(last),
          !(last == "·" && isPowerOfTen(number, next))
        {
          close()
        }
      }
    }
    close()
    return pieces.count > 1 ? pieces : [word]
  }

  /// The text without a no-break space at its end.
  fileprivate var withoutLastBlank: Text {
    guard let last = runs.last, last.string.hasSuffix("\u{A0}") else { return self }
    return Text(
      runs.dropLast() + [Run(String(last.string.dropLast()), last.role, script: last.script)]
    )
  }

  /// Whether a power of ten begins here, which is a part of the number before it.
  private func isPowerOfTen(_ number: Int, _ index: String.Index) -> Bool {
    runs[number].string[index...].hasPrefix("10")
  }

  /// The signs that a line of a long formula may end with; a no-break space follows a comma.
  private static let breakableBehind: [Unicode.Scalar] = [
    "\u{A0}", "(", "·", "⊙", "⊗", "/",
  ]

  /// The text from the first of the words to the last.
  fileprivate func slice(of words: ArraySlice<Word>) -> Text {
    guard let start = words.first?.start, let end = words.last?.end, !runs.isEmpty else {
      return Text()
    }
    var slice = Text()
    for number in start.run...end.run {
      var run = runs[number]
      let lower = number == start.run ? start.index : run.string.startIndex
      let upper = number == end.run ? end.index : run.string.endIndex
      guard lower < upper else { continue }
      run.string = String(run.string[lower..<upper])
      slice.runs.append(run)
    }
    return slice
  }
}

extension Text.Role {
  fileprivate var face: TextMetrics.Face {
    switch self {
    case .name: .serifItalic
    case .plain, .symbol, .value, .gradient, .dimmed, .current: .serif
    }
  }
}

extension Text.Script {
  /// The size in tenths of the size of the text.
  fileprivate var tenths: Int {
    switch self {
    case .baseline: 10
    case .subscript, .superscript: TextMetrics.scriptTenths
    }
  }
}
