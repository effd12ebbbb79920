extension BinaryInteger {
  /// The number and what it counts: `1 row`, `4 rows`.
  package func counting(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
