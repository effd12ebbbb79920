import GradstepGraph
import Testing

/// Slopes where the number that they are usually taken of has lost its digits.
///
/// The right numbers were worked out with 60 digits.
@Suite struct SaturationTests {
  private func slope(_ name: String, _ x: Double) throws -> Double {
    let evaluation = try Trial(name, Sample([Tensor(x)])).evaluation()
    let slope = evaluation.pullback(slot: 0, upstream: Tensor(1)).elements[0]
    #expect(evaluation.pushforward(slot: 0, tangent: Tensor(1)).elements[0] == slope)
    return slope
  }

  @Test(
    arguments: [
      ("tanh", 20, 1.699_341_702_116_635_6e-17), ("tanh", -20, 1.699_341_702_116_635_6e-17),
      ("tanh", 1.5, 0.180_706_638_923_648_53), ("tanh", 0.5, 0.786_447_732_965_927_41),
      ("tanh", 100, 5.5355861069469501e-87),
      ("sigmoid", 20, 2.061_153_613_941_849_3e-9), ("sigmoid", 40, 4.248_354_255_291_589e-18),
      ("sigmoid", -40, 4.248_354_255_291_589e-18), ("sigmoid", 2.25, 0.086_257_944_442_562_981),
      ("sigmoid", 700, 9.859_676_543_759_770_9e-305),
      ("gelu", -0.751_791_5, 1.065_512_497_231_612_9e-8),
      ("gelu", -0.75, 0.000_774_278_260_764_895_63),
      ("gelu", -0.751_791_524_693_564_5, -6.453_751_729_367_753_2e-18),
      ("gelu", -1, -0.083_315_470_587_686_298),
      ("gelu", 2, 1.085_231_801_078_196_9),
      ("silu", -1.278_464_542_761_073_7, 2.384_383_475_524_311_5e-17),
      ("silu", -1.278_464_5, 9.313_862_713_250_455_8e-9),
      ("silu", -3, -0.088_104_106_015_169_617), ("silu", -30, -2.713_710_660_963_134e-12),
    ] as [(String, Double, Double)]
  )
  func keepsItsDigits(name: String, x: Double, slope right: Double) throws {
    let slope = try slope(name, x)
    #expect((slope / right - 1).magnitude < 4e-15, "\(slope)")
  }

  /// The formula for results near their limit gives what the rule does.
  @Test(arguments: ["tanh", "sigmoid"], [3.0, 20, -4])
  func theFormulaOfASaturatedSlopeHolds(name: String, x: Double) throws {
    let trial = try Trial(name, Sample([Tensor(x)]))
    let usage = Usage(shapes: [.scalar], takesOtherForm: true)
    let formula = trial.operation.local(0, usage).formula.description(operands: ["x"])
    let number = try #require(value(of: formula, where: "x = \(x)")).elements[0]
    let slope = try slope(name, x)
    #expect(!formula.contains("y") && (number / slope - 1).magnitude < 1e-13)
  }
}
