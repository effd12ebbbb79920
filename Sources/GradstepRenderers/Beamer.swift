import GradstepFrames
import GradstepText

extension OutputFormat {
  /// A picture for slides in LaTeX, step by step.
  public static let beamer = OutputFormat(
    name: "beamer",
    ending: "tex",
    summary: "all steps for slides in LaTeX, one overlay each, on its own or by \\input in a frame",
    mark: BeamerWriter.mark,
    content: .album { album, _ in BeamerWriter(album).bytes }
  )
}

/// Writes an album for the package TikZ, a page on each overlay of a frame of beamer.
struct BeamerWriter {
  private let album: Album
  private let writer: TikZWriter

  /// The first line, which says what wrote the others.
  static let mark = "% the steps of a lesson, by gradstep\n"

  init(_ album: Album) {
    self.album = album
    let (size, scale) = (album.picture.size, album.picture.scale)
    writer = TikZWriter(
      album.picture,
      preamble: """
        \\documentclass[beamer]{standalone}
        \\usepackage[T1]{fontenc}
        \\usepackage{mathptmx,helvet,amsmath,amssymb,tikz}
        \\usefonttheme{professionalfonts}
        \\geometry{papersize={\(scale * size.width)bp,\(scale * size.height + Self.spare)bp}}
        \\setbeamersize{text margin left=0pt,text margin right=0pt}
        \\setbeamertemplate{navigation symbols}{}
        \\begin{document}%
        \\begingroup

        """,
      environment: "standaloneframe"
    )
  }

  /// What a frame is higher than what stands in it, in points.
  private static let spare = 8.0

  var bytes: [UInt8] {
    var tex: [UInt8] = []
    tex.write("\(Self.mark)")
    for page in album.pages {
      tex.write(comment: page.title)
      tex.write(comment: page.description)
    }
    tex += writer.opening
    for (number, page) in album.pages.enumerated() where !page.caption.isEmpty {
      write(on: PageSet(number..<number + 1), to: &tex) { tex in
        for mark in page.caption { writer.write(mark, nil, to: &tex) }
      }
    }
    tex.write("\\begin{scope}[shift={(\(writer.origin))}]\n")
    for element in album.plainElements {
      write(on: element.pages, to: &tex) { tex in
        for drawing in element.drawings {
          for mark in drawing.part.marks { writer.write(mark, drawing.part, to: &tex) }
        }
      }
    }
    tex.write("\\end{scope}\n\(writer.closing)")
    return tex
  }

  /// Writes what shows on some overlays; those behind the last page are like it.
  private func write(on pages: PageSet, to tex: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
    guard pages.stretches != [album.pages.indices] else { return write(&tex) }
    for (position, stretch) in pages.stretches.enumerated() {
      let (first, last) = (stretch.lowerBound + 1, stretch.upperBound)
      tex.write("\(position == 0 ? "\\only<" : ",")\(first)")
      if last == album.pages.count {
        tex.write("-")
      } else if last > first {
        tex.write("-\(last)")
      }
    }
    tex.write(">{%\n")
    write(&tex)
    tex.write("}%\n")
  }
}
