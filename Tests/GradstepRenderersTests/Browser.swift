import Foundation
import Testing
import _GradstepTestSupport

/// A browser without a window, and what it has to say of a page.
enum Browser {
  /// The text of the element `report` when everything on the page has come to its end.
  static func report(of body: String, _ options: String...) throws -> String? {
    let scratch = try TemporaryFolder()
    let page = scratch.url.appending(path: "page.html")
    try ("<!DOCTYPE html><meta charset=\"utf-8\"><body>" + body)
      .write(to: page, atomically: true, encoding: .utf8)
    let shown = try Program.run(
      #require(Program.installed("chromium")),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--window-size=1600,1200",
        "--virtual-time-budget=600000", "--user-data-dir=\(scratch.url.path())/profile",
      ] + options + [page.absoluteString]
    )
    let report = shown.output.firstMatch(of: /<pre id="report">([^<]*)<\/pre>/)?.output.1
    return report.map(String.init)
  }
}
