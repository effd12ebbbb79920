package import GradstepText

/// How pictures look: colours, type sizes, line widths and spacing, in one value.
///
/// Lengths are in points, 72 to the inch. Cards are sized with a theme and drawn with the same one.
public struct Theme: Hashable, Sendable {
  /// The name on the command line.
  public var name: String
  /// What it is good for, in a few words.
  public var summary: String
  /// The colours.
  package var palette: Palette
  /// The colours on pages that ask for dark ones; `nil` where `palette` holds on every page.
  ///
  /// Formats that cannot ask have `palette`.
  package var darkPalette: Palette?
  /// The sizes of type.
  package var type = TypeSizes()
  /// How lines are drawn.
  package var lines = Lines()
  /// The measures of a card.
  package var card = Card()
  /// The measures of a caption.
  package var caption = Caption()
  /// The measures of a group.
  package var group = Group()
  /// Faces differ from reader to reader, so words get a little more room than they need.
  package var tolerance = 1.06
  /// So does what stands beside edges, in any face with serifs: DejaVu Serif is a quarter wider.
  package var labelTolerance = 1.28
  /// The greatest width of a local gradient on an edge; what is longer stands there as ∂y/∂x.
  package var longestLocal = Double.infinity

  /// A theme with the usual measures.
  package init(name: String, summary: String, palette: Palette, darkPalette: Palette? = nil) {
    self.name = name
    self.summary = summary
    self.palette = palette
    self.darkPalette = darkPalette
  }

  /// Light, and dark on pages that ask for it.
  public static let auto = Theme(
    name: "auto",
    summary: "light, and dark on pages that ask for it",
    palette: .light,
    darkPalette: .dark
  )

  /// For paper and light pages.
  public static let light = Theme(
    name: "light",
    summary: "for paper and light pages",
    palette: .light
  )

  /// For dark pages and slides, with a ground of its own.
  public static let dark = Theme(
    name: "dark",
    summary: "for dark slides, with a ground of its own",
    palette: .dark
  )

  /// For printers without colours: values are darker than gradients, and no tint is needed.
  public static let print = Theme(
    name: "print",
    summary: "for paper, right in grey, too",
    palette: .print
  )

  /// All themes, the usual one first.
  public static let all: [Theme] = [.auto, .light, .dark, .print]

  /// The meanings that a colour can have.
  package enum Ink: String, Hashable, Sendable, CaseIterable {
    /// What the picture stands on.
    case ground
    /// Names, words and the outline of the output.
    case ink
    /// What is said aside, and what is to come.
    case dim
    /// Lines of what is to come.
    case pale
    /// Outlines and edges.
    case line
    /// The inside of leaves.
    case leaf
    /// The inside of operations.
    case operation
    /// Numbers of the forward pass.
    case value
    /// Numbers of the backward pass.
    case gradient
    /// The tint of cells with a sign.
    case positive, negative
  }

  /// The meanings that pictures have a colour for: tints where there are tinted cells alone.
  package var inks: [Ink] {
    Ink.allCases.filter { ink in
      card.measure.isHeat || ink != .positive && ink != .negative
    }
  }

  /// The colours of one ground, as `#rrggbb`.
  ///
  /// Texts have a contrast of at least 4.5:1 on every ground that they stand on; blue and vermilion
  /// are told apart by everyone.
  package struct Palette: Hashable, Sendable {
    /// What the picture stands on; `nil` where the page lends its own.
    package var ground: String?
    /// Each of the others.
    package var ink, dim, pale, line, leaf, operation, value, gradient, positive, negative: String

    /// The colour with a meaning; nothing has none but the ground.
    package subscript(_ ink: Ink) -> String? {
      switch ink {
      case .ground: ground
      case .ink: self.ink
      case .dim: dim
      case .pale: pale
      case .line: line
      case .leaf: leaf
      case .operation: operation
      case .value: value
      case .gradient: gradient
      case .positive: positive
      case .negative: negative
      }
    }

    /// For white paper, which lends its ground.
    package static let light = Palette(
      ink: "#1b1f24",
      dim: "#5f6772",
      pale: "#c3c9d1",
      line: "#7d8793",
      leaf: "#f6f2e7",
      operation: "#ffffff",
      value: "#0a5cad",
      gradient: "#b5440b",
      positive: "#1b7837",
      negative: "#762a83"
    )

    /// For white paper that may know no colours: what differs in hue differs in lightness, too.
    package static let print = Palette(
      ink: "#000000",
      dim: "#595959",
      pale: "#bdbdbd",
      line: "#6e6e6e",
      leaf: "#f1f1f1",
      operation: "#ffffff",
      value: "#1d3557",
      gradient: "#a04c1a",
      positive: "#2f2f2f",
      negative: "#2f2f2f"
    )

    /// On a ground of its own: a dark system also shows light pages.
    package static let dark = Palette(
      ground: "#14171b",
      ink: "#e8eaed",
      dim: "#a2abb6",
      pale: "#4b5561",
      line: "#8b96a3",
      leaf: "#2d2b25",
      operation: "#1d2229",
      value: "#6db3f2",
      gradient: "#ff9a66",
      positive: "#7fd08f",
      negative: "#cf9be6"
    )
  }

