using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Endcap.Compression.Datasets;
using Endcap.Compression.Training;

namespace Endcap.Benchmarks.Training;

/// <summary>XGBoost in a Python process of its own, fed with our bins; see train_xgboost.py.</summary>
internal sealed class XgboostProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("endcap-benchmark-").FullName;

    public XgboostProcess()
    {
        string python = Environment.GetEnvironmentVariable("ENDCAP_PYTHON") ?? "/usr/bin/python3";
        _process = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Training", "train_xgboost.py")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException($"{python} did not start");
    }

    /// <summary>XGBoost's version; known after the first run.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Writes the data that the next runs use.</summary>
    public void Load(BinnedDataset train, BinnedDataset test)
    {
        File.WriteAllBytes(Path.Combine(_folder, "train.bins"), [.. train.Columns.SelectMany(column => column)]);
        File.WriteAllBytes(Path.Combine(_folder, "test.bins"), [.. test.Columns.SelectMany(column => column)]);
        File.WriteAllBytes(Path.Combine(_folder, "train.labels"), MemoryMarshal.AsBytes<float>(train.Labels).ToArray());
        int[] sizes = [.. train.GroupStarts.Zip(train.GroupStarts.Skip(1), (first, end) => end - first)];
        File.WriteAllBytes(Path.Combine(_folder, "train.groups"), MemoryMarshal.AsBytes<int>(sizes).ToArray());
    }

    /// <summary>Fits once; gives the time in seconds and the test rows' raw scores. <paramref name="load"/>: on data or threads that are new.</summary>
    public (double Seconds, double[] Scores) Fit(Schema schema, TrainerOptions options, double baseScore, bool load)
    {
        var job = new JsonObject
        {
            ["folder"] = _folder, ["rounds"] = options.Trees, ["load"] = load, ["params"] = Parameters(schema, options, baseScore),
            ["types"] = string.Concat(schema.Features.Select(feature => feature.Kind == FeatureKind.Categorical ? 'c' : 'q')),
        };
        _process.StandardInput.WriteLine(job.ToJsonString());
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("XGBoost stopped; see above");
        JsonElement result = JsonDocument.Parse(answer).RootElement;
        Version = result.GetProperty("version").GetString()!;
        ReadOnlySpan<float> scores = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(_folder, "test.scores")));
        return (result.GetProperty("seconds").GetDouble(), [.. scores.ToArray().Select(s => (double)s)]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static JsonObject Parameters(Schema schema, TrainerOptions options, double baseScore)
    {
        var parameters = new JsonObject
        {
            ["tree_method"] = "hist", ["eta"] = options.LearningRate, ["max_depth"] = options.Depth, ["lambda"] = options.Lambda,
            ["min_child_weight"] = options.MinChildWeight, ["nthread"] = options.Threads, ["seed"] = options.Seed, ["max_bin"] = 256,
            ["base_score"] = baseScore, ["verbosity"] = 1,
            ["objective"] = options.Objective == Objective.Squared ? "reg:squarederror" : "rank:pairwise",
        };
        if (options.MaxNonItemFeaturesOnPath == 2) parameters["interaction_constraints"] = JsonSerializer.Serialize(PairConstraints(schema));
        return parameters;
    }

    /// <summary>All item features with every pair of others: the same paths as our limit of two.</summary>
    private static List<int[]> PairConstraints(Schema schema)
    {
        ILookup<bool, int> byScope = Enumerable.Range(0, schema.Features.Count).ToLookup(f => schema.Features[f].Scope == FeatureScope.Item);
        int[] items = [.. byScope[true]], others = [.. byScope[false]];
        return [.. others.SelectMany((a, i) => others.Skip(i + 1).Select(b => (int[])[.. items, a, b]))];
    }
}
