import Gradstep

/// What the stepper knows: a lesson, the place in it, and what a person looks at.
///
/// It is a value: keys change it in `Stepper+Update.swift`, and `StepperView` says how it looks.
struct Stepper {
  /// The lesson that is walked through.
  private(set) var lesson: Lesson
  /// The place, and what is known there.
  private(set) var moments: Moments
  /// The graph as a terminal shows it.
  var drawing: Drawing
  /// What is shown in place of the step.
  var pane: Pane?
  /// What is being typed, and what for.
  var prompt: Prompt?
  /// What became of the last key, where that does not show.
  var message: Text?
  /// The node that was looked for.
  var selection: Node.ID?
  /// The node that was gone to last, as it was typed.
  var lastNode: String?
  /// The text that was looked for last.
  var lastSearch: String?
  /// The questions, where there is a quiz.
  var quiz: Quiz?
  /// What was said of the last answer.
  var remark: Remark?
  /// Which panes are shown.
  var fold = Fold.all
  /// How far the graph is moved from where the node at work is in view.
  var pan = Pan()
  /// The lines that were typed, by what they were for, the last one at the end.
  private(set) var history: [Prompt.Purpose: [String]] = [:]
  /// The lines of the pane in the window, where working them out takes time.
  var keptPane: KeptPane?
  /// How often values or the precision have changed.
  private(set) var edition = 0
  /// The lessons before other values were set, the last one at the end.
  var earlierLessons: [Lesson] = []
  /// How far the pane, or else the list of nodes, is scrolled.
  var offset = 0
  /// The captions that seem to be the longest, to leave the same room for each.
  private var longCaptions: [Caption]
  /// How many rows most captions need; `fit` works it out for a window.
  private(set) var captionRows = Self.mostCaptionRows
  /// The columns of the window that room was found for.
  private var fittedColumns: Int?
  /// How wide the columns of the list of nodes would like to be; the same in all steps.
  private(set) var columnWidths: ColumnWidths
  /// How numbers are shown.
  private(set) var format: NumberFormat
  /// Whether steps name the rules that they use.
  private(set) var tellsWhy: Bool

  /// What there is of a drawing of the graph.
  enum Drawing: Sendable {
    /// The graph is too large.
    case none
    /// It is being laid out.
    case underWay
    /// The widest drawing first.
    case done([TerminalGraph])
  }

  /// Something shown in place of the step.
  enum Pane: Hashable {
    case help
    /// The local Jacobian of a slot of the operation at work.
    case jacobian(slot: Int)
    /// The step and its numbers in full.
    case numbers
    /// What a quiz has come to.
    case score
  }

  /// Which of the panes have the window.
  enum Fold: String, CaseIterable {
    case all
    case graph
    case arithmetic
    case table

    /// The one that comes next.
    var next: Fold {
      let all = Fold.allCases
      return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
  }

  /// How far something is moved, in cells; positive to the right and down.
  struct Pan: Hashable {
    var columns = 0
    var rows = 0
  }

  /// A line that is being typed.
  struct Prompt: Hashable {
    /// What is asked.
    enum Purpose: Hashable {
      case go
      case find
      case set
      case answer
    }

    let purpose: Purpose
    var line = EditedLine()
    /// The position in the history that the line was taken from; `nil` for a line of its own.
    var recalled: Int?
    /// The line of its own, while another one is recalled.
    var draft = EditedLine()

    /// What was typed.
    var text: String { line.text }

    init(purpose: Purpose) {
      self.purpose = purpose
    }
  }

  /// The widths of the widest cells.
  struct ColumnWidths {
    private(set) var name = 4
    private(set) var operation = 9
    private(set) var shape = 5

    private(set) var value = 5

    init(_ moment: Moment) {
      for id in moment.trace.graph.nodes.indices {
        let row = moment.row(of: id)
        name = max(name, row.name.columns)
        operation = max(operation, row.operation.columns)
        shape = max(shape, row.shape.columns)
        value = max(value, moment.result(of: id).value.columns)
      }
    }
  }

