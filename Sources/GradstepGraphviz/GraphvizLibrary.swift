import CGraphviz
import GradstepLayout
import Synchronization

/// The one owner of the Graphviz library, which knows no threads.
@globalActor
actor GraphvizLibrary {
  static let shared = GraphvizLibrary()

  /// Made when it is first needed.
  private var context: OpaquePointer?

  /// Lays out a graph in DOT.
  ///
  /// - Throws: What Graphviz says is wrong with the graph or with its installation.
  func drawing(of document: LayoutDocument) throws(GraphvizError) -> Drawing {
    try drawing(ofText: document.text)
  }

  /// Lays out a graph given by the text of a `LayoutDocument`.
  func drawing(ofText text: String) throws(GraphvizError) -> Drawing {
    messages.withLock { $0.removeAll() }
    let context = try openContext()
    guard let graph = agmemread(text) else { throw failure() }
    defer { agclose(graph) }
    guard gvLayout(context, graph, "dot") == 0 else { throw failure() }
    defer { gvFreeLayout(context, graph) }
    return Drawing(graph)
  }

  private func openContext() throws(GraphvizError) -> OpaquePointer {
    if let context { return context }
    keepClustersInOrder()
    // Complaints would be printed otherwise.
    agseterrf { text in
      if let text { messages.withLock { $0 += String(cString: text) } }
      return 0
    }
    guard let context = contextForLayoutOnly() ?? gvContext() else { throw failure() }
    self.context = context
    return context
  }

  /// The error to throw.
  ///
  /// After one the context is not to be trusted, so the next call makes another.
  private func failure() -> GraphvizError {
    // The old one is not freed: what state it is in is not known.
    context = nil
    return .failed(messages.withLock { $0 })
  }
}

/// What Graphviz complained of.
///
/// It calls a C function for each piece of a message, which can keep it nowhere else.
private let messages = Mutex("")
