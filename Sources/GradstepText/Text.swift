/// A line of styled text: it says what each part of it means, and never how that looks.
package struct Text: Hashable, Sendable {
  /// A stretch of characters with one meaning.
  package struct Run: Hashable, Sendable {
    /// The characters.
    package var string: String
    /// What they mean.
    package var role: Role
    /// Where they stand.
    package var script: Script

    /// A stretch of characters, on the line and without a special meaning unless said otherwise.
    package init(_ string: String, _ role: Role = .plain, script: Script = .baseline) {
      self.string = string
      self.role = role
      self.script = script
    }
  }

  /// What a run means.
  package enum Role: Hashable, Sendable, CaseIterable {
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
  package enum Script: Hashable, Sendable, CaseIterable {
    case baseline
    case `subscript`
    case superscript
  }

  /// The stretches in reading order.
  package var runs: [Run]

  /// A text of stretches.
  package init(_ runs: [Run] = []) {
    self.runs = runs
  }

  /// A text with one meaning.
  package init(_ string: String, _ role: Role = .plain) {
    runs = [Run(string, role)]
  }

  /// One text behind another.
  package static func + (left: Text, right: Text) -> Text {
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
  package static func += (left: inout Text, right: Text) {
    left.runs += right.runs
  }
}

extension Text: ExpressibleByStringInterpolation {
  /// Plain words.
  package init(stringLiteral words: String) {
    self.init(words)
  }

  /// Plain words with texts among them.
  package init(stringInterpolation: Interpolation) {
    runs = stringInterpolation.text.runs
  }

  /// Collects what a text is written with.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = Text()
    /// Whether the last run is of words, which more words are put behind.
    private var endsInWords = false

    /// Makes room for a text.
    package init(literalCapacity: Int, interpolationCount: Int) {
      text.runs.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Adds plain words.
    package mutating func appendLiteral(_ words: String) {
      guard !words.isEmpty else { return }
      if endsInWords { text.add(words) } else { text.runs.append(Run(words)) }
      endsInWords = true
    }

    /// Adds plain words that are worked out.
    package mutating func appendInterpolation(_ words: String) { appendLiteral(words) }

    /// Adds a whole number.
    package mutating func appendInterpolation(_ number: some BinaryInteger) {
      appendLiteral(number.description)
    }

    /// Adds a text as it is.
    package mutating func appendInterpolation(_ text: Text) {
      self.text += text
      endsInWords = false
    }
  }
}
