using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>An objective of XGBoost's registry (src/objective): what it makes of margins, and of base_score.</summary>
/// <param name="Name">binary:logistic ….</param>
/// <param name="Task">What it is for.</param>
/// <param name="Transform">What predictions are.</param>
internal sealed record Objective(string Name, TeacherTask Task, TransformKind Transform)
{
    private const float NearZero = 1e-6f; // kRtEps

    /// <summary>The objective of a model. Errors: E262 (unknown, or one that needs more than this reader knows).</summary>
    /// <param name="file">For messages.</param>
    /// <param name="name">Its name.</param>
    /// <param name="outputs">Margins per row.</param>
    /// <param name="version">[major, minor, patch] that wrote the file.</param>
    public static Objective Of(string file, string name, int outputs, int[] version)
    {
        if (name == "reg:expectileerror" && outputs > 1)
        {
            throw Catalogue.ModelUnsupported(file, "objective reg:expectileerror with several expectile_alpha is not supported",
                "Train one model per expectile_alpha, or use reg:quantileerror.");
        }

        return name switch
        {
            "binary:logistic" => new(name, TeacherTask.Binary, TransformKind.Sigmoid),
            "binary:logitraw" => new(name, TeacherTask.Binary, TransformKind.Identity),
            "binary:hinge" => new(name, TeacherTask.Binary, TransformKind.Hinge),
            "reg:logistic" => new(name, TeacherTask.Regression, TransformKind.Sigmoid),
            "count:poisson" or "reg:gamma" or "reg:tweedie" or "survival:cox" or "survival:aft" =>
                new(name, TeacherTask.Regression, TransformKind.Exponential),
            "reg:squarederror" or "reg:linear" or "reg:squaredlogerror" or "reg:pseudohubererror" or "reg:absoluteerror" or
                "reg:expectileerror" => new(name, TeacherTask.Regression, TransformKind.Identity),
            "reg:quantileerror" => new(name, TeacherTask.Regression, Sorts(outputs, version) ? TransformKind.Sorted : TransformKind.Identity),
            "multi:softmax" => new(name, TeacherTask.MultiClass, TransformKind.ArgMax),
            "multi:softprob" => new(name, TeacherTask.MultiClass, TransformKind.Softmax),
            "rank:pairwise" or "rank:ndcg" or "rank:map" => new(name, TeacherTask.Ranking, TransformKind.Identity),
            _ => throw Catalogue.ModelUnsupported(file, $"objective '{ValueLimits.Short(name)}' is not one of XGBoost's that endcap knows",
                "Train with one of XGBoost's own objectives; a function of your own leaves its base objective's name in the file."),
        };
    }

    /// <summary>The margin that every row starts from; base_score is a number in the predictions' space. Null where the objective cannot have it.</summary>
    public float? Margin(float baseScore) => Transform switch
    {
        TransformKind.Sigmoid => baseScore is >= 0 and <= 1 ? Logit(Math.Min(Math.Max(baseScore, NearZero), 1 - NearZero)) : null,
        TransformKind.Exponential => baseScore > 0 ? MathF.Log(baseScore) : null,
        _ => float.IsFinite(baseScore) ? baseScore : null,
    };

    /// <summary>The transform for the teacher.</summary>
    public OutputTransform OutputTransform => Transform == TransformKind.Identity ? new IdentityTransform() : new XGBoostTransform(Transform);

    /// <summary>Names of the margins.</summary>
    public static string[] RawNames(int outputs) => Numbered("margin", outputs);

    /// <summary>Names of the predictions.</summary>
    public string[] OutputNames(int outputs) => Transform switch
    {
        TransformKind.Softmax => [.. Enumerable.Range(0, outputs).Select(k => $"prob_{k}")],
        TransformKind.ArgMax => ["prediction"],
        _ => Numbered("prediction", outputs),
    };

    private static string[] Numbered(string name, int count) => count == 1 ? [name] : [.. Enumerable.Range(0, count).Select(k => $"{name}_{k}")];

    private static float Logit(float probability) => -MathF.Log(1 / probability - 1);

    // From 3.5 on, the predictions of several quantiles are sorted so that they do not cross.
    private static bool Sorts(int outputs, int[] version) => outputs > 1 && (version[0], version[1]).CompareTo((3, 5)) >= 0;
}
