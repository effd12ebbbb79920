// Whoever imports the façade sees what its signatures are made of.
@_exported public import GradstepFrames
@_exported public import GradstepGraph
@_exported public import GradstepGraphviz
@_exported public import GradstepLayout
@_exported public import GradstepRaster
@_exported public import GradstepRenderers
@_exported public import GradstepReports
@_exported public import GradstepSyntax
@_exported public import GradstepText
@_exported public import GradstepTrace
