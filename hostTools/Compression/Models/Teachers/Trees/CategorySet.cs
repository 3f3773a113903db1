namespace Endcap.Compression.Models.Teachers.Trees;

/// <summary>A set of categories 0 … 2³¹−1 as bits; bit c of word c / 32.</summary>
/// <param name="Words">The bits.</param>
public sealed record CategorySet(uint[] Words)
{
    /// <summary>Whether a category is in the set; codes beyond the last word are not.</summary>
    public bool Contains(int category) =>
        (uint)(category >> 5) < (uint)Words.Length && (Words[category >> 5] >> (category & 31) & 1) != 0;

    /// <summary>A set of these categories, each ≥ 0.</summary>
    public static CategorySet Of(ReadOnlySpan<int> categories)
    {
        int most = -1;
        foreach (int category in categories) most = Math.Max(most, category);
        var words = new uint[(most >> 5) + 1];
        foreach (int category in categories) words[category >> 5] |= 1u << (category & 31);
        return new CategorySet(words);
    }
}
