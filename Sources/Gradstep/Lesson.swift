/// A formula walked through forward and backward: from source text to a figure for every step.
///
/// ```swift
/// let lesson = try Lesson("y = x^2 + 2x", "x = 3")
/// for figure in try await lesson.figures(.svg) { print(figure.name, figure.text.count) }
/// ```
public struct Lesson: Sendable {
  /// The name of the lesson: that of its file, or of its output.
  public let name: String
  /// The syntax tree of all sources together.
  package let tree: SyntaxTree
  /// The computation graph.
  package let graph: Graph
  /// All steps, with gradient descent those of several traces.
  package let course: Course
  /// How numbers are shown.
  public let format: NumberFormat
  /// What flows through the graph besides values.
  public let flow: Flow
  /// How variables are updated; `nil` where they keep their values.
  public let descent: Descent?
  /// What decided on the values of leaves that have a shape alone.
  package let valueSeed: UInt64
  /// What is worth a second look although it works.
  public let warnings: [Diagnostic]

  /// Builds the lesson of a formula and the statements that go with it.
  ///
  /// - Throws: all that is wrong with the source, at once
  public init(_ formula: String, _ statements: String...) throws(DiagnosticsError) {
    try self.init(
      [Source(name: "formula", text: formula)]
        + statements.enumerated().map {
          Source(name: "statement \($0.offset + 1)", text: $0.element)
        }
    )
  }

  /// Builds the lesson of several sources; a later one adds to the first or replaces parts of it.
  ///
  /// - Parameters:
  ///   - sources: the source itself, and what adds to it
  ///   - name: the name of the lesson; by default that of its output
  ///   - format: how numbers are shown
  ///   - flow: what flows through the graph besides values
  ///   - descent: how variables are updated, which goes with gradients; `nil` for not at all
  ///   - valueSeed: decides on the values of leaves that have a shape alone
  ///   - inventsLeaves: whether names that are used and never given become leaves with a shape alone
  /// - Throws: all that is wrong with the sources, at once
  public init(
    _ sources: [Source],
    name: String? = nil,
    format: NumberFormat = .standard,
    flow: Flow = .gradients,
    descent: Descent? = nil,
    valueSeed: UInt64 = 0,
    inventsLeaves: Bool = false
  ) throws(DiagnosticsError) {
    let blueprint = try Blueprint(sources, valueSeed: valueSeed, inventsLeaves: inventsLeaves)
    (tree, graph) = (blueprint.tree, blueprint.graph)
    self.name = name ?? graph.origins[graph.output].name ?? "formula"
    self.format = format
    self.flow = flow
    self.descent = descent
    self.valueSeed = valueSeed
    guard descent == nil || flow.givesGradients else {
      throw DiagnosticsError(
        sources: blueprint.sources,
        diagnostics: [
          .error("no-gradients", "gradient descent goes with gradients, not tangents or Jacobians")
        ]
      )
    }
    course = Course(graph, sweep: try flow.sweep(through: graph), descent: descent)
    let chains = GraphBuilder.chains(of: tree, in: graph)?.diagnostics(tree) ?? []
    warnings = Diagnostic.inOrder(
      blueprint.inventions + blueprint.notes + course.traces[0].warnings + chains
    )
    guard !warnings.contains(where: { $0.severity == .error }) else {
      throw DiagnosticsError(sources: blueprint.sources, diagnostics: warnings)
    }
  }

  /// The source as one text.
  public var source: String { tree.sources.map(\.text).joined(separator: "\n") }

  /// What each step says: the inputs first, then a line of words, formulas and numbers for each.
  ///
  /// - Parameter why: whether the rules are told that the steps use
  /// - Returns: as many texts as there are steps
  public func explanations(why: Bool = false) -> [String] {
    storyboard(why: why).captions.map(\.explanation)
  }

  /// All steps as one document.
  ///
  /// - Parameter format: one of `OutputFormat.documents`
  /// - Returns: what the file of it holds; `nil` of a format of figures
  public func document(_ format: OutputFormat) -> String? {
    format.document(of: start(), source: source)
  }

  /// The first walk forward and backward, with its values and gradients.
  package var trace: Trace { course.traces[0] }

  /// What is known and shown after step 0, ready to take one step after another.
  ///
  /// - Parameters:
  ///   - why: whether captions name the rules that their steps use
  ///   - theme: how much is shown on cards and edges
  ///   - mostDigits: how many significant digits numbers have at most
  /// - Returns: the state after step 0
  package func start(
    why: Bool = false,
    theme: Theme = .auto,
    mostDigits: Int = .max
  ) -> Moment {
    Moment(
      course,
      title: name,
      readings: tree.readings(endingWith: graph),
      echo: Diagnostic.echo(of: warnings),
      why: why,
      theme: theme,
      format: NumberFormat(precision: min(format.precision, mostDigits))
    )
  }

