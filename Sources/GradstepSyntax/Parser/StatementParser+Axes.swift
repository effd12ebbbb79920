// What code says of how a function works: `axis=1, keepdims=True`.
extension StatementParser {
  /// What is said behind the values that a function works on.
  struct CodeSettings {
    var axis: Token?
    var axisNumber: Int?
    var keepsDimensions = false
    var correction: Int?
    /// Where the correction is said, by which name.
    var correctionName: (token: Token, keyword: String)?
    /// The library that has such names for what is said.
    var library: CodeNotation.Library?
  }

  /// Whether an argument is here that says how a function works.
  var isSetting: Bool {
    if case .keyword(let name) = current.kind { CodeNotation.isSetting(name) } else { false }
  }

  /// `axis=1, keepdims=True`, up to the bracket.
  mutating func settings() throws(Diagnostic) -> CodeSettings {
    var settings = CodeSettings()
    while case .keyword(let keyword) = current.kind, isSetting {
      let name = advance()
      let isNegative = current.kind == .minus
      if isNegative { advance() }
      var number: Int?
      if case .number(let value) = current.kind {
        number = Int(counting: isNegative ? -value : value)
      }
      let value = current
      switch keyword {
      case "axis", "dim":
        settings.axis = value
        settings.axisNumber = number
        if number == nil, value.kind != .name("None") { throw unknownAxis(value) }
        settings.library = keyword == "dim" ? .pyTorch : settings.library ?? .numPy
      case "keepdims", "keepdim":
        settings.keepsDimensions = number == 1
        settings.library = keyword == "keepdim" ? .pyTorch : .numPy
      case "ddof", "correction", "unbiased":
        settings.correction = number
        settings.correctionName = (name, keyword)
      case "reduction":
        guard ["'mean'", "\"mean\""].contains(sources.text(in: value.range)) else {
          throw unknownArgument(name, keyword)
        }
      default: break
      }
      while ![.comma, .rightParenthesis, .end].contains(current.kind) {
        if current.kind == .leftParenthesis { throw unknownArgument(name, keyword) }
        advance()
      }
      if !accept(.comma) { break }
    }
    return settings
  }

  /// A call of a function of the language by what code says of it.
  mutating func kind(
    ofCall called: String,
    _ arguments: [Expression.ID],
    _ settings: CodeSettings,
    at name: Token
  ) throws(Diagnostic) -> Expression.Kind {
    var settings = settings
    var places = try places(of: arguments, of: .function(called), at: name)
    let text = sources.text(in: name.range)
    let isPairwise =
      called == "clip" || ["maximum", "minimum", "fmax", "fmin"].contains { text.hasSuffix($0) }
    let isCode =
      switch name.kind {
      case .code, .member: true
      default: CodeNotation.bareFunctions[String(text)] != nil
      }
    let function = called == "clip" && isCode ? functionOfEnds(&places) : called
    var arguments = try given(places, at: name)
    if isCode, arguments.count == 2, !isPairwise, settings.axis == nil,
      CodeNotation.functionsOfAxis.contains(function), let axis = number(arguments[1])
    {
      settings.axisNumber = axis
      arguments.removeLast()
    }
    if function == "reshape", isCode { arguments = sizes(arguments, at: name) }
    // These work along the last axis by themselves.
    if function.hasSuffix("softmax"), settings.axisNumber == -1 { settings.axisNumber = nil }
    let isSpread = CodeNotation.spreads.contains(function)
    if let (token, keyword) = settings.correctionName, !isSpread {
      throw unknownArgument(token, keyword)
    }
    let isAlong =
      isSpread || settings.axisNumber != nil
      || settings.keepsDimensions && CodeNotation.functionsOfAxis.contains(function)
    guard isAlong else { return .call(function: function, arguments: arguments) }
    guard arguments.count == 1 else {
      throw .error(
        "argument-count",
        "\(quoted(name)) along an axis takes one value; it is given \(arguments.count)",
        at: name.range
      )
    }
    if let axis = settings.axisNumber, !(-2...1 ~= axis) {
      throw unknownAxis(settings.axis ?? name)
    }
    return .along(
      AxisCall(
        function: function,
        axis: settings.axisNumber,
        keepsDimensions: settings.keepsDimensions,
        correction: isSpread ? correction(settings, at: name) : nil
      ),
      arguments[0]
    )
  }

  /// The arguments in the order of the parameters, where some are given by name.
  func positional(
    _ arguments: [Expression.ID],
    of meaning: CodeNotation.Meaning,
    at name: Token
  ) throws(Diagnostic) -> [Expression.ID] {
    try given(try places(of: arguments, of: meaning, at: name), at: name)
  }

