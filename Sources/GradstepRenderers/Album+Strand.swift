import GradstepFrames

extension Album {
  /// What one part of the scene shows, page after page, mark by mark.
  struct Strand {
    private var elements: [Element] = []
    /// What shows, and since which page it does.
    private var shown: [Showing] = []
    private var start = 0
    private var revision: Int?

    /// The position of an element, and whether it looks like what is to come.
    private struct Showing {
      var position: Int
      var isPending: Bool
    }

    /// Shows the part on a page; where it is the same as on the page before, nothing is compared.
    mutating func show(_ part: Scene.Part, on page: Int, _ theme: Theme) {
      guard part.revision != revision else { return }
      end(before: page)
      (revision, start) = (part.revision, page)
      // What the next mark is painted over stands before this place.
      var place = 0
      for mark in part.marks {
        let piece = part.with([mark], title: mark.isCount ? part.title : nil)
        let done = piece.emphasis == .pending ? piece.with(.done) : piece
        let known = elements[place...].firstIndex { $0.drawings[0].part.looks(like: done, theme) }
        if let known {
          place = known
          if elements[place].drawings[0].part.emphasis == .current {
            elements[place].drawings[0].part = done
          }
        } else {
          elements.insert(Element(drawings: [Drawing(part: done)], pages: PageSet()), at: place)
        }
        shown.append(Showing(position: place, isPending: !piece.looks(like: done, theme)))
        place += 1
      }
    }

    /// What shows does so up to the page before this one.
    mutating func end(before page: Int) {
      for showing in shown {
        elements[showing.position].pages.append(start..<page)
        if showing.isPending {
          elements[showing.position].drawings[0].pending.append(start..<page)
        }
      }
      shown = []
    }

    /// The elements of all pages before this one; what is to come on the last of them stands apart.
    func elements(before page: Int) -> [Element] {
      elements.flatMap { element in
        let drawing = element.drawings[0]
        guard drawing.pending.contains(page - 1) else { return [element] }
        let pending = Drawing(part: drawing.part.with(.pending))
        let rest = element.pages.without(drawing.pending)
        return [Element(drawings: [pending], pages: drawing.pending)]
          + (rest.stretches.isEmpty
            ? [] : [Element(drawings: [Drawing(part: drawing.part)], pages: rest)])
      }
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
      case .path(let role, _), .box(let role, _, _), .tiles(let role, _, _):
        [look(of: role, in: part, within: group)]
      case .group(let role, let marks): looks(of: marks, in: part, within: role)
      }
    }
  }
}
