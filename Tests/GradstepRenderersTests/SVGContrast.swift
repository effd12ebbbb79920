import Foundation

@testable import GradstepRenderers

/// A colour of text and the ground that it stands on.
struct SVGContrast: Sendable, CustomStringConvertible {
  let ink: String
  let ground: String

  /// Every colour of text of both palettes, on the page and on every card.
  static let pairs: [SVGContrast] = [(SVGStyle.light, "#ffffff"), (SVGStyle.dark, "#14171b")]
    .flatMap { palette, page in
      [page, palette.leaf, palette.operation].flatMap { ground in
        [palette.ink, palette.dim, palette.value, palette.gradient].map { ink in
          SVGContrast(ink: ink, ground: ground)
        }
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
