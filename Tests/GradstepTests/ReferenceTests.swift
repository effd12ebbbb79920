import Gradstep
import Testing
import _GradstepTestSupport

/// Examples have the numbers that their sources publish; those with numbers of our own have what NumPy
/// gives for their formulas, with derivatives by complex steps.
@Suite struct ReferenceTests {
  /// What comes out of an example.
  struct Reference: Sendable, CustomTestStringConvertible {
    let example: String
    let value: [Double]
    let gradients: [(name: String, numbers: [Double])]
    /// How far off a number may be, for those that are published with a few digits.
    var tolerance = 1e-13

    var testDescription: String { example }
  }

  static let references = [
    // Baydin, Pearlmutter, Radul and Siskind (2018), tables 2 and 3.
    Reference(
      example: "baydin",
      value: [11.652],
      gradients: [("x_1", [5.5]), ("x_2", [1.716])],
      tolerance: 5e-4
    ),
    // Matt Mazur (2015).
    Reference(
      example: "mazur",
      value: [0.298371109],
      gradients: [("w_5", [0.082167041]), ("w_1", [0.000438568])],
      tolerance: 5e-10
    ),
    // NumPy.
    Reference(
      example: "lstm",
      value: [0.3898960261387898, -0.17653693637592238],
      gradients: [
        ("h_{t-1}", [0.10183789338298557, -0.007592751924071636]),
        ("C_{t-1}", [0.46369473788553267, 0.22670397220745603]),
        ("x_t", [0.005817860683812073]),
        ("b_f", [0.06797249667194041, -0.029275674265402663]),
        ("b_i", [0.07428875015666435, -0.027453244664760425]),
        ("b_C", [0.10399332968273577, 0.2482041031646192]),
        ("b_o", [0.0633444822866032, -0.09443718867414427]),
      ]
    ),
    // NumPy.
    Reference(
      example: "gru",
      value: [0.1927765594246159, -0.4547506050590353],
      gradients: [
        ("X_t", [0.1384194256414359, 0.059115661301463826]),
        ("H_{t-1}", [0.7981777001402779, 0.6728404587338997]),
        ("b_r", [0.010540621093989493, -0.03112913317685008]),
        ("b_z", [0.23556082778272439, 0.02079940268725139]),
        ("b_h", [0.07752615620833386, 0.47225486387176785]),
        (
          "W_hh",
          [0.016685713341677247, 0.10164194470833392, -0.017203960656824765, -0.10479887686177648]
        ),
      ]
    ),
    // NumPy.
    Reference(
      example: "attention",
      value: [
        0.5702677787583097, -0.6101550972619466, 0.5094829092820071, -0.6064868222230261,
        0.5509184798815103, 0.3946702907520667,
      ],
      gradients: [
        (
          "Q",
          [
            -0.4464304929354755, 0.307772755405976, -0.46902732117444595, 0.2641809609978365,
            -0.08253881863464442, 0.04732817974959006,
          ]
        ),
        (
          "K",
          [
            0.20997334271893844, -0.07056004158303873, 0.10123913195169155, -0.06368453912409827,
            -0.31121247467063007, 0.13424458070713713,
          ]
        ),
      ]
    ),
    // NumPy.
    Reference(
      example: "recurrent",
      value: [-0.26534648573937597, 0.5637691577295724],
      gradients: [
        (
          "W",
          [-0.14348330000298068, 0.4607891422470986, -0.36426211174575734, 0.24389955726737703]
        ),
        ("U", [1.0071113114404182, 1.3633092851916455, 0.5611751607492189, 0.6769308237732625]),
        ("b", [1.4408293541263009, 0.5559416477295929]),
        ("h_0", [0.014562199258593752, -0.07165169109786436]),
      ]
    ),
    // NumPy.
    Reference(
      example: "logistic-regression",
      value: [0.48322619796514377],
      gradients: [
        ("w", [-0.3674370663509143, -0.024614800157876197]), ("b", [-0.11403815015006805]),
      ]
    ),
    // NumPy.
    Reference(
      example: "layer-norm",
      value: [0.2622214211307625, -0.6488856845230502, 2.0710998958306748],
      gradients: [
        ("a", [-0.2561390859959407, 0.10245563439837636, 0.1536834515975645]),
        ("g", [0.1622214211307626, -1.2977713690461001, 1.1355499479153377]),
      ]
    ),
  ]

  @Test(arguments: references)
  func `An example has the numbers of its source`(reference: Reference) throws {
    let lesson = try #require(Example.all.first { $0.name == reference.example }).lesson()
    let value = lesson.trace.value(of: lesson.graph.output)
    expect(value, toBe: reference.value, within: reference.tolerance)
    for (name, numbers) in reference.gradients {
      let leaf = try #require(lesson.graph.origins.firstIndex { $0.name == name }, "\(name)")
      let gradient = try #require(lesson.trace.gradient(of: leaf), "\(name)")
      expect(gradient, toBe: numbers, within: reference.tolerance, name)
    }
  }

  private func expect(
    _ found: Tensor,
    toBe expected: [Double],
    within tolerance: Double,
    _ name: String = "the value"
  ) {
    let isClose = zip(found.elements, expected).allSatisfy { ($0 - $1).magnitude <= tolerance }
    #expect(found.elements.count == expected.count && isClose, "\(name) is \(found.elements)")
  }
}
