import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepRenderers

/// The style sheet of SVG and the table of looks say the same.
@Suite struct SVGLookTests {
  /// An element with its classes, as selectors see it.
  private struct Element {
    var name: String
    var classes: Set<String>

    init(_ name: String, _ classes: String) {
      self.name = name
      self.classes = Set(classes.split(separator: " ").map { "gs-\($0)" })
    }

    /// Whether a part of a selector without blanks, such as `path` or `.node.pending`, is met.
    func meets(_ part: Substring) -> Bool {
      let words = part.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      return (words[0].isEmpty || words[0] == name) && classes.isSuperset(of: words.dropFirst())
    }
  }

  /// The value of a property of the last of elements that stand in one another; `nil` where no rule
  /// says it.
  private func value(
    _ property: String,
    of path: [Element],
    in sheet: SVGStyleSheet
  ) -> String? {
    var found: (weight: Int, value: String)?
    for rule in sheet.rules {
      let parts = rule.selector.split(separator: " ")
      guard let last = parts.last, let element = path.last, element.meets(last) else { continue }
      var rest = parts.dropLast()
      for ancestor in path.dropLast().reversed() {
        if let part = rest.last, ancestor.meets(part) { rest.removeLast() }
      }
      guard rest.isEmpty else { continue }
      let classes = rule.selector.count { $0 == "." }
      let names = parts.count { !$0.hasPrefix(".") }
      for declaration in rule.declarations.split(separator: ";") {
        let words = declaration.split(separator: ":")
        guard words.count == 2, words[0] == property else { continue }
        if 100 * classes + names >= found?.weight ?? 0 {
          found = (100 * classes + names, String(words[1]))
        }
      }
    }
    return found?.value
  }

  @Test(arguments: ["two-layer-loss", "lstm", "three-paths", "circuit"])
  func everyMarkHasTheColoursOfItsLook(name: String) async throws {
    let example = try #require(Example.all.first { $0.name == name })
    let lesson = try Lesson(
      example.lesson().tree.sources,
      descent: Descent(rate: 0.1, epochs: 1)
    )
    let storyboard = lesson.storyboard()
    let picture = Picture(
      diagram: storyboard.diagram,
      layout: try await Graphviz.layout(storyboard.diagram, direction: .auto),
      captions: storyboard.captions,
      title: name
    )
    var scene = Scene(picture)
    var roles: Set<Mark.Role> = []
    for frame in storyboard.frames(storyboard.captions.indices) {
      scene.show(frame)
      scene.forEachPart { part in
        for mark in part.marks { compare(mark, part, scene, within: nil, &roles) }
      }
      for mark in scene.caption { compare(mark, nil, scene, within: nil, &roles) }
    }
    #expect(roles.isSuperset(of: [.box, .halo, .edge, .tip, .number, .name, .local]))
  }

  private func compare(
    _ mark: Mark,
    _ part: Scene.Part?,
    _ scene: Scene,
    within group: Mark.Role?,
    _ roles: inout Set<Mark.Role>
  ) {
    switch mark {
    case .group(let role, let marks):
      for mark in marks { compare(mark, part, scene, within: role, &roles) }
    case .text(let line):
      compare(line.role, ["text"], part, scene, group)
      roles.insert(line.role)
    case .box(let role, _, _):
      compare(role, ["rect"], part, scene, group)
      roles.insert(role)
    case .tiles(let role, _, _):
      compare(role, ["path"], part, scene, group)
      roles.insert(role)
    case .path(let role, let path):
      let name = if case .polygon = path { "polygon" } else { "path" }
      compare(role, [name], part, scene, group)
      roles.insert(role)
    }
  }

  private func compare(
    _ role: Mark.Role,
    _ names: [String],
    _ part: Scene.Part?,
    _ scene: Scene,
    _ group: Mark.Role?
  ) {
    var path = [Element("svg", "auto")]
    if let part {
      let emphasis =
        switch part.emphasis {
        case .pending: "pending"
        case .current: "step-current"
        case .done: "done"
        }
      let kind = part.kind.map { "node \($0.rawValue)" } ?? "edge"
      path.append(Element("g", scene.phase.name))
      path.append(
        part.layer == .group
          ? Element("g", "group")
          : Element("g", "\(kind) \(part.isOutput ? "output " : "")\(emphasis)")
      )
    } else {
      path.append(Element("g", "caption"))
    }
    if let group { path.append(Element("g", group.rawValue)) }
    let classes =
      switch role {
      case .number, .edge, .tip: ""
      case .sign: "symbol sign"
      case .opening: "bracket open"
      default: role.rawValue
      }
    path.append(Element(names[0], classes))
    let look = scene.picture.theme.look(of: role, in: part, within: group)
    let palette = Theme.Palette.light
    let ink = names[0] == "text" ? "fill" : "stroke"
    if let colour = look.ink {
      #expect(value(ink, of: path, in: .light) == palette[colour], "\(role) \(path)")
    }
    if let colour = look.fill {
      #expect(value("fill", of: path, in: .light) == palette[colour], "\(role) \(path)")
    }
    if look.width > 0, let width = value("stroke-width", of: path, in: .light) {
      #expect(Double("0\(width)") == look.width || Double(width) == look.width, "\(role) \(path)")
    }
  }
}
