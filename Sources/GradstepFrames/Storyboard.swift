import GradstepGraph
import GradstepText
import GradstepTrace

/// What all steps of a lesson show: the diagram, the caption of each step, and what it changes.
package struct Storyboard: Sendable {
  /// What all frames share.
  package internal(set) var diagram: Diagram
  /// The captions of all steps.
  package let captions: [Caption]
  /// What the picture shows at first.
  let start: Frame
  let pages: [Page]
  /// The steps that there are pictures of where nobody says which.
  package internal(set) var wantedSteps: [Int]

  /// A step without its caption.
  struct Page: Sendable {
    let phase: Frame.Phase
    let changes: [Change]
  }

  /// Walks through a lesson once, from its first step; cards are sized with a theme.
  package init(_ start: Moment, theme: Theme = .auto) {
    self.init(
      start,
      first: start.frame,
      theme: theme,
      caption: { $0.caption },
      change: { change, _ in change }
    )
  }

  /// Walks through a lesson once; what is said and shown is made into something else on the way.
  init(
    _ start: Moment,
    first: Frame,
    theme: Theme,
    caption: (Moment) -> Caption,
    change: (Change, Frame.Phase) -> Change
  ) {
    self.start = first
    var captions: [Caption] = []
    var pages: [Page] = []
    var sizes = CardSizes(self.start, theme: theme)
    var moment = start
    repeat {
      captions.append(caption(moment))
      let changes = moment.changes.map { change($0, moment.phase) }
      pages.append(Page(phase: moment.phase, changes: changes))
      sizes.widen(for: changes)
    } while moment.advance()
    self.captions = captions
    self.pages = pages
    wantedSteps = Array(pages.indices)
    diagram = sizes.diagram(of: start)
  }

  /// Steps that show the same in another way.
  init(diagram: Diagram, captions: [Caption], start: Frame, pages: [Page]) {
    self.diagram = diagram
    self.captions = captions
    self.start = start
    self.pages = pages
    wantedSteps = Array(pages.indices)
  }

  /// The frames of some steps, in ascending order of the steps.
  package func frames(_ indices: some Sequence<Int>) -> Frames {
    Frames(storyboard: self, indices: indices.sorted()[...])
  }

  /// Frames of ascending steps, each made from the one before.
  package struct Frames: Sequence, IteratorProtocol {
    private let storyboard: Storyboard
    private var indices: ArraySlice<Int>
    private var (cards, edges, index): ([Frame.Card], [Frame.Edge], Int)

    fileprivate init(storyboard: Storyboard, indices: ArraySlice<Int>) {
      self.storyboard = storyboard
      self.indices = indices
      (cards, edges, index) = (storyboard.start.cards, storyboard.start.edges, 0)
    }

    /// The frame of the next step that is wanted.
    package mutating func next() -> Frame? {
      guard let wanted = indices.popFirst(), wanted < storyboard.pages.count else { return nil }
      while index < wanted {
        index += 1
        for change in storyboard.pages[index].changes { change.apply(to: &cards, &edges) }
      }
      return Frame(
        index: index,
        phase: storyboard.pages[index].phase,
        caption: storyboard.captions[index],
        cards: cards,
        edges: edges
      )
    }
  }
}
