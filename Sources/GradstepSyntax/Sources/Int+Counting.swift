extension Int {
  /// The whole number that a number is, where something can be counted by it.
  ///
  /// `nil` for one that is not whole, and for one so large that a sum of a few of them might overflow.
  package init?(counting number: Double) {
    guard number.magnitude < Double(Int.max / 8) else { return nil }
    self.init(exactly: number)
  }
}
