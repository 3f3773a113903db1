using Endcap.Cli.Reports;
using Endcap.Compression.Models;

namespace Endcap.Cli.Commands;

/// <summary>What every report says about a model, under "model".</summary>
internal static class ModelFacts
{
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
