/// One figure: a file's name and what is in it.
public struct Figure: Sendable {
  /// `NAME-00.svg`, with as many digits as the last step needs; `NAME.svg` where it shows many steps.
  public let name: String
  /// The step that it shows, or the last one of them.
  public let step: Int
  /// What is in the file, or why there is nothing.
  let content: Result<[UInt8], ConversionError>

  /// What is in the file.
  ///
  /// - Throws: `ConversionError` where the format is made of SVG, and that did not go
  public var bytes: [UInt8] { get throws(ConversionError) { try content.get() } }

  /// What is in the file, as text; PNG and PDF are none.
  public var text: String { String(decoding: (try? content.get()) ?? [], as: UTF8.self) }
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
    case each((Scene, inout PartBytes) -> [UInt8], FigureConversion?)
    case together((Album) -> [UInt8])
  }

  /// How large the smallest letters are, in CSS px; scripts are smaller by their own measure.
  public var smallestText: Double { scene.picture.smallestText }

  /// The figure of the next step that is wanted, or of all of them.
  public mutating func next() -> Figure? {
    switch writing {
    case .each(let write, let conversion):
      guard let frame = frames.next() else { return nil }
      scene.show(frame)
      let (written, name) = (write(scene, &kept), name(frame.index))
      let content = Result { () throws(ConversionError) in
        try conversion?.bytes(of: written, showing: scene, named: name) ?? written
      }
      return Figure(name: name, step: frame.index, content: content)
    case .together(let write):
      guard let album = Album(scene, showing: &frames) else { return nil }
      let last = album.pages[album.pages.count - 1].index
      return Figure(name: name(last), step: last, content: .success(write(album)))
    }
  }
}
