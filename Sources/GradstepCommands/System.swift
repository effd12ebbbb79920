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

/// Does work that blocks, such as waiting for a person, on a thread of its own.
///
/// A thread of Swift's pool would be missing there: on a machine with one core it is the only one.
func onThreadOfItsOwn<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    let job = ThreadJob { continuation.resume(with: Swift.Result(catching: work)) }
    let reference = Unmanaged.passRetained(job)
    #if canImport(Darwin)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    let failure = pthread_create(&thread, nil, runThreadJob, reference.toOpaque())
    guard failure == 0 else {
      reference.release()
      continuation.resume(
        throwing: Failure("cannot start a thread: \(String(cString: strerror(failure)))")
      )
      return
    }
    #if canImport(Darwin)
    if let thread { pthread_detach(thread) }
    #else
    pthread_detach(thread)
    #endif
  }
}

/// What a thread has to do, once.
private final class ThreadJob: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

#if canImport(Darwin)
private func runThreadJob(_ job: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<ThreadJob>.fromOpaque(job).takeRetainedValue().run()
  return nil
}
#else
private func runThreadJob(_ job: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let job { Unmanaged<ThreadJob>.fromOpaque(job).takeRetainedValue().run() }
  return nil
}
#endif

/// What the last system call that failed says of it.
func lastSystemError() -> String {
  String(cString: strerror(errno))
}
