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
    /// The numbers from 0 on, as `range(n)`.
    case range
    /// The value in the place of some components, or what an operator makes of both: `x[y] = 0`.
    case replacement(BinaryOperator?)
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
  static let constructors: [String: Meaning] = bareFunctions.reduce(into: [
    "Value": .identity, "Variable": .identity, "Parameter": .identity, "len": .size(.rows),
    "where": .choice, "range": .range, "list": .identity, "tuple": .identity, "float": .identity,
  ]) { $0[$1.key] = $1.value }

  /// Functions of code that no other notation has, and that need no library before them.
  static let bareFunctions: [String: Meaning] = [
    "maximum": .function("max"), "minimum": .function("min"), "nansum": .function("sum"),
    "reduce_sum": .function("sum"), "reduce_mean": .function("mean"),
    "clip_by_value": .function("clip"),
  ]

  /// The names that libraries are known by.
  static let libraries: Set<String> = [
    "np", "numpy", "jnp", "torch", "tf", "math", "nn", "F", "keras", "sp", "scipy", "cp",
    "jax", "mx", "nd", "npx", "tnp",
  ]

  /// A library by what it divides a variance by.
  enum Library {
    case numPy
    case pyTorch
  }

  /// The library that a name is known by; nothing for one whose values have no variance as a method.
  static func library(named name: String) -> Library? {
    switch name {
    case "torch", "nn", "F": .pyTorch
    case "np", "numpy", "jnp", "jax", "cp", "mx", "nd", "npx", "tnp": .numPy
    default: nil
    }
  }

  /// What a name of a library means; nothing for one that the language has no word for.
  static func meaning(ofFunction name: String, functions: Set<String>) -> Meaning? {
    if let meaning = meanings[name] { return meaning }
    return functions.contains(name) ? .function(name) : nil
  }

  /// What a method means, as `sum` in `x.sum()`.
  static func meaning(ofMethod name: String, functions: Set<String>) -> Meaning? {
    switch name {
    case "T", "t", "mT", "transpose": .transpose
    case _ where idleMethods.contains(name): .identity
    default: meaning(ofFunction: name, functions: functions)
    }
  }

  /// Methods that give back the value itself.
  static let idleMethods: Set<String> = [
    "as_nd_ndarray", "asnumpy", "as_np_ndarray", "copy", "clone", "float", "double", "contiguous",
    "astype", "to", "block_until_ready", "values",
  ]

  /// Functions whose second argument is an axis, where it is a number.
  static let functionsOfAxis: Set<String> = [
    "sum", "mean", "max", "min", "prod", "softmax", "log_softmax", "std", "var", "argmax", "argmin",
    "logsumexp", "cumsum",
  ]

  /// The functions that code alone has.
  private static let codeFunctions = ["nll_loss", "one_hot", "unsqueeze", "squeeze", "rsqrt"]

  /// The functions that are none of the language, and that hang on a number of degrees of freedom.
  static let spreads: Set<String> = ["std", "var"]

  /// The position of the parameter of a function that has this name in a library; nothing where it has
  /// none.
  static func parameter(_ name: String, of meaning: Meaning) -> Int? {
    switch meaning {
    case .function(let function): parameter(name, of: function)
    case .infix: operands.firstIndex { $0.contains(name) }
    case .choice: choices.firstIndex { $0.contains(name) }
    case .range: ends.firstIndex { $0.contains(name) }
    case .identity, .size: values.contains(name) ? 0 : nil
    case .transpose, .replacement: nil
    }
  }

  private static func parameter(_ name: String, of function: String) -> Int? {
    switch (function, name) {
    case (_, "x"), (_, "a"), (_, "input"), (_, "logits"), (_, "y_pred"): 0
    case ("clip", "min"), ("clip", "a_min"), ("clip", "clip_value_min"): 1
    case ("clip", "max"), ("clip", "a_max"), ("clip", "clip_value_max"): 2
    case ("leaky_relu", "negative_slope"), ("leaky_relu", "alpha"), ("elu", "alpha"): 1
    case ("one_hot", "num_classes"), ("unsqueeze", "dim"), ("unsqueeze", "axis"): 1
    case (_, "target"), (_, "labels"), ("norm", "p"), ("norm", "ord"): 1
    default: nil
    }
  }

  /// What libraries call the operands of `np.dot` and the like.
  private static let operands: [Set<String>] = [
    ["a", "x", "x1", "input"], ["b", "y", "x2", "other", "mat2", "vec", "vec2", "exponent"],
  ]

  /// What libraries call the values of `np.where`.
  private static let choices: [Set<String>] = [["x", "input"], ["y", "other"]]

  private static let ends: [Set<String>] = [
    ["start"], ["stop", "end", "limit"], ["step", "delta"],
  ]

  /// What libraries call the one value of `np.array`, `np.size` and the like.
  private static let values: Set<String> = [
    "a", "x", "input", "object", "data", "value", "values", "initial_value",
  ]

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
    "dtype", "requires_grad", "inplace", "device", "label", "name", "ndmin",
  ]

  /// Arguments with a name that say along which axis a function works, and what is left of it.
  static let settingsOfAxis: Set<String> = ["axis", "dim", "keepdims", "keepdim"]

  /// Arguments with a name that say how a function works.
  private static let settings: Set<String> = ["ddof", "correction", "unbiased", "reduction"]

  /// Whether an argument with this name is no value that is worked on.
  static func isSetting(_ name: String) -> Bool {
    settingsOfAxis.contains(name) || settings.contains(name) || idleKeywords.contains(name)
  }

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
      "size": .size(.all), "numel": .size(.all), "arange": .range,
    ]
    for name in codeFunctions { meanings[name] = .function(name) }
    for name in spreads { meanings[name] = .function(name) }
    for (name, meaning) in bareFunctions { meanings[name] = meaning }
    for (name, function) in synonyms { meanings[name] = .function(function) }
    return meanings
  }()

  private static let synonyms = [
    "amax": "max", "amin": "min", "fmax": "max",
    "fmin": "min", "absolute": "abs", "fabs": "abs", "clamp": "clip",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "reduce_max": "max", "reduce_min": "min", "average": "mean", "reduce_std": "std",
    "reduce_variance": "var", "view": "reshape", "flatten": "reshape", "ravel": "reshape",
    "nanmean": "mean", "reduce_logsumexp": "logsumexp",
    "expand_dims": "unsqueeze",
    "concatenate": "concat", "cat": "concat", "hstack": "concat",
    "expit": "sigmoid", "mse_loss": "mse",
    "identity": "eye", "swish": "silu",
  ]
}
