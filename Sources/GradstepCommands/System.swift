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

/// Does some work on a thread of its own; where there is none to be had, it is not done.
func onThread(_ work: @escaping @Sendable () -> Void) {
  let task = Unmanaged.passRetained(ThreadTask(work))
  #if canImport(Darwin)
  var thread: pthread_t?
  let error = pthread_create(&thread, nil, { runThread($0) }, task.toOpaque())
  #else
  var thread = pthread_t()
  let error = pthread_create(&thread, nil, { runThread($0) }, task.toOpaque())
  #endif
  guard error == 0 else { return task.release() }
  #if canImport(Darwin)
  if let thread { pthread_detach(thread) }
  #else
  pthread_detach(thread)
  #endif
}

private func runThread(_ task: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let task else { return nil }
  Unmanaged<ThreadTask>.fromOpaque(task).takeRetainedValue().work()
  return nil
}

private final class ThreadTask: Sendable {
  let work: @Sendable () -> Void

  init(_ work: @escaping @Sendable () -> Void) {
    self.work = work
  }
}

/// Ends the program.
func endProgram(_ status: Int32) -> Never {
  exit(status)
}

/// What the last system call that failed says of it.
func lastSystemError() -> String {
  String(cString: strerror(errno))
}
