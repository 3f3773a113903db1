using System.Globalization;
using System.Text;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>Reads what a model says about its features: names, types and (since 3.1) the texts of categories.</summary>
internal static class InputsReader
{
    private static readonly TeacherInput Unnamed = new((string?)null);

    /// <summary>[feature]. Errors: E261.</summary>
    public static TeacherInput[] Read(Located learner, int features)
    {
        string[] names = Column(learner, "feature_names", features), types = Column(learner, "feature_types", features);
        var inputs = new TeacherInput[features];
        for (int i = 0; i < features; i++)
        {
            inputs[i] = names.Length == 0 ? Unnamed : new TeacherInput(names[i]);
            if (types.Length > 0 && types[i] is "c" or "categorical") inputs[i] = inputs[i] with { IsCategory = true };
        }

        Located booster = learner["gradient_booster"];
        Located? model = (booster.Find("gbtree") ?? booster).Find("model");
        if (model?.Find("cats")?.Find("enc") is { } encodings) AddCategories(encodings.Items, inputs, encodings);
        return inputs;
    }

    private static string[] Column(Located learner, string name, int features)
    {
        if (learner.Find(name) is not { } column) return [];
        string[] texts = column.Texts;
        return texts.Length == 0 || texts.Length == features ? texts : throw column.Malformed($"{texts.Length} entries for {features} features");
    }

    private static void AddCategories(IReadOnlyList<Located> encodings, TeacherInput[] inputs, Located place)
    {
        if (encodings.Count == 0) return;
        if (encodings.Count != inputs.Length) throw place.Malformed($"{encodings.Count} entries for {inputs.Length} features");
        for (int i = 0; i < inputs.Length; i++)
        {
            Located values = encodings[i]["values"];
            string[] texts = encodings[i].Find("offsets") is { } offsets ? Slices(values, offsets)
                : [.. values.Numbers.Select(value => value.ToString(CultureInfo.InvariantCulture))];
            if (texts.Length == 0) continue;
            var codes = new Dictionary<string, double>();
            for (int code = 0; code < texts.Length; code++)
                if (!codes.TryAdd(texts[code], code)) throw values.Malformed($"category '{ValueLimits.Short(texts[code])}' stands there twice");
            inputs[i] = inputs[i] with { IsCategory = true, Categories = texts, CodeOf = text => CodeOf(codes, text) };
        }
    }

    // A column of codes has no texts, so a plain number that is no category's text is a code; −1 is unknown to every split.
    private static double CodeOf(Dictionary<string, double> codes, string text)
    {
        if (codes.TryGetValue(text, out double code)) return code;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < codes.Count ? number : -1;
    }

    // Texts as Arrow has them: text k is values[offsets[k] .. offsets[k + 1]].
    private static string[] Slices(Located values, Located offsets)
    {
        int[] bytes = values.Whole(values.Numbers, sbyte.MinValue, byte.MaxValue);
        int[] ends = offsets.Whole(offsets.Numbers, 0, bytes.Length);
        var texts = new string[Math.Max(0, ends.Length - 1)];
        for (int k = 0; k < texts.Length; k++)
        {
            if (ends[k + 1] < ends[k]) throw offsets.Malformed($"entry {k + 1} is before entry {k}");
            texts[k] = Encoding.UTF8.GetString([.. bytes[ends[k]..ends[k + 1]].Select(value => (byte)value)]);
        }

        return texts;
    }
}
