/// One turn of a recurrence that is unrolled: `h_t = …` at t = 2 defines `h_2`.
public struct Turn: Hashable, Sendable {
  /// The letter that counts the turns.
  public let index: String
  /// What the letter stands for in this turn.
  public let number: Int
  /// Which recurrence of the source it is; its lines have their turns in common.
  public let recurrence: Int
}
