// The one place that knows which C library there is.
#if canImport(Glibc)
@_exported import Glibc
#elseif canImport(Musl)
@_exported import Musl
#elseif canImport(Darwin)
@_exported import Darwin
#endif

/// Reads up to `count` bytes; a negative result says that it failed.
func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}

/// Writes up to `count` bytes; a negative result says that it failed.
func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// What the last system call that failed says of it.
func lastSystemError() -> String {
  String(cString: strerror(errno))
}
