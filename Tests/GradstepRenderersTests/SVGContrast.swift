import Foundation
import Gradstep

@testable import GradstepRenderers

/// A colour of text and a ground that it may stand on, as the style sheet of a figure has them.
struct SVGContrast: Sendable, CustomStringConvertible {
  let ink: String
  let ground: String

  /// Every colour of text with every ground, for light pages and for dark ones.
  static let pairs: [SVGContrast] = [SVGStyleSheet.light, .dark].flatMap { sheet in
    sheet.grounds.flatMap { ground in
      sheet.inks.map { SVGContrast(ink: $0, ground: ground) }
    }
  }

  var description: String { "\(ink) on \(ground)" }

  /// The contrast as the Web Content Accessibility Guidelines 2.2 define it.
  var ratio: Double {
    let (one, other) = (Self.luminance(ink), Self.luminance(ground))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  private static func luminance(_ colour: String) -> Double {
    let number = Int(colour.dropFirst(), radix: 16) ?? 0
    let channels = [number >> 16, number >> 8 & 0xFF, number & 0xFF].map { channel in
      let share = Double(channel) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }
}

/// The colours that a style sheet gives to texts and to what they stand on.
struct SVGStyleSheet {
  /// The rules as selector and declarations, in order.
  let rules: [(selector: String, declarations: String)]
  /// The page, where no ground of the figure's own hides it.
  private let page: String

  private static let branches = SVGStyle(.auto).element.components(separatedBy: "@media")

  /// What holds on every page.
  static let light = SVGStyleSheet(branches[0], page: "#ffffff")
  /// What holds on dark pages.
  static let dark = SVGStyleSheet(branches[1], page: "none")

  private init(_ text: String, page: String) {
    self.page = page
    rules = text.matches(of: /([^{}\n]+)\{([^{}]*)\}/).flatMap { match in
      match.output.1.split(separator: ",").map { (String($0), String(match.output.2)) }
    }
  }

  private func fills(_ isWanted: (String) -> Bool) -> [String] {
    let fills = rules.filter { isWanted($0.selector) }.compactMap {
      ($0.declarations.firstMatch(of: /(?:^|;)fill:(#[0-9a-f]{6})/)?.output.1).map(String.init)
    }
    return Set(fills).sorted()
  }

  /// The colours of texts: everything filled that is neither a ground nor an arrowhead.
  var inks: [String] {
    fills { !$0.hasSuffix(".gs-box") && !$0.hasSuffix(".gs-ground") && !$0.hasSuffix("polygon") }
  }

  /// The figure's ground, or the page where it has none, and the insides of cards.
  var grounds: [String] {
    let own = fills { $0.hasSuffix(".gs-ground") }
    return (own.isEmpty ? [page] : own) + fills { $0.hasSuffix(".gs-box") }
  }
}
