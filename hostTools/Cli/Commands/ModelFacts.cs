using Endcap.Cli.Reports;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;

namespace Endcap.Cli.Commands;

/// <summary>What every report says about a model, under "model".</summary>
internal static class ModelFacts
{
    /// <summary>Warns of a model that gives every product of every shopper the same score.</summary>
    public static void WarnIfConstant(CommandContext context, BinModel model, string path)
    {
        switch (model)
        {
            case TreeEnsemble trees when trees.Trees.All(tree => tree.NodeCount <= 1):
                context.Warn($"{path}: the model has no split, so all scores are equal and nothing is ranked; "
                    + "give more data, or a smaller --min-child-weight or --gamma");
                break;
            case DenseModel dense when dense.Parameters.AsSpan(0, dense.Shape.BiasAt[0]).IndexOfAnyExcept(0f) < 0:
                context.Warn($"{path}: all columns of the network are 0, so all scores are equal and nothing is ranked; "
                    + "give more data, or a smaller --weight-decay");
                break;
        }
    }

    public static void AddTo(Report report, BinModel model)
    {
        Report section = report.AddSection("model", "Model").Add("objective", "objective", model.Objective);
        if (model is TreeEnsemble trees) AddTrees(section, trees);
        if (model is DenseModel dense) AddNetwork(section, dense);
        section.Add("schemaId", "schema id", $"{model.Schema.Id:x8}");
    }

    private static void AddTrees(Report report, TreeEnsemble model) => report
        .Add("trees", "trees", model.Trees.Count)
        .Add("nodes", "nodes", model.NodeCount)
        .Add("leaves", "leaves", model.Trees.Sum(tree => tree.Feature.Count(feature => feature < 0)))
        .Add("features", "features", model.Schema.Features.Count)
        .Add("usedFeatures", "features used", model.Trees.SelectMany(tree => tree.Feature).Where(feature => feature >= 0).Distinct().Count());

    private static void AddNetwork(Report report, DenseModel model)
    {
        report.Add("hidden", "units of the hidden layers", string.Join(", ", model.Shape.Widths.SkipLast(1)))
            .Add("activations", "activations", string.Join(", ", model.Shape.Activations.Select(activation => activation.Name())))
            .Add("parameters", "parameters", model.Shape.Count)
            .Add("features", "features", model.Schema.Features.Count);
        if (model.Precision is not { } precision) return;
        string layers = string.Join(", ", Enumerable.Range(1, model.Shape.Hidden).Select(precision.Bits));
        report.Add("precision", "bits on the label", $"columns {precision.ColumnBits}, later layers {layers}{(precision.Steps is null ? "" : "; rounded")}");
    }
}
