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
    /// The marks, in the order in which they are painted.
    package var drawings: [Drawing]
    /// The pages on which they show.
    package var pages: PageSet
  }

  /// Some marks of a part of the scene.
  package struct Drawing: Sendable {
    /// The part with these marks alone.
    package var part: Scene.Part
    /// The pages on which they look like what is to come, and not like what is done.
    ///
    /// The last page is none of them: what is to come there looks so everywhere.
    package var pending = PageSet()
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
    let elements = strands.map { $0.elements(before: pages.count) }
    let groups = elements[..<scene.groups.count].joined()
    let edges = elements[scene.groups.count...].prefix(scene.edges.count).joined()
    let cards = elements.suffix(scene.cards.count).joined()
    let resting = edges.filter { !$0.drawings[0].part.isLive }
    let live = edges.filter { $0.drawings[0].part.isLive }
    self.elements = Self.joined(groups + resting + live + cards, theme)
  }

  /// The elements, with what looks different from page to page as an element of its own.
  package var plainElements: [Element] {
    elements.flatMap { element in
      guard element.drawings.contains(where: { !$0.pending.stretches.isEmpty }) else {
        return [element]
      }
      return element.drawings.flatMap { drawing in
        let done = Element(
          drawings: [Drawing(part: drawing.part)],
          pages: element.pages.without(drawing.pending)
        )
        guard !drawing.pending.stretches.isEmpty else { return [done] }
        let pending = Drawing(part: drawing.part.with(.pending))
        return [Element(drawings: [pending], pages: drawing.pending), done]
      }
    }
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
