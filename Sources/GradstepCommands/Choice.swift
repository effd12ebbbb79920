import ArgumentParser

/// The value of this name, or an error that lists the names that there are.
func choice<Value>(
  _ name: String,
  among values: [Value],
  _ nameOfValue: (Value) -> String
) throws -> Value {
  if let value = values.first(where: { nameOfValue($0) == name }) { return value }
  throw ValidationError(
    "'\(name)' is none of \(values.map(nameOfValue).joined(separator: ", "))."
  )
}
