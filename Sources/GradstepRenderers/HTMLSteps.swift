import GradstepFrames
import GradstepText

extension OutputFormat {
  /// A piece of a page in which a reader goes from step to step.
  public static let htmlSteps = OutputFormat(
    name: "html-steps",
    ending: "html",
    summary: "a piece of a page to step through, without a script",
    mark: "<div class=\"gradstep-steps\"",
    content: .album { album, _ in HTMLSteps(album).bytes }
  )
}

/// An album with a button for each page, the first page at first, and the last page on paper.
///
/// The buttons are radio buttons, so arrow keys go from one to the next; the style sheet shows what
/// belongs to the page of the one that is checked. No line is empty: Markdown would end the piece there.
struct HTMLSteps {
  private let svg: AlbumSVG
  private let name: String

  init(_ album: Album) {
    svg = AlbumSVG(album)
    name = svg.name("html")
  }

  var bytes: [UInt8] {
    let (pages, title) = (svg.album.pages, svg.album.picture.title)
    let last = pages[pages.count - 1]
    var html: [UInt8] = []
    html.write("<div class=\"gradstep-steps\" id=\"\(name)\" role=\"radiogroup\"")
    html.write(" aria-label=\"\(escaped: title), step by step\">\n")
    if pages.count > 1 {
      for page in pages.indices { writeControls(of: page, to: &html) }
    }
    var style: [UInt8] = []
    if pages.count > 1 {
      style.write("\(HTMLStepsStyle(svg.album, name: name).text)@media screen{\n")
      for (number, set) in svg.sets.enumerated() {
        let isShownAtRest = svg.isShownAtRest(set)
        let others = isShownAtRest ? set.others(of: pages.count) : set
        let visibility = isShownAtRest ? "hidden" : "visible"
        writeRule(others, "\(number)", "visibility:\(visibility)", to: &style)
      }
      for (number, set) in svg.pendingSets.enumerated() {
        writeRule(set, "p\(number)", AlbumSVG.pendingDeclaration, to: &style)
      }
      style.write("}\n")
    }
    svg.write(
      title: pages.count == 1 ? last.title : "\(title): \(pages.count) steps",
      description: last.description,
      style: style,
      name: name,
      to: &html
    )
    html.write("</div>\n")
    return html
  }

  /// The button of a page, and what leads to the pages before and behind it while it is checked.
  private func writeControls(of number: Int, to html: inout [UInt8]) {
    let pages = svg.album.pages
    let page = pages[number]
    if number == 0 || pages[number - 1].phase != page.phase {
      html.write("<b aria-hidden=\"true\">\(escaped: page.phase.name)</b>\n")
    }
    html.write("<input type=\"radio\" name=\"\(name)\" id=\"\(name)-\(number)\"")
    html.write(" class=\"gs-\(page.phase.tint == .gradient ? "g" : "v")\"")
    if number == 0 { html.write(" checked=\"\"") }
    html.write(" title=\"\(page.index) · \(escaped: page.phase.name)\"")
    html.write(" aria-label=\"\(escaped: page.title): \(escaped: page.description)\"/>")
    for (target, word) in [(number - 1, "‹ Previous"), (number + 1, "Next ›")] {
      html.write("<label aria-hidden=\"true\"")
      if pages.indices.contains(target) { html.write(" for=\"\(name)-\(target)\"") }
      html.write(">\(word)</label>")
    }
    html.write("\n")
  }

  /// What holds for a class while the button of one of some pages is checked.
  private func writeRule(
    _ pages: PageSet,
    _ mark: String,
    _ declarations: String,
    to style: inout [UInt8]
  ) {
    for (position, stretch) in pages.stretches.enumerated() {
      style.write("\(position == 0 ? "" : ",")#\(name)>:checked")
      if stretch.count == 1 {
        style.write(":nth-of-type(\(stretch.lowerBound + 1))")
      } else {
        if stretch.lowerBound > 0 { style.write(":nth-of-type(n+\(stretch.lowerBound + 1))") }
        if stretch.upperBound < svg.album.pages.count {
          style.write(":nth-of-type(-n+\(stretch.upperBound))")
        }
      }
      style.write("~svg .gs-\(mark)")
    }
    style.write("{\(declarations)}\n")
  }
}
