using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>The lines before the first tree.</summary>
internal sealed class LightGbmHeader
{
    private const int MostScores = 100_000;

    /// <summary>"v2", "v3", "v4".</summary>
    public required string Version { get; init; }

    /// <summary>Trees per iteration: one per score.</summary>
    public required int Scores { get; init; }

    /// <summary>Whether predictions divide by the number of iterations (random forest).</summary>
    public required bool Averages { get; init; }

    /// <summary>What the model was trained for.</summary>
    public required LightGbmObjective Objective { get; init; }

    /// <summary>[input]: names; Column_0 … where the user gave none.</summary>
    public required string[] InputNames { get; init; }

    /// <summary>[input]: "[least:most]", "none" (unused), or a category list "-1:0:4"; empty for files without.</summary>
    public required string[] InputInfos { get; init; }

    /// <summary>[tree]: bytes; null for files without.</summary>
    public required int[]? TreeSizes { get; init; }

    /// <summary>Reads up to the first "Tree=" line. Errors: E261, E262, E263.</summary>
    public static LightGbmHeader Read(LightGbmLines lines)
    {
        lines.MoveNext();
        var fields = new LightGbmFields(lines);
        while (lines.MoveToText() && !lines.Text.StartsWith("Tree="u8)) fields.AddLine();
        string version = CheckVersion(fields, lines.Path);
        int scores = CheckScores(fields, lines.Path);
        string[] names = fields.Words("feature_names");
        if (names.Length - 1 != fields.Int("max_feature_idx"))
            throw fields.Malformed("feature_names", $"holds {names.Length} names, but max_feature_idx is {fields.Int("max_feature_idx")}");
        string[] infos = fields.Has("feature_infos") ? fields.Words("feature_infos") : [];
        if (infos.Length > 0 && infos.Length != names.Length)
            throw fields.Malformed("feature_infos", $"holds {infos.Length} entries for {names.Length} features");
        return new LightGbmHeader
        {
            Version = version,
            Scores = scores,
            Averages = fields.Has("average_output"),
            Objective = ReadObjective(fields, scores, lines.Path),
            InputNames = names,
            InputInfos = infos,
            TreeSizes = fields.Has("tree_sizes") ? fields.Ints("tree_sizes", fields.Words("tree_sizes").Length) : null,
        };
    }

    private static string CheckVersion(LightGbmFields fields, string path)
    {
        string version = fields.Has("version") ? fields.Text("version") : "v1";
        return version is "v2" or "v3" or "v4" ? version : throw Catalogue.ModelUnsupported(path,
            $"the file is of LightGBM's model format \"{version}\"; endcap reads v2, v3 and v4",
            "Load it with LightGBM 2.1 … 4.x and save it again: lgb.Booster(model_file=…).save_model(…).");
    }

    private static int CheckScores(LightGbmFields fields, string path)
    {
        int scores = fields.Int(fields.Has("num_tree_per_iteration") ? "num_tree_per_iteration" : "num_class");
        if (scores < 1) throw fields.Malformed("num_tree_per_iteration", $"is {scores}");
        return scores <= MostScores ? scores : throw Catalogue.ModelLimit(path, "num_tree_per_iteration", scores, MostScores);
    }

    private static LightGbmObjective ReadObjective(LightGbmFields fields, int scores, string path)
    {
        if (!fields.Has("objective")) return LightGbmObjective.Custom;
        string text = fields.Text("objective");
        try
        {
            LightGbmObjective objective = LightGbmObjective.Parse(text) ?? throw Catalogue.ModelUnsupported(path,
                $"the objective \"{text}\" is unknown to endcap", "Train with one of LightGBM's own objectives, or without the line objective= for raw scores.");
            if (objective.Classes is { } classes && classes != scores)
                throw fields.Malformed("objective", $"\"{text}\" needs {classes} trees per iteration; there are {scores}");
            return objective;
        }
        catch (FormatException e)
        {
            throw fields.Malformed("objective", $"\"{text}\": {e.Message}");
        }
    }
}
