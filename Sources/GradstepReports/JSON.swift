import GradstepGraph

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
    package let name: String
    /// What the name stands for.
    package let value: JSON
  }

  /// A whole number, as far as a double holds it.
  static func integer(_ number: some BinaryInteger) -> JSON { .number(Double(number)) }

  /// A list of whole numbers.
  package static func integers(_ numbers: some Collection<Int>) -> JSON {
    .array(numbers.map { .integer($0) })
  }

  /// A scalar as a number, a vector as a list, a matrix as a list of rows; `null` without a tensor.
  static func tensor(_ tensor: Tensor?) -> JSON {
    guard let tensor else { return .null }
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

  /// The members of another object behind those of this one.
  func adding(_ other: JSON) -> JSON {
    guard case .object(let members) = self, case .object(let others) = other else { return self }
    return .object(members + others)
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral {
  /// An object with its members in the order written; those that are `nil` are left out.
  package init(dictionaryLiteral elements: (String, JSON?)...) {
    self = .object(
      elements.compactMap { name, value in value.map { Member(name: name, value: $0) } }
    )
  }

  /// A string.
  package init(stringLiteral value: String) {
    self = .string(value)
  }
}
