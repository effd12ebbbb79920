import Gradstep
import Testing
import _GradstepTestSupport

/// The manual says what is true, and nothing that is not tried here.
@Suite struct ManualTests {
  @Test(arguments: ManualBlock.all)
  func `A block does what it says`(block: ManualBlock) throws {
    #expect(!block.claims.isEmpty)
    let findings = try block.findings()
    #expect(findings == block.claims, "\(block.source)\n\(findings.joined(separator: "\n"))")
  }

  @Test func `All code stands in blocks that are tried`() throws {
    let page = try Project.text("Documentation/language.md")
    let fences = page.matches(of: #/(?m)^```/#).count
    #expect(ManualBlock.all.count > 50 && fences == 2 * ManualBlock.all.count)
  }

  @Test func `What sentences mention stands in a block`() throws {
    let page = try Project.text("Documentation/language.md")
    let sentences = page.replacing(/```gradstep\n(?s).*?```/, with: "")
    for mention in sentences.matches(of: /`([^`\n]+)`/).map(\.output.1) {
      #expect(ManualBlock.all.contains { $0.source.contains(mention) }, "\(mention)")
    }
  }
}
