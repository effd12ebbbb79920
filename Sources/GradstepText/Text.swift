/// A line of styled text: it says what each part of it means, and never how that looks.
public struct Text: Hashable, Sendable {
  /// A stretch of characters with one meaning.
  public struct Run: Hashable, Sendable {
    /// The characters.
    public var string: String
    /// What they mean.
    public var role: Role
    /// Where they stand.
    public var script: Script

    /// A stretch of characters, on the line and without a special meaning unless said otherwise.
    public init(_ string: String, _ role: Role = .plain, script: Script = .baseline) {
      self.string = string
      self.role = role
      self.script = script
    }
  }

  /// What a run means.
  public enum Role: Hashable, Sendable, CaseIterable {
    /// Words, signs and brackets.
    case plain
    /// The name of a node, set in italics in mathematics.
    case name
    /// The name or the sign of an operation, set upright.
    case symbol
    /// Numbers of the forward pass.
    case value
    /// Numbers of the backward pass.
    case gradient
    /// What is said aside: shapes, counts.
    case dimmed
    /// What is at work in a step, or has the attention of a person.
    case current
  }

  /// Where a run stands.
  public enum Script: Hashable, Sendable, CaseIterable {
    case baseline
    case `subscript`
    case superscript
  }

  /// The stretches in reading order.
  public var runs: [Run]

  /// A text of stretches.
  public init(_ runs: [Run] = []) {
    self.runs = runs
  }

  /// A text with one meaning.
  public init(_ string: String, _ role: Role = .plain) {
    runs = [Run(string, role)]
  }

  /// One text behind another.
  public static func + (left: Text, right: Text) -> Text {
    Text(left.runs + right.runs)
  }

  /// Puts plain words or signs behind the text.
  package mutating func add(_ words: String) {
    if let last = runs.last, last.role == .plain, last.script == .baseline {
      runs[runs.count - 1].string += words
    } else {
      runs.append(Run(words))
    }
  }

  /// Puts a text behind another.
  public static func += (left: inout Text, right: Text) {
    left.runs += right.runs
  }
}

extension Text: ExpressibleByStringInterpolation {
  /// Plain words.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}
