public import GradstepText

/// The measures of a card, in points; nodes are sized with them and painted with them.
public enum CardMetrics {
  /// Between a card's border and what stands in it.
  public static let padding = 10.0
  /// The head with name, symbol and shape, down to the rule below it.
  public static let headHeight = 28.0
  /// Between the parts of the head.
  public static let headGap = 14.0
  /// Between the rule and the numbers, and between the numbers and the border.
  public static let bodyPadding = 7.0
  /// The height of a row of numbers.
  public static let lineHeight = 17.0
  /// A bracket and the air to the numbers in it.
  public static let bracketWidth = 7.0
  /// The room for the mark that says that a gradient follows.
  public static let markWidth = 26.0
  /// The open bracket before a gradient that has arrived in part.
  public static let openingWidth = 8.0
  /// Between the numbers of a gradient and the count behind them.
  public static let endingGap = 4.0
  /// The count behind a gradient that has arrived in part.
  public static let countSize = 13.0
  /// The size of type of names in the head.
  public static let nameSize = 17.0
  /// The name of an operation in the head.
  public static let symbolSize = 13.0
  /// The sign of an operation in the head.
  public static let signSize = 18.0
  /// The set that the value is of.
  public static let shapeSize = 11.0
  /// Values and gradients.
  public static let numberSize = 12.0
  /// Local gradients and the captions of groups.
  public static let labelSize = 14.0
  /// A card that shows a number and nothing else.
  public static let compactHeight = 30.0
  /// Faces differ from reader to reader, so words get a little more room than they need.
  public static let tolerance = 1.06
}

extension Diagram.Card {
  /// The room behind the numbers of the gradient for what says that a part has arrived, in points;
  /// no room where it arrives at once.
  public var endingWidth: Double {
    guard let largestPart else { return 0 }
    let width = TextMetrics.width(of: largestPart.ending, face: .serif, size: CardMetrics.countSize)
    return CardMetrics.endingGap + width * CardMetrics.tolerance
  }

  /// The room before the numbers of the gradient for an open bracket, in points.
  public var openingWidth: Double {
    largestPart == nil ? 0 : CardMetrics.openingWidth
  }
}

extension Text {
  /// The size of type of a symbol on a card: signs are small in their face and need more.
  public var symbolSize: Double {
    plain.count > 1 ? CardMetrics.symbolSize : CardMetrics.signSize
  }

  /// The width of a shape on a card, in points.
  public var shapeWidth: Double {
    let width = runs.reduce(0) { width, run in
      let scale = run.script == .baseline ? 1 : TextMetrics.scriptScale
      return width
        + TextMetrics.width(of: run.string, face: .monospace, size: CardMetrics.shapeSize * scale)
    }
    return width * CardMetrics.tolerance
  }

  /// The width of a symbol on a card, in points.
  public var symbolWidth: Double {
    TextMetrics.width(of: plain, face: .sansBold, size: symbolSize) * CardMetrics.tolerance
  }
}

extension NumberBlock {
  /// The room that the block takes on a card.
  public var size: Size {
    let width = TextMetrics.width(
      of: rows.first ?? "",
      face: .monospace,
      size: CardMetrics.numberSize
    )
    return Size(
      width: width + (isBracketed ? 2 * CardMetrics.bracketWidth : 0),
      height: Double(rows.count) * CardMetrics.lineHeight
    )
  }
}
