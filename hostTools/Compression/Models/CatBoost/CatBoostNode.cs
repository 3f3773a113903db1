using System.Text.Json;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.CatBoost;

/// <summary>A place in the JSON, for checked access: every complaint (E261) names it.</summary>
internal readonly struct CatBoostNode(JsonElement element, string path, string place)
{
    public JsonElement Element => element;

    public string File => path;

    /// <summary>The member, or E261.</summary>
    public CatBoostNode this[string name] => Optional(name) ?? throw Malformed($"there is no {name}");

    /// <summary>The member; null where it is missing or JSON's null.</summary>
    public CatBoostNode? Optional(string name)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Malformed("should be an object {…}");
        return element.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null
            ? new CatBoostNode(member, path, $"{place}.{name}") : null;
    }

    /// <summary>An array's items; none for a member that is missing.</summary>
    public IEnumerable<CatBoostNode> Items(string name) => Optional(name)?.AsItems() ?? [];

    public IEnumerable<CatBoostNode> AsItems()
    {
        if (element.ValueKind != JsonValueKind.Array) throw Malformed("should be an array […]");
        (string file, string at) = (path, place);
        return element.EnumerateArray().Select((item, i) => new CatBoostNode(item, file, $"{at}[{i}]"));
    }

    /// <summary>A number or an array of numbers; without a place for each, because there are so many.</summary>
    public double[] AsNumbers()
    {
        if (element.ValueKind != JsonValueKind.Array) return [AsNumber()];
        var values = new double[element.GetArrayLength()];
        int n = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetDouble(out values[n])) throw Malformed($"item {n} should be a number");
            n++;
        }

        return values;
    }

    public double AsNumber() => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value)
        ? value : throw Malformed("should be a number");

    public int AsInt() => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value)
        ? value : throw Malformed("should be a whole number of 32 bits");

    public string AsText() => element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Malformed("should be a text");

    public UserErrorException Malformed(string what) => Catalogue.ModelMalformed(path, place, what);
}
