using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>
/// Points of a size–quality front from a JSON file, as endcap compress --json prints them:
/// <c>{ "metric": "NDCG@5", "front": [ { "bytes": 812, "quality": 0.801, "name": "budget 1000" } ] }</c>.
/// <c>metric</c> may be left out, and <c>name</c> too or be called <c>steps</c>; all other members are passed over.
/// </summary>
/// <param name="Metric">What quality is; empty where the file does not say.</param>
/// <param name="Points">At least one.</param>
public sealed record FrontFile(string Metric, IReadOnlyList<SizePoint> Points)
{
    /// <summary>Reads a file. Errors: E290, E291, E401–E405, E420–E427.</summary>
    public static FrontFile Read(string path)
    {
        JsonValue root = JsonText.ReadFile(path).AsAnyObject();
        JsonValue list = root.OptionalMember("front") ?? throw Catalogue.NoFront(path);
        SizePoint[] points = [.. list.AsArray().Select(PointOf)];
        return points.Length > 0 ? new FrontFile(root.OptionalMember("metric")?.AsText() ?? "", points) : throw Catalogue.FrontIsEmpty(list.Where);
    }

    private static SizePoint PointOf(JsonValue value, int number)
    {
        JsonValue point = value.AsAnyObject();
        JsonValue? name = point.OptionalMember("name") ?? point.OptionalMember("steps");
        JsonValue bytes = point.Member("bytes");
        if (!(bytes.AsNumber() > 0)) throw Catalogue.JsonNumberRange(bytes.Where, bytes.Text, "a number above 0");
        return new SizePoint(name?.AsText() ?? FormattableString.Invariant($"point {number + 1}"), bytes.AsNumber(), point.Member("quality").AsNumber());
    }
}
