/// What a step says of an application beyond its formulas, with `{0}`, `{1}` for the operands.
public struct Remark: Hashable, Sendable {
  /// What is said on the way forward; `nil` where nothing is.
  public let forward: Formula?
  /// What is said on the way back.
  public let backward: Formula?

  /// What is said on the way forward and on the way back.
  public init(forward: Formula? = nil, backward: Formula? = nil) {
    self.forward = forward
    self.backward = backward
  }
}
