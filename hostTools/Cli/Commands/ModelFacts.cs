using Endcap.Cli.Reports;
using Endcap.Compression.Models;

namespace Endcap.Cli.Commands;

/// <summary>What every report says about a model, under "model".</summary>
internal static class ModelFacts
{
    /// <summary>Warns of a model that gives every product of every shopper the same score.</summary>
    public static void WarnIfConstant(CommandContext context, TreeEnsemble model, string path)
    {
        if (model.Trees.Any(tree => tree.NodeCount > 1)) return;
        context.Warn($"{path}: the model has no split, so all scores are equal and nothing is ranked; "
            + "give more data, or a smaller --min-child-weight or --gamma");
    }

    public static void AddTo(Report report, TreeEnsemble model)
    {
        var used = model.Trees.SelectMany(tree => tree.Feature).Where(feature => feature >= 0).Distinct().Count();
        report.AddSection("model", "Model")
            .Add("objective", "objective", model.Objective)
            .Add("trees", "trees", model.Trees.Count)
            .Add("nodes", "nodes", model.NodeCount)
            .Add("leaves", "leaves", model.Trees.Sum(tree => tree.Feature.Count(feature => feature < 0)))
            .Add("features", "features", model.Schema.Features.Count)
            .Add("usedFeatures", "features used", used)
            .Add("schemaId", "schema id", $"{model.Schema.Id:x8}");
    }
}
