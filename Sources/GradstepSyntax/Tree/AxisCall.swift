/// A function of code along an axis: `x.mean(1, keepdim=True)`.
package struct AxisCall: Hashable, Sendable {
  /// The function by its name in the language, or that of a statistic: `std`, `var`.
  package let function: String

  /// The axis, counted from the last one where it is negative; all components where there is none.
  package var axis: Int?

  /// Whether the result is a matrix still, of one row or column.
  package var keepsDimensions = false

  /// What is taken from the number of components that a variance is divided by.
  package var correction: Correction?

  /// What a variance is divided by.
  package enum Correction: Hashable, Sendable {
    /// As it is said.
    case said(Int)
    /// As a library does it: NumPy takes nothing off, PyTorch 1.
    case ofLibrary(Int)
    /// Nothing says which library's method it is, so that it is PyTorch's.
    case guessed(Int)

    /// The number.
    package var number: Int {
      switch self {
      case .said(let number), .ofLibrary(let number), .guessed(let number): number
      }
    }
  }
}
