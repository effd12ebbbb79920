/// A key of the keyboard, or a character that was typed.
///
/// Alt and Ctrl are not told apart on the keys that move: Ctrl-Right is `right`. Shift is, on the
/// arrows.
enum Key: Hashable, Sendable {
  /// A character as it was typed, or a part of it: a combining mark is a key of its own, for it may
  /// arrive later than its letter. Added to a `String` the two are one character again.
  case character(Character)
  /// A letter, or one of `@ [ \ ] ^ _`, together with Ctrl.
  case control(Character)
  /// A character together with Alt.
  case alt(Character)
  case enter
  case escape
  case backspace
  case delete
  case tab
  case backTab
  case up
  case down
  case left
  case right
  case shiftUp
  case shiftDown
  case shiftLeft
  case shiftRight
  case home
  case end
  case pageUp
  case pageDown
}
