/// The ways to cut a text into known names, counted from the back so that no way is walked in vain.
struct NameSplit {
  /// Up to three ways, each as the lengths of its names.
  let readings: [[Int]]

  init(_ characters: [Character], isName: (String) -> Bool) {
    let count = characters.count
    // For each start, the lengths of the first names from which the end can be reached.
    var lengths = Array(repeating: [Int](), count: count)
    var reaches = Array(repeating: false, count: count) + [true]
    for start in characters.indices.reversed() where isStart(characters[start]) {
      var name = ""
      for end in start..<count {
        name.append(characters[end])
        if reaches[end + 1], isName(name) { lengths[start].append(end + 1 - start) }
      }
      reaches[start] = !lengths[start].isEmpty
    }
    var readings: [[Int]] = []
    var open: [(start: Int, path: [Int])] = [(0, [])]
    while readings.count < 3, let (start, path) = open.popLast() {
      if start == count {
        readings.append(path)
      } else {
        open += lengths[start].reversed().map { (start + $0, path + [$0]) }
      }
    }
    self.readings = readings
  }
}

/// Whether a name can start with a letter and its marks.
private func isStart(_ character: Character) -> Bool {
  character.unicodeScalars.first?.startsName == true
}
