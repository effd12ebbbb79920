package import GradstepText

/// The room that parts of a card take; cards are sized with it and drawn with it.
extension Theme {
  /// The room behind the numbers of a gradient for what says that a part has arrived; no room where
  /// it arrives at once.
  package func endingWidth(of card: Diagram.Card) -> Double {
    endingWidth(of: card.largestPart)
  }

  /// The same of a part that is ever shown alone.
  func endingWidth(of part: Arrival?) -> Double {
    guard let ending = part?.ending else { return 0 }
    let width = TextMetrics.width(of: ending, face: .serif, size: type.count)
    return self.card.endingGap + width * tolerance
  }

  /// The room before the numbers of a gradient for its mark and an open bracket.
  package func beginningWidth(of card: Diagram.Card) -> Double {
    self.card.markWidth + openingWidth(of: card)
  }

  /// The room before the numbers of a gradient for an open bracket.
  package func openingWidth(of card: Diagram.Card) -> Double {
    card.largestPart == nil ? 0 : self.card.openingWidth
  }

  /// The width of a name or a number in the head of a card.
  package func nameWidth(of name: Text) -> Double {
    TextMetrics.width(of: name, size: type.name) * tolerance
  }

  /// The size of a card that says a name or a number and nothing else.
  func compactSize(of text: Text) -> Size {
    let (padding, height) = (card.padding, card.compactHeight)
    return Size(width: max(nameWidth(of: text) + 2 * padding, height), height: height)
  }

  /// Whether the symbol of an operation is a sign, and no word.
  package func isSign(_ symbol: Text) -> Bool { symbol.plain.count <= 1 }

  /// The width of the symbol of an operation.
  package func symbolWidth(of symbol: Text) -> Double {
    let size = isSign(symbol) ? type.sign : type.symbol
    return TextMetrics.width(of: symbol.plain, face: .sansBold, size: size) * tolerance
  }

  /// The width of the set that a value is of.
  package func shapeWidth(of shape: Text) -> Double {
    TextMetrics.width(of: shape, face: .monospace, size: type.shape) * tolerance
  }

  /// The size of numbers with their brackets.
  package func size(of block: NumberBlock) -> Size {
    if let text = block.text {
      let width = TextMetrics.width(of: text, size: type.expression) * tolerance
      return Size(width: width, height: card.lineHeight)
    }
    if let heat = block.heat {
      let cells = size(ofCells: heat)
      return Size(
        width: max(cells.width, numberWidth(of: heat.scale)),
        height: cells.height + card.lineHeight
      )
    }
    let width = numberWidth(of: block.rows.first ?? "")
    return Size(
      width: width + (block.isBracketed ? 2 * card.bracketWidth : 0),
      height: Double(block.rows.count) * card.lineHeight
    )
  }

  /// The width of a row of numbers.
  package func numberWidth(of row: String) -> Double {
    TextMetrics.width(of: row, face: .monospace, size: type.number)
  }

  /// The side of a tinted cell: many are smaller.
  package func side(ofCellsOf heat: HeatMap) -> Double {
    switch max(heat.cells.count, heat.cells.first?.count ?? 0) {
    case ...6: card.cellSide
    case ...12: card.cellSide * 0.75
    default: card.cellSide * 0.5
    }
  }

  /// The size of tinted cells, without the number below them.
  package func size(ofCells heat: HeatMap) -> Size {
    let side = side(ofCellsOf: heat)
    return Size(
      width: side * Double(heat.cells.first?.count ?? 0),
      height: side * Double(heat.cells.count)
    )
  }

  /// The size of a local gradient on an edge.
  package func size(ofLocal label: Text) -> Size {
    Size(
      width: TextMetrics.width(of: label, size: type.local) * labelTolerance,
      height: type.local * 1.25
    )
  }
}
