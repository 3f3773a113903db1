using System.Text.Json;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Datasets;

/// <summary>A shopper's bins, as a phone would send them.</summary>
/// <param name="SessionBins">[feature]: bins of shopper and context features; 0 elsewhere.</param>
/// <param name="AffinityBins">[product][feature]: bins of affinity features; 0 elsewhere.</param>
public sealed record Profile(byte[] SessionBins, byte[][] AffinityBins);

/// <summary>
/// Reads a shopper's profile from JSON: an object with the optional members <c>shopper</c> and <c>context</c> (feature → value)
/// and <c>affinity</c> (sku → feature → value). A value is a number, a text for a category, true or false for a flag,
/// or null. What is left out is missing and gets the feature's absent bin.
/// </summary>
public static class ProfileFile
{
    private static readonly string[] Parts = ["shopper", "affinity", "context"];

    /// <summary>Reads a file. Errors: E115, E160, E161, E4xx, each with file, line and JSON path.</summary>
    /// <param name="path">The JSON file.</param>
    /// <param name="features">The model's features; those of item scope are passed over.</param>
    /// <param name="skus">The shelf's products, in the order of the result.</param>
    public static Profile Read(string path, IReadOnlyList<Feature> features, IReadOnlyList<string> skus)
    {
        JsonValue root = JsonText.ReadFile(path).AsObject(Parts);
        byte[] session = Absent(features, f => f.Scope is FeatureScope.Shopper or FeatureScope.Context);
        Fill(session, root.OptionalMember("shopper"), features, FeatureScope.Shopper);
        Fill(session, root.OptionalMember("context"), features, FeatureScope.Context);

        byte[][] affinity = [.. skus.Select(_ => Absent(features, f => f.Scope == FeatureScope.Affinity))];
        foreach ((string sku, JsonValue values) in root.OptionalMember("affinity")?.AsAnyObject().Members ?? [])
        {
            int product = IndexOf(skus, sku);
            if (product < 0) throw Catalogue.ProfileUnknownSku(values.Where, sku, skus);
            Fill(affinity[product], values, features, FeatureScope.Affinity);
        }

        return new Profile(session, affinity);
    }

    private static byte[] Absent(IReadOnlyList<Feature> features, Func<Feature, bool> wanted) =>
        [.. features.Select(f => wanted(f) ? f.AbsentBin : (byte)0)];

    private static void Fill(byte[] bins, JsonValue? values, IReadOnlyList<Feature> features, FeatureScope scope)
    {
        if (values is null) return;
        string[] names = [.. features.Select(f => f.Scope == scope ? f.Name : "")];
        foreach ((string name, JsonValue value) in values.AsAnyObject().Members)
        {
            int feature = name.Length == 0 ? -1 : Array.IndexOf(names, name);
            if (feature < 0)
            {
                string[] known = [.. names.Where(other => other.Length > 0)];
                throw Catalogue.ProfileUnknownFeature(value.Where, name, SchemaJson.Scopes[(int)scope], known);
            }

            bins[feature] = Bin(features[feature], value);
        }
    }

    private static byte Bin(Feature feature, JsonValue value)
    {
        if (value.Kind == JsonValueKind.Null) return feature.AbsentBin;
        return feature.Kind switch
        {
            FeatureKind.Numeric => feature.Bin(value.AsNumber()),
            FeatureKind.Flag => feature.Bin(Flag(value)),
            _ => Category(feature, value),
        };
    }

    private static double Flag(JsonValue value) => value.Kind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.Number => value.AsInt(0, 1),
        _ => throw value.WrongType("0, 1, true or false"),
    };

    // A category that looks like a number may be written as one.
    private static byte Category(Feature feature, JsonValue value)
    {
        string text = value.Kind == JsonValueKind.Number ? value.Text : value.AsText();
        if (feature.Categories.Contains(text)) return feature.BinCategory(text);
        throw Catalogue.UnknownCategory(value.Where, feature.Name, text, feature.Categories);
    }

    private static int IndexOf(IReadOnlyList<string> texts, string text)
    {
        for (int i = 0; i < texts.Count; i++)
            if (texts[i] == text) return i;
        return -1;
    }
}
