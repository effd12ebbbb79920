import GradstepSyntax

extension NumberFormat {
  /// The text of a number in LaTeX: `-1.2\cdot 10^{-5}`, `\infty`, `\text{NaN}`.
  package func latex(_ number: Double) -> String {
    number.isNaN ? "\\text{NaN}" : Self.latex(ofPrinted: string(number))
  }

  /// A number that is printed with a true minus sign and raised digits.
  package static func latex(ofPrinted text: String) -> String {
    var latex = ""
    var raised = ""
    for character in text {
      switch character {
      case "−": latex += "-"
      case "·": latex += "\\cdot "
      case "∞": latex += "\\infty"
      case _ where ScriptTable.digit(ofRaised: character) != nil:
        let digit = ScriptTable.digit(ofRaised: character) ?? character
        raised.append(digit == "−" ? "-" : digit)
      default: latex.append(character)
      }
    }
    return raised.isEmpty ? latex : "\(latex)^{\(raised)}"
  }
}
