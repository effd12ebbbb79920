import Gradstep

/// What comes from a terminal in one go: keys, and text that was pasted.
extension Stepper {
  /// Changes the stepper as keys and pasted text ask for.
  ///
  /// A terminal that does not mark a paste sends it as keys, of which a `q` would end the program
  /// and leave the rest to the shell. So where one of the keys that came at once would quit with
  /// more behind it, or where they are several commands with Enter among them, none counts: a hand
  /// does not press them so fast.
  mutating func update(_ inputs: [Input]) -> TerminalSession.Outcome {
    guard Self.mayBePasted(inputs) else {
      for input in inputs where update(input) == .quit { return .quit }
      return .goOn
    }
    var next = self
    let outcome = next.run(inputs)
    if outcome == .dropRest { insert(.burst) } else { self = next }
    return outcome
  }

  /// Does what one input asks for.
  private mutating func update(_ input: Input) -> Outcome {
    switch input {
    case .key(let key): return update(key)
    case .paste(let text):
      insert(text)
      return .goOn
    }
  }

  /// Does what the inputs ask for, as far as they look like those of a hand.
  private mutating func run(_ inputs: [Input]) -> TerminalSession.Outcome {
    var commands: Set<Key> = []
    var hasEnter = false
    for (position, input) in inputs.enumerated() {
      if case .key(let key) = input, prompt == nil {
        if key == .enter { hasEnter = true }
        if case .character = key { commands.insert(key) }
        if hasEnter, commands.count >= Self.mostCommandsAtOnce { return .dropRest }
      }
      if update(input) == .quit { return position == inputs.count - 1 ? .quit : .dropRest }
    }
    return .goOn
  }

  /// Whether it takes a closer look to tell the keys from text.
  private static func mayBePasted(_ inputs: [Input]) -> Bool {
    inputs.count > 1
      && (inputs.contains(.key(.enter)) || quitKeys.contains { inputs.contains(.key($0)) })
  }

  /// How many different keys with Enter among them are taken for words.
  private static let mostCommandsAtOnce = 4

  /// Takes text that was pasted: in a prompt it is typed, elsewhere it is not heeded.
  private mutating func insert(_ text: PastedText) {
    switch text {
    case .text(let text) where prompt != nil:
      for scalar in PastedText.line(text).unicodeScalars { update(.character(Character(scalar))) }
    case .text:
      message = "what was pasted is ignored; a prompt takes it: s, g or / opens one"
    case .tooLong:
      message = Text("what was pasted is longer than \(PastedText.mostBytes) bytes, and is ignored")
    case .unfinished:
      message = "a pasted text has not ended; keys count when it has, and Ctrl-C quits"
    case .burst:
      message = "what came all at once was taken for a pasted text, and is ignored"
    }
  }
}
