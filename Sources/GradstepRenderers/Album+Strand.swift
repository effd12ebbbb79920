import GradstepFrames

extension Album {
  /// What one part of the scene shows, page after page, mark by mark.
  struct Strand {
    private(set) var elements: [Element] = []
    /// The positions of the elements that show, and since which page they do.
    private var shown: [Int] = []
    private var start = 0
    private var revision: Int?

    /// Shows the part on a page; where it is the same as on the page before, nothing is compared.
    mutating func show(_ part: Scene.Part, on page: Int, _ theme: Theme) {
      guard part.revision != revision else { return }
      end(before: page)
      (revision, start) = (part.revision, page)
      // What the next mark is painted over stands before this place.
      var place = 0
      for mark in part.marks {
        let piece = part.with([mark], title: mark.isCount ? part.title : nil)
        let known = elements[place...].firstIndex { $0.parts[0].looks(like: piece, theme) }
        if let known {
          place = known
          if piece.emphasis.isPlainer(than: elements[place].parts[0].emphasis) {
            elements[place].parts = [piece]
          }
        } else {
          elements.insert(Element(parts: [piece], pages: PageSet()), at: place)
        }
        shown.append(place)
        place += 1
      }
    }

    /// What shows does so up to the page before this one.
    mutating func end(before page: Int) {
      for position in shown { elements[position].pages.append(start..<page) }
      shown = []
    }
  }
}

extension Scene.Part {
  /// Whether nobody sees which of the two is drawn.
  fileprivate func looks(like other: Scene.Part, _ theme: Theme) -> Bool {
    guard isLive == other.isLive, title == other.title, marks == other.marks else { return false }
    return isDressed(like: other)
      || theme.looks(of: marks, in: self) == theme.looks(of: marks, in: other)
  }

  /// Whether any mark of the part looks the same in both.
  func isDressed(like other: Scene.Part) -> Bool {
    emphasis == other.emphasis && (emphasis != .current || phase == other.phase)
  }
}

extension Mark {
  /// Whether it is of this that the title of a part speaks.
  fileprivate var isCount: Bool {
    if case .text(let line) = self { line.role == .count } else { false }
  }
}

extension Frame.Emphasis {
  /// Whether it takes fewer words than another one.
  fileprivate func isPlainer(than other: Self) -> Bool {
    self == .done && other != .done || self == .pending && other == .current
  }
}

extension Theme {
  /// How marks of a part look, one after the other.
  fileprivate func looks(
    of marks: [Mark],
    in part: Scene.Part,
    within group: Mark.Role? = nil
  ) -> [Look] {
    marks.flatMap { mark in
      switch mark {
      case .text(let line): [look(of: line.role, in: part, within: group)]
      case .path(let role, _), .box(let role, _, _): [look(of: role, in: part, within: group)]
      case .group(let role, let marks): looks(of: marks, in: part, within: role)
      }
    }
  }
}
