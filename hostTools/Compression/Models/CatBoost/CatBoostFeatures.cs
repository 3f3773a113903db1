using System.Globalization;
using System.Text.Json;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.CatBoost;

/// <summary>The features of a model: which column each is, and what it does with missing values.</summary>
internal sealed class CatBoostFeatures
{
    private const int MostInputs = 100_000;

    // CatBoost's command line reads a missing category as this text.
    private static readonly int HashOfMissing = CatBoostCategories.HashOf("nan");

    private readonly Dictionary<int, (int Input, bool NaNIsTrue)> _floats = [];
    private readonly Dictionary<int, (int Input, CatBoostCategories Values)> _categories = [];
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<int, string> _texts = [];
    private readonly CatBoostNode _info;
    private int _inputs;

    public CatBoostFeatures(CatBoostNode info)
    {
        _info = info;
        foreach (CatBoostNode feature in info.Items("float_features"))
        {
            // NaN becomes ±infinity only where the training data had NaN; else it fails every test.
            bool isTrue = feature.Optional("nan_value_treatment") is { } treatment && IsTrue(treatment) &&
                feature.Optional("has_nans")?.Element.ValueKind == JsonValueKind.True;
            if (!_floats.TryAdd(feature["feature_index"].AsInt(), (AddInput(feature), isTrue))) throw feature.Malformed("its feature_index stands twice");
        }

        foreach (CatBoostNode feature in info.Items("categorical_features"))
        {
            if (!_categories.TryAdd(feature["feature_index"].AsInt(), (AddInput(feature), new CatBoostCategories())))
                throw feature.Malformed("its feature_index stands twice");
            foreach ((CatBoostNode value, CatBoostNode text) in feature.Items("values").Zip(feature.Items("string_values")))
                _texts.TryAdd(value.AsInt(), text.AsText());
        }

        foreach (CatBoostNode pair in info.Items("cat_features_hash"))
            _texts.TryAdd(unchecked((int)(long)pair["hash"].AsNumber()), pair["value"].AsText());
    }

    /// <summary>The test of a split on a float feature.</summary>
    public (int Input, float Border, MissingRule Missing) Float(CatBoostNode split)
    {
        if (!_floats.TryGetValue(split["float_feature_index"].AsInt(), out var feature)) throw split.Malformed("its float feature is not in features_info");
        float border = (float)split["border"].AsNumber();
        bool yes = feature.NaNIsTrue && float.PositiveInfinity > border;
        return (feature.Input, border, yes ? MissingRule.Yes : MissingRule.No);
    }

    /// <summary>The test of a one-hot split: the code that stands for its value.</summary>
    public (int Input, int Code, MissingRule Missing) OneHot(CatBoostNode split)
    {
        if (!_categories.TryGetValue(split["cat_feature_index"].AsInt(), out var feature)) throw split.Malformed("its categorical feature is not in features_info");
        int hash = split["value"].AsInt();
        return (feature.Input, feature.Values.Add(hash), hash == HashOfMissing ? MissingRule.Yes : MissingRule.No);
    }

    /// <summary>The inputs, after all splits are read.</summary>
    public TeacherInput[] Inputs()
    {
        bool named = _names.Any(pair => pair.Value != pair.Key.ToString(CultureInfo.InvariantCulture)); // a column's number is no name
        var inputs = new TeacherInput[_inputs];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = new TeacherInput(named ? _names.GetValueOrDefault(i) : null);
        foreach ((int input, CatBoostCategories values) in _categories.Values)
            inputs[input] = inputs[input] with { IsCategory = true, CodeOf = values.CodeOf, Categories = values.Texts(_texts) };
        return inputs;
    }

    /// <summary>E262: a split on a statistic of categories, or on text or embeddings.</summary>
    public UserErrorException Unsupported(string type)
    {
        string[] columns = [.. _info.Items("ctrs").SelectMany(ctr => ctr.Items("elements"))
            .Select(element => element.Optional("cat_feature_index")).OfType<CatBoostNode>().Select(index => NameOf(index.AsInt())).Distinct().Take(5)];
        return type == "OnlineCtr"
            ? Catalogue.ModelUnsupported(_info.File, $"the model uses CTR features (target statistics of categories){(columns.Length == 0 ? "" : " of " + string.Join(", ", columns))}",
                "Train with one_hot_max_size at least the number of categories (up to 255), or replace the categories by numbers before training.")
            : Catalogue.ModelUnsupported(_info.File, $"the model uses a split of type {type}", "Train without text and embedding features.");
    }

    private string NameOf(int category) => !_categories.TryGetValue(category, out var feature) ? $"category {category}"
        : _names.TryGetValue(feature.Input, out string? name) ? $"\"{name}\"" : $"column {feature.Input}";

    private int AddInput(CatBoostNode feature)
    {
        int input = feature["flat_feature_index"].AsInt();
        if (input < 0) throw feature.Malformed($"flat_feature_index is {input}");
        if (input >= MostInputs) throw Catalogue.ModelLimit(feature.File, "flat_feature_index", input, MostInputs - 1);
        string name = (feature.Optional("feature_name") ?? feature.Optional("feature_id"))?.AsText() ?? "";
        if (name.Length > 0) _names[input] = name;
        _inputs = Math.Max(_inputs, input + 1);
        return input;
    }

    private static bool IsTrue(CatBoostNode treatment) => treatment.AsText() switch
    {
        "AsTrue" => true,
        "AsIs" or "AsFalse" => false,
        var other => throw treatment.Malformed($"\"{other}\" is none of AsIs, AsFalse, AsTrue"),
    };
}