  /// What all steps show: the diagram, the captions, and a frame for each step.
  ///
  /// - Parameters:
  ///   - why: whether captions name the rules that their steps use
  ///   - look: what cards are sized with, and what is done for them to need less room
  ///   - view: what the pictures are of
  ///   - leaf: the leaf that they are of, in a view of one leaf; by default one that the view chooses
  ///   - collapsed: what is drawn as one card, in a view of layers; by default all that can be
  /// - Returns: what makes the frames
  package func storyboard(
    why: Bool = false,
    look: Theme.Narrowing = Theme.Narrowing(.auto),
    view: LessonView = .steps,
    leaf: Node.ID? = nil,
    collapsed: [String]? = nil
  ) -> Storyboard {
    let start = start(why: why, theme: look.theme, mostDigits: look.mostDigits)
    let storyboard = view.storyboard(
      start,
      look.theme,
      LessonView.Subject(leaf: leaf, collapsed: collapsed)
    )
    return look.repeatsLeaves ? storyboard.repeatingLeaves : storyboard
  }

  /// A figure for each of some steps, by default for all, in a format that draws; its name starts
  /// with the lesson's or with another one.
  ///
  /// In a format of albums there is one figure for all of them.
  ///
  /// - Throws: `FigureError` where the graph is too large to be laid out, and where the format is made
  ///   of SVG and that does not go
  public func figures(
    _ format: OutputFormat,
    steps: [Int]? = nil,
    as appearance: Appearance = Appearance(),
    named stem: String? = nil
  ) async throws(FigureError) -> Figures {
    let (storyboard, picture) = try await picture(appearance)
    let writing: Figures.Writing
    switch (format.conversion == nil ? format : .svg).content {
    case .figures(let writer):
      let conversion = try FigureConversion(to: format, of: picture, as: appearance)
      writing = .each(writer(picture), conversion)
    case .album(let write):
      writing = .together { write($0, appearance.secondsPerStep) }
    case .conversion, .document:
      preconditionFailure("\(format.name) does not draw")
    }
    return Figures(
      frames: storyboard.frames(steps ?? storyboard.wantedSteps),
      scene: Scene(picture),
      writing: writing,
      name: { figureName($0, format, appearance.view, named: stem) }
    )
  }

  /// What the figure of a step is called: `NAME-00.svg`, with as many digits as the last step needs;
  /// in another view `NAME-VIEW-00.svg`; without a number where one figure is of all.
  package func figureName(
    _ step: Int,
    _ format: OutputFormat,
    _ view: LessonView = .steps,
    named stem: String? = nil
  ) -> String {
    let width = max(2, String(course.steps.count - 1).count)
    let number = String(step)
    let padding = String(repeating: "0", count: max(0, width - number.count))
    let stem = (stem ?? self.name) + (view.name == LessonView.steps.name ? "" : "-\(view.name)")
    if case .whole = view.pictures { return "\(stem).\(format.ending)" }
    guard !format.isAlbum else { return "\(stem).\(format.ending)" }
    return "\(stem)-\(padding)\(number).\(format.ending)"
  }
}

extension Trace {
  /// What is worth a second look in the values.
  fileprivate var warnings: [Diagnostic] {
    guard let id = firstNonfiniteNode, graph.nodes[id].kind == .operation else { return [] }
    let value = value(of: id).elements.first { !$0.isFinite } ?? .nan
    return [
      .warning(
        "not-finite",
        "this is the first value that is not finite: \(NumberFormat.standard.string(value))",
        at: graph.origins[id].range,
        // What overflows inside of the domain is no question of that.
        notes: isInDomain(id)
          ? [] : graph.domainSentence(of: id).map { [Diagnostic.Note(summary: $0)] } ?? []
      )
    ]
  }
}

extension SyntaxTree {
  /// The formulas and functions of the source as they were understood, the graph's output last.
  fileprivate func readings(endingWith graph: Graph) -> [Reading] {
    let output = graph.origins[graph.output]
    let leaves = Set(
      zip(graph.nodes, graph.origins).compactMap { $0.kind == .operation ? nil : $1.name }
    )
    var readings: [Reading] = []
    var last: Reading?
    for statement in statements {
      switch statement.kind {
      case .definition(let name, _, _):
        if name.text == output.name {
          last = mathematics(of: statement)
        } else if !leaves.contains(name.text) {
          readings.append(mathematics(of: statement))
        }
      case .function, .alias:
        readings.append(mathematics(of: statement))
      case .expression(let root):
        last = last ?? mathematics(of: root)
      case .shape, .output:
        break
      }
    }
    return readings + (last.map { [$0] } ?? [])
  }
}
