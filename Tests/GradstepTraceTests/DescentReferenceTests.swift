import GradstepGraph
import GradstepTrace
import Testing

/// Gradient descent beside that of another engine.
@Suite struct DescentReferenceTests {
  /// The values after three steps of `torch.optim.SGD(lr=0.1)` of PyTorch 1.13 in doubles, written for
  /// the formulas of an example with PyTorch's own functions, and the sum of the output's components.
  struct Reference: Sendable, CustomTestStringConvertible {
    let name: String
    let output: Double
    let values: KeyValuePairs<String, [Double]>

    init(_ name: String, output: Double, values: KeyValuePairs<String, [Double]>) {
      self.name = name
      self.output = output
      self.values = values
    }

    var testDescription: String { name }
  }

  @Test(arguments: references)
  func threeStepsLeaveTheValuesOfPyTorch(reference: Reference) throws {
    let graph = try Examples.trace(reference.name).graph
    let last = Course(graph, descent: Descent(rate: 0.1, epochs: 3)).traces[3]
    for (name, values) in reference.values {
      #expect(last.value(name).isClose(to: values, within: 1e-13), "\(name)")
    }
    let output = last.value(of: graph.output).elements.reduce(0, +)
    #expect((output - reference.output).magnitude <= 1e-12 * max(1, output.magnitude))
    let updated = graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }
    #expect(updated.count == reference.values.count)
  }

  private static let references = [
    Reference(
      "two-layer-loss",
      output: 0.01652851881972347,
      values: [
        "x": [0.9988259653583703, -2.0034703376140275],
        "W": [
          0.5089877842175498, -0.31800807521003494, 0.7928738283411761, 0.11425575190690575,
          -0.4000057331893108, 0.9000122961207949,
        ],
        "b": [0.10899910691105655, -0.007127738975851054, -0.20000600934312418],
        "U": [
          1.0201810830970788, -0.9873913547098258, 0.4763062868313034, 0.31673534774846307,
          0.7102513339261549, -0.619581660074688,
        ],
        "b_u": [0.07408676382248254, -0.08009365070385234],
      ]
    ),
    Reference(
      "circuit",
      output: -28.797016,
      values: [
        "x": [-0.7020000000000002],
        "y": [6.298],
        "z": [-5.146],
      ]
    ),
    Reference(
      "logistic-regression",
      output: 0.4423406724339696,
      values: [
        "w": [0.5064811325529636, -0.29173843563626123],
        "b": [0.13258331582655034],
      ]
    ),
    Reference(
      "softmax-cross-entropy",
      output: 0.8220064749092235,
      values: [
        "z": [-2.854691670628074, 0.6794596052805862, 0.46523206534748723]
      ]
    ),
    Reference(
      "layer-norm",
      output: -0.1487881595221756,
      values: [
        "a": [1.0800163964515326, -0.530703813257486, 1.9506874168059531],
        "g": [0.943754035528444, 0.8922625507396105, 1.6639834137319456],
        "b": [-0.2, -0.30000000000000004, -0.5],
      ]
    ),
    Reference(
      "recurrent",
      output: -1.4962186781424702,
      values: [
        "W": [0.5523635202381436, -0.35618777284991754, 0.35797082993756846, 0.36269720551833945],
        "U": [0.8188326298103356, -1.257990373752177, 0.28785063551955853, -0.014402447222233819],
        "b": [-0.17404403331919605, -0.4858241759322372],
        "x_1": [0.98260954568444, 0.03111767160257877],
        "x_2": [-0.08989864056381078, 1.0776446044712595],
        "x_3": [0.7285720912223553, 1.1309293785278793],
        "h_0": [-0.011084153869471213, 0.012365353800477251],
      ]
    ),
    Reference(
      "mazur",
      output: 0.29079462868379957,
      values: [
        "w_1": [0.14987261483260605],
        "w_2": [0.19974522966521213],
        "w_3": [0.24985482909872658],
        "w_4": [0.29970965819745315],
        "b_1": [0.3445488786266528],
        "w_5": [0.3752479198767547],
        "w_6": [0.42509696901631294],
        "w_7": [0.506847762705859],
        "w_8": [0.5568895240298701],
        "b_2": [0.5697980045547691],
      ]
    ),
  ]
}
