import Foundation
import Testing
import _GradstepTestSupport

/// The cost of differentiation, and the Jacobian layer by layer, as the command prints them.
@Suite struct CostCommandTests {
  private static let chain = [
    "L = c·(B·(A·x))", "c=[1, 2, 3]", "B=[[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]",
    "A=[[1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [1, 0, 1, 0, 1], [2, 2, 2, 2, 2]]",
    "x=[1, 2, 3, 4, 5]",
  ]

  private func gradstep(_ command: String, _ arguments: [String]) throws -> Program {
    try Program.run(Program.gradstep, [command] + arguments)
  }

  @Test func theCostIsATable() throws {
    let run = try gradstep("cost", Self.chain)
    #expect(
      run.output == """
        ∂L/∂x = cᵀ·B·A, (1×3)(3×4)(4×5)
        x is chosen, the variable with the longest chain
                 product     multiplications  result
        forward  (3×4)(4×5)  3·4·5 = 60       3×5, 15 numbers
                 (1×3)(3×5)  1·3·5 = 15       1×5, 5 numbers
                 cᵀ·(B·A)    60 + 15 = 75     largest 15
        reverse  (1×3)(3×4)  1·3·4 = 12       1×4, 4 numbers
                 (1×4)(4×5)  1·4·5 = 20       1×5, 5 numbers
                 (cᵀ·B)·A    12 + 20 = 32     largest 5
        best     (cᵀ·B)·A    32               largest 5
        executed, structure used: 175 by 5 forward sweeps, 35 by 1 reverse sweep
        (a division counts as a multiplication; working out derivatives is not counted)
        memory: 280 bytes for all local Jacobians as matrices, 384 for the gradients of all nodes

        """
    )
  }

  @Test func theCostIsJSONAsDocumented() throws {
    let run = try gradstep("cost", Self.chain + ["--json"])
    #expect(
      run.output == """
        {
          "format": "gradstep-cost-1",
          "output": "L",
          "leaf": "x",
          "factors": [
            {"label": "A", "shape": [4, 5]},
            {"label": "B", "shape": [3, 4]},
            {"label": "cᵀ", "shape": [1, 3]}
          ],
          "forward": {"multiplications": 75, "largestIntermediate": 15},
          "reverse": {"multiplications": 32, "largestIntermediate": 5},
          "best": {"multiplications": 32, "largestIntermediate": 5, "order": "(cᵀ·B)·A"},
          "executed": {"forward": 175, "reverse": 35},
          "bytes": {"jacobians": 280, "vjps": 384}
        }

        """
    )
  }

  @Test func aGraphThatIsNoChainIsCountedAsAWhole() throws {
    let run = try gradstep("cost", ["y = x·x", "x=[1, 2]", "--json"])
    #expect(run.status == 0 && run.output.contains("\"order\": \"reverse\""))
    let table = try gradstep("cost", ["y = x·x", "x=[1, 2]"])
    #expect(table.output.hasPrefix("no variable has a chain of factors, so x is taken\n"))
  }

  /// The Jacobian of the layer would take 800 megabytes.
  @Test func aLayerOfTenThousandNeedsTheMemoryOfItsVectors() throws {
    let numbers = Array(repeating: "0.5", count: 10_000).joined(separator: ",")
    for arguments in ["", "--json"] {
      let run = try Program.run(
        URL(filePath: "/bin/bash"),
        ["-c", "ulimit -v 600000; \"$0\" cost - \(arguments)", Program.gradstep.path()],
        input: "x = [\(numbers)]\ny = tanh(x)\nL = sum(y)"
      )
      #expect(run.status == 0 && run.output.contains("800080000"), "\(run.error)")
    }
  }

  @Test(arguments: ["cost", "jacobian"])
  func aLeafThatThereIsNotIsAnError(command: String) throws {
    let flags = command == "jacobian" ? ["--by-layer"] : []
    let run = try gradstep(command, ["y = 2x", "x=1", "--wrt", "q"] + flags)
    #expect(run.status == 1 && run.error.contains("'q' is no variable of the source; there are x"))
  }

  @Test func aSourceWithoutVariablesIsAnError() throws {
    let run = try gradstep("cost", ["y = 2t", "const t=1"])
    #expect(run.status == 1 && run.error == "error: the source has no variables\n")
  }

  @Test func theJacobianIsPrintedLayerByLayer() throws {
    let run = try gradstep("jacobian", ["--by-layer"] + Self.chain)
    #expect(
      run.output == """
        ∂v₁/∂x = A, 4×5
                 x₁  x₂  x₃  x₄  x₅
        v_{1,1}  1   2   3   4   5
        v_{1,2}  5   4   3   2   1
        v_{1,3}  1   0   1   0   1
        v_{1,4}  2   2   2   2   2

        ∂v₂/∂v₁ = B, 3×4
                 v_{1,1}  v_{1,2}  v_{1,3}  v_{1,4}
        v_{2,1}  1         2        3        4
        v_{2,2}  5         6        7        8
        v_{2,3}  9        10       11       12

        ∂L/∂v₂ = cᵀ, 1×3
           v_{2,1}  v_{2,2}  v_{2,3}
        L  1        2        3

        ∂L/∂x = cᵀ·B·A, (1×3)(3×4)(4×5) = 1×5
           x₁   x₂   x₃   x₄   x₅
        L  420  364  408  352  396

        the reverse order A·B·cᵀ does not fit: A·B would be (4×5)(3×4), 5 columns against 3 rows

        """
    )
  }

  @Test func aMatrixWithSeveralColumnsIsJoinedColumnByColumn() throws {
    let run = try gradstep(
      "jacobian",
      ["--by-layer", "Y = concat(A, B)", "A=[[1, 2, 3]]", "B=[[4, 5, 6], [7, 8, 9]]", "--wrt", "A"]
    )
    #expect(run.output.hasPrefix("∂Y/∂A = I ⊗ concat(eye(1), zeros(2, 1)), 9×3\n"), "\(run.output)")
  }

  @Test func theReverseOrderShowsItsMatrix() throws {
    let run = try gradstep(
      "jacobian",
      ["y = A·(B·x)", "A=[[1,2],[3,4]]", "B=[[0,1],[1,0]]", "x=[1,2]", "--by-layer"]
    )
    #expect(
      run.output.hasSuffix(
        "\n\nthe reverse order B·A fits, too, and gives another matrix, 2×2:\n  3  4\n  1  2\n"
      )
    )
  }

  @Test func theLayersAreJSON() throws {
    let run = try gradstep("jacobian", ["--by-layer", "--json"] + Self.chain)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    )
    #expect(document["format"] as? String == "gradstep-jacobian-1")
    #expect(document["matrix"] as? [[Double]] == [[420, 364, 408, 352, 396]])
    let factors = try #require(document["factors"] as? [[String: Any]])
    #expect(factors.map { $0["label"] as? String } == ["A", "B", "cᵀ"])
    #expect(factors.map { $0["shape"] as? [Int] } == [[4, 5], [3, 4], [1, 3]])
    #expect(factors[2]["matrix"] as? [[Double]] == [[1, 2, 3]])
    let plain = try gradstep("jacobian", ["--json", "--wrt", "x"] + Self.chain)
    #expect(!plain.output.contains("factors"))
  }

  @Test func layersNeedAChain() throws {
    let run = try gradstep("jacobian", ["y = x² + x + c", "x=1", "c=[1, 2]", "--by-layer"])
    #expect(
      run.status == 1
        && run.error
          == "error: ∂y/∂x is no product of a chain: x is used twice, by v₁ and v₂, and what"
          + " comes back adds up\n  | help: differentiate by c, which has a chain\n"
    )
  }

  @Test func aMatrixThatIsTooLargeIsNotWrittenOut() throws {
    let run = try gradstep("jacobian", ["y = 3x·ones(5000)", "x=2", "--by-layer"])
    #expect(run.status == 1 && run.error.contains("the Jacobian of y has 5000 entries"))
  }

  @Test func layersFollowOneLeaf() throws {
    let run = try gradstep(
      "jacobian",
      ["y = a·b", "a=1", "b=2", "--by-layer", "--wrt", "a", "--wrt", "b"]
    )
    #expect(run.status == 64 && run.error.contains("--by-layer follows one leaf"))
  }
}
