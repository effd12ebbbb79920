import Gradstep
import Testing

/// What a message offers to write instead is right: taken, it leaves no error of the kind behind.
@Suite struct WayOutTests {
  static let sources = [
    // Products
    "W = [[1, 2], [3, 4], [5, 6]]; x = [1, 2, 3]; y = W·x",
    "W = [[1, 2], [3, 4]]; x = [1, 2]; y = x*W",
    "W = [[1, 2, 3], [3, 4, 5]]; y = W·W", "a = [1, 2]; b = [3, 4]; y = a*b",
    "a = [1, 2]; b = [3, 4]; y = -a*(a + b)", "a = [1, 2]; b = [3, 4]; y = 1 + (a - b) (a + b)/2",
    "g = [1, 2]; x = [3, 4]; b = [0, 1]; y = g·x + b", "p = [.2, .8]; q = [.5, .5]; y = p·log(p/q)",
    "p = [.2, .8]; q = [.5, .5]; y = -p·(log(p) - log(q))",
    // Sums
    "X = [[1, 2], [3, 4]]; b = [1, 2]; y = X + b",
    "X = [[1, 2], [3, 4]]; b = [1, 2]; y = tanh(b - X)",
    #"\mathbf{H}_t = \phi(\mathbf{X}_t \mathbf{A}_{xh} + \mathbf{b}_h); \phi = tanh; X_t = [[1, 2], [3, 4]]; A_{xh} = [[1, 0], [0, 1]]; b_h = [0, 1]"#,
    "X = [[1, 2, 3], [3, 4, 5]]; y = X + X'",
    "X = [[1, 2, 3], [3, 4, 5]]; b = [1, 2]; y = (X + 1) ⊙ (b - X')",
    // Powers
    "A = [[1, 2], [3, 4]]; y = A^2", "A = [[1, 2], [3, 4]]; y = 2(A + 1)²", "a = [1, 2]; y = 2^a",
    "a = [1, 2]; b = [3, 4]; y = a^b",
    // Brackets and bars
    "A = [[1, 2, 3], [3, 4, 5]]; y = |A|", "A = [[1, 2], [3, 4]]; B = A; y = 2⟨A, B + 1⟩",
    "y = ⟨1, 2⟩", #"x = [1, 2]; y = \langle x \rangle"#, "x = 1; y = ⟨x, 2, 3⟩", "y = (1 + 2]",
    "y = 1 + 2)",
    #"$y = 1\)"#, "y = [1 2]", "x = 2; y = x 2",
    // Statistics
    "X = [[1, 2], [3, 5]]; y = Var[X]", "X = [[1, 2], [3, 5]]; y = X - E[X + 1]",
    #"x = [1, 2]; y = \mathbb{E}[x + 1]"#, #"x = [1, 2]; y = 1 + \mathbb{E}(x)"#,
    // Names
    "height = 3; y = heigth + 1", "height = 3; output heigth", "y = sigmiod(2)",
    "a : 1; ab : 1; b : 1; y = aab",
    "w = [1, 2]; g = 1; y = w; w = w - g", "x = 2; x^2; y = 3x",

    #"y = \sigmma(2)"#, #"x = 2; y = \alphax; \alpha = 1"#,
    // Functions
    "y = sin^-1 0.5", "y = tanh⁻¹(0.5)", "z = 1; y = σ'(z)", "z = 1; y = tanh'(2z) + 1",
    "x = 1; y = np.expp(x)", "x = [1, 2]; y = sum(x.detach())", "y = 1 ./ 2",
  ]

  @Test(arguments: sources) func everyWayOutIsRight(source: String) throws {
    let error = try #require(errors(source).first)
    let repaired = error.solutions.filter { !$0.replacements.isEmpty }
      .map { Diagnostic.applied($0.replacements, to: source) }
    #expect(!repaired.isEmpty, "\(error.summary)")
    for text in repaired {
      let left = errors(text)
      #expect(left.isEmpty, "\(text): \(left.map(\.summary))")
    }
  }

  /// Readings that a person could mean otherwise say how to write that.
  @Test(arguments: [
    "a = 1; b = 2; y = 1/a b", "x = 1; y = sin 2x", "x : 3; y = x [1]", "y = √2x; x = 1",
    "x = 1; y = [1 -x]", "a = [1, 2]; b = [3, 4]; y = [aᵀ; bᵀ]ᵀ",
  ])
  func whatCouldBeMeantOtherwiseCanBeWritten(source: String) throws {
    let solutions = try Lesson(source).warnings.flatMap(\.solutions).filter {
      !$0.replacements.isEmpty
    }
    #expect(!solutions.isEmpty)
    for solution in solutions {
      #expect(errors(Diagnostic.applied(solution.replacements, to: source)).isEmpty)
    }
  }

  private func errors(_ source: String) -> [Diagnostic] {
    do {
      _ = try Lesson(source)
      return []
    } catch {
      return error.diagnostics.filter { $0.severity == .error }
    }
  }
}
