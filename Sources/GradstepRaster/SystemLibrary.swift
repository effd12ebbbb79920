// The one place that knows which C library there is.
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A C library that is loaded while the program runs.
struct SystemLibrary {
  private let handle: UnsafeMutableRawPointer

  /// Loads the first of some libraries that there is.
  ///
  /// It is never unloaded: types that it registers with others stay.
  init(_ names: [String]) throws(ConversionError) {
    for name in names {
      if let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        self.handle = handle
        return
      }
    }
    throw .noLibrary(names: names)
  }

  /// A function of the library, or of one that it is made with.
  func function<Function>(_ name: String) throws(ConversionError) -> Function {
    guard let symbol = dlsym(handle, name) else { throw .oldLibrary(function: name) }
    return unsafeBitCast(symbol, to: Function.self)
  }
}
