using System.Text;
using Endcap.Compression.Models.Onnx.Proto;

namespace Endcap.Tests.HostTools.Compression.Models.Onnx;

/// <summary>TreeEnsembleRegressor and -Classifier as ONNX's text defines them, straight from the lists of a node.</summary>
internal sealed class PlainTrees
{
    private readonly Dictionary<string, OnnxAttribute> _lists;
    private readonly Dictionary<(long, long), int> _at = [];
    private readonly ILookup<(long, long), (long Target, float Weight)> _weights;
    private readonly string[] _modes;
    private readonly long[] _trees;

    public PlainTrees(OnnxNode node)
    {
        _lists = node.Attribute.ToDictionary(attribute => attribute.Name);
        _modes = [.. _lists["nodes_modes"].Strings.Select(mode => mode.ToString(Encoding.ASCII))];
        _trees = [.. _lists["nodes_treeids"].Ints.Distinct()];
        for (int n = 0; n < _modes.Length; n++) _at[(Of("nodes_treeids", n), Of("nodes_nodeids", n))] = n;
        string kind = _lists.ContainsKey("class_ids") ? "class" : "target";
        _weights = Enumerable.Range(0, _lists[kind + "_ids"].Ints.Count)
            .ToLookup(w => (Of(kind + "_treeids", w), Of(kind + "_nodeids", w)), w => (Of(kind + "_ids", w), _lists[kind + "_weights"].Floats[w]));
        Splits = [.. Enumerable.Range(0, _modes.Length).Where(n => _modes[n] != "LEAF").Select(n => ((int)Of("nodes_featureids", n), _lists["nodes_values"].Floats[n])).Distinct()];
    }

    /// <summary>Columns and thresholds of all splits.</summary>
    public List<(int Column, float Threshold)> Splits { get; }

    /// <summary>The sums of the leaves' weights in the order of trees, and the base values.</summary>
    public float[] Sums(double[] row, int count)
    {
        var sums = new float[count];
        foreach (long tree in _trees)
            foreach ((long target, float weight) in _weights[(tree, Leaf(tree, row))]) sums[target] += weight;
        if (_lists.TryGetValue("base_values", out OnnxAttribute? bases)) for (int k = 0; k < count; k++) sums[k] += bases.Floats[k];
        return sums;
    }

    private long Of(string list, int at) => _lists[list].Ints[at];

    private long Leaf(long tree, double[] row)
    {
        long id = 0;
        for (int n = _at[(tree, id)]; _modes[n] != "LEAF"; n = _at[(tree, id)]) id = Of(Holds(n, (float)row[Of("nodes_featureids", n)]) ? "nodes_truenodeids" : "nodes_falsenodeids", n);
        return id;
    }

    private bool Holds(int n, float x)
    {
        if (float.IsNaN(x) && _lists.TryGetValue("nodes_missing_value_tracks_true", out OnnxAttribute? missing) && missing.Ints[n] == 1) return true;
        float threshold = _lists["nodes_values"].Floats[n];
        return _modes[n] switch
        {
            "BRANCH_LEQ" => x <= threshold,
            "BRANCH_LT" => x < threshold,
            _ => throw new NotSupportedException(_modes[n]),
        };
    }
}
