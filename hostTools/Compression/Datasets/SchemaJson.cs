using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Datasets;

/// <summary>Turns a parsed JSON object into a schema and refuses every mistake; see <see cref="SchemaFile"/> for the format.</summary>
internal static class SchemaJson
{
    /// <summary>The words for <see cref="FeatureScope"/>, in its order.</summary>
    public static readonly string[] Scopes = ["item", "shopper", "affinity", "context"];

    /// <summary>The words for <see cref="FeatureKind"/>, in its order.</summary>
    public static readonly string[] Kinds = ["numeric", "categorical", "flag"];

    /// <summary>Reads a schema from its object.</summary>
    public static Schema Read(JsonValue root)
    {
        CheckFormat(root, SchemaFile.Format);
        root.AsObject("format", "label", "group", "ignore", "features");
        var roles = new Dictionary<string, string>(StringComparer.Ordinal); // column → what it is
        string label = Column(root.Member("label"), "the label", roles);
        string? group = root.OptionalMember("group") is { } value ? Column(value, "the group", roles) : null;
        string[] ignore = root.OptionalMember("ignore") is { } list
            ? [.. list.AsArray().Select(item => Column(item, "ignored", roles))]
            : [];

        JsonValue features = root.Member("features");
        if (features.AsArray().Count == 0) throw Catalogue.NoFeatures(features.Where);
        var scopes = new Dictionary<string, string>(StringComparer.Ordinal);
        return new Schema(label, group, ignore, [.. features.AsArray().Select(feature => ReadFeature(feature, roles, scopes))]);
    }

    /// <summary>Refuses a file of another kind or version before looking at anything else in it: E421, E423, E424.</summary>
    public static void CheckFormat(JsonValue root, string expected)
    {
        JsonValue format = root.AsAnyObject().Member("format");
        if (format.AsText() != expected) throw Catalogue.JsonWrongFormat(format.Where, expected, Catalogue.Short(format.Text));
    }

    private static string Column(JsonValue value, string role, Dictionary<string, string> roles)
    {
        string name = Name(value);
        if (!roles.TryAdd(name, role)) throw Catalogue.TwoRoles(value.Where, name, roles[name], role);
        return name;
    }

    // The canonical text under the schema id separates its fields with tabs and line breaks.
    private static string Name(JsonValue value)
    {
        string name = value.AsText();
        return name.Length > 0 && !name.Any(char.IsControl) ? name : throw Catalogue.BadName(value.Where, name);
    }

    private static Feature ReadFeature(JsonValue json, Dictionary<string, string> roles, Dictionary<string, string> scopes)
    {
        json.AsObject("name", "scope", "kind", "edges", "categories", "missing", "monotone");
        string name = Name(json.Member("name"));
        var scope = (FeatureScope)json.Member("scope").AsWord(Scopes);
        CheckOnce(json.Member("name"), name, Scopes[(int)scope], roles, scopes);

        var kind = (FeatureKind)json.Member("kind").AsWord(Kinds);
        bool numeric = kind == FeatureKind.Numeric, categorical = kind == FeatureKind.Categorical;
        if (!numeric) RefuseForKind(json, "edges", kind);
        if (!categorical) RefuseForKind(json, "categories", kind);
        if (categorical) RefuseForKind(json, "monotone", kind);
        double[] edges = numeric ? ReadEdges(json.Member("edges")) : categorical ? [] : [0.5];
        string[] categories = categorical ? ReadCategories(json.Member("categories"), name) : [];
        int monotone = json.OptionalMember("monotone")?.AsInt(-1, 1) ?? 0;

        int valueBins = categorical ? categories.Length : edges.Length + 1;
        (bool own, int absent) = ReadMissing(json.OptionalMember("missing"), valueBins);
        CheckBins(json.OptionalMember(categorical ? "categories" : "edges") ?? json, name, scope, valueBins + (own ? 1 : 0));
        return new Feature(name, scope, kind, edges, categories, own, absent, monotone);
    }

    private static void CheckOnce(
        JsonValue json, string name, string scope, Dictionary<string, string> roles, Dictionary<string, string> scopes)
    {
        if (scopes.TryGetValue(name, out string? other))
            throw other == scope ? Catalogue.DuplicateFeature(json.Where, name) : Catalogue.TwoScopes(json.Where, name, other, scope);
        scopes.Add(name, scope);
        if (!roles.TryAdd(name, "a feature")) throw Catalogue.TwoRoles(json.Where, name, roles[name], "a feature");
    }

    private static void RefuseForKind(JsonValue json, string property, FeatureKind kind)
    {
        if (json.OptionalMember(property) is { } value) throw Catalogue.NotForKind(value.Where, property, Kinds[(int)kind]);
    }

    private static double[] ReadEdges(JsonValue json)
    {
        IReadOnlyList<JsonValue> items = json.AsArray();
        var edges = new double[items.Count];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = items[i].AsNumber() + 0.0; // −0 becomes 0: the schema id must not tell them apart
            if (i > 0 && edges[i] <= edges[i - 1]) throw Catalogue.EdgesNotAscending(items[i].Where, edges[i], edges[i - 1]);
        }

        return edges;
    }

    private static string[] ReadCategories(JsonValue json, string feature)
    {
        IReadOnlyList<JsonValue> items = json.AsArray();
        if (items.Count == 0) throw Catalogue.NoCategories(json.Where, feature);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonValue item in items)
        {
            if (Cell.IsMissing(item.AsText())) throw Catalogue.CategoryReadsAsMissing(item.Where, item.Text);
            if (!seen.Add(Name(item))) throw Catalogue.DuplicateCategory(item.Where, item.Text);
        }

        return [.. items.Select(item => item.Text)];
    }

    private static (bool Own, int Absent) ReadMissing(JsonValue? json, int valueBins)
    {
        if (json is null) return (true, 0);
        if (json.Kind == System.Text.Json.JsonValueKind.String) return (json.AsWord("own") == 0, 0);
        return (false, json.AsInt(0, valueBins - 1));
    }

    private static void CheckBins(JsonValue json, string name, FeatureScope scope, int bins)
    {
        if (bins < 2) throw Catalogue.ConstantFeature(json.Where, name);
        if (bins > MostBins(scope)) throw Catalogue.TooManyBins(json.Where, name, Scopes[(int)scope], bins, MostBins(scope));
    }

    /// <summary>The bins a scope can have, a missing bin included: a byte in the shelf build, else a nibble over the air.</summary>
    public static int MostBins(FeatureScope scope) => scope == FeatureScope.Item ? 256 : 16;
}