  /// A stepper at the first step of a lesson.
  init(
    _ lesson: Lesson,
    drawing: Drawing = .none,
    quiz: Quiz? = nil,
    why: Bool = false
  ) {
    self.lesson = lesson
    self.drawing = drawing
    self.quiz = quiz
    format = lesson.format
    tellsWhy = why
    moments = Moments(lesson.start(why: why))
    longCaptions = moments.longCaptions(atMost: Self.mostMeasuredCaptions)
    columnWidths = ColumnWidths(moments.current)
  }

  /// What is known and shown at the place.
  var moment: Moment { moments.current }

  /// The steps of the lesson.
  var course: Course { lesson.course }

  /// The graph that is walked.
  var graph: Graph { lesson.graph }

  /// The step at the place.
  var step: Step { moment.snapshot.step }

  /// The last step of all.
  var lastStep: Int { course.steps.count - 1 }

  /// Moves to a step; what was looked for and scrolled is left behind.
  ///
  /// In a quiz what was not asked yet is not shown.
  mutating func move(to index: Int) {
    if index > lastOpenStep {
      message = "a question comes first: → opens it"
    }
    moments.move(to: min(index, lastOpenStep))
    selection = nil
    offset = 0
    pan = Pan()
    if case .jacobian = pane { pane = nil }
  }

  /// Shows numbers with another precision, at the same step.
  mutating func show(_ format: NumberFormat) {
    self.format = format
    restart()
  }

  /// Says why, or no longer.
  mutating func toggleWhy() {
    tellsWhy.toggle()
    restart()
  }

  /// Walks through a lesson of the same graph with other values, at the same step.
  mutating func replace(_ lesson: Lesson) {
    self.lesson = lesson
    restart()
  }

  /// Comes to the same step once more, with what is shown now and the room that this needs.
  private mutating func restart() {
    edition += 1
    let index = step.index
    moments = Moments(moment.restarted(lesson.course, in: format, why: tellsWhy))
    longCaptions = moments.longCaptions(atMost: Self.mostMeasuredCaptions)
    columnWidths = ColumnWidths(moment)
    moments.move(to: index)
    if let columns = fittedColumns {
      fittedColumns = nil
      fit(columns: columns)
    }
  }

  /// Finds the room that captions need in a window of so many columns.
  mutating func fit(columns: Int) {
    guard fittedColumns != columns else { return }
    fittedColumns = columns
    let width = max(1, columns - 1)
    let rows = longCaptions.map { caption in
      caption.texts.reduce(0) {
        $0 + TextMetrics.lines($1, columns: width, indent: 2).count
      }
    }
    captionRows = min(rows.max() ?? 0, Self.mostCaptionRows)
  }

  private static let mostCaptionRows = 8
  private static let mostMeasuredCaptions = 64

  /// Keeps a line that was typed; the same one twice in a row is kept once.
  mutating func remember(_ text: String, for purpose: Prompt.Purpose) {
    var lines = history[purpose] ?? []
    guard !text.isEmpty, lines.last != text else { return }
    lines.append(text)
    history[purpose] = lines.suffix(Self.mostRememberedLines)
  }

  private static let mostRememberedLines = 100

  /// The question that is open for an answer.
  var asked: Question? { prompt?.purpose == .answer && isAsked ? quiz?.current : nil }

  /// What the graph shows: while a step is asked for, that step, of which no numbers are in it.
  var shownMoment: Moment {
    guard asked != nil else { return moment }
    var next = moment
    next.advance()
    return next
  }

  /// The step at work on the screen: the one that is asked for, or else the one at the place.
  var shownStep: Step { asked?.step ?? step }

  /// The nodes that the step concerns: the one at work and its operands, those that receive first;
  /// of a question the node that it asks for, before all.
  var focus: [Node.ID] {
    guard let question = asked else { return focus(of: step) }
    let nodes = focus(of: question.step)
    guard let node = question.askedNode else { return nodes }
    return [node] + nodes.filter { $0 != node }
  }

  private func focus(of step: Step) -> [Node.ID] {
    guard let node = step.node else { return [] }
    guard step.phase != .seed else { return [node] }
    var focus = [node]
    for operand in graph.operands(of: node) where !focus.contains(operand) {
      focus.append(operand)
    }
    return step.phase == .backward ? Array(focus.dropFirst() + [node]) : focus
  }
}

extension Caption {
  /// What a step says, without the line above it.
  var texts: [Text] { [headline] + body }
}
