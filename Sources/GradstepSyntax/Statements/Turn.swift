/// One turn of a recurrence that is unrolled: `h_t = …` at t = 2 defines `h_2`.
package struct Turn: Hashable, Sendable {
  /// The letter that counts the turns.
  package let index: String
  /// What the letter stands for in this turn.
  package let number: Int
  /// Which recurrence of the source it is; its lines have their turns in common.
  package let recurrence: Int
}
