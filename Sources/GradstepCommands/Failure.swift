import ArgumentParser

/// Something outside the source that went wrong, such as a file that cannot be written.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
