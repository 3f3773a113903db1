using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>A training objective as the file names it: "binary sigmoid:1", "multiclass num_class:5", "regression sqrt" ….</summary>
/// <param name="Name">The objective's own name.</param>
/// <param name="Link">What it does with scores.</param>
/// <param name="Task">What it is for.</param>
/// <param name="Classes">Scores that it needs; null: any number.</param>
/// <param name="Sigmoid">Factor of <see cref="LightGbmLink.Sigmoid"/>.</param>
internal sealed record LightGbmObjective(string Name, LightGbmLink Link, TeacherTask Task, int? Classes, double Sigmoid)
{
    /// <summary>A model of an objective that the user wrote: scores are predictions.</summary>
    public static LightGbmObjective Custom { get; } = new("custom", LightGbmLink.Identity, TeacherTask.Regression, null, 1);

    /// <summary>The objective of a text; null: not known. Throws <see cref="FormatException"/> where a parameter is missing or wrong.</summary>
    public static LightGbmObjective? Parse(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return null;
        return words[0] switch
        {
            "binary" => new(words[0], LightGbmLink.Sigmoid, TeacherTask.Binary, 1, PositiveSigmoid(words)),
            "multiclass" or "softmax" => new(words[0], LightGbmLink.SoftMax, TeacherTask.MultiClass, ClassCount(words), 1),
            "multiclassova" or "multiclass_ova" or "ova" or "ovr" =>
                new(words[0], LightGbmLink.Sigmoid, TeacherTask.MultiClass, ClassCount(words), PositiveSigmoid(words)),
            "cross_entropy" or "xentropy" => new(words[0], LightGbmLink.Sigmoid, TeacherTask.Binary, 1, 1),
            "cross_entropy_lambda" or "xentlambda" => new(words[0], LightGbmLink.SoftPlus, TeacherTask.Regression, 1, 1),
            "poisson" or "gamma" or "tweedie" => new(words[0], LightGbmLink.Exp, TeacherTask.Regression, 1, 1),
            "lambdarank" or "rank_xendcg" or "xendcg" or "xe_ndcg" or "xe_ndcg_mart" or "xendcg_mart" =>
                new(words[0], LightGbmLink.Identity, TeacherTask.Ranking, 1, 1),
            "huber" or "fair" => new(words[0], LightGbmLink.Identity, TeacherTask.Regression, 1, 1), // they switch sqrt off
            "regression" or "regression_l2" or "mean_squared_error" or "mse" or "l2" or "l2_root" or "root_mean_squared_error" or "rmse" or
                "regression_l1" or "mean_absolute_error" or "l1" or "mae" or "quantile" or "mape" or "mean_absolute_percentage_error" =>
                new(words[0], words.Contains("sqrt") ? LightGbmLink.SignedSquare : LightGbmLink.Identity, TeacherTask.Regression, 1, 1),
            "custom" or "none" or "null" or "na" => Custom,
            _ => null,
        };
    }

    private static int ClassCount(string[] words) => int.TryParse(Parameter(words, "num_class"), out int classes) && classes > 0
        ? classes
        : throw new FormatException("it needs num_class: and a number above 0");

    private static double PositiveSigmoid(string[] words) => Parameter(words, "sigmoid") is { } text && LightGbmNumber.Parse(text) is > 0 and var sigmoid
        ? sigmoid
        : throw new FormatException("it needs sigmoid: and a number above 0");

    private static string? Parameter(string[] words, string name) =>
        words.LastOrDefault(word => word.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..];
}
