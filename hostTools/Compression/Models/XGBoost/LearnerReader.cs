using System.Globalization;
using System.Text;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Linear;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>Reads a model's values as XGBoost's learner does (src/learner.cc).</summary>
internal sealed class LearnerReader(string path)
{
    private const int MostFeatures = 1 << 20, MostOutputs = 10_000;

    private int[] _version = [];
    private Objective _objective = null!;
    private float[] _start = []; // [output]: the base margin
    private TeacherInput[] _inputs = [];

    /// <summary>The teacher. Errors: E261, E262, E263.</summary>
    public Teacher Read(Located model)
    {
        if (model.Find("Model") is { } snapshot) model = snapshot; // of a pickle, with the training configuration beside it
        Located learner = model["learner"], parameters = learner["learner_model_param"], booster = learner["gradient_booster"];
        _version = ReadVersion(model["version"]);
        int classes = parameters["num_class"].Count(0, MostOutputs), targets = parameters.Find("num_target")?.Count(1, MostOutputs) ?? 1;
        int outputs = Math.Max(1, Math.Max(classes, targets));
        if (classes > 1 && targets > 1) throw parameters.Malformed("num_class and num_target are both above 1");
        _objective = Objective.Of(path, learner["objective"]["name"].Text, outputs, _version);
        if (_objective.Task == TeacherTask.MultiClass && classes < 2) throw parameters.Malformed($"num_class is {classes} with {_objective.Name}");
        _start = ReadStart(parameters["base_score"], outputs);
        _inputs = InputsReader.Read(learner, parameters["num_feature"].Count(1, MostFeatures));
        return booster["name"].Text switch
        {
            "gbtree" => Trees(booster, booster.Find("weight_drop") ?? booster["model"].Find("weight_drop"), "gbtree"),
            "dart" => Trees(booster["gbtree"], booster.Find("weight_drop"), "dart"),
            "gblinear" => Linear(booster["model"]["weights"]),
            string other => throw booster.Malformed($"booster '{ValueLimits.Short(other)}' is none of XGBoost's"),
        };
    }

    private static int[] ReadVersion(Located version) => version.Whole(version.NumbersOf(3), 0, short.MaxValue);

    private float[] ReadStart(Located baseScore, int outputs)
    {
        string text = baseScore.Text.Trim().Replace('(', '[').Replace(')', ']');
        object? value = JsonValues.Read(Encoding.UTF8.GetBytes(text), new ValueLimits(path, baseScore.Place));
        double[] scores = value is double one ? [one] : value as double[] ?? [];
        if (scores.Length != 1 && scores.Length != outputs) throw baseScore.Malformed($"{scores.Length} numbers for {outputs} scores");
        var start = new float[outputs];
        for (int k = 0; k < outputs; k++)
        {
            float score = (float)scores[scores.Length == 1 ? 0 : k];
            start[k] = _objective.Margin(score) ?? throw baseScore.Malformed($"{score} is not possible with {_objective.Name}");
        }

        return start;
    }

    private TreeTeacher Trees(Located booster, Located? weightDrop, string kind)
    {
        Located model = booster["model"], parameters = model["gbtree_model_param"];
        IReadOnlyList<Located> trees = model["trees"].Items;
        if (parameters["num_trees"].Count(0, int.MaxValue) != trees.Count) throw parameters.Malformed($"num_trees does not agree with {trees.Count} trees");
        double[] weights = weightDrop?.Numbers ?? [];
        if (weights.Length > trees.Count) throw weightDrop!.Malformed($"{weights.Length} weights for {trees.Count} trees");
        int width = trees.Count == 0 ? 1 : TreeReader.WidthOf(trees[0]);
        if (width > 1 && width != _start.Length) throw trees[0].Malformed($"size_leaf_vector is {width} where there are {_start.Length} scores");
        Located info = model["tree_info"];
        int[] target = info.Whole(info.NumbersOf(trees.Count), 0, width > 1 ? 0 : _start.Length - 1);
        var reader = new TreeReader(_inputs.Length, width);
        var read = new DecisionTree[trees.Count];
        for (int t = 0; t < read.Length; t++) read[t] = reader.Read(trees[t], t < weights.Length ? (float)weights[t] : 1);
        int parallel = parameters.Find("num_parallel_tree")?.Count(0, int.MaxValue) ?? 1;
        return new TreeTeacher
        {
            Origin = Origin(parallel > 1 ? $"{kind}, {parallel} parallel trees" : kind),
            Task = _objective.Task,
            Inputs = [.. _inputs.Select((input, i) => reader.IsCategory[i] ? input with { IsCategory = true } : input)],
            RawNames = Objective.RawNames(_start.Length),
            OutputNames = _objective.OutputNames(_start.Length),
            SinglePrecision = true,
            SinglePrecisionInputs = true,
            NegativeCategoryIsUnknown = true,
            Trees = read,
            Target = target,
            Start = [.. _start],
            Width = width,
            Transform = _objective.OutputTransform,
            Objective = _objective.Name,
        };
    }

    // src/gbm/gblinear.cc: the bias, plus the first output's base margin, then the products of what is not missing.
    private LinearTeacher Linear(Located weights)
    {
        int features = _inputs.Length, outputs = _start.Length;
        double[] all = weights.NumbersOf(checked((features + 1) * outputs));
        if (all.Any(weight => !double.IsFinite(weight))) throw weights.Malformed("a weight is no finite number");
        return new LinearTeacher
        {
            Origin = Origin("gblinear"),
            Task = _objective.Task,
            Inputs = _inputs,
            RawNames = Objective.RawNames(outputs),
            OutputNames = _objective.OutputNames(outputs),
            SinglePrecision = true,
            SkipsMissing = true,
            Weights = [.. Enumerable.Range(0, outputs).Select(k => Enumerable.Range(0, features).Select(i => all[i * outputs + k]).ToArray())],
            Start = [.. Enumerable.Range(0, outputs).Select(k => (double)((float)all[features * outputs + k] + _start[0]))],
            Transform = _objective.OutputTransform,
            Objective = _objective.Name,
        };
    }

    private TeacherOrigin Origin(string kind) =>
        new("XGBoost", string.Join('.', _version.Select(part => part.ToString(CultureInfo.InvariantCulture))), kind);
}
