using Endcap.Compression.Errors;

namespace Endcap.Publishing.Planning;

/// <summary>How a roll-out reaches further and further: how many labels have their turn by the end of each wave.</summary>
public sealed class Waves
{
    private readonly Share[] _reach;

    private Waves(Share[] reach) => _reach = reach;

    /// <summary>Reads "1,10%,100%". Error: E373.</summary>
    public static Waves Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        var reach = new Share[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            reach[i] = Share.TryParse(parts[i]) is { Value: > 0 } share ? share
                : throw Catalogue.WavesMalformed(text, $"\"{parts[i]}\" is neither a number of labels above 0 nor a percentage up to 100%");
            if (i > 0 && reach[i].IsPercent == reach[i - 1].IsPercent && reach[i].Value <= reach[i - 1].Value)
                throw Catalogue.WavesMalformed(text, $"{parts[i]} is not more than {parts[i - 1]}");
        }

        return new Waves(reach);
    }

    /// <summary>
    /// How many labels have their turn by the end of each wave, rising. A wave that reaches no further than the one before
    /// falls away, as 10 % of five labels after one label.
    /// </summary>
    public IReadOnlyList<int> Ends(int all)
    {
        var ends = new List<int>();
        foreach (Share share in _reach)
            if (share.Of(all) is var end && end > (ends.Count > 0 ? ends[^1] : 0)) ends.Add(end);
        return ends;
    }
}
