import GradstepFrames
import GradstepText

/// The style sheet of the buttons around an album: in the colours of its theme, in one row or more
/// above it.
struct HTMLStepsStyle {
  private let album: Album
  private let name: String

  init(_ album: Album, name: String) {
    self.album = album
    self.name = name
  }

  /// At both sides, as around captions.
  private let margin = 18

  var text: String {
    let theme = album.picture.theme
    let own = "#\(name)"
    let dark =
      theme.darkPalette.map { "@media (prefers-color-scheme:dark){\(own){\(colours($0))}}\n" } ?? ""
    let rules = [
      "{\(colours(theme.palette));background:var(--ground);color:var(--ink);\(box)}",
      ">*{flex:none;order:1;margin:0}",
      ">svg{flex:none;width:calc(100% + \(2 * margin)px);max-width:\(width)px;height:auto;"
        + "margin:0 -\(margin)px}",
      // A button is as large as a finger needs; what is seen of it is its middle.
      ">input{appearance:none;-webkit-appearance:none;width:24px;height:24px;border:7px solid"
        + " transparent;border-radius:50%;background:none padding-box;box-shadow:none;cursor:pointer;"
        + "color:var(--value);position:relative}",
      ">input.gs-g{color:var(--gradient)}",
      ">input::before{content:\"\";position:absolute;inset:0;border-radius:50%;box-shadow:inset 0"
        + " 0 0 2px currentColor}",
      ">input:has(~:checked)::before{background:currentColor}",
      ">input:checked::before{background:currentColor;inset:-4px}",
      ">input:focus-visible{outline:2px solid var(--ink);outline-offset:-1px}",
      ">b{font-weight:normal;color:var(--dim);padding:0 4px 0 10px}",
      ">label{display:none;order:0;padding:3px 10px;border:1px solid var(--line);border-radius:4px;"
        + "cursor:pointer;user-select:none;-webkit-user-select:none}",
      ">label+label{margin-left:6px}",
      ">label:not([for]){opacity:.4;cursor:default}",
      ">:checked+label,\(own)>:checked+label+label{display:block}",
    ]
    let known =
      "@media (forced-colors:active){\(own)>input{appearance:auto;border:0}"
      + "\(own)>input::before{display:none}}\n"
    return rules.map { "\(own)\($0)\n" }.joined() + dark + known
      + "@media print{\(own)>:not(svg){display:none!important}}\n"
  }

  /// The width that the figure has.
  private var width: String {
    var width: [UInt8] = []
    width.write(album.picture.scale * album.picture.size.width)
    return String(decoding: width, as: UTF8.self)
  }

  /// As wide as the figure, or as the buttons of a short lesson need.
  private var box: String {
    "box-sizing:border-box;max-width:max(\(width)px,600px);padding:10px \(margin)px 0;"
      + "display:flex;flex-wrap:wrap;align-items:center;direction:ltr;text-align:left;"
      + "font:13px/1.4 Helvetica,Arial,\"Liberation Sans\",sans-serif"
  }

  private func colours(_ palette: Theme.Palette) -> String {
    let inks: [Theme.Ink] = [.ground, .ink, .dim, .line, .value, .gradient]
    return inks.map { "--\($0.rawValue):\(palette[$0] ?? "none")" }.joined(separator: ";")
  }
}
