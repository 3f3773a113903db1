using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>What a reader of values holds a file to: nesting and number of values, so that memory and stack stay bounded.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Place">What is read, for messages: "" for the file itself.</param>
internal sealed record ValueLimits(string Path, string Place = "")
{
    private const int MostDepth = 32, MostValues = 4_000_000; // XGBoost nests 10 deep and has some 20 values per tree
    private int _values;

    /// <summary>Counts one value that is no number of an array. Errors: E263.</summary>
    public void CountValue(int depth)
    {
        if (depth > MostDepth) throw Catalogue.ModelLimit(Path, "the nesting of values", depth, MostDepth);
        if (++_values > MostValues) throw Catalogue.ModelLimit(Path, "the number of values", _values, MostValues);
    }

    /// <summary>E261 at a byte.</summary>
    public UserErrorException Malformed(int at, string what) =>
        Catalogue.ModelMalformed(Path, Place.Length == 0 ? $"byte {at}" : $"{Place}, byte {at}", what);

    /// <summary>The start of a text that comes from the file.</summary>
    public static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
