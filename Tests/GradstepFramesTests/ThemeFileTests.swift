import GradstepFrames
import Testing

/// Themes with colours of one's own.
@Suite struct ThemeFileTests {
  @Test func aFileChangesTheColoursThatItNames() throws {
    let theme = try Theme(
      """
      // for the blackboard
      dark
      ground #003322
      value: #AACCFF   // chalk
      gradient = #fc8

      """,
      named: "tafel 1"
    )
    #expect(theme.name == "own-tafel_1" && theme.darkPalette == nil)
    #expect(theme.palette.ground == "#003322" && theme.palette.value == "#aaccff")
    #expect(theme.palette.gradient == "#ffcc88")
    #expect(theme.palette.ink == Theme.Palette.dark.ink)
    #expect(theme.card == Theme.light.card && theme.type == Theme.light.type)
  }

  @Test func nothingIsTheLightTheme() throws {
    #expect(try Theme("", named: "x").palette == Theme.Palette.light)
  }

  @Test(arguments: [
    (
      "\nvalu #000000", 2,
      "'valu' is none of ground, ink, dim, pale, line, leaf, operation, value, gradient,"
        + " positive, negative"
    ),
    ("value blue", 1, "'blue' is no colour: write it as #rrggbb, such as #0a5cad"),
    ("value #12345", 1, "'#12345' is no colour: write it as #rrggbb, such as #0a5cad"),
    ("value #12345g", 1, "'#12345g' is no colour: write it as #rrggbb, such as #0a5cad"),
    ("value #{};}a{", 1, "'#{};}a{' is no colour: write it as #rrggbb, such as #0a5cad"),
    ("ink\nvalue", 1, "a line has what it colours and the colour, such as 'value #0a5cad'"),
    ("value is #123456", 1, "a line has what it colours and the colour, such as 'value #0a5cad'"),
  ])
  func aMistakeIsPointedAt(text: String, line: Int, words: String) {
    let error = #expect(throws: Theme.FileError.self) { _ = try Theme(text, named: "x") }
    #expect(error?.line == line && error?.description == words)
  }
}
