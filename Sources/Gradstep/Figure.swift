/// One figure: a file's name and what is in it.
public struct Figure: Sendable {
  /// `NAME-00.svg`, with as many digits as the last step needs.
  public let name: String
  /// The step that it shows.
  public let step: Int
  /// What is in the file.
  public let bytes: [UInt8]

  /// What is in the file, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// The figures of ascending steps, each written with what stayed the same since the one before.
public struct Figures: Sequence, IteratorProtocol {
  var frames: Storyboard.Frames
  var scene: Scene
  var kept = PartBytes()
  let write: @Sendable (Scene, inout PartBytes) -> [UInt8]
  let name: (Int) -> String

  /// How large the smallest letters are, in CSS px; scripts are smaller by their own measure.
  public var smallestText: Double { scene.picture.smallestText }

  /// The figure of the next step that is wanted.
  public mutating func next() -> Figure? {
    guard let frame = frames.next() else { return nil }
    scene.show(frame)
    return Figure(name: name(frame.index), step: frame.index, bytes: write(scene, &kept))
  }
}
