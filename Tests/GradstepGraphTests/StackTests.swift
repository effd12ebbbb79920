import Foundation
import GradstepSyntax
import Synchronization
import Testing

@testable import GradstepGraph

/// Deep formulas on a thread with a small stack, as other threads than the first have it.
@Suite struct StackTests {
  /// What surrounds each level, and what is within.
  static let kinds: [(opening: String, inner: String, closing: String)] = [
    ("(", "x", ")"), ("{", "x", "}"), ("[", "x", "]"), ("-", "x", ""), ("+ -", "x", ""),
    ("2^", "x", ""), ("x^{", "x", "}"), ("x^(", "x", ")"), ("sin ", "x", ""), ("sin -", "x", ""),
    ("sin(", "x", ")"), ("sin^2 ", "x", ""), ("sin^2(", "x", ")"), ("f(", "x", ")"),
    ("max(1, ", "x", ")"), ("|", "x", "|"), ("|(", "x", ")|"), ("‖(", "x", ")‖"), ("v[", "1", "]"),
    ("x·(", "x", ")"), ("x(", "x", ")"), ("1 + (", "x", ")"), ("1/(", "x", ")"),
    (#"\frac{1}{"#, "x", "}"), (#"\frac{"#, "x", "}{2}"), (#"\frac1{"#, "x", "}"),
    (#"\sqrt{"#, "x", "}"), (#"\sqrt[3]{"#, "x", "}"), (#"\left("#, "x", #"\right)"#),
    (#"\left|"#, "x", #"\right|"#), (#"\lVert "#, "x", #"\rVert "#), (#"\sin{"#, "x", "}"),
    (#"\begin{bmatrix}"#, "x", #"\end{bmatrix}"#), (#"\mathbf{-"#, "x", "}"),
    ("[1, ", "x", "]"), ("[1; ", "x", "]"),
  ]

  /// Runs a body on a thread with a stack of so many bytes.
  private func onThread(stack size: Int, _ body: @escaping @Sendable () -> Void) {
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
      body()
      isDone.signal()
    }
    thread.stackSize = size
    thread.start()
    isDone.wait()
  }

  @Test(arguments: kinds, [95, 10_000])
  func nestingTakesNoStack(
    kind: (opening: String, inner: String, closing: String),
    depth: Int
  ) {
    let formula =
      String(repeating: kind.opening, count: depth) + kind.inner
      + String(repeating: kind.closing, count: depth)
    let source = "f(z) = z + 1\nx = 0.5\nv = [1, 2]\ny = \(formula)"
    let found = Mutex<(identifiers: [String], length: Int)>(([], 0))
    onThread(stack: 512 * 1_024) {
      let functions = OperationTable.standard.functionNames
      let (tree, parsing) = Parser.parse(sources([source]), functions: functions)
      let building = GraphBuilder.build(tree).diagnostics
      let last = tree.statements.last { $0.name?.text == "y" }
      guard case .definition(_, _, let value) = last?.kind else {
        found.withLock { $0 = (parsing.map(\.identifier), 0) }
        return
      }
      let reading = tree.reading(of: value)
      found.withLock { $0 = ((parsing + building).map(\.identifier), reading.utf8.count) }
    }
    let (identifiers, length) = found.withLock { $0 }
    if depth > 200 {
      #expect(identifiers.contains("nested-too-deeply"))
    } else {
      #expect(!identifiers.contains("nested-too-deeply"))
      #expect(length > 0)
    }
  }
}
