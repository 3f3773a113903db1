using System.Text;

namespace Endcap.Compression.Models.CatBoost;

/// <summary>
/// The one-hot values of one categorical feature. CatBoost compares 32-bit hashes of texts; here a hash that the model asks for has
/// its position as code, because a hash would not survive float32, and every other text has the code −1.
/// </summary>
internal sealed class CatBoostCategories
{
    private readonly Dictionary<int, int> _codes = [];

    /// <summary>The code of a hash; a new hash gets the next.</summary>
    public int Add(int hash)
    {
        if (!_codes.TryGetValue(hash, out int code)) _codes[hash] = code = _codes.Count;
        return code;
    }

    /// <summary>The code of a cell's text, or −1.</summary>
    public double CodeOf(string text) => _codes.GetValueOrDefault(HashOf(text), -1);

    /// <summary>[code]: the texts, where <paramref name="texts"/> knows all of them; else null.</summary>
    public IReadOnlyList<string>? Texts(IReadOnlyDictionary<int, string> texts) =>
        _codes.Keys.All(texts.ContainsKey) ? [.. _codes.OrderBy(pair => pair.Value).Select(pair => texts[pair.Key])] : null;

    /// <summary>CatBoost's hash of a text: the low 32 bits of CityHash64 as a signed number.</summary>
    public static int HashOf(string text) => unchecked((int)CityHash.Hash64(Encoding.UTF8.GetBytes(text)));
}
