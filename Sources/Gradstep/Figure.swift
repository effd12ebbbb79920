/// One figure: a file's name and what is in it.
public struct Figure: Sendable {
  /// `NAME-00.svg`, with as many digits as the last step needs; `NAME.svg` where it shows many steps.
  public let name: String
  /// The step that it shows, or the last one of them.
  public let step: Int
  /// What is in the file.
  public let bytes: [UInt8]

  /// What is in the file, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// The figures of ascending steps, each written with what stayed the same since the one before, or
/// one figure of them all.
public struct Figures: Sequence, IteratorProtocol {
  var frames: Storyboard.Frames
  var scene: Scene
  var kept = PartBytes()
  let writing: Writing
  let name: (Int) -> String

  /// How steps become files.
  enum Writing {
    case each((Scene, inout PartBytes) -> [UInt8])
    case together((Album) -> [UInt8])
  }

  /// How large the smallest letters are, in CSS px; scripts are smaller by their own measure.
  public var smallestText: Double { scene.picture.smallestText }

  /// The figure of the next step that is wanted, or of all of them.
  public mutating func next() -> Figure? {
    switch writing {
    case .each(let write):
      guard let frame = frames.next() else { return nil }
      scene.show(frame)
      return Figure(name: name(frame.index), step: frame.index, bytes: write(scene, &kept))
    case .together(let write):
      guard let album = Album(scene, showing: &frames) else { return nil }
      let last = album.pages[album.pages.count - 1].index
      return Figure(name: name(last), step: last, bytes: write(album))
    }
  }
}
