import ArgumentParser

/// Whether steps say why.
struct WhyOption: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Say in each step on the way back why: the rules it uses, in the names of the step."
    )
  )
  var why = false
}
