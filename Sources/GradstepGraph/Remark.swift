/// What a step says of an application beyond its formulas.
package struct Remark: Hashable, Sendable {
  /// What is said on the way forward; `nil` where nothing is.
  package let forward: Sentence?
  /// What is said on the way back.
  package let backward: Sentence?

  /// What is said on the way forward and on the way back.
  package init(forward: Sentence? = nil, backward: Sentence? = nil) {
    self.forward = forward
    self.backward = backward
  }
}
