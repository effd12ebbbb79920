/// What a step says of an application beyond its formulas.
public struct Remark: Hashable, Sendable {
  /// What is said on the way forward; `nil` where nothing is.
  public let forward: Sentence?
  /// What is said on the way back.
  public let backward: Sentence?

  /// What is said on the way forward and on the way back.
  public init(forward: Sentence? = nil, backward: Sentence? = nil) {
    self.forward = forward
    self.backward = backward
  }
}
