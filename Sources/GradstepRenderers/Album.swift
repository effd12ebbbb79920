package import GradstepFrames

/// What many steps show, in one drawing: each thing is there once, with the pages on which it shows.
///
/// Those of the elements that show on a page are, in their order, what the figure of its step is
/// painted with.
package struct Album: Sendable {
  /// What all steps share.
  package let picture: Picture
  /// The steps in their order, at least one.
  package let pages: [Page]
  /// What is drawn below the captions, in the order in which it is painted.
  package let elements: [Element]

  /// A step, and what says which one it is.
  package struct Page: Sendable {
    /// The position of the step in the lesson.
    package let index: Int
    /// The part of the lesson that the step belongs to.
    package let phase: Frame.Phase
    /// The lesson and the step.
    package let title: String
    /// The step in words.
    package let description: String
    /// The caption, in the coordinates of the canvas.
    package let caption: [Mark]
  }

  /// Some marks of parts of the scene, and where they show.
  package struct Element: Sendable {
    /// The parts with these marks alone.
    package var parts: [Scene.Part]
    /// The pages on which they show.
    package var pages: PageSet
  }

  /// The album of all frames that are left; `nil` where there are none.
  ///
  /// - Parameters:
  ///   - scene: a scene of the lesson before its first frame
  ///   - frames: frames of ascending steps, of which none is left
  package init?(_ scene: Scene, showing frames: inout Storyboard.Frames) {
    var scene = scene
    let theme = scene.picture.theme
    let count = scene.groups.count + scene.edges.count + scene.cards.count
    var pages: [Page] = []
    var strands = [Strand](repeating: Strand(), count: count)
    while let frame = frames.next() {
      scene.show(frame)
      scene.forEachPart { strands[$0.number].show($0, on: pages.count, theme) }
      pages.append(Page(scene, frame))
    }
    guard !pages.isEmpty else { return nil }
    for number in strands.indices { strands[number].end(before: pages.count) }
    self.pages = pages
    picture = scene.picture
    let groups = strands[..<scene.groups.count].flatMap { $0.elements }
    let edges = strands[scene.groups.count...].prefix(scene.edges.count).flatMap { $0.elements }
    let cards = strands.suffix(scene.cards.count).flatMap { $0.elements }
    let resting = edges.filter { !$0.parts[0].isLive }
    let live = edges.filter { $0.parts[0].isLive }
    elements = Self.joined(groups + resting + live + cards, theme)
  }
}

extension Album.Page {
  fileprivate init(_ scene: Scene, _ frame: Frame) {
    index = frame.index
    phase = scene.phase
    title = scene.title
    description = scene.description
    caption = scene.caption
  }
}

/// Some pages of an album, as stretches of pages that follow each other.
package struct PageSet: Hashable, Sendable {
  /// The stretches in ascending order, with other pages between them.
  package private(set) var stretches: [Range<Int>] = []

  /// No pages.
  package init() {}

  /// The pages of one stretch.
  package init(_ stretch: Range<Int>) { stretches = [stretch] }

  /// Adds pages behind all others.
  package mutating func append(_ stretch: Range<Int>) {
    guard !stretch.isEmpty else { return }
    if let last = stretches.last, last.upperBound == stretch.lowerBound {
      stretches[stretches.count - 1] = last.lowerBound..<stretch.upperBound
    } else {
      stretches.append(stretch)
    }
  }

  /// Whether a page is one of them.
  package func contains(_ page: Int) -> Bool { stretches.contains { $0.contains(page) } }

  /// Whether both have a page in common.
  package func meets(_ other: PageSet) -> Bool {
    stretches.contains { stretch in other.stretches.contains { $0.overlaps(stretch) } }
  }

  /// All other pages of so many.
  package func others(of count: Int) -> PageSet {
    var others = PageSet()
    var start = 0
    for stretch in stretches {
      others.append(start..<stretch.lowerBound)
      start = stretch.upperBound
    }
    others.append(start..<max(start, count))
    return others
  }
}
