/// A formula with places for operands, written in the table as it is read.
///
/// `{0}`, `{1}` … stand for the operands, `{y}` for the result, `{g}` for the upstream gradient,
/// `{t}` for a tangent and `{v}` for one as a vector, which is vec of it where it is a matrix;
/// `^(…)` raises what it holds and `_(…)` lowers it. The same formula is shown with names and with
/// numbers put in.
public struct Formula: Hashable, Sendable {
  /// A piece of a formula.
  public enum Part: Hashable, Sendable {
    case text(String)
    case operand(Int)
    case result
    case upstream
    /// The tangent of the operand at work.
    case tangent
    /// The tangent of the operand at work, the columns of a matrix one below another.
    case tangentVector
    case superscript([Part])
    case `subscript`([Part])
  }

  /// The pieces in reading order.
  public let parts: [Part]
  /// The formula as the table has it.
  public let template: String

  /// A formula of the text that the table has.
  public init(_ template: String) {
    self.template = template
    var rest = Substring(template)
    parts = Self.parse(&rest, until: nil)
  }

  /// Reads parts up to the closing bracket of a raised group, or to the end.
  private static func parse(_ rest: inout Substring, until end: Character?) -> [Part] {
    var parts: [Part] = []
    var text = ""
    var depth = 0
    func flush() {
      if !text.isEmpty { parts.append(.text(text)) }
      text = ""
    }
    while let character = rest.popFirst() {
      if depth == 0, character == end { break }
      switch character {
      case "{":
        let place = rest.prefix { $0 != "}" }
        rest = rest.dropFirst(place.count + 1)
        flush()
        parts.append(Self.place(named: place))
      case "^" where rest.first == "(":
        rest.removeFirst()
        flush()
        parts.append(.superscript(parse(&rest, until: ")")))
      case "_" where rest.first == "(":
        rest.removeFirst()
        flush()
        parts.append(.subscript(parse(&rest, until: ")")))
      default:
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        text.append(character)
      }
    }
    flush()
    return parts
  }

  private static func place(named name: Substring) -> Part {
    switch name {
    case "y": return .result
    case "g": return .upstream
    case "t": return .tangent
    case "v": return .tangentVector
    default:
      guard let slot = Int(name) else { preconditionFailure("no place is named {\(name)}") }
      return .operand(slot)
    }
  }
}

extension Formula: ExpressibleByStringInterpolation {
  /// A formula of the text that the table has.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension Formula: CustomStringConvertible {
  /// The formula with the letters of a textbook in its places, for listings.
  ///
  /// One operand is `x`; several are `a`, `b`, `c`.
  public func description(operands: [String]) -> String {
    Self.describe(parts, operands: operands)
  }

  /// The formula with `a`, `b`, `c` for the operands.
  public var description: String {
    description(operands: ["a", "b", "c"])
  }

  private static func describe(_ parts: [Part], operands: [String]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .operand(let slot): operands.indices.contains(slot) ? operands[slot] : "…"
      case .result: "y"
      case .upstream: "g"
      case .tangent, .tangentVector: "t"
      case .superscript(let parts): "^(\(describe(parts, operands: operands)))"
      case .subscript(let parts): "_(\(describe(parts, operands: operands)))"
      }
    }.joined()
  }
}
