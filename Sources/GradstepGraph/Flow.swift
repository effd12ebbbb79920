/// What flows, a cotangent or a tangent, times a derivative.
///
/// Where nothing flows nothing arrives, also through a derivative that is infinite or no number: the
/// one rule for every operation.
@inline(__always)
func carried(_ flow: Double, by derivative: Double) -> Double {
  flow == 0 ? 0 : flow * derivative
}

extension TensorView {
  /// Whether all that flows is exactly 0.
  package var carriesNothing: Bool {
    for i in 0..<count where self[i] != 0 { return false }
    return true
  }
}
