import GradstepLayout
import Testing

@testable import GradstepGraphviz

@Suite struct GraphvizLibraryTests {
  @Test func graphvizsOwnMessageIsReportedInOnePiece() async throws {
    let error = await #expect(throws: GraphvizError.self) {
      _ = try await GraphvizLibrary.shared.drawing(ofText: "digraph layout { 0 -> }")
    }
    // It counts lines from the first text that the process gave it.
    let summary = error?.summary ?? ""
    #expect(summary.contains("syntax error in line "))
    #expect(summary.hasSuffix(" near '}'"))
    #expect(error?.advice.contains("libgvc6-config-update -c") == true)
  }

  @Test func aFailureLeavesNothingBehind() async throws {
    let text = "digraph layout { 0 -> 1 [key=0] }"
    let before = try await GraphvizLibrary.shared.drawing(ofText: text)
    await #expect(throws: GraphvizError.self) {
      _ = try await GraphvizLibrary.shared.drawing(ofText: "graph")
    }
    let after = try await GraphvizLibrary.shared.drawing(ofText: text)
    #expect(before.centers == after.centers)
    #expect(before.curves == after.curves)
  }
}
