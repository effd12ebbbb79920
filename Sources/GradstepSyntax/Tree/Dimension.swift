/// Which of the sizes of a value is meant.
package enum Dimension: Hashable, Sendable {
  /// How many numbers it has.
  case all
  case rows
  case columns
  /// The columns of a matrix, the components of a vector.
  case last

  /// The size along an axis as libraries count them, from 0 on or backward from −1.
  init?(axis: Int) {
    switch axis {
    case 0: self = .rows
    case 1: self = .columns
    case -1: self = .last
    default: return nil
    }
  }
}
