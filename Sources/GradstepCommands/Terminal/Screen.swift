/// What stands on a terminal.
struct Screen: Hashable, Sendable {
  /// The lines from the top; none has a line break.
  var lines: [Printable]
  /// Where the cursor is shown, as in a prompt; without a place it is hidden.
  var cursor: Position?

  /// A place on the screen, counted from 0 at the top left.
  struct Position: Hashable, Sendable {
    var column: Int
    var row: Int
  }
}