  /// Sizes of type.
  package struct TypeSizes: Hashable, Sendable {
    /// The lines of a caption: which step it is, the formula, and what becomes of it.
    package var header = 12.0, headline = 18.0, line = 15.0
    /// The head of a card; signs of operations are small in their face and need more than names.
    package var name = 17.0, symbol = 13.0, sign = 18.0, shape = 11.0
    /// Values and gradients.
    package var number = 12.0
    /// Formulas in the places of values and gradients.
    package var expression = 15.0
    /// What stands before a gradient, and behind one that has arrived in part.
    package var mark = 17.0, count = 13.0
    /// Local gradients on edges.
    package var local = 14.0
    /// The captions of groups.
    package var label = 12.0
  }

  /// How lines are drawn.
  package struct Lines: Hashable, Sendable {
    /// The widths of outlines and of what stands in cards.
    package var box = 1.2, inner = 1.0, rule = 0.8, bracket = 1.2, frame = 1.0, edge = 1.3
    /// The width of an outline and of an edge at work.
    package var current = 2.6
    /// What shines around a card at work.
    package var halo = 5.0, haloOpacity = 0.16
    /// Lengths of dashes and of the gaps between them.
    package var constantDash = [4.0, 3], frameDash = [2.0, 3]
    /// From the middle of a label down to its line of type.
    package var labelDrop = 4.5
    /// From the line of type of a slot's number down to the end of its room.
    package var slotDrop = 2.0
    /// The tips of edges, at rest and at work.
    package var arrow = Arrow(length: 8, width: 6.5), heavyArrow = Arrow(length: 11, width: 9)
  }

  /// The tip of an edge.
  package struct Arrow: Hashable, Sendable {
    /// Along the edge and across.
    package var length, width: Double
  }

  /// The measures of a card.
  package struct Card: Hashable, Sendable {
    /// Between a card's border and what stands in it.
    package var padding = 10.0
    /// The head with name, symbol and shape, down to the rule below it, and its line of type.
    package var headHeight = 28.0, headBaseline = 19.0
    /// Between the parts of the head.
    package var headGap = 14.0
    /// Between the rule and the sides of the card.
    package var ruleInset = 8.0
    /// Between the rule and the numbers, and between the numbers and the border.
    package var bodyPadding = 7.0
    /// The height of a row of numbers, and its line of type.
    package var lineHeight = 17.0, lineBaseline = 12.5
    /// A bracket and the air to the numbers in it, and how far its ends reach over them.
    package var bracketWidth = 7.0, bracketFoot = 4.0
    /// The room for the mark that says that a gradient follows.
    package var markWidth = 26.0
    /// Whether a gradient stands below its value where that makes the card narrower, and the room
    /// between them.
    package var isStacking = false, stackGap = 4.0
    /// How much of a value is shown.
    package var measure = NumberBlock.Measure()
    /// The side of a tinted cell where there are few of them, in how deep the deepest tint is.
    package var cellSide = 14.0, deepestTint = 0.95
    /// Between cards side by side, and at least between one rank and the next.
    package var gap = 28.0, rankGap = 46.0
    /// Whether numbers stand at the wire behind a card instead of in it; between them and the wire,
    /// and between them and its ends.
    package var isGate = false, wireGap = 4.0, wirePadding = 8.0
    /// Whether the set that a value is of is always told, or where its numbers do not show it.
    package var namesEverySet = true
    /// The open bracket before a gradient that has arrived in part.
    package var openingWidth = 8.0
    /// Between the numbers of a gradient and the count behind them.
    package var endingGap = 4.0
    /// From the middle of the numbers down to the line of type of a mark and of a count.
    package var markDrop = 5.0, countDrop = 4.0
    /// A card that shows a number and nothing else, and from its middle down to its line of type.
    package var compactHeight = 30.0, compactDrop = 5.5
    /// How round the corners of leaves and of operations are.
    package var leafRadius = 2.0, operationRadius = 9.0
    /// How far the second outline of the output stands within, and the halo outside.
    package var innerInset = 3.0, haloInset = 4.0
  }

  /// The measures of a caption.
  package struct Caption: Hashable, Sendable {
    /// Around the whole picture.
    package var margin = 18.0
    /// The heights of its lines.
    package var headerHeight = 22.0, headlineHeight = 25.0, lineHeight = 21.0
    /// From the type of a line to its foot.
    package var descent = 7.0
    /// The widths for captions where the graph is narrower: the first that all of them fit in.
    ///
    /// The last one is that of a column of notes.
    package var widths = [460.0, 560, 664]
    /// How many lines a caption takes below its header at most.
    package var mostRows = 3
    /// How many lines a reason takes at most; what is asked for is not left out.
    package var reasonRows = 2
    /// Between the caption and the graph.
    package var gap = 16.0
  }

  /// The measures of a group.
  package struct Group: Hashable, Sendable {
    /// The height that its caption has at the top, and its line of type.
    package var captionHeight = 18.0, captionBaseline = 14.0
    /// Between its side and its caption.
    package var captionInset = 8.0
    /// How round its corners are.
    package var radius = 6.0
  }
}
