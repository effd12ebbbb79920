import Testing

/// A document fragment taken apart, to see whether LaTeX will take it.
struct AlignEnvironment {
  /// The lines between `\begin{align}` and `\end{align}`.
  let lines: [Substring]
  /// All of the fragment but its comments.
  let body: Substring

  init(_ text: String) throws {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(all.last == "" && !all.dropLast().contains(""), "a line is empty")
    let first = try #require(all.firstIndex(of: "\\begin{align}"))
    #expect(all[..<first].allSatisfy { $0.hasPrefix("%") } && all[all.count - 2] == "\\end{align}")
    lines = Array(all[(first + 1)..<(all.count - 2)])
    body = text[all[first].startIndex...]
  }

  /// The rules that are broken, in words; empty where LaTeX takes the fragment.
  var mistakes: [String] {
    var mistakes: [String] = []
    if lines.isEmpty { mistakes.append("there is no equation") }
    if lines.last?.hasSuffix("\\\\") == true { mistakes.append("the last line is empty") }
    for (position, line) in lines.enumerated() {
      if line.hasPrefix("\\intertext{") {
        if !line.hasSuffix("}") || position == lines.count - 1 {
          mistakes.append("heading: \(line)")
        }
        continue
      }
      if position < lines.count - 1, !line.hasSuffix(" \\\\") { mistakes.append("end: \(line)") }
      let outside = line.replacing(/\\begin\{bmatrix\}.*?\\end\{bmatrix\}/, with: "M")
      if outside.count(where: { $0 == "&" }) != 1 { mistakes.append("alignment: \(line)") }
      if outside.contains("bmatrix") { mistakes.append("matrix: \(line)") }
      mistakes += matrixMistakes(in: line)
    }
    return mistakes + lines.filter { !isBalanced($0) }.map { "brackets: \($0)" }
      + lines.filter { !isPlain($0) }.map { "characters: \($0)" }
  }

  /// Matrices have at most ten columns, and ours six, the same in each row.
  private func matrixMistakes(in line: Substring) -> [String] {
    line.matches(of: /\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}/).compactMap { match in
      let rows = match.output.1.split(separator: "\\\\")
      let counts = rows.map { $0.split(separator: "&", omittingEmptySubsequences: false).count }
      let isRight = rows.count <= 6 && counts.allSatisfy { $0 <= 6 && $0 == counts[0] }
      return isRight && !rows.isEmpty ? nil : "matrix: \(match.output.0)"
    }
  }

  /// Whether braces, environments and growing brackets end in the order in which they begin.
  private func isBalanced(_ line: Substring) -> Bool {
    var open: [Substring] = []
    for token in line.matches(of: /\\\\|\\[{}]|\\(?:begin|end)\{[a-z]*\}|\\left|\\right|[{}]/) {
      let text = token.output
      switch text {
      case "\\\\", "\\{", "\\}": break
      case "{", "\\left": open.append(text)
      case "}": if open.popLast() != "{" { return false }
      case "\\right": if open.popLast() != "\\left" { return false }
      case _ where text.hasPrefix("\\begin"): open.append(text.dropFirst("\\begin".count))
      default: if open.popLast() != text.dropFirst("\\end".count) { return false }
      }
    }
    return open.isEmpty
  }

  /// Whether all but the letters of names is ASCII; `_` and `^` have something to stand on.
  private func isPlain(_ line: Substring) -> Bool {
    let outside = line.replacing(/\\text(it)?\{[^{}]*\}/, with: "x")
    return outside.allSatisfy(\.isASCII) && !outside.contains("&^") && !outside.contains("{^")
      && !outside.contains(/\^\{[^{}]*\}\^/)
  }
}
