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

/// A pipe whose ends no other program inherits, and at neither of which anybody waits.
func makePipe() throws(Failure) -> (reading: Int32, writing: Int32) {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { throw Failure("cannot make a pipe: \(lastSystemError())") }
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
  }
  return (ends[0], ends[1])
}

/// Does work that blocks, such as waiting for a person, on a thread of its own.
///
/// A thread of Swift's pool would be missing there: on a machine with one core it is the only one.
func onThreadOfItsOwn<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    do throws(Failure) {
      try startThread { continuation.resume(with: Swift.Result(catching: work)) }
    } catch {
      continuation.resume(throwing: error)
    }
  }
}

/// Starts some work on a thread of its own.
func startThread(_ work: @escaping @Sendable () -> Void) throws(Failure) {
  let task = Unmanaged.passRetained(ThreadTask(work))
  #if canImport(Darwin)
  var thread: pthread_t?
  let error = pthread_create(&thread, nil, { runThread($0) }, task.toOpaque())
  #else
  var thread = pthread_t()
  let error = pthread_create(&thread, nil, { runThread($0) }, task.toOpaque())
  #endif
  guard error == 0 else {
    task.release()
    throw Failure("cannot start a thread: \(String(cString: strerror(error)))")
  }
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
