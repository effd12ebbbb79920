extension SourceReading {
  /// What a person reads, what other programs read, and the equations.
  public var report: Report { Report([.table(table)], document: document, latex: latex) }

  /// The entries under one another: what each reads as, the shape of its value, and what it is.
  private var table: Table {
    Table(
      headings: ["reads as", "shape", ""],
      rows: entries.map { entry in
        [
          Table.Cell([Self.short(entry.text)] + entry.sums.map { Text("  \($0)", .dimmed) }),
          Table.Cell(Text(entry.shape?.description ?? "", .dimmed)),
          Table.Cell(Text(entry.role == .alias ? "second name" : entry.role.rawValue)),
        ]
      }
    )
  }

  /// The entries for other programs.
  private var document: JSON {
    [
      "format": "gradstep-read-1",
      "statements": .array(
        entries.map { entry in
          [
            "name": entry.name.map(JSON.string) ?? .null,
            "role": .string(entry.role.rawValue),
            "reading": .string(entry.text),
            "latex": entry.latex.map { .string($0.replacing("&", with: "")) } ?? .null,
            "shape": entry.shape.map { .integers($0.dimensions) } ?? .null,
            "sums": .array(entry.sums.map(JSON.string)),
          ]
        }
      ),
      "notes": .array(notes.map { .string($0.summary) }),
    ]
  }

  /// The entries as equations, for a document with amsmath.
  private var latex: String {
    let lines = entries.compactMap(\.latex).joined(separator: " \\\\\n")
    return "\\begin{align*}\n\(lines)\n\\end{align*}\n"
  }

  /// A text that leaves room for the rest of a line: a large matrix is no formula.
  private static func short(_ text: String) -> Text {
    text.count > longestText ? Text(text.prefix(longestText - 1) + "…") : Text(text)
  }

  private static let longestText = 100
}