  /// The arguments in the places of the parameters; nothing in those that none is given for.
  private func places(
    of arguments: [Expression.ID],
    of meaning: CodeNotation.Meaning,
    at name: Token
  ) throws(Diagnostic) -> [Expression.ID?] {
    var places: [Expression.ID?] = []
    for argument in arguments {
      guard case .keyword(let keyword, let value) = expressions[argument].kind else {
        places.append(argument)
        continue
      }
      let token = Token(.keyword(keyword), at: expressions[argument].head)
      guard let place = CodeNotation.parameter(keyword, of: meaning) else {
        throw unknownArgument(token, keyword)
      }
      while places.count <= place { places.append(nil) }
      guard places[place] == nil else { throw secondValue(token, keyword, of: name) }
      places[place] = value
    }
    return places
  }

  private func given(
    _ places: [Expression.ID?],
    at name: Token
  ) throws(Diagnostic) -> [Expression.ID] {
    let given = places.compactMap { $0 }
    guard given.count == places.count else {
      throw .error(
        "argument-count",
        "\(quoted(name)) has no value for one of its arguments",
        at: name.range
      )
    }
    return given
  }

  /// What `clip` is by its ends: with the lower one alone `max`, with the upper one alone `min`.
  private mutating func functionOfEnds(_ places: inout [Expression.ID?]) -> String {
    guard 2...3 ~= places.count else { return "clip" }
    for (position, place) in places.enumerated() {
      guard let place, case .name("None") = expressions[place].kind else { continue }
      // None is no end, and what stays of it in the arena is nothing that a value could be missing for.
      places[position] = nil
      expressions[place].kind = .number(0)
    }
    switch (places[1], places.count > 2 ? places[2] : nil) {
    case (_?, nil):
      places = [places[0], places[1]]
      return "max"
    case (nil, _?):
      places = [places[0], places[2]]
      return "min"
    default: return "clip"
    }
  }

  /// A whole number that is written out.
  func number(_ id: Expression.ID) -> Int? {
    switch expressions[id].kind {
    case .number(let number): return Int(counting: number)
    case .negation(let operand):
      guard case .number(let number) = expressions[operand].kind else { return nil }
      return Int(counting: -number)
    default: return nil
    }
  }

  /// The sizes of `x.view((2, 3))` one by one; all in one where `x.flatten()` has none.
  private mutating func sizes(_ arguments: [Expression.ID], at name: Token) -> [Expression.ID] {
    if arguments.count == 1 {
      let one = add(.number(1), name.range)
      return arguments + [add(.negation(one), name.range, first: one)]
    }
    guard arguments.count == 2, case .list(let sizes) = expressions[arguments[1]].kind else {
      return arguments
    }
    return [arguments[0]] + sizes
  }

  // MARK: - Variances

  /// What a variance is divided by, less the number of components: as it is said, or as its library has
  /// it.
  private func correction(_ settings: CodeSettings, at name: Token) -> AxisCall.Correction {
    if let said = settings.correction { return .said(said) }
    let parts = sources.text(in: name.range).split(separator: ".", omittingEmptySubsequences: false)
    if parts.count > 1, parts[0] != "" {
      return .ofLibrary(CodeNotation.library(named: String(parts[0])) == .pyTorch ? 1 : 0)
    }
    let named = libraries[name.range.source]
    switch settings.library ?? (named.count == 1 ? named.first : nil) {
    case .numPy: return .ofLibrary(0)
    case .pyTorch: return .ofLibrary(1)
    case nil: return .guessed(1)
    }
  }

  // MARK: - Messages

  private func unknownAxis(_ axis: Token) -> Diagnostic {
    .error(
      "unknown-axis",
      "an axis is 0 or 1 of a matrix, and 0 of a vector",
      at: axis.range,
      solutions: [.init(summary: "write axis=0 for columns, and axis=1 for rows")]
    )
  }

  private func secondValue(_ argument: Token, _ keyword: String, of name: Token) -> Diagnostic {
    .error(
      "argument-given-twice",
      "an argument has one value, and '\(keyword)=' gives one of \(quoted(name)) a second",
      at: argument.range,
      solutions: [.init(summary: "leave out one of the two")]
    )
  }

  private func unknownArgument(_ name: Token, _ keyword: String) -> Diagnostic {
    .error(
      "unknown-argument",
      "'\(keyword)=' is no argument of the input language",
      at: name.range,
      solutions: [
        .init(
          summary: keyword == "reduction"
            ? "leave it out for the mean, and write another one as a formula: sum(square(x - y))"
            : "leave it out, or write what it does as a formula"
        )
      ]
    )
  }
}
