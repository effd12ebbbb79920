import GradstepFrames
import GradstepText

/// An album as one SVG: the class of an element says on which pages it shows.
///
/// What does not show on the last page is hidden by an attribute, so that a reader without style
/// sheets shows the last page and nothing else.
struct AlbumSVG {
  /// What is written.
  let album: Album
  /// The sets of pages on which something shows, but for that of all pages; the class of the first
  /// one is `gs-0`.
  var sets: [PageSet] { shown.sets }
  /// The sets of pages on which something is to come; the class of the first one is `gs-p0`.
  var pendingSets: [PageSet] { pending.sets }

  private let writer: SVGWriter
  private var shown = Numbering()
  private var pending = Numbering()
  private var captions: [UInt8] = []
  private var parts: [UInt8] = []

  /// What an element says where what stands in it is to come, and where that is done.
  static let pendingDeclaration = "--gs-t: "
  static let doneDeclaration = "--gs-t:initial"

  /// Sets of pages, numbered in the order of their first use.
  private struct Numbering {
    private(set) var sets: [PageSet] = []
    private var numbers: [PageSet: Int] = [:]

    mutating func number(of pages: PageSet) -> Int {
      if let number = numbers[pages] { return number }
      numbers[pages] = sets.count
      sets.append(pages)
      return sets.count - 1
    }
  }

  init(_ album: Album) {
    self.album = album
    writer = SVGWriter(album.picture)
    for (page, content) in album.pages.enumerated() where !content.caption.isEmpty {
      var marks: [UInt8] = []
      for mark in content.caption { writer.write(mark, to: &marks) }
      captions += element(marks, "", on: PageSet(page..<page + 1))
    }
    for element in album.elements { write(element) }
  }

  /// Writes an element; neighbours of the same classes share a group.
  private mutating func write(_ element: Album.Element) {
    var pieces: [Piece] = []
    for drawing in element.drawings {
      let set = drawing.pending.stretches.isEmpty ? nil : pending.number(of: drawing.pending)
      var piece = Piece(drawing.part, pending: set)
      if let last = pieces.last, last.phase == piece.phase, last.classes == piece.classes {
        piece = pieces.removeLast()
      }
      writer.writeContent(of: drawing.part, to: &piece.content)
      pieces.append(piece)
    }
    // What all have in common is said once.
    let phase = pieces.allSatisfy { $0.phase == pieces[0].phase } ? pieces[0].phase : ""
    var names = phase
    // An element has one animation.
    if phase.isEmpty, pieces.count == 1, !pieces[0].isPending || isOnAllPages(element.pages) {
      names = pieces[0].classes
    }
    var content: [UInt8] = []
    for piece in pieces {
      let inner = [piece.phase, piece.classes].filter { !$0.isEmpty && $0 != names }
      for classes in inner {
        content.add("<g")
        content.add(classes: classes)
        content.add(">")
      }
      content += piece.content
      for _ in inner { content.add("</g>") }
    }
    parts += self.element(content, names, on: element.pages)
  }

  /// What has the same classes.
  private struct Piece {
    /// The class of the phase, in whose colour is what is at work in it; empty elsewhere.
    let phase: String
    let classes: String
    let isPending: Bool
    var content: [UInt8] = []

    init(_ part: Scene.Part, pending set: Int?) {
      phase = part.emphasis == .current ? part.phase.name : ""
      let name = set.map { "p\($0)" } ?? ""
      let needed = part.neededClassNames
      classes = name.isEmpty || needed.isEmpty ? name + needed : "\(name) \(needed)"
      isPending = set != nil
    }
  }

  /// The name of the album, which no other figure of a page has unless it is the same to the byte.
  ///
  /// - Parameter options: what the file depends on besides the album
  /// - Returns: a name for classes, identifiers and key frames
  func name(_ options: String = "") -> String {
    let bytes = [writer.opening, writer.style, captions, parts, Array(options.utf8)].joined()
    // FNV-1a, the same on every run.
    var hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    var name = "gs-"
    for _ in 0..<5 {
      name.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "a") + UInt8(hash % 26)))
      hash /= 26
    }
    return name
  }

  /// Writes the element, with a style sheet of its own.
  func write(
    title: String,
    description: String,
    style: [UInt8],
    name: String,
    to file: inout [UInt8]
  ) {
    file += writer.opening
    file.write("<title>\(escaped: title)</title>\n<desc>\(escaped: description)</desc>\n")
    file += writer.style
    if !style.isEmpty {
      let colours = pendingSets.isEmpty ? "" : SVGStyle(album.picture.theme).pending(within: name)
      file.write("<style>\n\(colours)\(style)</style>\n")
    }
    file.write("<g class=\"\(name)\">\n\(captions)</g>\n</g>\n")
    file.write("<g class=\"\(name)\" transform=\"translate(\(writer.origin))\">\n")
    file.write("\(parts)</g>\n</svg>\n")
  }

  /// Whether the set of a number shows where nothing is hidden and nothing played.
  func isShownAtRest(_ set: PageSet) -> Bool { set.contains(album.pages.count - 1) }

  private mutating func element(
    _ content: [UInt8],
    _ names: String,
    on pages: PageSet
  ) -> [UInt8] {
    var svg: [UInt8] = []
    var names = names
    if !isOnAllPages(pages) {
      names += "\(names.isEmpty ? "" : " ")\(shown.number(of: pages))"
    }
    svg.add("<g")
    if !names.isEmpty { svg.add(classes: names) }
    if !isShownAtRest(pages) { svg.add("visibility", "hidden") }
    svg.write(">\(content)</g>\n")
    return svg
  }

  private func isOnAllPages(_ pages: PageSet) -> Bool {
    pages.stretches == [album.pages.indices]
  }
}
