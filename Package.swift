// swift-tools-version: 6.3

import PackageDescription

/// One target for each arrow of the data flow, in its order; a target imports only those above it.
let package = Package(
  name: "gradstep",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Gradstep", targets: ["Gradstep"]),
    .executable(name: "gradstep", targets: ["gradstep-tool"]),
  ],
  dependencies: [
    // Subcommands, options, help and completion scripts, as every Swift command has them.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // Rational numbers without a limit, for tests of arithmetic that is shown, and for nothing else.
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.0"),
    // Elementary functions of real numbers without Foundation.
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    // `swift package generate-documentation`: the manual and the library as pages.
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"),
  ],
  targets: [
    // Text with its ranges, diagnostics, the parser and the syntax tree.
    .target(name: "GradstepSyntax"),

    // Shapes, the operation table, and the graph that is built from a syntax tree.
    .target(
      name: "GradstepGraph",
      dependencies: ["GradstepSyntax", .product(name: "RealModule", package: "swift-numerics")]
    ),

    // The forward and the backward pass, one step at a time.
    .target(name: "GradstepTrace", dependencies: ["GradstepGraph"]),

    // Text with meaning, numbers as they are printed, equations and their printers.
    .target(
      name: "GradstepText",
      dependencies: ["GradstepGraph", .product(name: "RealModule", package: "swift-numerics")]
    ),

    // What each step shows, as text with meaning and cards with sizes.
    .target(name: "GradstepFrames", dependencies: ["GradstepTrace", "GradstepText"]),

    // Tables, equations and documents of traces, Jacobians, checks and costs.
    .target(name: "GradstepReports", dependencies: ["GradstepFrames"]),

    // Where everything goes: boxes, curves, places of labels, lines in cells.
    .target(name: "GradstepLayout", dependencies: ["GradstepFrames"]),

    // The C library of Graphviz.
    .systemLibrary(
      name: "CGraphviz",
      pkgConfig: "libgvc",
      providers: [.apt(["libgraphviz-dev"])]
    ),

    // Layout by Graphviz: the only user of its C library.
    .target(name: "GradstepGraphviz", dependencies: ["CGraphviz", "GradstepLayout"]),

    // PNG, PDF and outlines of SVG, by librsvg, which is loaded when one of them is asked for.
    .target(name: "GradstepRaster"),

    // Marks, themes and the output formats.
    .target(name: "GradstepRenderers", dependencies: ["GradstepReports", "GradstepLayout"]),

    // The façade: `Lesson`, which calls the stages in order.
    .target(
      name: "Gradstep",
      dependencies: ["GradstepGraphviz", "GradstepRaster", "GradstepRenderers"]
    ),

    // The subcommands, and the files and streams they read and write.
    .target(
      name: "GradstepCommands",
      dependencies: [
        "Gradstep", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    // The executable.
    .executableTarget(name: "gradstep-tool", dependencies: ["GradstepCommands"]),

    // What tests share: the project's files, golden files, sample lessons.
    .target(
      name: "_GradstepTestSupport",
      dependencies: ["Gradstep"],
      path: "Tests/_GradstepTestSupport"
    ),

    // One folder of tests for each room.
    .testTarget(name: "GradstepSyntaxTests", dependencies: ["GradstepSyntax"]),
    .testTarget(name: "GradstepGraphTests", dependencies: ["GradstepGraph"]),
    .testTarget(name: "GradstepTraceTests", dependencies: ["GradstepTrace"]),
    .testTarget(name: "GradstepTextTests", dependencies: ["_GradstepTestSupport"]),
    .testTarget(
      name: "GradstepFramesTests",
      dependencies: ["_GradstepTestSupport", .product(name: "BigInt", package: "BigInt")]
    ),
    .testTarget(name: "GradstepReportsTests", dependencies: ["_GradstepTestSupport"]),
    .testTarget(name: "GradstepLayoutTests", dependencies: ["GradstepLayout"]),
    .testTarget(name: "GradstepGraphvizTests", dependencies: ["GradstepGraphviz"]),
    .testTarget(name: "GradstepRasterTests", dependencies: ["_GradstepTestSupport"]),
    .testTarget(name: "GradstepRenderersTests", dependencies: ["_GradstepTestSupport"]),
    .testTarget(
      name: "GradstepTests",
      dependencies: ["_GradstepTestSupport"],
      exclude: ["Corpus", "Golden", "Lessons"]
    ),
    .testTarget(
      name: "GradstepCommandsTests",
      dependencies: ["GradstepCommands", "_GradstepTestSupport"]
    ),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
