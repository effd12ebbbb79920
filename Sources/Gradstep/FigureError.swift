/// Why there are no figures.
public enum FigureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The graph could not be laid out.
  case layout(GraphvizError)
  /// What the figures are to be of is not there; what there is.
  case noNode(String)
  /// The format is made of SVG, and that did not go.
  case conversion(ConversionError)

  /// What is wrong and what to do about it, in one line.
  public var description: String {
    switch self {
    case .layout(let error): "\(error)"
    case .noNode(let words): words
    case .conversion(let error): "\(error)"
    }
  }
}
