using System.Globalization;

namespace Endcap.Publishing.Planning;

/// <summary>A number of labels, or a percentage of all.</summary>
/// <param name="Value">The number, or 0 … 100.</param>
/// <param name="IsPercent">Whether it is a percentage.</param>
public sealed record Share(decimal Value, bool IsPercent)
{
    /// <summary>Reads "5" or "2.5%"; null for anything else.</summary>
    public static Share? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool percent = text.EndsWith('%');
        NumberStyles style = percent ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
        if (!decimal.TryParse(percent ? text[..^1].TrimEnd() : text, style, CultureInfo.InvariantCulture, out decimal value)) return null;
        return value > (percent ? 100 : int.MaxValue) ? null : new Share(value, percent);
    }

    /// <summary>How many labels that is, rounded up; never more than there are.</summary>
    public int Of(int all) => (int)Math.Min(all, IsPercent ? Math.Ceiling(Value * all / 100) : Value);

    /// <summary>Whether there are more failures than it allows.</summary>
    public bool IsExceededBy(int failures, int all) => failures > (IsPercent ? Value * all / 100 : Value);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value}{(IsPercent ? "%" : "")}");
}
