import GradstepFrames
package import GradstepReports

extension JSON {
  /// The value as JSON text: the parts of the outermost objects and lists stand on their own lines.
  ///
  /// Numbers have all their digits; what JSON has no number for becomes `"NaN"`, `"Infinity"` or
  /// `"-Infinity"`.
  package var text: String {
    var text = ""
    write(into: &text, depth: 0)
    return text + "\n"
  }

  private func write(into text: inout String, depth: Int) {
    switch self {
    case .null: text += "null"
    case .string(let string): Self.write(string, into: &text)
    case .number(let number): Self.write(number, into: &text)
    case .array(let elements):
      let isSpread =
        depth == 1 && elements.contains { if case .object = $0 { true } else { false } }
      write(elements, "[", "]", isSpread: isSpread, depth: depth, into: &text) { element, text in
        element.write(into: &text, depth: depth + 1)
      }
    case .object(let members):
      write(members, "{", "}", isSpread: depth == 0, depth: depth, into: &text) { member, text in
        Self.write(member.name, into: &text)
        text += ": "
        member.value.write(into: &text, depth: depth + 1)
      }
    }
  }

  private func write<Element>(
    _ elements: [Element],
    _ opening: String,
    _ closing: String,
    isSpread: Bool,
    depth: Int,
    into text: inout String,
    _ body: (Element, inout String) -> Void
  ) {
    let indent = isSpread ? "\n" + String(repeating: "  ", count: depth + 1) : ""
    text += opening
    for (position, element) in elements.enumerated() {
      if position > 0 { text += isSpread ? "," : ", " }
      text += indent
      body(element, &text)
    }
    if isSpread { text += "\n" + String(repeating: "  ", count: depth) }
    text += closing
  }

  private static func write(_ number: Double, into text: inout String) {
    switch number {
    case .infinity: text += "\"Infinity\""
    case -.infinity: text += "\"-Infinity\""
    case _ where number.isNaN: text += "\"NaN\""
    case _ where number == number.rounded() && number.magnitude < 1e15:
      text += "\(Int64(number))"
    default: text += "\(number)"
    }
  }

  private static func write(_ string: String, into text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 32 || scalar.value == 127:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
