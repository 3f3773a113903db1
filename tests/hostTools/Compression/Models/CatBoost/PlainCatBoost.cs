using System.Text.Json.Nodes;

namespace Endcap.Tests.HostTools.Compression.Models.CatBoost;

/// <summary>CatBoost's rules of prediction straight on the JSON, to compare with: slow, no checks. A category's cell is the hash itself.</summary>
internal sealed class PlainCatBoost(string json)
{
    private readonly JsonNode _model = JsonNode.Parse(json)!;

    /// <summary>Whether to test ≥ in place of >: a mistake that comparisons must find.</summary>
    public bool OrEqual { get; init; }

    /// <summary>Every border of every feature, by column.</summary>
    public IEnumerable<(int Column, float Border)> Borders => _model["features_info"]!["float_features"]!.AsArray().SelectMany(feature =>
        feature!["borders"]!.AsArray().Select(border => ((int)feature["flat_feature_index"]!, (float)(double)border!)));

    /// <summary>[score]; floats by column, hashes of categories by column.</summary>
    public double[] Raw(double[] floats, int[] hashes)
    {
        double[]? sum = null;
        foreach (JsonNode? tree in (_model["oblivious_trees"] ?? _model["trees"])!.AsArray())
        {
            double[] leaf = tree!["leaf_values"] is { } values ? Oblivious(tree, values.AsArray(), floats, hashes) : Nested(tree, floats, hashes);
            sum = sum is null ? leaf : [.. sum.Zip(leaf, (a, b) => a + b)];
        }

        if (_model["scale_and_bias"] is not { } pair) return sum!;
        double[] bias = pair[1] is JsonArray list ? [.. list.Select(b => (double)b!)] : [(double)pair[1]!];
        return [.. sum!.Select((value, k) => value * (double)pair[0]! + bias[k])];
    }

    private double[] Oblivious(JsonNode tree, JsonArray values, double[] floats, int[] hashes)
    {
        JsonArray splits = tree["splits"] as JsonArray ?? [];
        int leaf = splits.Select((split, i) => Holds(split!, floats, hashes) ? 1 << i : 0).Sum(), width = values.Count >> splits.Count;
        return [.. values.Skip(leaf * width).Take(width).Select(value => (double)value!)];
    }

    private double[] Nested(JsonNode node, double[] floats, int[] hashes)
    {
        if (node["value"] is not { } value) return Nested(node[Holds(node["split"]!, floats, hashes) ? "right" : "left"]!, floats, hashes);
        return value is JsonArray list ? [.. list.Select(one => (double)one!)] : [(double)value];
    }

    private bool Holds(JsonNode split, double[] floats, int[] hashes)
    {
        if ((string)split["split_type"]! == "OneHotFeature")
            return hashes[Column("categorical_features", (int)split["cat_feature_index"]!, out _)] == (int)split["value"]!;
        float value = (float)floats[Column("float_features", (int)split["float_feature_index"]!, out JsonNode feature)], border = (float)(double)split["border"]!;
        if (float.IsNaN(value) && (bool)feature["has_nans"]!)
        {
            value = (string)feature["nan_value_treatment"]! switch
            {
                "AsFalse" => float.NegativeInfinity,
                "AsTrue" => float.PositiveInfinity,
                _ => value,
            };
        }

        return OrEqual ? value >= border : value > border;
    }

    private int Column(string kind, int index, out JsonNode feature)
    {
        feature = _model["features_info"]![kind]!.AsArray().First(one => (int)one!["feature_index"]! == index)!;
        return (int)feature["flat_feature_index"]!;
    }
}
