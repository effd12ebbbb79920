import GradstepCommands

await GradstepCommand.runToEnd()
