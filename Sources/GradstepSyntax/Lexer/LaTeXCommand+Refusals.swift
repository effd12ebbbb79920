extension LaTeXCommand {
  /// What to say about commands that the language has no use for.
  struct Refusal {
    /// The rule.
    let summary: String
    /// The way out.
    let solution: String
    /// What to write in place of the command, where that is all there is to it.
    var substitute: String?
  }

  /// What to say about brackets of other kinds.
  static let brackets = Refusal(
    summary: "the brackets of a formula are round, and square around a list",
    solution: "write ( and ), or [ and ]"
  )

  /// What to say about dots whose terms cannot be told from those around them.
  static let dots = Refusal(
    summary: "a formula has all its terms written out",
    solution: "write the terms that the dots stand for"
  )

  static let refusals: [String: Refusal] = {
    var refusals: [String: Refusal] = [
      "int": Refusal(
        summary: "a formula has no integrals",
        solution: "write the integral as a formula without '\\int'"
      ),
      "lim": Refusal(
        summary: "a formula has no limits",
        solution: "write the limit as a formula without '\\lim'"
      ),
      "otimes": Refusal(
        summary: "'\\otimes' is no sign of the input language",
        solution: "write \\operatorname{outer}(a, b), or a b^\\top for two vectors"
      ),
      "infty": Refusal(
        summary: "a number is finite",
        solution: "an infinite value comes only from computing, as in \\log(0)"
      ),
      " ": Refusal(
        summary: "a formula has no division from the left",
        solution: "write inv(A)·b for the solution of A·x = b"
      ),
      "arg": Refusal(
        summary: "a formula is evaluated, and nothing is searched for",
        solution: "write the function that is made small or large, at the values given"
      ),
      "pm": Refusal(
        summary: "a formula has one value, and '\\pm' has two",
        solution: "write '+' or '-'"
      ),
    ]
    let groups: [([String], Refusal)] = [
      (
        ["partial", "nabla"],
        Refusal(
          summary: "derivatives are computed, not written",
          solution: "write the function alone, and read its gradient off the backward pass;"
            + " one that is given is a name, as in \\nabla f = [1, 2]"
        )
      ),
      (
        ["iint", "oint"],
        Refusal(summary: "a formula has no integrals", solution: "write the formula without them")
      ),
      (["dots", "ldots", "cdots", "dotsb", "dotsc", "vdots", "ddots"], dots),
      (
        ["sim", "propto"],
        Refusal(
          summary: "a formula has no such relation",
          solution: "write '=' where it defines a value"
        )
      ),
    ]
    for (words, refusal) in groups { for word in words { refusals[word] = refusal } }
    return refusals
  }()
}
