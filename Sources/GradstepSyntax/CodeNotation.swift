/// What code calls the functions of the language, and how it takes them from libraries.
enum CodeNotation {
  /// What a name of a library or a method stands for.
  enum Meaning: Hashable {
    /// A function of the language, by its name there.
    case function(String)
    /// An operator of two operands, as `np.dot`.
    case infix(BinaryOperator)
    case transpose
    /// A function whose argument is its value, as `np.array`.
    case identity
    /// `np.where(x > 0, a, b)`.
    case choice
    /// How many components a value has, as `len(x)`.
    case size(Dimension)
  }

  /// What a member says of the size of a value, with the number behind it where there is one: `x.size`,
  /// `x.shape[0]`, `x.size(1)`; nothing for one that does not.
  static func dimension(ofMember name: String, axis: Int? = nil) -> Dimension? {
    switch (name, axis) {
    case ("size", nil), ("nelement", nil), ("numel", nil): .all
    case ("size", let axis?), ("shape", let axis?): Dimension(axis: axis)
    case ("shape", nil): .all
    default: nil
    }
  }

  /// Functions that no library's name stands before, by what they mean where no source has the name.
  static let constructors: [String: Meaning] = [
    "Value": .identity, "Variable": .identity, "Parameter": .identity, "len": .size(.rows),
    "where": .choice,
  ]

  /// The names that libraries are known by.
  static let libraries: Set<String> = [
    "np", "numpy", "jnp", "torch", "tf", "math", "nn", "F", "keras", "sp", "scipy", "cp",
    "jax", "mx", "nd", "npx", "tnp",
  ]

  /// What a name of a library means; nothing for one that the language has no word for.
  static func meaning(ofFunction name: String, functions: Set<String>) -> Meaning? {
    if let meaning = meanings[name] { return meaning }
    return functions.contains(name) ? .function(name) : nil
  }

  /// What a method means, as `sum` in `x.sum()`.
  static func meaning(ofMethod name: String, functions: Set<String>) -> Meaning? {
    switch name {
    case "T", "t", "mT", "transpose": .transpose
    default: meaning(ofFunction: name, functions: functions)
    }
  }

  /// What `axis=1` makes of a function: that of the rows or the columns of a matrix.
  static func function(_ name: String, axis: Int) -> String? {
    let isOfRows = axis == 1 || axis == -1
    guard isOfRows || axis == 0 else { return nil }
    switch name {
    case "sum", "mean": return name + (isOfRows ? "_rows" : "_columns")
    case "softmax": return isOfRows ? name : "softmax_columns"
    case "log_softmax": return isOfRows ? name : nil
    default: return nil
    }
  }

  /// Arguments with a name that change no value.
  static let idleKeywords: Set<String> = [
    "keepdims", "keepdim", "dtype", "requires_grad", "inplace", "device", "label", "name", "ndmin",
  ]

  /// Arguments with a name that say along which axis a function works.
  static let axisKeywords: Set<String> = ["axis", "dim"]

  private static let meanings: [String: Meaning] = {
    var meanings: [String: Meaning] = [
      "dot": .infix(.dot), "matmul": .infix(.dot), "mm": .infix(.dot), "mv": .infix(.dot),
      "bmm": .infix(.dot), "inner": .infix(.dot), "vdot": .infix(.dot),
      "multiply": .infix(.hadamard), "mul": .infix(.hadamard), "add": .infix(.add),
      "subtract": .infix(.subtract), "sub": .infix(.subtract), "divide": .infix(.divide),
      "div": .infix(.divide), "true_divide": .infix(.divide), "where": .choice,
      "array": .identity, "asarray": .identity, "tensor": .identity, "Tensor": .identity,
      "constant": .identity, "float32": .identity, "float64": .identity, "as_tensor": .identity,
      "FloatTensor": .identity, "from_numpy": .identity, "Parameter": .identity,
      "Variable": .identity, "matrix": .identity, "power": .infix(.power), "pow": .infix(.power),
      "size": .size(.all), "numel": .size(.all),
    ]
    for (name, function) in synonyms { meanings[name] = .function(function) }
    return meanings
  }()

  private static let synonyms = [
    "maximum": "max", "minimum": "min", "amax": "max", "amin": "min", "fmax": "max",
    "fmin": "min", "absolute": "abs", "fabs": "abs", "clamp": "clip",
    "clip_by_value": "clip", "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "reduce_sum": "sum", "reduce_mean": "mean", "reduce_max": "max", "average": "mean",
    "concatenate": "concat", "cat": "concat", "hstack": "concat",
    "expit": "sigmoid", "mse_loss": "mse",
    "identity": "eye", "swish": "silu",
  ]
}
