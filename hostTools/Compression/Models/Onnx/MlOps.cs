using Endcap.Compression.Models.Onnx.Ml;
using Endcap.Compression.Models.Onnx.Trees;
using Endcap.Compression.Models.Teachers.Graph;
using Endcap.Compression.Models.Teachers.Graph.Ops;

namespace Endcap.Compression.Models.Onnx;

/// <summary>The operators of the domain ai.onnx.ml that endcap knows.</summary>
internal static class MlOps
{
    /// <summary>[operator]: how its operation is made.</summary>
    public static readonly Dictionary<string, Func<OnnxNodeView, GraphOp>> Known = new()
    {
        ["ArrayFeatureExtractor"] = _ => new ArrayFeatureExtractor(),
        ["FeatureVectorizer"] = _ => new Concat(-1, TensorType.SinglePrecision),
        ["Imputer"] = Imputer,
        ["LabelEncoder"] = LabelEncoder,
        ["LinearClassifier"] = LinearClassifier,
        ["LinearRegressor"] = LinearRegressor,
        ["Normalizer"] = Normalizer,
        ["OneHotEncoder"] = OneHotEncoder,
        ["Scaler"] = Scaler,
        ["TreeEnsemble"] = node => Trees(node, NewEnsembleReader.Read),
        ["TreeEnsembleClassifier"] = node => Trees(node, OldEnsembleReader.Classifier),
        ["TreeEnsembleRegressor"] = node => Trees(node, OldEnsembleReader.Regressor),
        ["ZipMap"] = _ => new Copy(),
    };

    // ONNX Runtime takes the type of the input for thresholds and sums; whole numbers are compared as float32.
    private static TreeEnsembleOp Trees(OnnxNodeView node, Func<OnnxNodeView, bool, OnnxEnsemble> read)
    {
        if (node.Inputs.FirstOrDefault() is not { Rank: 1 or 2 } x) throw node.Malformed("its input is no table");
        OnnxEnsemble ensemble = read(node, x.Type != TensorType.DoublePrecision);
        if (x.Count < ensemble.Columns) throw node.Malformed($"it looks at column {ensemble.Columns - 1}, and its input has {x.Count}");
        return new TreeEnsembleOp(ensemble, x.Count);
    }

    private static Scaler Scaler(OnnxNodeView node)
    {
        float[] offset = node.Floats("offset"), scale = node.Floats("scale");
        return offset.Length > 0 && scale.Length > 0 ? new Scaler(offset, scale) : throw node.Malformed("offset or scale is missing");
    }

    private static Normalizer Normalizer(OnnxNodeView node) => node.Text("norm", "MAX") switch
    {
        string norm and ("MAX" or "L1" or "L2") => new Normalizer(norm),
        string other => throw node.Malformed($"norm is {OnnxNodeView.Short(other)}"),
    };

    private static Imputer Imputer(OnnxNodeView node)
    {
        bool floats = node.Has("imputed_value_floats");
        double[] imputed = floats ? node.Numbers("imputed_value_floats") : [.. node.Ints("imputed_value_int64s").Select(value => (double)value)];
        if (imputed.Length == 0) throw node.Malformed("no replacements for missing values");
        return new Imputer(imputed, floats ? node.Float("replaced_value_float", 0) : node.Int("replaced_value_int64", 0));
    }

    private static OneHotEncoder OneHotEncoder(OnnxNodeView node)
    {
        long[] categories = node.Ints("cats_int64s");
        if (categories.Length == 0) throw node.Unsupported("categories that are texts", "Number the categories before the training, or one-hot encode the data before the model.");
        return new OneHotEncoder(categories, node.Int("zeros", 1) != 0);
    }

    private static Linear LinearRegressor(OnnxNodeView node)
    {
        long targets = node.Int("targets", 1);
        if (targets is < 1 or > 1 << 16) throw node.Malformed($"targets is {targets}");
        float[] intercepts = node.Floats("intercepts");
        if (intercepts.Length != 0 && intercepts.Length != targets) throw node.Malformed($"{intercepts.Length} intercepts for {targets} targets");
        return new Linear(node.Floats("coefficients"), intercepts.Length == 0 ? new float[targets] : intercepts, node.Transform(), null, null);
    }

    private static Linear LinearClassifier(OnnxNodeView node)
    {
        float[] intercepts = node.Floats("intercepts");
        string[] texts = node.Texts("classlabels_strings");
        double[] labels = texts.Length > 0 ? [.. Enumerable.Range(0, texts.Length).Select(k => (double)k)] : [.. node.Ints("classlabels_ints").Select(label => (double)label)];
        if (intercepts.Length == 0) throw node.Malformed("intercepts are missing: ONNX Runtime takes the number of classes from them");
        if (intercepts.Length > 1 && labels.Length != intercepts.Length) throw node.Malformed($"{labels.Length} labels for {intercepts.Length} classes");
        return new Linear(node.Floats("coefficients"), intercepts, node.Transform(), labels, texts.Length > 0 ? texts : null);
    }

    private static LabelEncoder LabelEncoder(OnnxNodeView node)
    {
        if (node.Has("keys_strings") || node.Has("classes_strings")) throw node.Unsupported("texts as keys", "Number the categories before the training, and give the model numbers.");
        double[] keys = node.Has("keys_int64s") ? Whole(node, "keys_int64s") : node.FindTensor("keys_tensor")?.Values.ToArray() ?? [.. node.Floats("keys_floats").Select(key => (double)key)];
        string[]? texts = node.Has("values_strings") ? node.Texts("values_strings") : null;
        (double[] values, TensorType type) = texts is not null ? ([.. Enumerable.Range(0, texts.Length).Select(i => (double)i)], TensorType.Text)
            : node.Has("values_int64s") ? (Whole(node, "values_int64s"), TensorType.Whole)
            : node.FindTensor("values_tensor") is { } tensor ? (tensor.Values.ToArray(), tensor.Type)
            : ([.. node.Floats("values_floats").Select(value => (double)value)], TensorType.SinglePrecision);
        if (keys.Length == 0 || keys.Length != values.Length) throw node.Malformed($"{keys.Length} keys and {values.Length} values");
        double otherwise = node.FindTensor("default_tensor") is { Count: 1 } given ? given.Values[0]
            : type switch { TensorType.Whole => node.Int("default_int64", -1), TensorType.Text => values.Length, _ => node.Float("default_float", -0f) };
        return new LabelEncoder(keys, values, otherwise, type, texts is null ? null : [.. texts, node.Text("default_string", "_Unused")]);
    }

    private static double[] Whole(OnnxNodeView node, string name) => [.. node.Ints(name).Select(value => (double)value)];
}
