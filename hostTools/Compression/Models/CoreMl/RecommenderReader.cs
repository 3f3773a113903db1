using System.Globalization;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl.Proto;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>Reads an item-similarity recommender.</summary>
internal sealed class RecommenderReader(string path)
{
    private const int MostItems = 1 << 18;

    /// <summary>The teacher. Errors: E261, E263.</summary>
    public SimilarityTeacher Read(Recommender model, TeacherOrigin origin)
    {
        Similar[] read = [.. model.Items.Select(Similar.Parser.ParseFrom)];
        string[] ids = Ids(model, read);
        int n = ids.Length;
        int[][] items = [.. Enumerable.Repeat<int[]>([], n)];
        double[][] similarities = [.. Enumerable.Repeat<double[]>([], n)];
        var shift = new double[n];
        var seen = new HashSet<ulong>();
        foreach (Similar item in read)
        {
            if (item.Item >= (ulong)n || !seen.Add(item.Item)) throw Malformed(item, "its id is above the last or stands there twice");
            if (item.Connected.Any(other => other.Item >= (ulong)n || !double.IsFinite(other.Similarity))) throw Malformed(item, "it is similar to an item that is not there, or by no finite number");
            if (!double.IsFinite(item.Adjustment)) throw Malformed(item, "its adjustment is no finite number");
            items[item.Item] = [.. item.Connected.Select(other => (int)other.Item)];
            similarities[item.Item] = [.. item.Connected.Select(other => other.Similarity)];
            shift[item.Item] = item.Adjustment;
        }

        return new SimilarityTeacher
        {
            Origin = origin,
            Task = TeacherTask.Ranking,
            Inputs = [.. ids.Select(id => new TeacherInput(id))],
            RawNames = [],
            OutputNames = [.. ids.Select(id => $"score_{id}")],
            Items = items,
            Similarities = similarities,
            Shift = shift,
        };
    }

    private string[] Ids(Recommender model, Similar[] read)
    {
        ulong most = read.SelectMany(item => item.Connected.Select(other => other.Item).Append(item.Item)).DefaultIfEmpty().Max();
        if (most >= MostItems) throw Catalogue.ModelLimit(path, "the largest item number", (long)Math.Min(most, long.MaxValue), MostItems);
        string[] ids = model.StringIds is { Vector.Count: > 0 } texts ? [.. texts.Vector]
            : model.Int64Ids is { Vector.Count: > 0 } numbers ? [.. numbers.Vector.Select(number => number.ToString(CultureInfo.InvariantCulture))]
            : [.. Enumerable.Range(0, (int)most + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        return ids.Length > MostItems ? throw Catalogue.ModelLimit(path, "the number of items", ids.Length, MostItems)
            : ids.Distinct().Count() == ids.Length ? ids : throw Catalogue.ModelMalformed(path, "the recommender", "an item id stands there twice");
    }

    private UserErrorException Malformed(Similar item, string what) => Catalogue.ModelMalformed(path, $"item {item.Item}", what);
}
