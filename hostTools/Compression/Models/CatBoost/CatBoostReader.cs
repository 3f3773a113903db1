using System.Text.Json;
using System.Text.RegularExpressions;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.CatBoost;

/// <summary>Reads CatBoost's JSON.</summary>
internal static partial class CatBoostReader
{
    // Non-symmetric trees nest two levels per split; CatBoost allows depth 16.
    private const int MostDepth = 256;

    public static Teacher Read(byte[] file, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = MostDepth });
            return Read(new CatBoostNode(document.RootElement, path, "$"));
        }
        catch (JsonException e)
        {
            throw Catalogue.ModelMalformed(path, $"line {(e.LineNumber ?? 0) + 1}", $"this is no JSON, or nested deeper than {MostDepth}: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            throw Catalogue.ModelMalformed(path, "$", "a text is not valid UTF-8");
        }
    }

    private static TreeTeacher Read(CatBoostNode root)
    {
        var features = new CatBoostFeatures(root["features_info"]);
        var reader = new CatBoostTrees(features);
        DecisionTree[] trees = root.Optional("oblivious_trees") is { } oblivious
            ? [.. oblivious.AsItems().Select(reader.Oblivious)]
            : [.. root["trees"].AsItems().Select(reader.Nested)];
        if (trees.Length == 0) throw root.Malformed("the model holds no tree");
        (double scale, double[]? bias) = ReadScaleAndBias(root, reader.Width);
        string loss = ReadLoss(root);
        (CatBoostLink link, TeacherTask task) = Describe(loss, reader.Width);
        return new TreeTeacher
        {
            Origin = new TeacherOrigin("CatBoost", Version(root), root.Optional("oblivious_trees") is null ? "non-symmetric trees" : "oblivious trees"),
            Task = task,
            Objective = loss.Length == 0 ? "unknown" : loss,
            Inputs = features.Inputs(),
            RawNames = Names("raw", reader.Width),
            OutputNames = Names(task == TeacherTask.MultiClass && reader.Width > 1 ? "prob" : "prediction", reader.Width),
            Trees = trees,
            Target = new int[trees.Length],
            Start = new double[reader.Width],
            Scale = scale,
            End = bias,
            Width = reader.Width,
            SinglePrecisionInputs = true,
            NegativeCategoryIsUnknown = true,
            Transform = new CatBoostTransform(link),
        };
    }

    // [scale, bias] or [scale, [bias, …]]; files from before it have neither.
    private static (double Scale, double[]? Bias) ReadScaleAndBias(CatBoostNode root, int width)
    {
        if (root.Optional("scale_and_bias") is not { } pair) return (1, null);
        CatBoostNode[] parts = [.. pair.AsItems()];
        if (parts.Length != 2) throw pair.Malformed("should be [scale, bias]");
        double[] bias = parts[1].Element.ValueKind == JsonValueKind.Null ? [] : parts[1].AsNumbers();
        if (bias.All(b => b == 0)) return (parts[0].AsNumber(), null);
        return bias.Length == width ? (parts[0].AsNumber(), bias) : throw pair.Malformed($"has {bias.Length} biases for {width} scores");
    }

    // "Tweedie:variance_power=1.5" and the like are the name and its parameters.
    private static string ReadLoss(CatBoostNode root)
    {
        if (root.Optional("model_info") is not { Element.ValueKind: JsonValueKind.Object } info) return "";
        if (info.Optional("params") is { Element.ValueKind: JsonValueKind.Object } parameters &&
            parameters.Optional("loss_function") is { Element.ValueKind: JsonValueKind.Object } loss)
            return loss.Optional("type")?.AsText() ?? "";
        return info.Optional("loss_function") is { Element.ValueKind: JsonValueKind.String } name ? name.AsText().Split(':')[0] : "";
    }

    private static (CatBoostLink Link, TeacherTask Task) Describe(string loss, int width) => loss switch
    {
        "Logloss" or "CrossEntropy" when width == 1 => (CatBoostLink.Sigmoid, TeacherTask.Binary),
        "MultiClass" => (CatBoostLink.SoftMax, TeacherTask.MultiClass),
        "MultiClassOneVsAll" or "MultiLogloss" or "MultiCrossEntropy" => (CatBoostLink.Sigmoid, TeacherTask.MultiClass),
        "Poisson" or "Tweedie" => (CatBoostLink.Exp, TeacherTask.Regression),
        "RMSEWithUncertainty" when width == 2 => (CatBoostLink.MeanAndVariance, TeacherTask.Regression),
        "YetiRank" or "YetiRankPairwise" or "PairLogit" or "PairLogitPairwise" or "QueryRMSE" or "QuerySoftMax" or "QueryCrossEntropy"
            or "StochasticRank" or "LambdaMart" => (CatBoostLink.Identity, TeacherTask.Ranking),
        _ => (CatBoostLink.Identity, TeacherTask.Regression),
    };

    // "Git info:\n    Commit: …\n    Tag: v1.2" …: the tag where there is one.
    private static string Version(CatBoostNode root) =>
        root.Optional("model_info") is { Element.ValueKind: JsonValueKind.Object } info &&
        info.Optional("catboost_version_info") is { Element.ValueKind: JsonValueKind.String } text &&
        Tag().Match(text.AsText()) is { Success: true } match ? match.Groups[1].Value : "";

    [GeneratedRegex(@"Tag: v?([0-9.]{1,20})")]
    private static partial Regex Tag();

    private static string[] Names(string name, int count) =>
        count == 1 ? [name] : [.. Enumerable.Range(0, count).Select(k => $"{name}_{k}")];
}
