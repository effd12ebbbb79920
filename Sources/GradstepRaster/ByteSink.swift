/// What a library has written so far.
final class ByteSink {
  private(set) var bytes: [UInt8] = []

  /// What a library calls with more bytes and with `pointer`.
  static let write: DrawingLibrary.Write = { sink, bytes, count in
    guard let sink, let bytes else { return 0 }
    Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().bytes +=
      UnsafeBufferPointer(start: bytes, count: Int(count))
    return 0
  }

  /// The sink as a library knows it, which does not keep it.
  var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}
