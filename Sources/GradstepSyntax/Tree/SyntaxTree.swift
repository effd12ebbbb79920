/// All sources together as statements, with every token kept.
package struct SyntaxTree: Sendable {
  /// The sources in the order given.
  package let sources: [Source]

  /// The statements in effect: a definition stands in the place of the one that it replaces.
  package let statements: [Statement]

  /// How many statements stand in places of the first source; they come first.
  package let mainStatementCount: Int

  /// All expressions, operands before what uses them: a subtree is a contiguous range.
  package let expressions: [Expression]

  /// The names that statements with errors would have defined; the tree lacks those statements.
  package let brokenNames: Set<String>

  /// Whether every statement of the sources is in the tree, because none had an error.
  package let isComplete: Bool

  /// The sources that are code, by their positions: there brackets count from 0.
  package let code: Set<Int>

  /// How the names of the sources are set, none like another one.
  package let printedNames: PrintedNames

  let tokens: [[Token]]

  /// An expression with every operator written, and brackets only where needed.
  package func mathematics(of id: Expression.ID) -> Reading { writer.reading([.expression(id)]) }

  /// The explicit reading of an expression: every operator written, brackets only where needed.
  package func reading(of id: Expression.ID) -> String { writer.text(of: id) }

  var writer: ReadingWriter {
    ReadingWriter(sources: sources, expressions: expressions, names: printedNames)
  }

  /// A component that is written as a name, as `x_1`.
  package func reading(ofComponent id: Expression.ID) -> String {
    String(sources.text(in: expressions[id].range).filter { !"{} ".contains($0) })
  }

  /// A name as it reads in print: `x_1` as `x₁`, other names as they are.
  package static func reading(ofName name: String) -> String {
    Reading.text(ofName: name)
  }

  /// Whether a name is made of words as those of code are: `y_true`, `learning_rate`.
  package static func isOfWords(_ name: String) -> Bool { CodeMarks.isOfWords(name) }

  /// The numbers that an index takes, with dots for those between: `1, …, 4`.
  package static func reading(ofNumbers numbers: [Int]) -> String {
    Reading.text(ofNumbers: numbers)
  }

  /// A sum or the like without its index: `∑`, `max`.
  package static func reading(of reduction: Reduction) -> String {
    ReadingWriter.head(of: reduction).text
  }

  /// A source, put together from its tokens and what stands between them.
  package func printed(source: Int) -> String {
    var text = ""
    // The tokens of a macro have one place.
    var end = 0
    for token in tokens[source] where token.range.bytes.upperBound > end {
      let start = max(end, token.triviaStart)
      end = token.range.bytes.upperBound
      text += sources[source].text(in: start..<end)
    }
    return text
  }
}
