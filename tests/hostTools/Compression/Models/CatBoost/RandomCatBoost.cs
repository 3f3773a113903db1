using System.Text.Json.Nodes;
using Endcap.Compression.Models.CatBoost;

namespace Endcap.Tests.HostTools.Compression.Models.CatBoost;

/// <summary>Writes CatBoost models as its JSON has them: floats in columns 0–3 with every treatment of NaN, categories in 4 and 5.</summary>
internal sealed class RandomCatBoost(Random random)
{
    public static readonly string[] Texts = ["red", "green", "nan", "a longer text than sixteen bytes", "0", ""];

    private readonly float[][] _borders = [.. Enumerable.Range(0, 4).Select(_ =>
        Enumerable.Range(0, 3).Select(_ => random.Next(4) == 0 ? 0 : (float)(random.NextDouble() * 4 - 2)).Order().ToArray())];

    public bool Oblivious { get; init; } = true;
    public int Width { get; init; } = 1;
    public string Loss { get; init; } = "RMSE";

    public string Write()
    {
        JsonArray trees = [.. Enumerable.Range(0, 5).Select(_ => Oblivious ? (JsonNode)Symmetric() : Nested(random.Next(5)))];
        var model = new JsonObject
        {
            ["model_info"] = new JsonObject { ["params"] = new JsonObject { ["loss_function"] = new JsonObject { ["type"] = Loss } } },
            ["features_info"] = Features(),
            [Oblivious ? "oblivious_trees" : "trees"] = trees,
            ["scale_and_bias"] = new JsonArray(random.Next(2) == 0 ? 1.0 : 0.7, Numbers(Width)),
        };
        return model.ToJsonString();
    }

    private JsonObject Features() => new()
    {
        ["float_features"] = new JsonArray([.. Enumerable.Range(0, 4).Select(f => new JsonObject
        {
            ["feature_index"] = f,
            ["flat_feature_index"] = f,
            ["feature_id"] = $"x{f}",
            ["has_nans"] = f != 3,
            ["nan_value_treatment"] = new[] { "AsIs", "AsFalse", "AsTrue", "AsTrue" }[f],
            ["borders"] = new JsonArray([.. _borders[f].Select(border => JsonValue.Create((double)border))]),
        })]),
        ["categorical_features"] = new JsonArray([.. Enumerable.Range(0, 2).Select(c => new JsonObject
        {
            ["feature_index"] = c,
            ["flat_feature_index"] = 4 + c,
            ["feature_id"] = $"c{c}",
            ["values"] = new JsonArray([.. Texts.Select(text => JsonValue.Create(CatBoostCategories.HashOf(text)))]),
            ["string_values"] = new JsonArray([.. Texts.Select(text => JsonValue.Create(text))]),
        })]),
    };

    private JsonObject Symmetric()
    {
        int depth = random.Next(5);
        return new JsonObject { ["splits"] = depth == 0 ? null : new JsonArray([.. Enumerable.Range(0, depth).Select(_ => Split())]), ["leaf_values"] = Numbers(Width << depth) };
    }

    private JsonObject Nested(int depth) => depth == 0
        ? new JsonObject { ["value"] = Width == 1 ? Number() : Numbers(Width), ["weight"] = 1 }
        : new JsonObject { ["split"] = Split(), ["left"] = Nested(random.Next(depth)), ["right"] = Nested(depth - 1) };

    private JsonObject Split()
    {
        if (random.Next(3) == 0)
            return new JsonObject { ["split_type"] = "OneHotFeature", ["cat_feature_index"] = random.Next(2), ["value"] = CatBoostCategories.HashOf(Texts[random.Next(Texts.Length)]) };
        int f = random.Next(4);
        return new JsonObject { ["split_type"] = "FloatFeature", ["float_feature_index"] = f, ["border"] = (double)_borders[f][random.Next(3)] };
    }

    private JsonArray Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (JsonNode)Number())];

    private JsonValue Number() => JsonValue.Create(random.NextDouble() * 2 - 1);
}
