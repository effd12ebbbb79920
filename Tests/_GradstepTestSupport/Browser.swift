import Foundation
import Testing

/// A browser without a window, and what it has to say of a page.
package enum Browser {
  /// The text of the element `report` when everything on the page has come to its end.
  ///
  /// The fonts are those of the machine, or those that a file of fontconfig names.
  package static func report(
    of body: String,
    _ options: String...,
    fonts: String? = nil
  ) throws -> String? {
    let scratch = try TemporaryFolder()
    let page = scratch.url.appending(path: "page.html")
    try ("<!DOCTYPE html><meta charset=\"utf-8\"><body>" + body)
      .write(to: page, atomically: true, encoding: .utf8)
    let shown = try Program.run(
      #require(Program.installed("chromium")),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--window-size=9000,3000",
        "--virtual-time-budget=600000", "--user-data-dir=\(scratch.url.path())/profile",
      ] + options + [page.absoluteString],
      environment: fonts.map { ["FONTCONFIG_FILE": $0] } ?? [:]
    )
    let report = shown.output.firstMatch(of: /<pre id="report">([^<]*)<\/pre>/)?.output.1
    return report.map(String.init)
  }
}
