import GradstepGraph

extension OperationTable {
  /// The table of the language with one operation changed.
  static func standard(
    changing name: String,
    pullback: ((@escaping Operation.Pullback) -> Operation.Pullback)? = nil,
    pushforward: ((@escaping Operation.Pushforward) -> Operation.Pushforward)? = nil
  ) -> OperationTable {
    OperationTable(
      standard.operations.map { operation in
        guard operation.name == name else { return operation }
        return Operation(
          operation.name,
          notations: operation.notations,
          arity: operation.arity,
          parameterCount: operation.parameterCount,
          rule: operation.rule,
          summary: operation.summary,
          symbol: operation.symbol,
          formula: operation.formula,
          domain: operation.domain,
          samples: operation.samples,
          shape: operation.shape,
          value: operation.value,
          local: operation.local,
          pullback: pullback?(operation.pullback) ?? operation.pullback,
          pushforward: pushforward?(operation.pushforward) ?? operation.pushforward,
          kink: operation.kink
        )
      }
    )
  }

  /// The table with a pullback that passes on a multiple of what is right, in one slot or in all.
  static func standard(scaling name: String, by factor: Double, slot only: Int? = nil) -> Self {
    standard(
      changing: name,
      pullback: { rule in
        { application, slot, upstream, gradient in
          guard only == nil || only == slot else {
            return rule(application, slot, upstream, gradient)
          }
          let before = (0..<gradient.count).map { gradient[$0] }
          rule(application, slot, upstream, gradient)
          for (position, number) in before.enumerated() {
            gradient[position] = number + factor * (gradient[position] - number)
          }
        }
      }
    )
  }
}
