package import GradstepGraph

/// A JSON value whose members keep their order.
package indirect enum JSON: Hashable, Sendable {
  case null
  case string(String)
  case number(Double)
  case array([JSON])
  case object([Member])

  /// A member of an object.
  package struct Member: Hashable, Sendable {
    /// The name, unique in its object.
    package var name: String
    /// What the name stands for.
    package var value: JSON

    /// A member of a name and a value.
    package init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// A whole number.
  package static func integer(_ number: Int) -> JSON { .number(Double(number)) }

  /// A scalar as a number, a vector as a list, a matrix as a list of rows.
  package static func tensor(_ tensor: Tensor) -> JSON {
    let columns = tensor.shape.columns
    return switch tensor.shape.rank {
    case 0: .number(tensor.elements[0])
    case 1: .array(tensor.elements.map(JSON.number))
    default:
      .array(
        (0..<tensor.shape.rows).map { row in
          .array(tensor.elements[row * columns..<(row + 1) * columns].map(JSON.number))
        }
      )
    }
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral {
  /// An object with its members in the order written.
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  /// A string.
  package init(stringLiteral value: String) {
    self = .string(value)
  }
}
