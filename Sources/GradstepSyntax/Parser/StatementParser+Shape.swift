extension StatementParser {
  /// The largest dimension; the product of two still fits an integer.
  static let largestDimension = 1_000_000

  /// `shape = dimensions | ( "ℝ" | "R" ) [ RAISED | "^" dimensions | "^" "{" dimensions "}" ]`.
  mutating func shape() throws(Diagnostic) -> [Int] {
    var sizes: [Int] = []
    if current.kind == .name("ℝ") || current.kind == .name("R") {
      advance()
      if case .superscript(let digits) = current.kind {
        sizes = [try dimension(digits, at: advance())]
      } else if accept(.caret) {
        let brace = current
        let isBraced = accept(.leftBrace)
        sizes = try dimensions()
        if isBraced, !accept(.rightBrace) {
          throw current.kind == .end ? unclosed(brace) : notAShape()
        }
      }
    } else {
      sizes = try dimensions()
    }
    guard current.kind == .end else { throw notAShape() }
    return sizes == [1] ? [] : sizes
  }

  /// `dimensions = NUMBER [ ( "×" | "*" | "x" ) NUMBER ]`.
  private mutating func dimensions() throws(Diagnostic) -> [Int] {
    var sizes = [try dimension()]
    while true {
      let token = current
      if accept(.product(.times)) || accept(.name("x")) {
        sizes.append(try dimension())
      } else if let name = token.name, name.first == "x" {
        // To the lexer `3x2` is a number and a name, and so is `3x2x4`.
        advance()
        for digits in name.dropFirst().split(separator: "x", omittingEmptySubsequences: false) {
          sizes.append(try dimension(digits, at: token))
        }
      } else {
        break
      }
      guard sizes.count <= 2 else {
        throw .error(
          "too-many-dimensions",
          "a shape has at most two dimensions, rows and columns",
          at: token.range.union(previous?.range ?? token.range)
        )
      }
    }
    return sizes
  }

  private mutating func dimension() throws(Diagnostic) -> Int {
    guard case .number = current.kind else { throw notAShape() }
    let token = advance()
    return try dimension(sources.text(in: token.range), at: token)
  }

  private func dimension(
    _ digits: some StringProtocol,
    at token: Token
  ) throws(Diagnostic) -> Int {
    guard let size = Int(digits), (1...Self.largestDimension).contains(size) else {
      throw .error(
        "invalid-dimension",
        "a dimension is a whole number from 1 to \(Self.largestDimension)",
        at: token.range
      )
    }
    return size
  }

  private func notAShape() -> Diagnostic {
    if current.kind == .end, let previous {
      return .error(
        "missing-shape",
        "\(quoted(previous)) is followed by a shape",
        at: previous.range,
        solutions: [Self.shapes]
      )
    }
    return .error(
      "not-a-shape",
      "a shape is a size, or rows × columns",
      at: current.range,
      solutions: [Self.shapes]
    )
  }

  private static var shapes: Diagnostic.Solution {
    .init(summary: "write 3×2 for a matrix, 3 for a vector, 1 for a scalar")
  }
}
