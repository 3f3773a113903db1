using System.Globalization;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Preparation.Transactions;

/// <summary>Reads times: ISO 8601 dates as days, numbers as they are; without a column the number of the row.</summary>
internal sealed class EventTimes(Table table, Column? column)
{
    private readonly Dictionary<string, double> _known = new(StringComparer.Ordinal);
    private bool? _dates; // decided by the first row

    /// <summary>The time of a row. Error: E156.</summary>
    public double Of(int row, out string text)
    {
        text = column?.Text(row) ?? "";
        if (column is null) return row;
        if (_known.TryGetValue(text, out double time)) return time;
        _dates ??= IsDate(text);
        time = _dates.Value ? Days(text) : Column.Parse(text);
        if (!double.IsFinite(time)) throw Catalogue.TimeUnreadable(table.Place(row), column.Name, text);
        _known.Add(text, time);
        return time;
    }

    // 01/02/2026 is two dates: only years first.
    private static bool IsDate(string text) => text.Length >= 10 && text[4] == '-' && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0;

    private static double Days(string text) =>
        IsDate(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? (double)time.UtcTicks / TimeSpan.TicksPerDay : double.NaN;
}
