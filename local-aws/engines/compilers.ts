/**
 * Java's second compiler takes what has shown to be hot forty times as long as by Java's defaults: most of a start runs
 * once, and what many rows repeat is hot soon in any case. Decisions 21 and 23 have the measurements.
 */
export const lateSecondCompiler = [
  "-XX:Tier4InvocationThreshold=200000",
  "-XX:Tier4MinInvocationThreshold=40000",
  "-XX:Tier4CompileThreshold=400000",
  "-XX:Tier4BackEdgeThreshold=1600000",
];
