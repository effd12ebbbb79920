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

  /// Those of the pages that are none of others.
  package func without(_ others: PageSet) -> PageSet {
    var rest = PageSet()
    for stretch in stretches {
      var start = stretch.lowerBound
      for other in others.stretches where other.overlaps(stretch) {
        if other.lowerBound > start { rest.append(start..<other.lowerBound) }
        start = other.upperBound
      }
      if start < stretch.upperBound { rest.append(start..<stretch.upperBound) }
    }
    return rest
  }

  /// All other pages of so many.
  package func others(of count: Int) -> PageSet { PageSet(0..<count).without(self) }
}
