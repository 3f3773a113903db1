namespace Endcap.Compression.Models.Teachers;

/// <summary>Where a teacher comes from, for people.</summary>
/// <param name="Tool">The tool: "XGBoost", "LightGBM" ….</param>
/// <param name="Version">The version that wrote the file, or "" where the file does not say.</param>
/// <param name="Kind">The kind of model in the tool's words: "gbtree", "dart", "TreeEnsembleClassifier", "Sequential" ….</param>
public sealed record TeacherOrigin(string Tool, string Version, string Kind);
