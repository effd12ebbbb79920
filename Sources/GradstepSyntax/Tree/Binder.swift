/// An index that runs over components.
package struct Binder: Hashable, Sendable {
  /// The letter.
  package let index: String
  /// The first value that the index takes; 1 where it is left out.
  package internal(set) var lower: Expression.ID?
  /// The last value that the index takes; the number of components where it is left out.
  package internal(set) var upper: Expression.ID?
  /// The one value that the index does not take.
  package internal(set) var excluded: Expression.ID?
  /// The set that it runs over, where it has a name.
  package internal(set) var members: Expression.ID?
  /// What holds for the values that the index takes: all conditions of one of these; nothing where it
  /// takes all.
  package internal(set) var conditions: [[Condition]] = []
  /// All letters that stand below the sign, this one among them.
  package internal(set) var letters: [String]
  /// Whether these stand in brackets, so that a member of the set has a part for each.
  package internal(set) var isInBrackets = false

  init(index: String) {
    self.index = index
    letters = [index]
  }

  /// Whether another letter before this one takes the members of the set for both.
  package var followsInSet: Bool { members != nil && letters.first != index }

  /// Whether all letters of the conditions are bound from this one on.
  package var isLast: Bool { letters.last == index }
}
